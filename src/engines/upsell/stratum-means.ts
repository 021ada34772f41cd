/** Whether the mean of some is higher than that of others who are alike, when a customer can stand in several rows. */
import { tQuantile } from '../math/student-t.ts'
import type { Compared } from './beliefs.ts'

/** All arrays are parallel. */
export interface Measures {
  /** Whose it is; a number from 0. */
  unit: Int32Array
  /** 1: theirs, whom the belief is about. */
  about: Uint8Array
  /** Only rows of the same stratum are compared. */
  stratum: Int32Array
  value: Float64Array
}

const FEWEST = 10

interface Side {
  n: number
  sum: number
}

/**
 * Differences of means within strata, weighted by how much each can tell; the error is that of sums over customers, so that who stands in
 * several rows counts once.
 *
 * Source: W. Cochran (1954), Some methods for strengthening the common χ² tests; K.-Y. Liang, S. Zeger (1986), Longitudinal data analysis using
 * generalized linear models, Biometrika 73.
 *
 * @param part of each row; only rows of part `which` are looked at. Null: all
 * @returns null where too few can be compared
 * O(n).
 */
export function compareMeans({ unit, about, stratum, value }: Measures, part: Uint8Array | null, which: number): Compared | null {
  const strata = new Map<number, [Side, Side]>()
  const rows = Int32Array.from(unit.keys()).filter((i) => part === null || part[i] === which)
  for (const i of rows) {
    const one = strata.get(stratum[i] as number) ?? [
      { n: 0, sum: 0 },
      { n: 0, sum: 0 }
    ]
    strata.set(stratum[i] as number, one)
    const side = one[about[i] as 0 | 1]
    side.n++
    side.sum += value[i] as number
  }
  const usable = new Map([...strata].filter(([, [others, theirs]]) => others.n > 1 && theirs.n > 1))
  const [weight, means] = [[...usable.values()].reduce((sum, sides) => sum + weightOf(sides), 0), [0, 0]]
  for (const sides of usable.values()) {
    for (const side of [0, 1] as const)
      means[side] = (means[side] as number) + (weightOf(sides) / weight) * (sides[side].sum / sides[side].n)
  }
  const customers = [new Set<number>(), new Set<number>()] as const
  const own = new Map<number, number>()
  for (const i of rows) {
    const sides = usable.get(stratum[i] as number)
    if (sides === undefined) continue
    const x = about[i] as 0 | 1
    const { n, sum } = sides[x]
    // Of few the mean lies nearer to them than to those it stands for.
    const off = ((value[i] as number) - sum / n) * Math.sqrt(n / (n - 1))
    const u = unit[i] as number
    own.set(u, (own.get(u) ?? 0) + ((x === 1 ? 1 : -1) * (weightOf(sides) / weight) * off) / n)
    customers[x].add(u)
  }
  const fewer = Math.min(customers[0].size, customers[1].size)
  if (fewer < FEWEST) return null
  let variance = 0
  for (const one of own.values()) variance += one * one
  const error = Math.sqrt(variance)
  const [others, theirs] = means as [number, number]
  const effect = theirs - others
  const freedom = fewer - 1
  const reach = tQuantile(0.05, freedom) * error
  return {
    t: error > 0 ? effect / error : effect === 0 ? 0 : Math.sign(effect) * Number.MAX_VALUE,
    freedom,
    effect,
    low: effect - reach,
    high: effect + reach,
    theirs,
    others,
    shows: (times) => times * error,
    customers: customers[1].size,
    compared: customers[0].size
  }
}

const weightOf = ([a, b]: readonly [Side, Side]): number => (a.n * b.n) / (a.n + b.n)
