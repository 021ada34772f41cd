import type { Groups } from './grouping.ts'

/** Chunks of about a millisecond call it with nothing, so that the thread can do other things. */
export type Pace = () => Promise<void>

/** A model of buying as the search sees it. */
export interface RhythmModel {
  /** Its parameters, all above 0, in their order. */
  names: readonly string[]
  /** The logarithm of the likelihood of all customers, its gradient written into `gradient`; parameters and gradient as they are. */
  logLikelihood: (groups: Groups, at: Float64Array, gradient: Float64Array, pace: Pace) => Promise<number>
  /** Points to search from, given the mean number of orders a unit of time. */
  starts: (rate: number) => Float64Array[]
}
