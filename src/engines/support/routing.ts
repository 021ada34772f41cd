import type { TicketColumns } from '../../shared/model/support-columns.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { median } from '../math/median.ts'
import { tTail } from '../math/student-t.ts'
import { z975 } from '../math/tail.ts'
import { compareAlike } from './alike.ts'
import { nearlyAllWithin } from './followed.ts'

export interface RoutingParams {
  /** Who answers: codes of agents or of teams. */
  who: Int32Array
  /** Tickets as hard as each other have the same number (`difficultyOf`). */
  difficulty: Int32Array
  /** The last day that is known, since 1970. */
  lastDay: number
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
  /** Of who is named: median hours to the end of one's own tickets of the category and of all the others', however hard they are. Null: not named. */
  crude: { own: number; others: number } | null
}

/** Fewer tickets of a category say nothing about whom to ask, be they one's own or those that the others answered. */
export const ENOUGH_TICKETS = 20
const ENOUGH_RATED = 10
/** So many tickets more than usual are a full desk; two instead of one are none. */
const MANY_MORE = 5
/** Faster at the cost of the customer's content is not better. */
const WORSE = -0.05
const HOURS = 24

/**
 * Who does best with which category: each one's tickets beside the others' that are as hard, by the logarithm of the time to the end
 * (`compareAlike`); the differences are drawn towards none by how much they vary beyond chance (empirical Bayes). Named are those whose tickets take
 * less time beyond chance (Student's t on both sides, with the error of one's own mean and of the others'; Benjamini and Hochberg over all pairs of a person
 * and a category with enough tickets on both sides) and whose customers are not less content. Tickets opened so shortly before the last day that not nearly
 * all of their time are over are left out: what is known of these is what was quick.
 *
 * Source: B. Efron, C. Morris (1975), Data analysis using Stein's estimator and its generalizations, JASA 70.
 * O(tickets log tickets).
 */
export function findRouting(all: TicketColumns, { who, difficulty, lastDay, q }: RoutingParams): Handling[] {
  const tickets = settled(all, lastDay)
  const times = compareAlike(tickets, who, difficulty, (i) => Math.log1p(tickets.resolution[i] as number))
  const ratings = new Map(
    compareAlike(tickets, who, difficulty, (i) => tickets.rating[i] as number).map((cell) => [keyOf(cell.who, cell.category), cell])
  )
  const enough = times.filter(({ own, others }) => own >= ENOUGH_TICKETS && others >= ENOUGH_TICKETS)
  if (enough.length === 0) return []
  const between = Math.max(0, enough.reduce((sum, { mean, error }) => sum + mean ** 2 - error, 0) / enough.length)
  const corrected = benjaminiHochberg(enough.map(({ mean, error, freedom }) => chanceOf(mean, error, freedom)))
  const found = enough.map((cell, i): Handling => {
    const weight = between === 0 ? 0 : between / (between + cell.error)
    const [effect, spread] = [weight * cell.mean, Math.sqrt(weight * cell.error)]
    const rated = ratings.get(keyOf(cell.who, cell.category))
    return {
      who: cell.who,
      category: cell.category,
      tickets: cell.own,
      ratio: Math.exp(effect),
      low: Math.exp(effect - z975 * spread),
      high: Math.exp(effect + z975 * spread),
      rating: rated && rated.own >= ENOUGH_RATED && rated.others >= ENOUGH_RATED ? rated.mean : null,
      q: corrected[i] as number,
      best: false,
      open: 0,
      busy: false,
      instead: false,
      crude: null
    }
  })
  const named = new Set<number>()
  for (const handling of found.sort((a, b) => a.category - b.category || a.ratio - b.ratio || a.who - b.who)) {
    if (named.has(handling.category) || handling.q > q || handling.high >= 1 || (handling.rating ?? 0) < WORSE) continue
    named.add(handling.category)
    handling.best = true
  }
  weighLoad(found, tickets, who)
  for (const handling of found) if (handling.best || handling.instead) handling.crude = crudely(tickets, who, handling)
  return found
}

/** Tickets, without how those went that were opened too late for nearly all of their time to be over. O(tickets log tickets). */
function settled(tickets: TicketColumns, lastDay: number): TicketColumns {
  const room = tickets.opened.map((opened) => (lastDay + 1 - opened) * HOURS)
  const span = room.reduce((most, hours) => (hours > most ? hours : most), 0)
  const within = nearlyAllWithin(tickets.resolution, room, span / 2)
  const counted = (values: Float64Array) => values.map((value, i) => ((room[i] as number) < within ? Number.NaN : value))
  return { ...tickets, resolution: counted(tickets.resolution), rating: counted(tickets.rating) }
}

/** How long it takes one and the others in a category, hard tickets and easy ones together. O(tickets log tickets). */
function crudely({ n, category, resolution }: TicketColumns, who: Int32Array, of: Pick<Handling, 'who' | 'category'>): Handling['crude'] {
  const [own, others]: [number[], number[]] = [[], []]
  for (let i = 0; i < n; i++) {
    if (category[i] !== of.category || (who[i] as number) < 0 || Number.isNaN(resolution[i] as number)) continue
    if (who[i] === of.who) own.push(resolution[i] as number)
    else others.push(resolution[i] as number)
  }
  return { own: median(Float64Array.from(own)), others: median(Float64Array.from(others)) }
}

const keyOf = (who: number, category: number) => `${who} ${category}`

/** How often chance alone sets means so far apart, on either side. Times that are all the same say nothing of chance. */
function chanceOf(mean: number, error: number, freedom: number): number {
  return mean === 0 || error === 0 ? 1 : tTail(mean / Math.sqrt(error), freedom)
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
