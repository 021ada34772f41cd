/** What KPIs are counted from, read once into columns. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { answerKinds, type KpiInput, lineKinds } from '../../../../shared/model/kpi-columns.ts'
import type { KpiBreakdown, KpiMember } from '../../../../shared/model/kpis.ts'
import { type BusinessHours, businessSeconds } from '../../business-hours.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { subscriptionColumns } from './kpi-subscriptions.ts'
import { decimalsOf } from './money.ts'

/** Members of a breakdown that are shown by name; the rest are one. */
const mostMembers = 24

export type Members = Record<KpiBreakdown, KpiMember[]> & { topic: string[] }

export interface KpiColumns {
  input: KpiInput
  members: Members
  /** What could not be counted: code of the warning and how many. */
  leftOut: Record<string, number>
}

export interface KpiScope {
  currency: string
  asOf: IsoDate
  segmentsRun: number | null
  hours: BusinessHours
  /** Whether a status says that a subscription has ended. */
  saysEnded: (status: string) => boolean
}

/** Everything up to the end of the as-of date, in one currency. O(rows). Null without anything that has a date. */
export function loadKpiColumns(db: Database, scope: KpiScope): KpiColumns | null {
  const cutoff = endOfDay(scope.asOf)
  const leftOut: Record<string, number> = {}
  const names = { channel: new Names(), country: new Names(), category: new Names() }
  const people = loadCustomers(db, scope, names)
  const orders = loadOrders(db, scope, cutoff, people, names, leftOut)
  const touches = loadTouches(db, cutoff, people, names, leftOut)
  const tickets = loadTickets(db, scope, cutoff, people, names, leftOut)
  const answers = loadAnswers(db, cutoff, people, names, leftOut)
  const subscriptions = subscriptionColumns(db, cutoff, people.placeOf, scope.saysEnded)
  count(leftOut, 'subscriptionsEndless', subscriptions.endless)
  count(leftOut, 'subscriptionsUndated', subscriptions.undated)
  const spend = loadSpend(db, scope, cutoff, names, leftOut)
  const firstDays = [orders.lines.day, touches.columns.day, tickets.columns.day, answers.day, subscriptions.columns.started].flatMap(
    (days) => (days.length > 0 ? [days[0] as number] : [])
  )
  if (firstDays.length === 0) return null
  const firstDay = orders.lines.n > 0 ? (orders.lines.day[0] as number) : Math.min(...firstDays)
  const kept = { channel: names.channel.keep(), country: names.country.keep(), category: names.category.keep() }
  for (const codes of [
    orders.orders.channel,
    orders.lines.channel,
    touches.columns.channel,
    tickets.columns.channel,
    answers.channel,
    people.channel
  ]) {
    kept.channel.recode(codes)
  }
  for (const row of spend) row.channel = kept.channel.of(row.channel)
  for (const codes of [orders.orders.country, orders.lines.country, people.country]) kept.country.recode(codes)
  for (const codes of [orders.lines.category, tickets.columns.category, answers.category]) kept.category.recode(codes)
  return {
    input: {
      unit: 10 ** decimalsOf(db, scope.currency),
      firstDay,
      lastDay: cutoff / secondsADay - 1,
      customers: people.n,
      segment: people.segment,
      country: people.country,
      channel: people.channel,
      referred: people.referred,
      visitors: touches.visitors,
      hasReferrals: people.referred.some((value) => value === 1),
      orders: orders.orders,
      lines: orders.lines,
      touches: touches.columns,
      tickets: tickets.columns,
      answers,
      subscriptions: subscriptions.columns,
      spend,
      members: {
        segment: people.segments.length,
        channel: kept.channel.members.length,
        country: kept.country.members.length,
        category: kept.category.members.length,
        topic: tickets.topics.length
      }
    },
    members: {
      segment: people.segments,
      channel: kept.channel.members,
      country: kept.country.members,
      category: kept.category.members,
      topic: tickets.topics
    },
    leftOut
  }
}

/** Names that files write, numbered as they come; upper and lower case are the same. */
class Names {
  private readonly codes = new Map<string, number>()
  private readonly texts: string[] = []
  private readonly uses: number[] = []

