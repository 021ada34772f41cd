import type { TicketColumns } from '../../shared/model/support-columns.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { median } from '../math/median.ts'
import { twoSided, z975 } from '../math/tail.ts'

export interface RoutingParams {
  /** Who answers: codes of agents or of teams. */
  who: Int32Array
  /** Tickets as hard as each other have the same number: those of a category and a kind of customer. */
  difficulty: Int32Array
  /** Share of those named that may be chance. */
  q: number
}

/** How one who answers does with one category, beside the others with tickets as hard. */
export interface Handling {
  who: number
  category: number
  tickets: number
  /** Time to the end as a multiple of the others', drawn towards 1 the fewer tickets there are; 95 % interval. */
  ratio: number
  low: number
  high: number
  /** Difference of the rating, as a share of the best; null where too few are rated. */
  rating: number | null
  q: number
  /** Named as the one to ask first. */
  best: boolean
  /** Tickets of any kind that lie on this desk now, and whether they are far more than on the others'. */
  open: number
  busy: boolean
  /** Named as the one to ask as long as the first is busy. */
  instead: boolean
}

/** Fewer tickets of a category say nothing about whom to ask. */
export const ENOUGH_TICKETS = 20
const ENOUGH_RATED = 10
/** So many tickets more than usual are a full desk; two instead of one are none. */
const MANY_MORE = 5
/** Faster at the cost of the customer's content is not better. */
const WORSE = -0.05

/**
 * Who does best with which category. Each ticket's time to the end is compared, as a logarithm, with the mean of tickets as hard that others answered; the
 * mean of a person's differences is drawn towards none by how much such means differ beyond chance (empirical Bayes). Named are those whose tickets
 * take less time beyond chance (Benjamini and Hochberg over all that had enough) and whose customers are not less content.
 *
 * Source: B. Efron, C. Morris (1975), Data analysis using Stein's estimator and its generalizations, JASA 70.
 * O(tickets).
 */
export function findRouting(tickets: TicketColumns, { who, difficulty, q }: RoutingParams): Handling[] {
  const times = compared(tickets, who, difficulty, (i) => Math.log1p(tickets.resolution[i] as number))
  const ratings = compared(tickets, who, difficulty, (i) => tickets.rating[i] as number)
  const enough = [...times.values()].filter(({ n }) => n >= ENOUGH_TICKETS)
  if (enough.length === 0) return []
  const within = enough.reduce((sum, { squares, n, mean }) => sum + squares - n * mean ** 2, 0)
  const variance =
    within /
    Math.max(
      1,
      enough.reduce((sum, { n }) => sum + n - 1, 0)
    )
  const between = Math.max(0, enough.reduce((sum, { mean, n }) => sum + mean ** 2 - variance / n, 0) / enough.length)
  const corrected = benjaminiHochberg(enough.map(({ mean, n }) => twoSided(mean / Math.sqrt(variance / n))))
  const found = enough.map((cell, i): Handling => {
    const error = variance / cell.n
    const weight = between / (between + error)
    const [effect, spread] = [weight * cell.mean, Math.sqrt(weight * error)]
    const rated = ratings.get(keyOf(cell.who, cell.category))
    return {
      who: cell.who,
      category: cell.category,
      tickets: cell.n,
      ratio: Math.exp(effect),
      low: Math.exp(effect - z975 * spread),
      high: Math.exp(effect + z975 * spread),
      rating: rated && rated.n >= ENOUGH_RATED ? rated.mean : null,
      q: corrected[i] as number,
      best: false,
      open: 0,
      busy: false,
      instead: false
    }
  })
  const named = new Set<number>()
  for (const handling of found.sort((a, b) => a.category - b.category || a.ratio - b.ratio || a.who - b.who)) {
    if (named.has(handling.category) || handling.q > q || handling.high >= 1 || (handling.rating ?? 0) < WORSE) continue
    named.add(handling.category)
    handling.best = true
  }
  weighLoad(found, tickets, who)
  return found
}

/**
 * Who has more than twice as many open tickets as is usual among those who answer is busy. Where the first to ask is, the next in the category is named who
 * is not, is no slower than others and has customers as content.
 */
function weighLoad(found: Handling[], { n, open }: TicketColumns, who: Int32Array): void {
  const load = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    if (open[i] === 1 && (who[i] as number) >= 0) load.set(who[i] as number, (load.get(who[i] as number) ?? 0) + 1)
  }
  const people = [...new Set(found.map(({ who: one }) => one))]
  const usual = median(Float64Array.from(people, (one) => load.get(one) ?? 0))
  for (const handling of found) {
    handling.open = load.get(handling.who) ?? 0
    handling.busy = handling.open > 2 * usual && handling.open >= usual + MANY_MORE
  }
  for (const first of found.filter(({ best, busy }) => best && busy)) {
    // They stand by category, the fastest first.
    const next = found.find(
      ({ category, busy, ratio, rating }) => category === first.category && !busy && ratio < 1 && (rating ?? 0) >= WORSE
    )
    if (next !== undefined) next.instead = true
  }
}

interface Compared {
  who: number
  category: number
  n: number
  mean: number
  squares: number
}

const keyOf = (who: number, category: number) => `${who} ${category}`

/** Differences from the mean of tickets as hard that others answered, by who answered and category. */
function compared(
  { n, category }: TicketColumns,
  who: Int32Array,
  difficulty: Int32Array,
  of: (ticket: number) => number
): Map<string, Compared> {
  const all = new Map<number, { sum: number; n: number }>()
  const own = new Map<string, { sum: number; n: number }>()
  const add = <K>(sums: Map<K, { sum: number; n: number }>, key: K, value: number) => {
    const so = sums.get(key)
    if (so) {
      so.sum += value
      so.n++
    } else sums.set(key, { sum: value, n: 1 })
  }
  const each = (use: (ticket: number, value: number) => void) => {
    for (let i = 0; i < n; i++) {
      const value = of(i)
      if (!Number.isNaN(value) && (who[i] as number) >= 0 && (category[i] as number) >= 0) use(i, value)
    }
  }
  each((i, value) => {
    add(all, difficulty[i] as number, value)
    add(own, keyOf(who[i] as number, difficulty[i] as number), value)
  })
  const cells = new Map<string, Compared>()
  each((i, value) => {
    const hard = difficulty[i] as number
    const everybody = all.get(hard) as { sum: number; n: number }
    const mine = own.get(keyOf(who[i] as number, hard)) as { sum: number; n: number }
    const others = everybody.n - mine.n
    if (others < 3) return
    const difference = value - (everybody.sum - mine.sum) / others
    const key = keyOf(who[i] as number, category[i] as number)
    const cell = cells.get(key) ?? { who: who[i] as number, category: category[i] as number, n: 0, mean: 0, squares: 0 }
    cell.n++
    cell.mean += (difference - cell.mean) / cell.n
    cell.squares += difference ** 2
    cells.set(key, cell)
  })
  return cells
}
