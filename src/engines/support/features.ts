import type { SupportColumns, SupportNames, TicketColumns } from '../../shared/model/support-columns.ts'
import { aboutCandidates, buyingCandidates } from './buying.ts'

/** A feature of a unit: of which part of the time after the purchase, and which category or channel it counts, if any. */
export interface SupportFeature {
  id:
    | 'perOrder'
    | 'wrote'
    | 'delay'
    | 'response'
    | 'resolution'
    | 'reopens'
    | 'rating'
    | 'tone'
    | 'returns'
    | 'orders'
    | 'gap'
    | 'since'
    | 'category'
    | 'channel'
    | 'value'
    | 'tenure'
    | 'bought'
    | 'about'
    | 'aboutShare'
  /** Name of the category or channel, currency of the value, or what is known of customers. */
  of: string | null
}

/** What is clustered: customers by all their tickets, or tickets one by one. */
export interface Units {
  /** Tickets of unit u: `tickets[starts[u]] .. tickets[starts[u + 1] - 1]`. */
  starts: Int32Array
  tickets: Int32Array
  /** Place of the customer of each unit; −1: unknown. */
  customer: Int32Array
}

/** Standardised features, row-major n x p, and what the tickets themselves say, in its own units (NaN: not known); what of it is told is in `told.ts`. */
export interface SupportTable {
  n: number
  p: number
  features: SupportFeature[]
  scaled: Float64Array
  original: Float64Array
}

/** So many tickets like everybody's are added to a customer's own, so that one ticket is no habit yet. */
const LIKE_EVERYBODY = 1
/** Categories and channels that fewer tickets name are put together with what is unnamed. */
const RARE = 0.02
const MOST_NAMED = 12
/** Of a feature that so few know, too much would be made up. */
const KNOWN = 0.2

/**
 * Clusters are to tell what customers need: what they write about counts twice as much as how their tickets went, how often they write half as
 * much. The columns of categories together, and those of channels, count as two columns of numbers before that.
 */
const WEIGHTS = { perOrder: 0.5, category: 2, channel: 1 } as const

/** Where each ticket's parts are taken from: as they are, or dealt anew. */
export interface Dealt {
  category: Int32Array
  channel: Int32Array
  times: Int32Array
  delay: Int32Array
  rating: Int32Array
  tone: Int32Array
}

/** Customers who wrote (or all, with none where they did not), by their place; tickets of unknown customers are left out. O(customers + tickets). */
export function customerUnits({ customers, tickets }: SupportColumns, whose: 'wrote' | 'all' = 'wrote'): Units {
  const counts = new Int32Array(customers)
  for (const c of tickets.customer) if (c >= 0) counts[c] = (counts[c] as number) + 1
  const who = Int32Array.from(counts.keys()).filter((c) => whose === 'all' || (counts[c] as number) > 0)
  const unitOf = new Int32Array(customers).fill(-1)
  who.forEach((c, u) => {
    unitOf[c] = u
  })
  const starts = new Int32Array(who.length + 1)
  who.forEach((c, u) => {
    starts[u + 1] = (starts[u] as number) + (counts[c] as number)
  })
  const next = starts.slice()
  const order = new Int32Array(starts[who.length] as number)
  tickets.customer.forEach((c, ticket) => {
    if (c < 0) return
    const u = unitOf[c] as number
    const at = next[u] as number
    order[at] = ticket
    next[u] = at + 1
  })
  return { starts, tickets: order, customer: who }
}

export function ticketUnits({ n, customer }: TicketColumns): Units {
  const places = new Int32Array(n + 1).map((_, i) => i)
  return { starts: places, tickets: places.slice(0, n), customer }
}

/** Days from a customer's last order before a ticket to the ticket; NaN where there is none. O(log orders) a ticket. */
export function delays({ orderStarts, orderDay, tickets }: SupportColumns): Float64Array {
  return Float64Array.from({ length: tickets.n }, (_, ticket) => {
    const c = tickets.customer[ticket] as number
    if (c < 0) return Number.NaN
    const day = Math.floor(tickets.opened[ticket] as number)
    let [low, high] = [orderStarts[c] as number, orderStarts[c + 1] as number]
    const first = low
    while (low < high) {
      const middle = (low + high) >> 1
      if ((orderDay[middle] as number) <= day) low = middle + 1
      else high = middle
    }
    return low === first ? Number.NaN : (tickets.opened[ticket] as number) - (orderDay[low - 1] as number)
  })
}

