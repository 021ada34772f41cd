import { benjaminiHochberg } from './math/benjamini-hochberg.ts'
import { median } from './math/median.ts'
import { quantile } from './math/quantile.ts'
import { tTail } from './math/student-t.ts'
import { smooth } from './stl/loess.ts'
import { STL_VERSION, stl, stlParams } from './stl.ts'

/** Changes whenever the same series could give another answer. */
export const UNUSUAL_VERSION = `unusual/2 ${STL_VERSION}`

export interface UnusualParams {
  /** Values a year has: 12 months, 52 weeks. */
  period: number
  /** Accepted share of false alarms among what is reported. */
  falseAlarmShare: number
}

export interface Course {
  /** NaN before the first and after the last known value. */
  trend: Float64Array
  /** Zero where the series is too short to tell a season. */
  seasonal: Float64Array
  /** NaN where the value is unknown. */
  residual: Float64Array
  /** Robust z of each residual; NaN where the value is unknown or the residuals do not vary. */
  z: Float64Array
  unusual: boolean[]
  /** The season was told from three years or more. */
  hasSeason: boolean
  /** Fewer values are known than say what is usual. */
  tooShort: boolean
}

/**
 * Robust z from which a value can be unusual at all, the more the larger the share of the values that the trend takes for itself: set so that of series of
 * noise, even or with a long tail, of a year's months to four years' weeks, about one in twenty shows anything (test/unit/engines/unusual.test.ts).
 */
const least = (share: number): number => 4.2 + 9 * Math.max(0, share - 0.05)
/** Below three of a kind nobody can tell a season from a single event. */
const seasons = 3
/** How far a year before or after may be off, in places, and the robust z from which it counts as something like it. */
const about = 2
const alike = 2
/** Fewer values than this say nothing about what is usual. */
const fewest = 12
/** A median deviation is as sure as a standard deviation of this share of the values (its efficiency under normal noise). */
const efficiency = 0.37
/** What the trend of a seasonal fit takes of the values, in parameters. */
const trendParameters = 4
/** Passes of bisquare weights for a trend alone. */
const passes = 4

/**
 * The course of a series and what stands out of it: STL where there are three years, else a robust loess trend; residuals by their
 * robust z, held to a share of false alarms. See docs/methods/stl.md. O(n · window · passes).
 *
 * @param values equally spaced; NaN is unknown, and is neither a fit's evidence nor reported
 */
export function unusualValues(values: Float64Array, { period, falseAlarmShare }: UnusualParams): Course {
  const n = values.length
  const nothing = () => new Float64Array(n).fill(Number.NaN)
  const isKnown = Array.from(values, (value) => !Number.isNaN(value))
  const [first, last] = [isKnown.indexOf(true), isKnown.lastIndexOf(true)]
  const known = isKnown.filter(Boolean).length
  const course: Course = {
    trend: nothing(),
    seasonal: new Float64Array(n),
    residual: nothing(),
    z: nothing(),
    unusual: new Array<boolean>(n).fill(false),
    hasSeason: false,
    tooShort: known < fewest
  }
  if (course.tooShort) return course

  const filled = bridge(values.slice(first, last + 1))
  const hasSeason = filled.length >= seasons * period
  const { to, from } = evenest(filled, trendAlone(filled, period).trend)
  const scaled = filled.map(to)
  // Not robust: of three or four values of a season, weights would drop one, and the others would fit themselves.
  const fitted = hasSeason ? stl(scaled, stlParams({ period, seasonal: 'periodic' })) : trendAlone(scaled, period)
  const usual = fitted.trend.map((value, i) => value + (fitted.seasonal[i] as number))
  course.trend.set(fitted.trend.map(from), first)
  course.seasonal.set(
    usual.map((value, i) => from(value) - from(fitted.trend[i] as number)),
    first
  )
  course.residual.set(values.map((value, i) => value - (course.trend[i] as number) - (course.seasonal[i] as number)))
  course.hasSeason = hasSeason

  // A trend alone bends to each value by its leverage, and so takes as many parameters as the leverages come to.
  const leverage = hasSeason ? null : leverages(filled.length, trendWindow(period))
  const parameters = leverage === null ? trendParameters + period : leverage.reduce((sum, one) => sum + one, 0)
  const limit = least(leverage === null ? 0 : parameters / filled.length)
  const deviation = nothing()
  for (let i = first; i <= last; i++) {
    const own = Math.min(mostLeverage, leverage?.[i - first] ?? 0)
    if (isKnown[i]) deviation[i] = (to(values[i] as number) - (usual[i - first] as number)) / Math.sqrt(1 - own)
  }
  const evidence = deviation.filter((value) => !Number.isNaN(value))
  const centre = median(evidence)
  const spread = median(evidence.map((value) => Math.abs(value - centre)))
  // Rounding alone is no spread.
  const scale = Math.max(...scaled.map(Math.abs))
  if (!(spread > 1e-9 * scale)) return course
  course.z.set(deviation.map((value) => (0.6745 * (value - centre)) / spread))
  const places = Array.from(isKnown.keys()).filter((i) => isKnown[i])
  // With few values the spread is not well known, so more is needed to stand out.
  const freedom = Math.max(1, efficiency * (known - parameters))
  const q = benjaminiHochberg(places.map((i) => tTail(course.z[i] as number, freedom)))
  const standsOut = new Set(places.filter((i, at) => (q[at] as number) <= falseAlarmShare && Math.abs(course.z[i] as number) >= limit))
  for (const i of standsOut) {
    course.unusual[i] = hasSeason ? isFurthest(i, course.z, period) : !recurs(i, course.z, period)
  }
  return course
}

