import type { Groups } from './grouping.ts'

/** Chunks of about a millisecond call it with nothing, so that the thread can do other things. */
export type Pace = () => Promise<void>

/** The logarithm of the likelihood of all customers, its gradient written into `gradient`; parameters and gradient as they are. */
export type Likelihood = (at: Float64Array, gradient: Float64Array, pace: Pace) => Promise<number>

/** A model of buying as the search sees it. */
export interface RhythmModel {
  /** Its parameters, all above 0, in their order. */
  names: readonly string[]
  /** What computes the likelihood of these customers; it keeps its tables from one call to the next. */
  likelihoodOf: (groups: Groups) => Likelihood
  /** Points to search from, given the mean number of orders a unit of time. */
  starts: (rate: number) => Float64Array[]
}
