/** Everything seen by one breakdown: which member each order, line, touchpoint, ticket and answer belongs to. */
import { type KpiInput, lineKinds } from '../../shared/model/kpi-columns.ts'
import type { KpiBreakdown } from '../../shared/model/kpis.ts'
import type { History } from './history.ts'

export interface View {
  by: KpiBreakdown | null
  members: number
  /** An order for each member that it belongs to (several categories), in order of time. */
  entryDay: Int32Array
  entryOrder: Int32Array
  entryMember: Int32Array
  line: Int32Array
  touch: Int32Array
  ticket: Int32Array
  answer: Int32Array
  /** Of each customer; null where customers have no member. */
  customer: Int32Array | null
}

export function viewOf(input: KpiInput, history: History, by: KpiBreakdown | null): View {
  const { orders, lines, touches, tickets, answers } = input
  const of = (codes: Int32Array, keys: Int32Array) => keys.map((key) => (key < 0 || key >= codes.length ? -1 : (codes[key] as number)))
  const alone = (member: Int32Array) => {
    const order = Int32Array.from(member.keys()).filter((o) => (member[o] as number) >= 0)
    return { entryOrder: order, entryMember: order.map((o) => member[o] as number), entryDay: order.map((o) => orders.day[o] as number) }
  }
  switch (by) {
    case null: {
      const zeros = (n: number) => new Int32Array(n)
      return {
        by,
        members: 1,
        ...alone(zeros(orders.n)),
        line: zeros(lines.n),
        touch: zeros(touches.n),
        ticket: zeros(tickets.n),
        answer: zeros(answers.n),
        customer: zeros(input.customers)
      }
    }
    case 'segment':
    case 'country': {
      const codes = input[by]
      const ofOrders = by === 'segment' ? of(codes, orders.customer) : orders.country
      return {
        by,
        members: input.members[by],
        ...alone(ofOrders),
        line: by === 'segment' ? of(codes, lines.customer) : lines.country,
        touch: of(codes, touches.person),
        ticket: of(codes, tickets.customer),
        answer: of(codes, answers.customer),
        customer: codes
      }
    }
    case 'channel':
      return {
        by,
        members: input.members.channel,
        ...alone(orders.channel),
        line: lines.channel,
        touch: touches.channel,
        ticket: tickets.channel,
        answer: answers.channel,
        customer: history.acquisition
      }
    case 'category':
      return {
        by,
        members: input.members.category,
        ...categoriesOfOrders(input),
        line: lines.category,
        touch: new Int32Array(touches.n).fill(-1),
        ticket: tickets.category,
        answer: answers.category,
        customer: null
      }
  }
}

/** Each order with each category of its sale lines once. */
function categoriesOfOrders({ orders, lines, members }: KpiInput): Pick<View, 'entryDay' | 'entryOrder' | 'entryMember'> {
  const pairs = new Set<number>()
  for (let l = 0; l < lines.n; l++) {
    const [o, member] = [lines.order[l] as number, lines.category[l] as number]
    if (o >= 0 && member >= 0 && lines.kind[l] === lineKinds.sale) pairs.add(o * members.category + member)
  }
  const sorted = Float64Array.from(pairs).sort()
  const entryOrder = Int32Array.from(sorted, (pair) => Math.floor(pair / members.category))
  return {
    entryOrder,
    entryMember: Int32Array.from(sorted, (pair) => pair % members.category),
    entryDay: entryOrder.map((o) => orders.day[o] as number)
  }
}
