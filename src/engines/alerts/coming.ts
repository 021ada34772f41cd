import { median } from '../math/median.ts'
import { changeOfRhythm, type Pool } from '../own-gaps.ts'
import {
  type Case,
  clamp,
  type Detector,
  deviationOf,
  firstAfter,
  gapsOf,
  hasOrdered,
  meanOf,
  openDays,
  paceOf,
  type Seen,
  usualOf
} from './seen.ts'
import { hasLeft, lateness } from './silence.ts'

/** Customers who come more often than this need no reminder. */
const LEAST_USUAL = 10
const TWO_WEEKS = 14
const FOUR_WEEKS = 28
const HALF_A_YEAR = 182
const WEEKS = 7
/** A new rhythm has so many gaps, that vary by less than this share of their mean, and are shorter than half of the former. */
const NEW_GAPS = 3
const REGULAR = 0.6
const FASTER = 0.6
/** A change of which chance makes more than this is none. */
const DOUBTFUL = 0.5
/** The chance of an order from which it is worth preparing for. */
const LIKELY = 0.3

export const dueSoon: Detector = {
  find(seen) {
    const found: Case[] = []
    for (const customer of seen.customers) {
      const gaps = gapsOf(seen, customer)
      if (gaps.length < 2 || median(gaps) < LEAST_USUAL || lateness(seen, customer) !== null) continue
      const pace = paceOf(seen, customer)
      if (pace === null) continue
      const open = openDays(seen, customer)
      const waits = pace.longerThan(open)
      if (waits <= 0) continue
      const gone = hasLeft(0.1 / (gaps.length + 3), waits)
      const comes = (1 - gone) * (1 - pace.longerThan(open + TWO_WEEKS) / waits)
      if (comes < LIKELY) continue
      found.push({
        customer,
        score: comes,
        window: TWO_WEEKS,
        detail: {
          ...usualOf(gaps),
          openDays: open,
          orders: gaps.length + 1,
          inDays: pace.orderedBy(open, 0.5)
        }
      })
    }
    return found
  },
  cameTrue: hasOrdered
}

export const newlyRegular: Detector = {
  find(seen) {
    if (seen.regularity === null) return []
    const pool = heaviest(seen)
    const found: Case[] = []
    for (const customer of seen.customers) {
      const gaps = gapsOf(seen, customer)
      if (gaps.length < NEW_GAPS + 1) continue
      const open = openDays(seen, customer)
      const change = changeOfRhythm(pool, gaps, open, 'faster')
      if (change === null || change.p > DOUBTFUL || gaps.length - change.since < NEW_GAPS) continue
      const [now, before] = [gaps.subarray(change.since), gaps.subarray(0, change.since)]
      const usual = meanOf(now)
      const isRegular = deviationOf(now) <= REGULAR * usual && usual <= FASTER * meanOf(before)
      if (!isRegular || now.length * usual > HALF_A_YEAR || open > 2 * usual) continue
      found.push({
        customer,
        score: -Math.log(change.p),
        window: clamp(1.5 * usual, TWO_WEEKS, 2 * FOUR_WEEKS),
        detail: {
          usualDays: usual,
          spreadDays: deviationOf(now),
          formerDays: meanOf(before),
          orders: gaps.length + 1,
          newOrders: now.length,
          openDays: open
        }
      })
    }
    return found
  },
  cameTrue: hasOrdered
}

/** One pool stands for all where a single one is asked for: that of the mean regularity. */
function heaviest({ regularity }: Seen): Pool {
  const { pools, weights } = regularity as NonNullable<Seen['regularity']>
  const k = Math.exp(pools.reduce((sum, pool, j) => sum + (weights[j] as number) * Math.log(pool.k), 0))
  const { r, alpha, k: at } = pools[0] as Pool
  return { k, r, alpha: (alpha * at) / k }
}

/** Visits in the last two weeks without an order, from somebody who had been away. */
export const browsingAgain: Detector = {
  find(seen) {
    const { history, day } = seen
    const found: Case[] = []
    for (const customer of seen.customers) {
      const open = openDays(seen, customer)
      const gaps = gapsOf(seen, customer)
      if (open <= FOUR_WEEKS || lateness(seen, customer) !== null) continue
      const [from, to] = [history.visits[customer] as number, history.visits[customer + 1] as number]
      const known = firstAfter(history.visitDay, from, to, day)
      const lately = known - firstAfter(history.visitDay, from, known, day - TWO_WEEKS)
      if (lately === 0) continue
      const chance = seen.prospectOf(customer)?.orderWithin(FOUR_WEEKS / WEEKS) ?? 0.1
      found.push({
        customer,
        score: 1 - (1 - chance) * 0.75 ** lately,
        window: FOUR_WEEKS,
        detail: { visits: lately, openDays: open, orders: gaps.length + 1, lastVisitDay: history.visitDay[known - 1] as number }
      })
    }
    return found
  },
  cameTrue: hasOrdered
}
