import { moments, skewness } from '../math/moments.ts'
import { quantile } from '../math/quantile.ts'

/** What a column of numbers looks like, for the person who chooses. */
export interface Look {
  known: number
  missing: number
  min: number
  low: number
  median: number
  high: number
  max: number
  skew: number
  /** Counts in equal steps from `min` to `max`. */
  histogram: number[]
  /** Share of the known values that is the most frequent one. */
  mostFrequent: number
}

const BINS = 16

/** @param values NaN where missing; at least one is not. O(n log n). */
export function lookAt(values: Float64Array): Look {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const [min, max] = [sorted[0] as number, sorted.at(-1) as number]
  const histogram = new Array<number>(BINS).fill(0)
  let run = 0
  let longest = 0
  sorted.forEach((value, i) => {
    const bin = max > min ? Math.min(BINS - 1, Math.floor(((value - min) / (max - min)) * BINS)) : 0
    histogram[bin] = (histogram[bin] as number) + 1
    run = i > 0 && value === sorted[i - 1] ? run + 1 : 1
    longest = Math.max(longest, run)
  })
  return {
    known: sorted.length,
    missing: values.length - sorted.length,
    min,
    low: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    high: quantile(sorted, 0.75),
    max,
    skew: skewness(moments(sorted)),
    histogram,
    mostFrequent: longest / sorted.length
  }
}