  codeOf(name: string | null): number {
    if (name === null) return -1
    const quick = this.codes.get(name)
    if (quick !== undefined) {
      this.uses[quick] = (this.uses[quick] ?? 0) + 1
      return quick
    }
    const trimmed = name.trim()
    if (trimmed === '') return -1
    const key = trimmed.toLowerCase()
    const code = this.codes.get(key) ?? this.texts.length
    if (code === this.texts.length) {
      this.texts.push(trimmed)
      this.uses.push(0)
      this.codes.set(key, code)
    }
    this.codes.set(name, code)
    this.uses[code] = (this.uses[code] ?? 0) + 1
    return code
  }

  /** The most used in the order of their names; all others together come last. */
  keep(): { members: KpiMember[]; of: (code: number) => number; recode: (codes: Int32Array) => void } {
    const ranked = this.texts
      .map((text, code) => ({ text, code, uses: this.uses[code] ?? 0 }))
      .sort((a, b) => b.uses - a.uses || (a.text < b.text ? -1 : 1))
    const named = ranked
      .slice(0, ranked.length > mostMembers + 1 ? mostMembers : mostMembers + 1)
      .sort((a, b) => (a.text < b.text ? -1 : 1))
    const isCut = ranked.length > named.length
    const places = new Int32Array(this.texts.length).fill(named.length)
    named.forEach(({ code }, place) => {
      places[code] = place
    })
    const of = (code: number) => (code < 0 ? -1 : (places[code] as number))
    return {
      members: [
        ...named.map(({ text }): KpiMember => ({ id: text, name: text, slot: null })),
        ...(isCut ? [{ id: null, name: '', slot: null }] : [])
      ],
      of,
      recode: (codes) => {
        for (let i = 0; i < codes.length; i++) codes[i] = of(codes[i] as number)
      }
    }
  }
}

interface DictionarySet {
  channel: Names
  country: Names
  category: Names
}

interface People {
  n: number
  /** Place of a customer by its id in the database. */
  placeOf: (id: number | null) => number
  segment: Int32Array
  segments: KpiMember[]
  country: Int32Array
  channel: Int32Array
  referred: Uint8Array
}

function loadCustomers(db: Database, { segmentsRun }: KpiScope, names: DictionarySet): People {
  const rows = db
    .prepare<[], [number, string | null, string | null, number]>(
      'SELECT id, country, channel, referred_by IS NOT NULL FROM customer WHERE same_as IS NULL ORDER BY id'
    )
    .raw()
    .all()
  const places = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1).fill(-1)
  rows.forEach(([id], place) => {
    places[id] = place
  })
  const placeOf = (id: number | null) => (id === null || id >= places.length ? -1 : (places[id] as number))
  const segment = new Int32Array(rows.length).fill(-1)
  const segments =
    segmentsRun === null
      ? []
      : db
          .prepare<[number], { id: number; name: string; slot: number }>(
            'SELECT id, name, slot FROM segment WHERE run_id = ? ORDER BY slot'
          )
          .all(segmentsRun)
  const place = new Map(segments.map(({ id }, at) => [id, at]))
  if (segmentsRun !== null) {
    const members = db.prepare<[number], [number, number]>('SELECT customer_id, segment_id FROM segment_member WHERE run_id = ?').raw()
    for (const [customer, of] of members.iterate(segmentsRun)) {
      const c = placeOf(customer)
      if (c >= 0) segment[c] = place.get(of) ?? -1
    }
  }
  return {
    n: rows.length,
    placeOf,
    segment,
    segments,
    country: Int32Array.from(rows, ([, country]) => names.country.codeOf(country)),
    channel: Int32Array.from(rows, ([, , channel]) => names.channel.codeOf(channel)),
    referred: Uint8Array.from(rows, ([, , , referred]) => referred)
  }
}

function categoryCodes(db: Database, names: DictionarySet): (product: number | null) => number {
  const rows = db.prepare<[], [number, string | null]>('SELECT id, category FROM product ORDER BY id').raw().all()
  const codes = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1).fill(-1)
  for (const [id, category] of rows) codes[id] = names.category.codeOf(category)
  return (product) => (product === null ? -1 : (codes[product] ?? -1))
}

const dayOf = (at: number) => Math.floor(at / secondsADay)

