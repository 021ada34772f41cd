import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { tTail } from '../math/student-t.ts'
import type { Case, Detector } from './seen.ts'

const FOUR_WEEKS = 28
/** Four weeks before the last that say what is usual, and the fewest of them. */
const USUAL_BLOCKS = 6
const FEWEST_BLOCKS = 4
/** Orders that one expects at least: below, chance is all there is. */
const LEAST_EXPECTED = 10
const MOST_PRODUCTS = 50

/** No segments: who is in which is found from the very weeks that are looked at. */
export const groupings = ['product', 'category', 'channel'] as const

/** A product, category or channel that is suddenly re-purchased less: its share of the orders of those who had bought before. */
export const populationAnomaly: Detector = {
  find(seen, budget) {
    const blocks = Array.from({ length: USUAL_BLOCKS + 1 }, (_, b) => repeatOrders(seen.history, seen.day - b * FOUR_WEEKS, seen.customers))
    const first = seen.history.firstDay
    const usual = blocks.slice(1).filter((_, b) => seen.day - (b + 2) * FOUR_WEEKS >= first)
    const now = blocks[0] as Block
    if (usual.length < FEWEST_BLOCKS || now.orders === 0) return []
    const tested: (Case & { p: number })[] = []
    for (const [g] of groupings.entries()) {
      for (const member of membersOf(usual, g)) {
        const key = keyOf(g, member)
        const orders = usual.reduce((sum, block) => sum + block.orders, 0)
        const had = usual.reduce((sum, block) => sum + (block.counts.get(key) ?? 0), 0)
        const brought = usual.reduce((sum, block) => sum + (block.amounts.get(key) ?? 0), 0)
        const share = had / orders
        const expected = share * now.orders
        if (expected < LEAST_EXPECTED || share >= 1) continue
        const chi = usual.reduce((sum, block) => {
          const mean = share * block.orders
          return block.orders > 0 ? sum + ((block.counts.get(key) ?? 0) - mean) ** 2 / (mean * (1 - share)) : sum
        }, 0)
        const dispersion = Math.max(1, chi / (usual.length - 1))
        const count = now.counts.get(key) ?? 0
        const t = (count - expected) / Math.sqrt(expected * (1 - share) * (1 + now.orders / orders) * dispersion)
        const p = t < 0 ? tTail(t, usual.length - 1) / 2 : 1
        tested.push({
          customer: -1 - key,
          p,
          score: -Math.log(Math.max(1e-300, p)),
          window: FOUR_WEEKS,
          detail: {
            grouping: g,
            member,
            orders: count,
            expectedOrders: expected,
            share: count / now.orders,
            usualShare: share,
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
    const { orders, counts } = repeatOrders(history, day + FOUR_WEEKS, null)
    if (orders === 0) return null
    const share = (counts.get(keyOf(detail.grouping as number, detail.member as number)) ?? 0) / orders
    return share < ((detail.share as number) + (detail.usualShare as number)) / 2
  }
}

interface Block {
  orders: number
  counts: Map<number, number>
  amounts: Map<number, number>
}

const keyOf = (grouping: number, member: number): number => member * groupings.length + grouping

/** Orders that are not a customer's first, in the four weeks up to `day`: all, and those with each product, category, channel, and what they brought. */
function repeatOrders(history: AlertHistory, day: number, customers: Int32Array | null): Block {
  const block: Block = { orders: 0, counts: new Map(), amounts: new Map() }
  const add = (grouping: number, member: number, amount: number): void => {
    if (member < 0) return
    const key = keyOf(grouping, member)
    block.counts.set(key, (block.counts.get(key) ?? 0) + 1)
    block.amounts.set(key, (block.amounts.get(key) ?? 0) + amount)
  }
  const look = (customer: number): void => {
    for (let at = (history.orders[customer] as number) + 1; at < (history.orders[customer + 1] as number); at++) {
      const on = history.day[at] as number
      if (on <= day - FOUR_WEEKS || on > day) continue
      block.orders++
      const categories = new Map<number, number>()
      for (let i = history.items[at] as number; i < (history.items[at + 1] as number); i++) {
        const product = history.product[i] as number
        const category = history.category[product] as number
        const amount = history.amount[i] as number
        add(0, product, amount)
        categories.set(category, (categories.get(category) ?? 0) + amount)
      }
      for (const [category, amount] of categories) add(1, category, amount)
      add(2, history.channel[at] as number, history.value[at] as number)
    }
  }
  if (customers === null) for (let customer = 0; customer < history.customers; customer++) look(customer)
  else customers.forEach(look)
  return block
}

/** Of products those that are re-purchased most. */
function membersOf(blocks: readonly Block[], grouping: number): number[] {
  const sums = new Map<number, number>()
  for (const { counts } of blocks) {
    for (const [key, count] of counts) {
      if (key % groupings.length === grouping)
        sums.set((key - grouping) / groupings.length, (sums.get((key - grouping) / groupings.length) ?? 0) + count)
    }
  }
  const ranked = [...sums].sort(([a, x], [b, y]) => y - x || a - b).map(([member]) => member)
  return grouping === 0 ? ranked.slice(0, MOST_PRODUCTS) : ranked
}
