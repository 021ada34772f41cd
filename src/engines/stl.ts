import { SextantError } from '../shared/errors.ts'
import { median } from './math/median.ts'
import { fitAround, type Loess, smooth } from './stl/loess.ts'

/** Changes whenever the same series could give another decomposition. */
export const STL_VERSION = 'stl/1'

export interface StlParams {
  /** Values a season has, such as 12 months. */
  period: number
  /** Smooths each month's (weekday's, …) values over the years. `periodic`: the season is the same every year. */
  seasonal: Loess | 'periodic'
  trend: Loess
  /** Takes out of the season what is slow. */
  lowPass: Loess
  /** Passes that fit season and trend in turn. */
  inner: number
  /** Passes that then give less weight to what fits badly; 0: outliers pull like everything else. */
  outer: number
}

/** value = trend + seasonal + residual, at each place. */
export interface Stl {
  trend: Float64Array
  seasonal: Float64Array
  residual: Float64Array
  /** 0 .. 1: how much each value counted in the last pass. */
  weights: Float64Array
}

/**
 * Splits a series into trend, season and rest: seasonal-trend decomposition by loess. O((outer + 1) · inner · n · windows).
 *
 * Source: R. Cleveland, W. Cleveland, J. McRae, I. Terpenning (1990), STL: a seasonal-trend decomposition procedure based on loess,
 * Journal of Official Statistics 6(1). Equal to R's `stats::stl` and to statsmodels' `STL` (test/reference/stl.json).
 *
 * @param values equally spaced, without gaps, at least two periods of them
 * @throws engine.badParameter
 * @example stl(months, stlParams({ period: 12, robust: true }))
 */
export function stl(values: Float64Array, params: StlParams): Stl {
  const { period, inner, outer } = params
  const n = values.length
  if (!Number.isSafeInteger(period) || period < 2) bad('period', period, 'it must be a whole number from 2')
  if (n < 2 * period) bad('period', period, `${n} values are less than two periods`)
  let weights: Float64Array | null = null
  let trend: Float64Array = new Float64Array(n)
  let seasonal: Float64Array = new Float64Array(n)
  for (let pass = 0; pass <= outer; pass++) {
    for (let i = 0; i < inner; i++) {
      seasonal = seasonalPart(values, trend, params, weights)
      trend = smooth(minus(values, seasonal), params.trend, weights)
    }
    if (pass < outer) weights = robustness(values, trend, seasonal)
  }
  if (params.seasonal === 'periodic') seasonal = sameEveryPeriod(seasonal, period)
  return { trend, seasonal, residual: minus(minus(values, seasonal), trend), weights: weights ?? new Float64Array(n).fill(1) }
}

/** A choice that `stlParams` completes: as statsmodels does, or with `periodic` as R does for `s.window = "periodic"`. */
export interface StlChoice {
  period: number
  /** Window of the season, odd and at least 3; 7 if left out. */
  seasonal?: number | 'periodic' | undefined
  /** Window of the trend, odd; the smallest odd one above 1.5 · period / (1 − 1.5 / seasonal) if left out. */
  trend?: number | undefined
  /** Also of the season, unless periodic. 1 if left out. */
  degree?: 0 | 1 | undefined
  robust?: boolean | undefined
}

/** The usual parameters. Robust: fifteen outer passes of two inner ones (as in R of one, with `periodic`), else five inner ones (two). */
export function stlParams({ period, seasonal = 7, trend, degree = 1, robust = false }: StlChoice): StlParams {
  const periodic = seasonal === 'periodic'
  const trendWindow = trend ?? oddAbove(periodic ? 1.5 * period : (1.5 * period) / (1 - 1.5 / seasonal))
  const lowPassWindow = periodic ? oddFrom(period) : oddAbove(period)
  const jump = (window: number) => (periodic ? Math.ceil(window / 10) : 1)
  return {
    period,
    seasonal: periodic ? 'periodic' : { window: seasonal, degree, jump: 1 },
    trend: { window: trendWindow, degree: 1, jump: jump(trendWindow) },
    lowPass: { window: lowPassWindow, degree: 1, jump: jump(lowPassWindow) },
    inner: periodic ? (robust ? 1 : 2) : robust ? 2 : 5,
    outer: robust ? 15 : 0
  }
}

