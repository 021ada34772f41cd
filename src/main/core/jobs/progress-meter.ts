import type { Progress } from '../../../shared/model/job.ts'

const windowMs = 5_000
const shortestSpanMs = 500

export interface Pace {
  /** Units a second over the last seconds; null until half a second of this phase has been seen. */
  rate: number | null
  /** Null while the rate or the total is unknown. */
  secondsLeft: number | null
}

/**
 * How fast a job moves and how long it still needs, over a sliding window of five seconds, so that a slow start or a
 * finished phase does not colour the estimate. A new phase, unit or a step back starts anew.
 * O(1) amortised a call; the window holds at most 50 marks.
 */
export function createProgressMeter(now: () => number): (progress: Progress) => Pace {
  let marks: { at: number; done: number }[] = []
  let last: Progress | null = null

  return (progress) => {
    const at = now()
    const newest = marks.at(-1)
    if (last?.phase !== progress.phase || last.unit !== progress.unit || progress.done < (newest?.done ?? 0)) marks = []
    last = progress
    if (marks.length === 0 || at - (marks.at(-1)?.at ?? 0) >= windowMs / 50) marks.push({ at, done: progress.done })
    while (marks.length > 2 && at - (marks[1]?.at ?? at) > windowMs) marks.shift()

    const first = marks[0]
    if (first === undefined || at - first.at < shortestSpanMs) return { rate: null, secondsLeft: null }
    const rate = ((progress.done - first.done) * 1_000) / (at - first.at)
    const left = progress.total === null || rate === 0 ? null : Math.max(0, (progress.total - progress.done) / rate)
    return { rate, secondsLeft: left }
  }
}