function loadOrders(
  db: Database,
  { currency }: KpiScope,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
): Pick<KpiInput, 'orders' | 'lines'> {
  const category = categoryCodes(db, names)
  const heads = db
    .prepare<[string], [number, number | null, string | null, string | null]>(
      'SELECT id, customer_id, channel, country FROM orders WHERE currency = ? ORDER BY id'
    )
    .raw()
    .all(currency)
  const places = new Int32Array((heads.at(-1)?.[0] ?? 0) + 1).fill(-1)
  heads.forEach(([id], place) => {
    places[id] = place
  })
  const head = {
    customer: Int32Array.from(heads, ([, customer]) => people.placeOf(customer)),
    channel: Int32Array.from(heads, ([, , channel]) => names.channel.codeOf(channel)),
    country: Int32Array.from(heads, ([, , , country]) => names.country.codeOf(country)),
    firstSale: new Float64Array(heads.length).fill(Number.POSITIVE_INFINITY),
    gross: new Float64Array(heads.length)
  }
  for (let i = 0; i < heads.length; i++) {
    const c = head.customer[i] as number
    if (head.country[i] === -1 && c >= 0) head.country[i] = people.country[c] as number
  }
  count(
    leftOut,
    'otherCurrency',
    db.prepare<[string], number>('SELECT COALESCE(SUM(lines), 0) FROM currency WHERE code <> ?').pluck().get(currency) ?? 0
  )

  const decimals = decimalsOf(db, currency)
  const total = db.prepare<[string], number>('SELECT lines FROM currency WHERE code = ?').pluck().get(currency) ?? 0
  const all = {
    at: new Float64Array(total),
    head: new Int32Array(total),
    category: new Int32Array(total),
    amount: new Float64Array(total),
    unitPrice: new Float64Array(total),
    kind: new Uint8Array(total)
  }
  const factors = Array.from({ length: decimals + 1 }, (_, of) => 10 ** (decimals - of))
  // Without a join: an order in another currency has no place.
  const rows = db
    .prepare<[], [number, number | null, number | null, number, number, number | null, number, number]>(
      "SELECT order_id, at, product_id, kind = 'sale', amount, unit_price, quantity, decimals FROM order_line"
    )
    .raw()
  let n = 0
  for (const [order, at, product, isSale, written, price, quantity, of] of rows.iterate()) {
    const place = places[order] ?? -1
    if (place < 0) continue
    if (at === null) {
      count(leftOut, 'undatedLines')
      continue
    }
    if (at >= cutoff) {
      count(leftOut, 'linesAfter')
      continue
    }
    const amount = written * (factors[of] as number)
    all.at[n] = at
    all.head[n] = place
    all.category[n] = category(product)
    all.amount[n] = amount
    // Prices of a unit may be paid in any decimals.
    all.unitPrice[n] = (price ?? written / quantity) / 10 ** of
    all.kind[n] = isSale === 1 ? lineKinds.sale : amount < 0 ? lineKinds.back : lineKinds.other
    if (isSale === 1) {
      if (at < (head.firstSale[place] as number)) head.firstSale[place] = at
      head.gross[place] = (head.gross[place] as number) + amount
    }
    if ((head.customer[place] as number) < 0) count(leftOut, 'anonymousLines')
    n++
  }

  const placed = sortedPlaces(head.firstSale, heads.length, (place) => head.firstSale[place] !== Number.POSITIVE_INFINITY)
  const orderOf = new Int32Array(heads.length).fill(-1)
  placed.forEach((place, o) => {
    orderOf[place] = o
  })
  const byTime = sortedPlaces(all.at, n)
  const ofHead = (codes: Int32Array) => byTime.map((l) => codes[all.head[l] as number] as number)
  return {
    orders: {
      n: placed.length,
      day: placed.map((place) => dayOf(head.firstSale[place] as number)),
      at: floats(placed, (place) => head.firstSale[place] as number),
      customer: placed.map((place) => head.customer[place] as number),
      gross: floats(placed, (place) => head.gross[place] as number),
      channel: placed.map((place) => head.channel[place] as number),
      country: placed.map((place) => head.country[place] as number)
    },
    lines: {
      n,
      day: byTime.map((l) => dayOf(all.at[l] as number)),
      order: byTime.map((l) => orderOf[all.head[l] as number] as number),
      customer: ofHead(head.customer),
      channel: ofHead(head.channel),
      country: ofHead(head.country),
      category: byTime.map((l) => all.category[l] as number),
      amount: floats(byTime, (l) => all.amount[l] as number),
      unitPrice: floats(byTime, (l) => all.unitPrice[l] as number),
      kind: bytes(byTime, (l) => all.kind[l] as number)
    }
  }
}

