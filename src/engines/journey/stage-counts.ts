import { kaplanMeier, type Survival } from '../math/kaplan-meier.ts'
import { type Flow, never, stands, type Timeline } from './timeline.ts'

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

/**
 * Figures of one stage. The last stage has nowhere to go on to: nobody moved, stayed or is open.
 * O(customers log customers).
 *
 * @param of `standings` of the cohort
 */
export function stageCounts(timeline: Timeline, flow: Flow, of: Uint8Array, s: number, channels: number): StageCounts {
  const { customers, stages, end, base } = timeline
  const isLast = s === stages - 1
  const counts = new Int32Array(4)
  const byChannel = new Int32Array(channels)
  const times = new Float64Array(customers.length)
  const happened = new Uint8Array(customers.length)
  let entered = 0
  for (let c = 0; c < customers.length; c++) {
    const i = c * stages + s
    const is = of[i] as number
    if (is === stands.none) continue
    const next = flow.next[i] as number
    counts[is] = (counts[is] as number) + 1
    times[entered] = (next === never ? end - base : next) - (flow.entry[i] as number)
    happened[entered] = next === never ? 0 : 1
    const channel = timeline.channel[flow.by[i] as number] as number
    byChannel[channel] = (byChannel[channel] as number) + 1
    entered++
  }
  const none: Survival = { quarter: null, median: null, threeQuarters: null, low: null, high: null }
  const time = isLast || entered === 0 ? none : kaplanMeier(times.subarray(0, entered), happened.subarray(0, entered))
  const [, moved = 0, stayed = 0, open = 0] = isLast ? [] : counts
  return { entered, moved, stayed, open, time, channels: byChannel }
}
