import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { median } from '../math/median.ts'
import { tQuantile, tTail } from '../math/student-t.ts'
import { unusualValues } from '../unusual.ts'
import { type Case, type Detector, meanOf } from './seen.ts'

const FOUR_WEEKS = 28
const WEEK = 7
/** Four weeks before the last that say what is usual, and the fewest of them. */
const USUAL_BLOCKS = 6
const FEWEST_BLOCKS = 4
/** Orders that one expects at least: below, chance is all there is. */
const LEAST_EXPECTED = 10
const MOST_PRODUCTS = 50

/** No segments: who is in which is found from the very weeks that are looked at. */
export const groupings = ['product', 'category', 'channel'] as const

/** Weeks of a course before the last four that say what is usual and how it moves; with fewer the four-weekly blocks say it. */
const FEWEST_WEEKS = 26
const MOST_WEEKS = 156
const WEEKS_A_YEAR = 52
const BLOCK_WEEKS = 4
/** So many weeks are what a trend at its end rests on. */
const TREND_WEEKS = 9
/** A median deviation knows a spread as well as a standard deviation of this share of the values. */
const EFFICIENCY = 0.37

/**
 * A product, category or channel that is suddenly re-purchased less: its share of the orders of those who had bought before, in the last
 * four weeks, against where its course was going (STL, or a robust trend below three years), or against six times four weeks where
 * there is not half a year. All are tested together, and the share of false ones among what is reported is held to the budget.
 */
export const populationAnomaly: Detector = {
  find(seen, budget) {
    const { history, day, customers } = seen
    const blocks = repeatOrders(history, day, FOUR_WEEKS, USUAL_BLOCKS + 1, customers)
    const usual = blocks.slice(1).filter((_, b) => day - (b + 2) * FOUR_WEEKS >= history.firstDay)
    const now = blocks[0] as Block
    if (usual.length < FEWEST_BLOCKS || now.orders === 0) return []
    const weeks = Math.min(MOST_WEEKS, Math.floor((day - history.firstDay) / WEEK) - BLOCK_WEEKS)
    const course = weeks < FEWEST_WEEKS ? null : repeatOrders(history, day - FOUR_WEEKS, WEEK, weeks, customers).reverse()
    const tested: (Case & { p: number })[] = []
    for (const [g] of groupings.entries()) {
      for (const member of membersOf(history, usual, g)) {
        const key = keyOf(g, member)
        const orders = usual.reduce((sum, block) => sum + block.orders, 0)
        const had = usual.reduce((sum, block) => sum + (block.counts.get(key) ?? 0), 0)
        const brought = usual.reduce((sum, block) => sum + (block.amounts.get(key) ?? 0), 0)
        const expected = (course && fromCourse(course, key, now.orders)) ?? fromBlocks(usual, key, now.orders)
        const { share, error, freedom } = expected
        if (share * now.orders < LEAST_EXPECTED || share >= 1 || had >= orders) continue
        const count = now.counts.get(key) ?? 0
        const t = (count / now.orders - share) / error
        const isSeason = course !== null && wasAsLow(course, key, (count / now.orders + share) / 2)
        const p = t < 0 && !isSeason ? tTail(t, freedom) / 2 : 1
        const reach = tQuantile(0.05, freedom) * error
        tested.push({
          customer: -1 - key,
          p,
          score: -Math.log(Math.max(1e-300, p)),
          window: FOUR_WEEKS,
          detail: {
            grouping: g,
            member,
            orders: count,
            expectedOrders: share * now.orders,
            expectedLow: Math.max(0, share - reach) * now.orders,
            expectedHigh: Math.min(1, share + reach) * now.orders,
            share: count / now.orders,
            usualShare: share,
            weeks: expected.weeks,
            orderValue: brought / Math.max(1, had)
          }
        })
      }
    }
    const q = benjaminiHochberg(tested.map(({ p }) => p))
    return tested.filter((_, i) => (q[i] as number) <= budget).map(({ p: _p, ...one }) => one)
  },
  /** In the four weeks after, the share is still below the middle between then and what had been usual. */
  cameTrue(history, { detail }, day) {
    const { orders, counts } = repeatOrders(history, day + FOUR_WEEKS, FOUR_WEEKS, 1, null)[0] as Block
    if (orders === 0) return null
    const share = (counts.get(keyOf(detail.grouping as number, detail.member as number)) ?? 0) / orders
    return share < ((detail.share as number) + (detail.usualShare as number)) / 2
  }
}

/** What the share of the next orders is expected to be, with the error of that for so many orders. */
interface Expected {
  share: number
  error: number
  freedom: number
  /** That it rests on. */
  weeks: number
}

/** The mean of the blocks, which vary more than chance alone (quasi-binomial). */
function fromBlocks(usual: readonly Block[], key: number, orders: number): Expected {
  const all = usual.reduce((sum, block) => sum + block.orders, 0)
  const share = usual.reduce((sum, block) => sum + (block.counts.get(key) ?? 0), 0) / all
  const chi = usual.reduce((sum, block) => {
    const mean = share * block.orders
    return block.orders > 0 ? sum + ((block.counts.get(key) ?? 0) - mean) ** 2 / (mean * (1 - share)) : sum
  }, 0)
  const dispersion = Math.max(1, chi / (usual.length - 1))
  const error = Math.sqrt((share * (1 - share) * (1 + orders / all) * dispersion) / orders)
  return { share, error, freedom: usual.length - 1, weeks: BLOCK_WEEKS * usual.length }
}

