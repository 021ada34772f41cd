/** What the history of a customer says of each of its orders. One pass over orders and lines in order of time. */
import { type KpiInput, lineKinds } from '../../shared/model/kpi-columns.ts'

export interface History {
  /** Of each order: the first of its customer. */
  first: Uint8Array
  /** It has something of a category that the customer had bought before, and whether at a higher price than ever. */
  again: Uint8Array
  dearer: Uint8Array
  /** Of each customer: days of the first and the second order; beyond all days without one. */
  firstDay: Int32Array
  secondDay: Int32Array
  /** How the customer came: as a file says, else the channel of the first touchpoint, else that of the first order. */
  acquisition: Int32Array
  /** Of each order: the channel of the customer's last touchpoint in the 30 days before it, without touchpoints that of the order. */
  touched: Int32Array
}

export const never = 0x7fffffff
const secondsADay = 86_400
const attributionDays = 30
/** How much more than ever before counts as more: below lie price rises. */
const dearerBy = 1.2

/** O(orders + lines + touchpoints). */
export function customerHistory(input: KpiInput): History {
  const { orders, customers } = input
  const history: History = {
    first: new Uint8Array(orders.n),
    again: new Uint8Array(orders.n),
    dearer: new Uint8Array(orders.n),
    firstDay: new Int32Array(customers).fill(never),
    secondDay: new Int32Array(customers).fill(never),
    acquisition: input.channel.slice(),
    touched: new Int32Array(orders.n).fill(-1)
  }
  markPrices(input, history)
  followTouches(input, history)
  for (let o = 0; o < orders.n; o++) {
    const c = orders.customer[o] as number
    if (c < 0) continue
    const day = orders.day[o] as number
    if (history.firstDay[c] === never) {
      history.first[o] = 1
      history.firstDay[c] = day
      if ((history.acquisition[c] as number) < 0) history.acquisition[c] = orders.channel[o] as number
    } else if (history.secondDay[c] === never) history.secondDay[c] = day
  }
  return history
}

/** Sale lines by order, so that an order is held against earlier orders only. */
function markPrices({ orders, lines, members }: KpiInput, { again, dearer }: History): void {
  if (members.category === 0) return
  const begins = new Int32Array(orders.n + 1)
  // Prices in different currencies are neither higher nor lower, and what costs nothing has none.
  const counts = (l: number) =>
    lines.priced[l] === 1 &&
    (lines.unitPrice[l] as number) > 0 &&
    (lines.order[l] as number) >= 0 &&
    lines.kind[l] === lineKinds.sale &&
    (lines.category[l] as number) >= 0
  for (let l = 0; l < lines.n; l++)
    if (counts(l)) begins[(lines.order[l] as number) + 1] = (begins[(lines.order[l] as number) + 1] as number) + 1
  for (let o = 0; o < orders.n; o++) begins[o + 1] = (begins[o + 1] as number) + (begins[o] as number)
  const byOrder = new Int32Array(begins[orders.n] as number)
  const next = begins.slice()
  for (let l = 0; l < lines.n; l++) {
    if (!counts(l)) continue
    const o = lines.order[l] as number
    byOrder[next[o] as number] = l
    next[o] = (next[o] as number) + 1
  }
  /** Highest price that a customer has paid in a category. */
  const highest = new Map<number, number>()
  for (let o = 0; o < orders.n; o++) {
    const c = orders.customer[o] as number
    if (c < 0) continue
    const [begin, end] = [begins[o] as number, begins[o + 1] as number]
    const keyOf = (l: number) => c * members.category + (lines.category[l] as number)
    for (let i = begin; i < end; i++) {
      const l = byOrder[i] as number
      const before = highest.get(keyOf(l))
      if (before === undefined) continue
      again[o] = 1
      if ((lines.unitPrice[l] as number) >= dearerBy * before) dearer[o] = 1
    }
    for (let i = begin; i < end; i++) {
      const l = byOrder[i] as number
      const price = lines.unitPrice[l] as number
      if (price > (highest.get(keyOf(l)) ?? Number.NEGATIVE_INFINITY)) highest.set(keyOf(l), price)
    }
  }
}

/** One walk through orders and touchpoints as they followed one another. */
function followTouches({ orders, touches, customers }: KpiInput, { acquisition, touched }: History): void {
  if (touches.n === 0) {
    touched.set(orders.channel)
    return
  }
  const lastAt = new Float64Array(customers).fill(Number.NEGATIVE_INFINITY)
  const lastChannel = new Int32Array(customers).fill(-1)
  const hasOrdered = new Uint8Array(customers)
  let i = 0
  for (let o = 0; o < orders.n; o++) {
    const at = orders.at[o] as number
    for (; i < touches.n && (touches.at[i] as number) <= at; i++) {
      const person = touches.person[i] as number
      const channel = touches.channel[i] as number
      if (person >= customers || person < 0 || channel < 0) continue
      lastAt[person] = touches.at[i] as number
      lastChannel[person] = channel
      if (hasOrdered[person] === 0 && (acquisition[person] as number) < 0) acquisition[person] = channel
    }
    const c = orders.customer[o] as number
    if (c < 0) continue
    hasOrdered[c] = 1
    if (at - (lastAt[c] as number) <= attributionDays * secondsADay) touched[o] = lastChannel[c] as number
  }
}
