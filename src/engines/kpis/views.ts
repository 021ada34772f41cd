/** Everything seen by one breakdown: which member each order, line, touchpoint, ticket and answer belongs to. What names none belongs to the last, so that the parts add up. */
import { type KpiInput, lineKinds } from '../../shared/model/kpi-columns.ts'
import type { KpiBreakdown } from '../../shared/model/kpis.ts'
import type { History } from './history.ts'

export interface View {
  by: KpiBreakdown | null
  /** With the last, of what names none. */
  members: number
  /** An order for each member that it belongs to (several categories), in order of time. */
  entryDay: Int32Array
  entryOrder: Int32Array
  entryMember: Int32Array
  /** Sums of lines, a row a day from the first, a column a member. */
  lines: LineSums
  /** Touchpoints that belong to a member, in order of time; `previous`: day of the same person's last one there. */
  touches: { day: Int32Array; person: Int32Array; member: Int32Array; previous: Int32Array }
  ticket: Int32Array
  answer: Int32Array
  subscription: Int32Array
  /** Of each customer; null where customers have no member. */
  customer: Int32Array | null
}

export interface LineSums {
  /** Day of the first row. */
  first: number
  members: number
  revenue: Float64Array
  all: Float64Array
  sales: Float64Array
  back: Float64Array
}

function sumLines({ lines }: KpiInput, member: Int32Array, members: number): LineSums {
  const first = lines.day[0] ?? 0
  const size = lines.n === 0 ? 0 : ((lines.day[lines.n - 1] as number) - first + 1) * members
  const sums: LineSums = {
    first,
    members,
    revenue: new Float64Array(size),
    all: new Float64Array(size),
    sales: new Float64Array(size),
    back: new Float64Array(size)
  }
  const { revenue, all, sales, back } = sums
  for (let l = 0; l < lines.n; l++) {
    const m = member[l] as number
    if (m < 0) continue
    const at = ((lines.day[l] as number) - first) * members + m
    if (lines.priced[l] === 1) {
      revenue[at] = (revenue[at] as number) + (lines.amount[l] as number)
      all[at] = (all[at] as number) + 1
    }
    if (lines.kind[l] === lineKinds.sale) sales[at] = (sales[at] as number) + 1
    else if (lines.kind[l] === lineKinds.back) back[at] = (back[at] as number) + 1
  }
  return sums
}

/**
 * A person is counted once in a span: at the first touchpoint in it, the one whose previous lies before. So spans are walked
 * through in order, without remembering who was there.
 */
function touchesOf({ touches, customers, visitors }: KpiInput, member: Int32Array | null, members: number): View['touches'] {
  const n = member === null ? 0 : member.reduce((sum, m) => sum + Number(m >= 0), 0)
  const kept = { day: new Int32Array(n), person: new Int32Array(n), member: new Int32Array(n), previous: new Int32Array(n) }
  if (member === null || n === 0) return kept
  const persons = customers + visitors
  const last = new Int32Array(members * persons).fill(neverBefore)
  let at = 0
  for (let i = 0; i < touches.n; i++) {
    const m = member[i] as number
    if (m < 0) continue
    const [day, person] = [touches.day[i] as number, touches.person[i] as number]
    kept.day[at] = day
    kept.person[at] = person
    kept.member[at] = m
    kept.previous[at] = last[m * persons + person] as number
    last[m * persons + person] = day
    at++
  }
  return kept
}

const neverBefore = -0x80000000

export function viewOf(input: KpiInput, history: History, by: KpiBreakdown | null): View {
  const { orders, lines, touches, tickets, answers, subscriptions } = input
  const none = by === null ? 0 : input.members[by]
  const members = none + 1
  const orNone = (codes: Int32Array) => codes.map((code) => (code < 0 ? none : code))
  const of = (codes: Int32Array, keys: Int32Array) =>
    orNone(keys.map((key) => (key < 0 || key >= codes.length ? -1 : (codes[key] as number))))
  const alone = (member: Int32Array) => {
    const order = Int32Array.from(member.keys()).filter((o) => (member[o] as number) >= 0)
    return { entryOrder: order, entryMember: order.map((o) => member[o] as number), entryDay: order.map((o) => orders.day[o] as number) }
  }
  const seen = (line: Int32Array, touch: Int32Array | null) => ({
    lines: sumLines(input, line, members),
    touches: touchesOf(input, touch, members)
  })
  switch (by) {
    case null: {
      const zeros = (n: number) => new Int32Array(n)
      return {
        by,
        members,
        ...alone(zeros(orders.n)),
        ...seen(zeros(lines.n), zeros(touches.n)),
        ticket: zeros(tickets.n),
        answer: zeros(answers.n),
        subscription: zeros(subscriptions.n),
        customer: zeros(input.customers)
      }
    }
    case 'segment':
    case 'country': {
      const codes = input[by]
      const ofOrders = by === 'segment' ? of(codes, orders.customer) : orNone(orders.country)
      return {
        by,
        members,
        ...alone(ofOrders),
        ...seen(by === 'segment' ? of(codes, lines.customer) : orNone(lines.country), of(codes, touches.person)),
        ticket: of(codes, tickets.customer),
        answer: of(codes, answers.customer),
        subscription: of(codes, subscriptions.customer),
        customer: orNone(codes)
      }
    }
    case 'channel':
      return {
        by,
        members,
        ...alone(orNone(orders.channel)),
        ...seen(orNone(lines.channel), orNone(touches.channel)),
        ticket: orNone(tickets.channel),
        answer: orNone(answers.channel),
        subscription: new Int32Array(),
        customer: orNone(history.acquisition)
      }
    case 'category':
      return {
        by,
        members,
        ...categoriesOfOrders(input, orNone(lines.category), members),
        ...seen(orNone(lines.category), null),
        ticket: orNone(tickets.category),
        answer: orNone(answers.category),
        subscription: new Int32Array(),
        customer: null
      }
  }
}

/** Each order with each category of its sale lines once. */
function categoriesOfOrders(
  { orders, lines }: KpiInput,
  category: Int32Array,
  members: number
): Pick<View, 'entryDay' | 'entryOrder' | 'entryMember'> {
  // Row-major, a column a category: categories that are told apart are few.
  const has = new Uint8Array(orders.n * members)
  let n = 0
  for (let l = 0; l < lines.n; l++) {
    const [o, member] = [lines.order[l] as number, category[l] as number]
    if (o < 0 || lines.kind[l] !== lineKinds.sale) continue
    const pair = o * members + member
    if (has[pair] === 0) n++
    has[pair] = 1
  }
  const found = { entryOrder: new Int32Array(n), entryMember: new Int32Array(n), entryDay: new Int32Array(n) }
  let at = 0
  for (let o = 0; o < orders.n; o++) {
    for (let member = 0; member < members; member++) {
      if (has[o * members + member] === 0) continue
      found.entryOrder[at] = o
      found.entryMember[at] = member
      found.entryDay[at++] = orders.day[o] as number
    }
  }
  return found
}