/** Where the course of the weekly share was going: its trend at the end and its season, and how far weeks lie from that. Null where too few weeks are known. */
function fromCourse(course: readonly Block[], key: number, orders: number): Expected | null {
  const shares = Float64Array.from(course, (week) => (week.orders > 0 ? (week.counts.get(key) ?? 0) / week.orders : Number.NaN))
  const { trend, seasonal, residual, tooShort, hasSeason } = unusualValues(shares, { period: WEEKS_A_YEAR, falseAlarmShare: 0.05 })
  const known = residual.filter((value) => !Number.isNaN(value))
  const last = trend.findLast((value) => !Number.isNaN(value))
  if (tooShort || last === undefined || known.length < FEWEST_WEEKS) return null
  const season = hasSeason
    ? meanOf(Array.from({ length: BLOCK_WEEKS }, (_, i) => seasonal[seasonal.length - WEEKS_A_YEAR + i] as number))
    : 0
  const share = Math.min(1, Math.max(0, last + season))
  const middle = median(known)
  const spread = median(known.map((value) => Math.abs(value - middle))) / 0.6745
  const ofWeeks = spread * Math.sqrt(1 / BLOCK_WEEKS + 1 / TREND_WEEKS)
  // No surer than chance alone lets so many orders be.
  const ofChance = Math.sqrt((Math.max(share, 1 / orders) * (1 - share)) / orders)
  return { share, error: Math.max(ofWeeks, ofChance), freedom: Math.max(1, EFFICIENCY * (known.length - 4)), weeks: known.length }
}

/** A year earlier, two weeks before and after those four counted in, the share was no higher than this: then it may well be the season. */
function wasAsLow(course: readonly Block[], key: number, share: number): boolean {
  const end = course.length - (WEEKS_A_YEAR - BLOCK_WEEKS) + 2
  const weeks = course.slice(Math.max(0, end - BLOCK_WEEKS - 4), Math.max(0, end))
  const orders = weeks.reduce((sum, week) => sum + week.orders, 0)
  return weeks.length >= BLOCK_WEEKS && orders > 0 && weeks.reduce((sum, week) => sum + (week.counts.get(key) ?? 0), 0) / orders <= share
}

interface Block {
  orders: number
  counts: Map<number, number>
  amounts: Map<number, number>
}

const keyOf = (grouping: number, member: number): number => member * groupings.length + grouping

/**
 * Orders that are not a customer's first, in blocks of so many days up to `day`, the newest first: all, and those with each product,
 * category, channel, and what they brought. O(orders).
 */
function repeatOrders(history: AlertHistory, day: number, days: number, count: number, customers: Int32Array | null): Block[] {
  const blocks = Array.from({ length: count }, (): Block => ({ orders: 0, counts: new Map(), amounts: new Map() }))
  const add = (block: Block, grouping: number, member: number, amount: number): void => {
    if (member < 0) return
    const key = keyOf(grouping, member)
    block.counts.set(key, (block.counts.get(key) ?? 0) + 1)
    block.amounts.set(key, (block.amounts.get(key) ?? 0) + amount)
  }
  const look = (customer: number): void => {
    for (let at = (history.orders[customer] as number) + 1; at < (history.orders[customer + 1] as number); at++) {
      const on = history.day[at] as number
      const block = blocks[Math.floor((day - on) / days)]
      if (block === undefined) continue
      block.orders++
      const categories = new Map<number, number>()
      for (let i = history.items[at] as number; i < (history.items[at + 1] as number); i++) {
        const product = history.product[i] as number
        const category = history.category[product] as number
        const amount = history.amount[i] as number
        add(block, 0, product, amount)
        categories.set(category, (categories.get(category) ?? 0) + amount)
      }
      for (const [category, amount] of categories) add(block, 1, category, amount)
      add(block, 2, history.channel[at] as number, history.value[at] as number)
    }
  }
  if (customers === null) for (let customer = 0; customer < history.customers; customer++) look(customer)
  else customers.forEach(look)
  return blocks
}

/** Of products those that are re-purchased most; postage and fees are none. */
function membersOf({ isGoods }: AlertHistory, blocks: readonly Block[], grouping: number): number[] {
  const sums = new Map<number, number>()
  for (const { counts } of blocks) {
    for (const [key, count] of counts) {
      if (key % groupings.length === grouping)
        sums.set((key - grouping) / groupings.length, (sums.get((key - grouping) / groupings.length) ?? 0) + count)
    }
  }
  const ranked = [...sums].sort(([a, x], [b, y]) => y - x || a - b).map(([member]) => member)
  return grouping === 0 ? ranked.filter((product) => isGoods[product] === 1).slice(0, MOST_PRODUCTS) : ranked
}