/** What the features of units are made of, worked out once. */
export interface Source {
  columns: SupportColumns
  units: Units
  delay: Float64Array
  /** Code of each category or channel among those that are a feature; −1: none. */
  categoryOf: Int32Array
  channelOf: Int32Array
  categories: string[]
  channels: string[]
  /** What units that are customers are told by beside their tickets: what they bought, and what the user chose of who they are. */
  bought: Candidate[]
  about: Candidate[]
}

export function sourceOf(
  columns: SupportColumns,
  names: Pick<SupportNames, 'category' | 'channel' | 'bought'>,
  units: Units,
  of: { unit: 'customers' | 'tickets'; currency: string }
): Source {
  const category = frequent(columns.tickets.category, names.category)
  const channel = frequent(columns.tickets.channel, names.channel)
  return {
    columns,
    units,
    delay: delays(columns),
    categoryOf: category.codes,
    channelOf: channel.codes,
    categories: category.names,
    channels: channel.names,
    bought: of.unit === 'customers' ? buyingCandidates(columns, units, names.bought, of.currency) : [],
    about: of.unit === 'customers' ? aboutCandidates(columns, units) : []
  }
}

/** The most frequent names, in the order of how often they are. One alone tells nothing. */
function frequent(codes: Int32Array, names: string[]): { codes: Int32Array; names: string[] } {
  const counts = names.map(() => 0)
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] as number) + 1
  const chosen = names
    .map((_, code) => code)
    .filter((code) => (counts[code] as number) >= Math.max(3, RARE * codes.length))
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, MOST_NAMED)
  const placeOf = new Map(chosen.length < 2 ? [] : chosen.map((code, place) => [code, place]))
  return {
    codes: codes.map((code) => placeOf.get(code) ?? -1),
    names: chosen.length < 2 ? [] : chosen.map((code) => names[code] as string)
  }
}

/** Nothing dealt: every ticket keeps what it is. */
export function asIs(n: number): Dealt {
  const own = new Int32Array(n).map((_, i) => i)
  return { category: own, channel: own, times: own, delay: own, rating: own, tone: own }
}

/**
 * The features of units. Shares of categories and channels, and means, of few tickets are drawn towards everybody's by one ticket; times are
 * logarithms, whose mean speaks of the typical ticket and not of the longest. Of customers, what they bought and who they are stands beside it,
 * whatever tickets are dealt to them. What is not known is everybody's mean. Columns are standardised
 * and weighed.
 *
 * O(tickets p).
 */
export function supportFeatures(source: Source, dealt: Dealt): SupportTable {
  const { columns, units, categories, channels } = source
  const { tickets } = columns
  const n = units.customer.length
  const perTicket = (values: Float64Array, from: Int32Array, log: boolean) =>
    meansOf(units, (ticket) => {
      const value = values[from[ticket] as number] as number
      return log ? Math.log1p(value) : value
    })
  const lists: Candidate[] = []
  const add = (id: SupportFeature['id'], of: string | null, values: Means, weight = 1, log = false) =>
    lists.push({ feature: { id, of }, values, weight, log })
  const many = units.starts.some((start, u) => u > 0 && start - (units.starts[u - 1] as number) > 1)
  // Where few are known to have bought, how often they write is told by itself, and not for each order.
  const bought = units.customer.filter((c) => ordersOf(columns, c) > 0).length >= KNOWN * n
  if (many) add(bought ? 'perOrder' : 'wrote', null, howOften(columns, units, bought), WEIGHTS.perOrder, true)
  add('delay', null, perTicket(source.delay, dealt.delay, true), 1, true)
  add('response', null, perTicket(tickets.response, dealt.times, true), 1, true)
  add('resolution', null, perTicket(tickets.resolution, dealt.times, true), 1, true)
  add('reopens', null, perTicket(tickets.reopens, dealt.times, false))
  add('rating', null, perTicket(tickets.rating, dealt.rating, false))
  // Told is what they say of the shop; who is like whom, their manners tell too.
  add('tone', null, { own: perTicket(tickets.tone, dealt.tone, false).own, drawn: perTicket(tickets.written, dealt.tone, false).drawn })
  for (const [kind, codes, named, from] of [
    ['category', source.categoryOf, categories, dealt.category],
    ['channel', source.channelOf, channels, dealt.channel]
  ] as const) {
    named.forEach((name, place) => {
      const share = meansOf(units, (ticket) => (codes[from[ticket] as number] === place ? 1 : 0))
      add(kind, name, share, WEIGHTS[kind] * Math.sqrt(2 / named.length))
    })
  }
  return tableOf(n, [...lists, ...source.bought, ...source.about])
}