const oddFrom = (x: number): number => Math.ceil(x) + (Math.ceil(x) % 2 === 0 ? 1 : 0)
const oddAbove = (x: number): number => oddFrom(Math.floor(x) + 1)

/** Steps 1 to 4 of the inner loop: the values less the trend, smoothed by season, less what is slow in that. */
function seasonalPart(values: Float64Array, trend: Float64Array, params: StlParams, weights: Float64Array | null): Float64Array {
  const { period } = params
  const extended = smoothBySeason(minus(values, trend), params, weights)
  const slow = smooth(movingMean(movingMean(movingMean(extended, period), period), 3), params.lowPass, null)
  return slow.map((level, i) => (extended[i + period] as number) - level)
}

/** Each season's own series smoothed, and carried on by one period at either end: n + 2 · period values. */
function smoothBySeason(detrended: Float64Array, { period, seasonal }: StlParams, weights: Float64Array | null): Float64Array {
  const n = detrended.length
  const extended = new Float64Array(n + 2 * period)
  for (let season = 0; season < period; season++) {
    const count = Math.floor((n - 1 - season) / period) + 1
    const own = Float64Array.from({ length: count }, (_, i) => detrended[i * period + season] as number)
    const trust = weights && Float64Array.from({ length: count }, (_, i) => weights[i * period + season] as number)
    // A window far beyond any series makes loess of degree 0 the weighted mean.
    const loess: Loess = seasonal === 'periodic' ? { window: 10 * n + 1, degree: 0, jump: n + 1 } : seasonal
    const middle = smooth(own, loess, trust)
    const near = Math.min(loess.window, count)
    extended[season] = fitAround(own, loess, trust, 0, 1, near) ?? (middle[0] as number)
    middle.forEach((value, i) => {
      extended[(i + 1) * period + season] = value
    })
    const after = fitAround(own, loess, trust, count + 1, Math.max(1, count - loess.window + 1), count)
    extended[(count + 1) * period + season] = after ?? (middle[count - 1] as number)
  }
  return extended
}

/** Means of `length` values in a row: one for each place where there are as many. */
function movingMean(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1)
  let sum = 0
  for (let i = 0; i < length; i++) sum += values[i] as number
  means[0] = sum / length
  for (let i = 1; i < means.length; i++) {
    sum += (values[i + length - 1] as number) - (values[i - 1] as number)
    means[i] = sum / length
  }
  return means
}

/** Bisquare weights: nothing for residuals beyond six times their median size. */
function robustness(values: Float64Array, trend: Float64Array, seasonal: Float64Array): Float64Array {
  const sizes = values.map((value, i) => Math.abs(value - (trend[i] as number) - (seasonal[i] as number)))
  const limit = 6 * median(sizes)
  const [near, far] = [0.001 * limit, 0.999 * limit]
  return sizes.map((size) => (size <= near ? 1 : size <= far ? (1 - (size / limit) ** 2) ** 2 : 0))
}

/** Loess only nearly gives one mean per season; this makes it one, as R does. */
function sameEveryPeriod(seasonal: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period)
  seasonal.forEach((value, i) => {
    sums[i % period] = (sums[i % period] as number) + value
  })
  const counts = Float64Array.from({ length: period }, (_, season) => Math.floor((seasonal.length - 1 - season) / period) + 1)
  return seasonal.map((_, i) => (sums[i % period] as number) / (counts[i % period] as number))
}

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - (b[i] as number))

function bad(parameter: string, value: number, reason: string): never {
  throw new SextantError('engine.badParameter', { parameter, value, reason })
}
