import { benjaminiHochberg } from './math/benjamini-hochberg.ts'
import { median } from './math/median.ts'
import { tTail } from './math/student-t.ts'
import { smooth } from './stl/loess.ts'
import { STL_VERSION, stl, stlParams } from './stl.ts'

/** Changes whenever the same series could give another answer. */
export const UNUSUAL_VERSION = `unusual/1 ${STL_VERSION}`

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

/** Robust z from which a value can be unusual at all (Iglewicz and Hoaglin 1993). */
const least = 3.5
/** Below three of a kind nobody can tell a season from a single event. */
const seasons = 3
/** How far a year before or after may be off, in places, and the robust z from which it counts as something like it. */
const about = 2
const alike = 2
/** Fewer values than this say nothing about what is usual. */
const fewest = 12
/** A median deviation is as sure as a standard deviation of this share of the values (its efficiency under normal noise). */
const efficiency = 0.37
/** What a trend alone takes of the values, in parameters. */
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
  // Not robust: of three or four values of a season, weights would drop one, and the others would fit themselves.
  const fitted = hasSeason ? stl(filled, stlParams({ period, seasonal: 'periodic' })) : trendAlone(filled, period)
  course.trend.set(fitted.trend, first)
  course.seasonal.set(fitted.seasonal, first)
  const residual = values.map((value, i) => value - (course.trend[i] as number) - (course.seasonal[i] as number))
  course.residual.set(residual)
  course.hasSeason = hasSeason

  const evidence = residual.filter((value) => !Number.isNaN(value))
  const centre = median(evidence)
  const spread = median(evidence.map((value) => Math.abs(value - centre)))
  // Rounding alone is no spread.
  const scale = Math.max(...filled.map(Math.abs))
  if (!(spread > 1e-9 * scale)) return course
  course.z.set(residual.map((value) => (0.6745 * (value - centre)) / spread))
  const places = Array.from(isKnown.keys()).filter((i) => isKnown[i])
  // With few values the spread is not well known, so more is needed to stand out.
  const freedom = Math.max(1, efficiency * (known - trendParameters - (hasSeason ? period : 0)))
  const q = benjaminiHochberg(places.map((i) => tTail(course.z[i] as number, freedom)))
  const standsOut = new Set(places.filter((i, at) => (q[at] as number) <= falseAlarmShare && Math.abs(course.z[i] as number) >= least))
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

/** A robust loess line over half a year. */
function trendAlone(values: Float64Array, period: number): { trend: Float64Array; seasonal: Float64Array } {
  const window = 2 * Math.floor(Math.max(period / 2, 7) / 2) + 1
  const loess = { window, degree: 1, jump: 1 } as const
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