function loadTouches(db: Database, cutoff: number, people: People, names: DictionarySet, leftOut: Record<string, number>) {
  const total = db.prepare<[], number>('SELECT touchpoints FROM workspace_summary').pluck().get() ?? 0
  const at = new Float64Array(total)
  const person = new Int32Array(total)
  const channel = new Int32Array(total)
  const ordered = new Uint8Array(total)
  const visitors = new Map<string, number>()
  /** A visitor who signed in once is that customer throughout. */
  const signedIn: number[] = []
  const rows = db
    .prepare<[], [number, number | null, string | null, string | null, number]>(
      'SELECT at, customer_id, COALESCE(visitor, CASE WHEN customer_id IS NULL THEN session END), channel, order_number IS NOT NULL FROM touchpoint'
    )
    .raw()
  let n = 0
  for (const [moment, customer, visitor, name, order] of rows.iterate()) {
    if (moment >= cutoff) {
      count(leftOut, 'touchpointsAfter')
      continue
    }
    const c = people.placeOf(customer)
    let who = c
    if (visitor !== null) {
      const code = visitors.get(visitor) ?? visitors.size
      if (code === visitors.size) visitors.set(visitor, code)
      if (c >= 0) signedIn[code] ??= c
      else who = people.n + code
    } else if (c < 0) {
      count(leftOut, 'touchpointsOfNobody')
      continue
    }
    at[n] = moment
    person[n] = who
    channel[n] = names.channel.codeOf(name)
    ordered[n] = order
    n++
  }
  for (let i = 0; i < n; i++) {
    const code = (person[i] as number) - people.n
    if (code >= 0) person[i] = signedIn[code] ?? (person[i] as number)
  }
  const byTime = sortedPlaces(at, n)
  return {
    visitors: visitors.size,
    columns: {
      n,
      at: floats(byTime, (i) => at[i] as number),
      day: byTime.map((i) => dayOf(at[i] as number)),
      person: byTime.map((i) => person[i] as number),
      channel: byTime.map((i) => channel[i] as number),
      ordered: bytes(byTime, (i) => ordered[i] as number)
    }
  }
}

interface TicketRow {
  customer: number | null
  product: number | null
  opened: number | null
  response: number | null
  resolved: number | null
  reopens: number | null
  reassignments: number | null
  replies: number | null
  channel: string | null
  category: string | null
}

