import { at, DAY, HOUR, type Minutes, PERIOD, promotionAt, startOfDay } from '../calendar.ts'
import { CONSUMABLE, type Product } from '../catalogue.ts'
import type { Attempt, Customer, Habits, Intent, Life, Line, Order } from '../model.ts'
import { BUYERS, CANCELLED_ORDERS, CHANNELS, EXPECTED_ORDERS, GUEST_ORDERS } from '../parameters.ts'
import { place } from '../people.ts'
import { Stream } from '../random/stream.ts'
import { Household } from './basket.ts'
import { checkOut } from './checkout.ts'

const PRICE_RISE = { at: at('2025-01-01'), factor: 1.04 }
const PERSONAL = { code: 'THANKS10', share: 0.1 }
const WELCOME = { code: 'WELCOME10', share: 0.1 }
/** Chance that somebody who did not look for a discount uses the promotion that is on. */
const NOTICES = 0.12

/** Price on a day in cents, rounded to ten cents: all prices rose once. */
export const priceAt = (p: Product, t: Minutes): number =>
  t < PRICE_RISE.at ? p.price : Math.round((p.price * PRICE_RISE.factor) / 10) * 10

/** All orders of one life, in the order of time. */
export function ordersOf(seed: number, life: Life): Order[] {
  return shop(seed, life, PERIOD.horizon)
    .orders.filter((o) => o.at < PERIOD.horizon)
    .sort((a, b) => a.at - b.at)
}

/** What a customer has and needs at a moment. */
export const householdAt = (seed: number, life: Life, t: Minutes): Household => shop(seed, life, t).household

function shop(seed: number, life: Life, until: Minutes): { orders: Order[]; household: Household } {
  const { customer } = life
  const household = new Household(customer)
  const early = customer.arrivesAt < PERIOD.start
  const orders = life.intents
    .filter((intent) => intent.at < until)
    .map((intent, n) => {
      const random = new Stream(seed, 'order', customer.index, intent.key)
      return placeOrder(random, intent, household, customer, n === 0 && !early)
    })
  return { orders, household }
}

function placeOrder(random: Stream, intent: Intent, household: Household, customer: Customer | null, first: boolean): Order {
  const { habits } = intent
  const channel = CHANNELS[random.weighted(habits.channels)] ?? 'Web shop'
  const attempts = tries(random, intent, channel, customer?.mobile ?? BUYERS[habits.type].mobile)
  const t = attempts[attempts.length - 1]?.at ?? intent.at
  const { products, planted } = household.fill(random, intent)
  const { code, share } = discountOf(random, intent, t, first)
  const troubled = customer?.support.some((s) => s.type === 'fault') ? 2.5 : 1
  const lines: Line[] = [...products].map(([product, quantity]) => {
    const unitPrice = priceAt(product, t)
    const durable = CONSUMABLE.includes(product.category) ? 0.5 : 1.4
    const goesBack = random.chance(BUYERS[habits.type].returns * troubled * durable)
    const returned = goesBack ? { at: t + Math.floor(random.between(4, 24) * DAY), quantity: random.integer(1, quantity) } : null
    return { product, quantity, unitPrice, discount: Math.round(quantity * unitPrice * share), returned }
  })
  const cancelled = random.chance(CANCELLED_ORDERS)
  if (cancelled) for (const line of lines) line.returned = null
  return {
    key: intent.key,
    number: '',
    customer,
    country: customer?.country ?? place(random).country,
    at: t,
    type: habits.type,
    reason: customer ? intent.reason : 'guest',
    channel,
    attempts,
    code,
    lines,
    cancelledAt: cancelled ? t + random.integer(20, 20 * HOUR) : null,
    first,
    planted
  }
}

/** Shops and market places check out by their own means. */
function tries(random: Stream, intent: Intent, channel: string, mobile: number): Attempt[] {
  if (channel === 'App') return checkOut(random, intent.at, true, false)
  if (channel === 'Web shop') return checkOut(random, intent.at, random.chance(mobile), true)
  return [{ at: intent.at, device: 'desktop', completed: true }]
}

function discountOf(random: Stream, intent: Intent, t: Minutes, first: boolean): { code: string; share: number } {
  const running = promotionAt(t)
  const notices = random.chance(NOTICES)
  if (intent.extraDiscount > 0) return { code: 'COMEBACK', share: intent.extraDiscount }
  if (running && (intent.seeksDiscount || notices)) return { code: running.code, share: running.share }
  if (!intent.seeksDiscount) return { code: '', share: 0 }
  return first ? WELCOME : PERSONAL
}

/** Orders without a customer account, day by day. */
export function guestOrders(seed: number, customers: number): Order[] {
  const mean = Object.entries(BUYERS).reduce((sum, [type, p]) => sum + p.share * EXPECTED_ORDERS[type as keyof typeof BUYERS], 0)
  const perDay = (customers * mean * GUEST_ORDERS) / ((PERIOD.end - PERIOD.start) / DAY)
  const orders: Order[] = []
  for (let day: Minutes = startOfDay(PERIOD.start); day < PERIOD.horizon; day += DAY) {
    const random = new Stream(seed, 'guests', day)
    for (let n = random.poisson(perDay); n > 0; n--) {
      const habits: Habits = { ...guestHabits, channels: [0.55, 0, 0.45, 0] }
      const moment = day + 8 * HOUR + random.integer(0, 14 * HOUR)
      const intent: Intent = {
        key: `g${day}.${n}`,
        at: moment,
        habits,
        reason: 'own',
        seeksDiscount: random.chance(0.1),
        wants: [],
        extraDiscount: 0
      }
      orders.push(placeOrder(random, intent, new Household(null), null, false))
    }
  }
  return orders.filter((o) => o.at < PERIOD.horizon)
}

const guestHabits: Habits = {
  type: 'tryout',
  weight: 1,
  gapDays: 0,
  shape: 1,
  tastes: [...BUYERS.tryout.tastes],
  discount: 0.1,
  channels: [],
  occasion: 1
}

/** Gives numbers in the order of time. */
export function number(orders: Order[]): Order[] {
  const name = (o: Order) => `${o.customer?.id ?? ''}/${o.key}`
  const sorted = [...orders].sort((a, b) => a.at - b.at || (name(a) < name(b) ? -1 : 1))
  for (const [i, order] of sorted.entries()) order.number = `KC-${20_431 + i}`
  return sorted
}