/** What might be a feature: one that few know, or that is the same of all, is none. `log`: its values are logarithms of 1 + what is said. */
export interface Candidate {
  feature: SupportFeature
  values: Means
  weight: number
  log: boolean
}

/** Standardises and weighs what is of use. O(n p). */
export function tableOf(n: number, lists: readonly Candidate[]): SupportTable {
  const kept = lists.filter(({ values }) => isOfUse(values.drawn))
  const p = kept.length
  const table: SupportTable = {
    n,
    p,
    features: kept.map(({ feature }) => feature),
    scaled: new Float64Array(n * p),
    original: new Float64Array(n * p)
  }
  kept.forEach(({ values, weight, log }, d) => {
    const { mean, spread } = momentsOf(values.drawn)
    values.drawn.forEach((value, u) => {
      const own = values.own[u] as number
      table.original[u * p + d] = log ? Math.expm1(own) : own
      table.scaled[u * p + d] = Number.isNaN(value) ? 0 : (weight * (value - mean)) / spread
    })
  })
  return table
}

/** Of each unit: the mean of what is known of its tickets, and the same with everybody's once more. NaN where nothing is known. */
export interface Means {
  own: Float64Array
  drawn: Float64Array
}

export function meansOf({ starts, tickets, customer }: Units, of: (ticket: number) => number): Means {
  let [all, count] = [0, 0]
  for (const ticket of tickets) {
    const value = of(ticket)
    if (Number.isNaN(value)) continue
    all += value
    count++
  }
  const everybody = count === 0 ? Number.NaN : all / count
  const like = tickets.length === customer.length ? 0 : LIKE_EVERYBODY
  const found: Means = { own: new Float64Array(customer.length), drawn: new Float64Array(customer.length) }
  for (let u = 0; u < customer.length; u++) {
    let [sum, known] = [0, 0]
    for (let at = starts[u] as number; at < (starts[u + 1] as number); at++) {
      const value = of(tickets[at] as number)
      if (Number.isNaN(value)) continue
      sum += value
      known++
    }
    found.own[u] = sum / known
    found.drawn[u] = known === 0 ? Number.NaN : (sum + like * everybody) / (known + like)
  }
  return found
}

const ordersOf = ({ orderStarts }: SupportColumns, c: number): number =>
  c < 0 ? 0 : (orderStarts[c + 1] as number) - (orderStarts[c] as number)

/** Logarithm of tickets for an order, not known of who never ordered; or of tickets alone. */
function howOften(columns: SupportColumns, { starts, customer }: Units, perOrder: boolean): Means {
  const often = Float64Array.from(customer, (c, u) => {
    const tickets = (starts[u + 1] as number) - (starts[u] as number)
    const orders = ordersOf(columns, c)
    return perOrder ? (orders === 0 ? Number.NaN : Math.log1p(tickets / orders)) : Math.log1p(tickets)
  })
  return { own: often, drawn: often }
}

function isOfUse(values: Float64Array): boolean {
  const known = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  return known >= KNOWN * values.length && momentsOf(values).varies
}

function momentsOf(values: Float64Array): { mean: number; spread: number; varies: boolean } {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  const spread = Math.sqrt(squares / count)
  return { mean, spread: spread > 1e-12 ? spread : 1, varies: spread > 1e-9 * Math.max(1, Math.abs(mean)) }
}