function loadTickets(
  db: Database,
  { hours }: KpiScope,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
) {
  const category = categoryCodes(db, names)
  const topics: string[] = []
  const topicOf = (name: string | null): number => {
    if (name === null) return -1
    const found = topics.indexOf(name)
    return found >= 0 ? found : topics.length < mostMembers ? topics.push(name) - 1 : -1
  }
  const rows = db
    .prepare<[], TicketRow>(
      `SELECT customer_id AS customer, product_id AS product, opened_at AS opened, first_response_at AS response,
              COALESCE(resolved_at, closed_at) AS resolved, reopens, reassignments, replies, channel, category
       FROM ticket ORDER BY opened_at, id`
    )
    .all()
    .filter(({ opened }) => {
      if (opened === null) count(leftOut, 'undatedTickets')
      else if (opened >= cutoff) count(leftOut, 'ticketsAfter')
      return opened !== null && opened < cutoff
    })
  const span = (opened: number | null, until: number | null, which: string, measure: (from: number, to: number) => number): number => {
    if (opened === null || until === null) return Number.NaN
    // What happened later was not known then.
    if (until >= cutoff) return Number.NaN
    if (until < opened) {
      count(leftOut, which)
      return Number.NaN
    }
    return measure(opened, until) / 3_600
  }
  const calendar = (from: number, to: number) => to - from
  const business = (from: number, to: number) => businessSeconds(from, to, hours)
  const times = rows.map(({ opened, response, resolved }) => ({
    response: span(opened, response, 'answeredBefore', calendar),
    responseBusiness: response !== null && response < (opened ?? 0) ? Number.NaN : span(opened, response, 'answeredBefore', business),
    resolution: span(opened, resolved, 'resolvedBefore', calendar),
    resolutionBusiness: resolved !== null && resolved < (opened ?? 0) ? Number.NaN : span(opened, resolved, 'resolvedBefore', business)
  }))
  return {
    topics,
    columns: {
      n: rows.length,
      day: Int32Array.from(rows, ({ opened }) => dayOf(opened ?? 0)),
      customer: Int32Array.from(rows, ({ customer }) => people.placeOf(customer)),
      channel: Int32Array.from(rows, ({ channel }) => names.channel.codeOf(channel)),
      category: Int32Array.from(rows, ({ product }) => category(product)),
      topic: Int32Array.from(rows, (row) => topicOf(row.category)),
      response: Float64Array.from(times, ({ response }) => response),
      responseBusiness: Float64Array.from(times, ({ responseBusiness }) => responseBusiness),
      resolution: Float64Array.from(times, ({ resolution }) => resolution),
      resolutionBusiness: Float64Array.from(times, ({ resolutionBusiness }) => resolutionBusiness),
      firstContact: Int8Array.from(rows, (row, i) => firstContact(row, times[i]?.resolution ?? Number.NaN))
    }
  }
}

/** Solved without being opened again, handed on or written back to more than once, as far as the file counts these. */
function firstContact({ reopens, reassignments, replies }: TicketRow, resolution: number): number {
  if (Number.isNaN(resolution) || (reopens === null && reassignments === null && replies === null)) return -1
  return Number((reopens ?? 0) === 0 && (reassignments ?? 0) === 0 && (replies ?? 0) <= 1)
}

interface AnswerRow {
  at: number
  type: 'csat' | 'nps' | 'ces'
  score: number
  scale: number | null
  customer: number | null
  product: number | null
  channel: string | null
}

/** What customers gave tickets, for a shop that asks nothing else. The scale is the smallest usual one that holds all ratings. */
function ticketRatings(db: Database): AnswerRow[] {
  const rows = db
    .prepare<[], AnswerRow>(
      `SELECT COALESCE(resolved_at, closed_at, opened_at) AS at, 'csat' AS type, rating AS score, customer_id AS customer, product_id AS product, channel
       FROM ticket WHERE rating IS NOT NULL AND COALESCE(resolved_at, closed_at, opened_at) IS NOT NULL ORDER BY at, id`
    )
    .all()
  const highest = rows.reduce((most, { score }) => Math.max(most, score), 0)
  const scale = [5, 10, 100].find((most) => highest <= most) ?? null
  return rows.map((row) => ({ ...row, scale }))
}

/** A satisfied answer is one of the two best of five, or as near the top on another scale. */
const satisfiedFrom = 0.75

function loadAnswers(
  db: Database,
  cutoff: number,
  people: People,
  names: DictionarySet,
  leftOut: Record<string, number>
): KpiInput['answers'] {
  const category = categoryCodes(db, names)
  const rows = db
    .prepare<[], AnswerRow>(
      `SELECT at, type, score, scale, customer_id AS customer, product_id AS product, channel FROM feedback
       WHERE type IN ('csat', 'nps', 'ces') AND score IS NOT NULL AND at IS NOT NULL ORDER BY at, id`
    )
    .all()
  const undated =
    db
      .prepare<[], number>("SELECT COUNT(*) FROM feedback WHERE type IN ('csat', 'nps', 'ces') AND score IS NOT NULL AND at IS NULL")
      .pluck()
      .get() ?? 0
  count(leftOut, 'undatedAnswers', undated)
  if (!rows.some(({ type }) => type === 'csat')) rows.push(...ticketRatings(db))
  const kept = rows.flatMap((row) => {
    if (row.at >= cutoff) {
      count(leftOut, 'answersAfter')
      return []
    }
    const value = answerValue(row)
    if (value === null) {
      count(leftOut, 'answersOffScale')
      return []
    }
    return [{ ...row, value }]
  })
  return {
    n: kept.length,
    day: Int32Array.from(kept, ({ at }) => dayOf(at)),
    kind: Uint8Array.from(kept, ({ type }) => answerKinds[type]),
    customer: Int32Array.from(kept, ({ customer }) => people.placeOf(customer)),
    channel: Int32Array.from(kept, ({ channel }) => names.channel.codeOf(channel)),
    category: Int32Array.from(kept, ({ product }) => category(product)),
    value: Float64Array.from(kept, ({ value }) => value)
  }
}