/** A value pulls its season's mean, which makes the other years look unusual the other way: of each season the furthest counts. */
function isFurthest(at: number, z: Float64Array, period: number): boolean {
  for (let other = at % period; other < z.length; other += period) {
    if (Math.abs(z[other] as number) > Math.abs(z[at] as number)) return false
  }
  return true
}

/** A year earlier or later, about the same time, something like it in the same direction: then it may well be the season. */
function recurs(at: number, z: Float64Array, period: number): boolean {
  const shifts = [-1, 1].flatMap((way) => Array.from({ length: 2 * about + 1 }, (_, i) => at + way * period + i - about))
  return shifts.some((other) => (z[other] ?? 0) * Math.sign(z[at] as number) >= alike)
}

/** Beyond this a value is nearly its own trend. */
const mostLeverage = 0.9

const leveragesOf = new Map<string, Float64Array>()

/** How much of itself each value's trend is: the diagonal of the smoother. O(n² · window) once for each length. */
function leverages(n: number, window: number): Float64Array {
  const key = `${n} ${window}`
  const known = leveragesOf.get(key)
  if (known !== undefined) return known
  const found = Float64Array.from({ length: n }, (_, i) => {
    const unit = new Float64Array(n)
    unit[i] = 1
    return smooth(unit, { window, degree: 1, jump: 1 }, null)[i] as number
  })
  leveragesOf.set(key, found)
  return found
}

interface Scale {
  to: (value: number) => number
  from: (value: number) => number
}

const same = (value: number) => value
const ladder: readonly Scale[] = [
  { to: same, from: same },
  { to: Math.sqrt, from: (value) => Math.max(0, value) ** 2 },
  { to: Math.log, from: Math.exp }
]

/**
 * The scale on which values lie evenest about their trend: as they are, as roots or as logarithms (Tukey's ladder). Times and amounts mostly have
 * a long tail upwards, in which something large is nothing unusual. Roots and logarithms need positive values throughout.
 */
function evenest(values: Float64Array, trend: Float64Array): Scale {
  const plain = ladder[0] as Scale
  if (!values.every((value, i) => value > 0 && (trend[i] as number) > 0)) return plain
  const skews = ladder.map(({ to }) => Math.abs(skewness(values.map((value, i) => to(value) - to(trend[i] as number)))))
  return ladder[skews.indexOf(Math.min(...skews))] ?? plain
}

/** Of the outer tenths about the median (Kelley), −1 to 1: what stands out by itself does not move it. */
function skewness(deviations: Float64Array): number {
  const sorted = deviations.filter((value) => !Number.isNaN(value)).sort()
  const [low, middle, high] = [0.1, 0.5, 0.9].map((p) => quantile(sorted, p)) as [number, number, number]
  return high === low ? 0 : (high + low - 2 * middle) / (high - low)
}

const trendWindow = (period: number) => 2 * Math.floor(Math.max(period / 2, 7) / 2) + 1

/** A robust loess line over half a year. */
function trendAlone(values: Float64Array, period: number): { trend: Float64Array; seasonal: Float64Array } {
  const loess = { window: trendWindow(period), degree: 1, jump: 1 } as const
  let trend = smooth(values, loess, null)
  for (let pass = 0; pass < passes; pass++) {
    const sizes = values.map((value, i) => Math.abs(value - (trend[i] as number)))
    const limit = 6 * median(sizes)
    if (limit === 0) break
    const weights = sizes.map((size) => (size < limit ? (1 - (size / limit) ** 2) ** 2 : 0))
    trend = smooth(values, loess, weights)
  }
  return { trend, seasonal: new Float64Array(values.length) }
}

/** Straight lines over what is unknown between known values. */
function bridge(values: Float64Array): Float64Array {
  const whole = values.slice()
  let before = 0
  for (let i = 1; i < whole.length; i++) {
    if (Number.isNaN(whole[i])) continue
    const step = ((whole[i] as number) - (whole[before] as number)) / (i - before)
    for (let gap = before + 1; gap < i; gap++) whole[gap] = (whole[before] as number) + step * (gap - before)
    before = i
  }
  return whole
}
