export interface JobLimits {
  /** A job that runs longer is ended with `job.timeout`. */
  totalSeconds: number
  /** A job that reports no progress for this long is ended with `job.stalled`: an endless loop, a hung disk. */
  silenceSeconds: number
}

export interface Watchdog {
  /** A sign of life: progress was reported. */
  alive(): void
  stop(): void
}

/**
 * Watches one job. Time is counted in ticks of this process, not read from a clock, so that a laptop that slept, or a main
 * process that stood still, does not count against the job.
 */
export function watch(limits: JobLimits, onExpired: (why: 'job.timeout' | 'job.stalled') => void): Watchdog {
  const shortest = Math.min(limits.totalSeconds, limits.silenceSeconds)
  const tick = Math.min(1, Math.max(0.01, shortest / 10))
  let total = 0
  let silent = 0
  const timer = setInterval(() => {
    total += tick
    silent += tick
    const why = total > limits.totalSeconds ? 'job.timeout' : silent > limits.silenceSeconds ? 'job.stalled' : null
    if (why === null) return
    clearInterval(timer)
    onExpired(why)
  }, tick * 1_000)
  return {
    alive() {
      silent = 0
    },
    stop() {
      clearInterval(timer)
    }
  }
}
