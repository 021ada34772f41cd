import { kaplanMeier, type Survival } from '../math/kaplan-meier.ts'
import { type Cohort, type Flow, never, standing, type Timeline } from './timeline.ts'

export interface StageCounts {
  entered: number
  moved: number
  stayed: number
  open: number
  /** Seconds until going on, everybody counted; those who have not, until the end. */
  time: Survival
  /** Customers by the channel of their entry. */
  channels: Int32Array
}

/** Figures of one stage for a cohort. The last stage has nowhere to go on to: nobody moved, stayed or is open. O(customers log customers). */
export function stageCounts(timeline: Timeline, flow: Flow, cohort: Cohort, window: number, s: number, channels: number): StageCounts {
  const { customers, stages, end, base } = timeline
  const isLast = s === stages - 1
  const counts = { moved: 0, stayed: 0, open: 0 }
  const byChannel = new Int32Array(channels)
  const times = new Float64Array(customers.length)
  const happened = new Uint8Array(customers.length)
  let entered = 0
  for (let c = 0; c < customers.length; c++) {
    const is = standing(timeline, flow, cohort, window, c, s)
    if (is === null) continue
    const i = c * stages + s
    const entry = flow.entry[i] as number
    const next = flow.next[i] as number
    if (!isLast) counts[is]++
    times[entered] = (next === never ? end - base : next) - entry
    happened[entered] = next === never ? 0 : 1
    const channel = timeline.channel[flow.by[i] as number] as number
    byChannel[channel] = (byChannel[channel] as number) + 1
    entered++
  }
  const none: Survival = { quarter: null, median: null, threeQuarters: null, low: null, high: null }
  const time = isLast || entered === 0 ? none : kaplanMeier(times.subarray(0, entered), happened.subarray(0, entered))
  return { entered, ...counts, time, channels: byChannel }
}
