import type { Timeline } from './timeline.ts'

export interface Step {
  is: 'stage' | 'code'
  value: number
  optional: boolean
}

/** What a funnel found: for each step and customer of the cohort when it was reached, seconds from the first step; -1: not. */
export interface FunnelTimes {
  /** Rows of the timeline's customers who took the first step. */
  rows: Int32Array
  /** 1: the window of this customer had not ended. Parallel to `rows`. */
  open: Uint8Array
  /** Row-major, one column a step. */
  times: Int32Array
}

/**
 * Follows each customer from its first first-step within the cohort. Ordered: each step counts at or after the last step reached,
 * later events of one moment in the order of the timeline; an optional step that is missing holds nobody up, and neither does one
 * that comes late. Unordered: any order after the first step. O(events × steps).
 *
 * @param window seconds after the first step in which steps count
 */
export function funnel(
  timeline: Timeline,
  steps: readonly Step[],
  { window, ordered, from, to, marks }: { window: number; ordered: boolean; from: number; to: number; marks?: Uint8Array | undefined }
): FunnelTimes {
  const { customers, starts, at, base, end } = timeline
  const fits = (e: number, k: number): boolean => {
    const step = steps[k] as Step
    return (step.is === 'stage' ? timeline.stage[e] : timeline.code[e]) === step.value
  }
  const rows: number[] = []
  const open: number[] = []
  const times: number[] = []
  for (let c = 0; c < customers.length; c++) {
    if (marks?.[c] === 0) continue
    const last = starts[c + 1] as number
    let e = starts[c] as number
    while (e < last && !fits(e, 0)) e++
    if (e === last) continue
    const begin = at[e] as number
    if (begin < from || begin > to) continue
    const reached = new Array<number>(steps.length).fill(-1)
    reached[0] = 0
    let position = 0
    for (e++; e < last && (at[e] as number) - begin <= window; e++) {
      const since = (at[e] as number) - begin
      if (!ordered) {
        for (let k = 1; k < steps.length; k++) if (reached[k] === -1 && fits(e, k)) reached[k] = since
        continue
      }
      // The next step, or one beyond it that only optional steps stand before.
      for (let k = position + 1; k < steps.length; k++) {
        if (fits(e, k)) {
          reached[k] = since
          position = k
          break
        }
        if (!(steps[k] as Step).optional) break
      }
    }
    if (!ordered) cutAfterGap(reached, steps)
    rows.push(c)
    open.push(begin + window > end - base ? 1 : 0)
    times.push(...reached)
  }
  return { rows: Int32Array.from(rows), open: Uint8Array.from(open), times: Int32Array.from(times) }
}

/** In a funnel nobody is further than a step that had to be taken and was not. */
function cutAfterGap(reached: number[], steps: readonly Step[]): void {
  const gap = steps.findIndex((step, k) => !step.optional && reached[k] === -1)
  if (gap !== -1) reached.fill(-1, gap)
}
