/** With the few changes of state of a job, no more than ten events a second. */
const leastGapMs = 125

export interface Announcer {
  /** Soon: at once, or as soon as the gap allows; several wishes become one event. */
  soon(): void
  /** At once; a wish that is still waiting is covered by it. */
  now(): void
}

/** Thins the stream of a job's changes. The last wish is never lost. */
export function createAnnouncer(announce: () => void, now: () => number): Announcer {
  let announcedAt = Number.NEGATIVE_INFINITY
  let waiting: NodeJS.Timeout | undefined

  const fire = () => {
    clearTimeout(waiting)
    waiting = undefined
    announcedAt = now()
    announce()
  }
  return {
    now: fire,
    soon() {
      if (waiting !== undefined) return
      const wait = announcedAt + leastGapMs - now()
      if (wait <= 0) fire()
      else waiting = setTimeout(fire, wait)
    }
  }
}
