import { betaOddsQuantile } from '../math/incomplete-beta.ts'
import { squaresOf } from './change.ts'

/** Tickets of two periods, the earlier one and the later one, and how long these are. */
export interface LatelyInput {
  /** Who wrote each; −1: nobody known. */
  before: Int32Array
  lately: Int32Array
  /** Days. */
  daysBefore: number
  daysLately: number
}

/** Half a ticket more on each side (Jeffreys). */
const PRIOR = 0.5
/** Of fewer who wrote, how alike their tickets fall cannot be measured: each is one chance, however often they write. */
const FEWEST_WRITERS = 20

/**
 * How many times as many tickets a day lately as before, with its 95 % interval: of all of both periods, the share that falls into the later one
 * (Jeffreys' interval), counts taken for as many as say as much. How many that are, the customers tell: one who always writes now and then makes
 * nothing less sure, one who writes five times in one week is one chance (variance of sums by customer).
 *
 * Source: L. Brown, T. Cai, A. DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science 16; K. Liang, S. Zeger (1986),
 * Longitudinal data analysis using generalized linear models, Biometrika 73.
 *
 * O(tickets).
 *
 * @returns null without tickets before
 */
export function latelyOf({ before, lately, daysBefore, daysLately }: LatelyInput): { value: number; low: number; high: number } | null {
  const [a, b] = [lately.length, before.length]
  if (b === 0) return null
  const wide = dispersion(before, lately)
  const longer = daysBefore / daysLately
  const bound = (p: number) => betaOddsQuantile(p, a / wide + PRIOR, b / wide + PRIOR) * longer
  return { value: (a / b) * longer, low: a === 0 ? 0 : bound(0.025), high: bound(0.975) }
}

/** How many times the variance of a binomial number the later count has, given both together; 1 at least. */
function dispersion(before: Int32Array, lately: Int32Array): number {
  const all = before.length + lately.length
  const share = lately.length / all
  const writers = new Map<number, { before: number; lately: number }>()
  let alone = 0
  const count = (who: number, when: 'before' | 'lately') => {
    if (who < 0) {
      alone++
      return
    }
    const so = writers.get(who) ?? { before: 0, lately: 0 }
    so[when]++
    writers.set(who, so)
  }
  for (const who of before) count(who, 'before')
  for (const who of lately) count(who, 'lately')
  if (writers.size + alone < FEWEST_WRITERS) return (squaresOf(before) + squaresOf(lately)) / all
  if (share === 0) return 1
  const usual = share * (1 - share)
  const squares = [...writers.values()].reduce((sum, of) => sum + (of.lately - share * (of.lately + of.before)) ** 2, alone * usual)
  return Math.max(1, squares / (all * usual))
}