/** Null for an answer that cannot be read without its scale, or lies off it. */
function answerValue({ type, score, scale }: { type: 'csat' | 'nps' | 'ces'; score: number; scale: number | null }): number | null {
  switch (type) {
    case 'nps':
      if ((scale !== null && scale !== 10) || score < 0 || score > 10) return null
      return score >= 9 ? 100 : score <= 6 ? -100 : 0
    case 'csat':
      if (scale === null || scale < 2 || score < 0 || score > scale) return null
      return Number((score - 1) / (scale - 1) >= satisfiedFrom)
    case 'ces':
      return score < 0 || (scale !== null && score > scale) ? null : score
  }
}

function loadSpend(
  db: Database,
  { currency }: KpiScope,
  cutoff: number,
  names: DictionarySet,
  leftOut: Record<string, number>
): KpiInput['spend'] {
  const rows = db
    .prepare<[], { at: number; until: number | null; channel: string | null; cost: number; currency: string }>(
      'SELECT at, until, channel, cost * POWER(10, -cost_decimals) AS cost, currency FROM marketing_spend ORDER BY at, id'
    )
    .all()
  const starts = [...new Set(rows.map(({ at }) => dayOf(at)))]
  // A file of weekly rows may name the first day only: the period then reaches to the next one.
  const step = starts.length < 2 ? 1 : Math.min(...starts.slice(1).map((day, i) => day - (starts[i] as number)))
  return rows.flatMap((row) => {
    if (row.currency !== '' && currency !== '' && row.currency !== currency) {
      count(leftOut, 'spendOtherCurrency')
      return []
    }
    if (row.at >= cutoff) {
      count(leftOut, 'spendAfter')
      return []
    }
    const channel = names.channel.codeOf(row.channel)
    if (channel < 0) {
      count(leftOut, 'spendWithoutChannel')
      return []
    }
    const from = dayOf(row.at)
    return [{ channel, from, to: row.until === null ? from + step - 1 : Math.max(from, dayOf(row.until)), cost: row.cost }]
  })
}

function count(counts: Record<string, number>, code: string, n = 1): void {
  if (n > 0) counts[code] = (counts[code] ?? 0) + n
}

/** `Float64Array.from` would go through an iterator, several times slower. */
function floats(places: Int32Array, of: (place: number) => number): Float64Array {
  const values = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) values[i] = of(places[i] as number)
  return values
}

function bytes(places: Int32Array, of: (place: number) => number): Uint8Array {
  const values = new Uint8Array(places.length)
  for (let i = 0; i < places.length; i++) values[i] = of(places[i] as number)
  return values
}

/** Places 0 .. n − 1 in the order of their keys, equal keys as they stand. */
function sortedPlaces(keys: Float64Array, n: number, isWanted: (place: number) => boolean = () => true): Int32Array {
  const places = new Int32Array(n)
  let wanted = 0
  let isSorted = true
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < n; i++) {
    if (!isWanted(i)) continue
    const key = keys[i] as number
    if (key < last) isSorted = false
    last = key
    places[wanted++] = i
  }
  const chosen = places.slice(0, wanted)
  if (isSorted) return chosen
  // Key and place in one number, which sorts several times faster than by a comparison.
  const least = chosen.reduce((min, i) => Math.min(min, keys[i] as number), Number.POSITIVE_INFINITY)
  const most = chosen.reduce((max, i) => Math.max(max, keys[i] as number), Number.NEGATIVE_INFINITY)
  if ((most - least + 1) * n > Number.MAX_SAFE_INTEGER) return chosen.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b)
  const packed = floats(chosen, (i) => ((keys[i] as number) - least) * n + i).sort()
  chosen.forEach((_, at) => {
    chosen[at] = (packed[at] as number) % n
  })
  return chosen
}
