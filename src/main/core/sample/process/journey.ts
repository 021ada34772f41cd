import { DAY, HOUR, type Minutes, PERIOD } from '../calendar.ts'
import { PRODUCTS } from '../catalogue.ts'
import type { Attempt, Customer, Offer, Order, Touchpoint } from '../model.ts'
import { PROSPECT_PATH } from '../parameters.ts'
import { Stream } from '../random/stream.ts'
import { inTrouble } from './checkout.ts'

const KNOWN_SOURCES = ['Direct', 'Organic search', 'E-mail', 'Paid search'] as const
/** Visits without an order, for each order. */
const IDLE_VISITS = 0.3
/** Chance that such a visit puts something into the cart, and then goes as far as the checkout. */
const LEFT_CART = 0.25
const LEFT_CHECKOUT = 0.4
const isOnline = (order: Order) => order.channel === 'Web shop' || order.channel === 'App'
const campaignOf = (channel: string) => (channel === 'Social ads' ? 'Try our box' : channel === 'Paid search' ? 'Brand and coffee' : '')

/** Writes the steps of one visit after one another. */
class Visit {
  readonly steps: Touchpoint[] = []
  private t: Minutes
  private readonly base: Omit<Touchpoint, 'at' | 'event' | 'page' | 'sku' | 'order'>
  private readonly random: Stream

  constructor(random: Stream, customer: Customer, session: string, at: Minutes, channel: string, device: string) {
    this.random = random
    this.t = at
    this.base = { customer, session, channel, campaign: campaignOf(channel), device }
  }

  step(event: string, page: string, sku = '', order: Order | null = null, at?: Minutes): this {
    if (at !== undefined) this.t = at
    this.steps.push({ ...this.base, at: this.t, event, page, sku, order })
    this.t += this.random.integer(1, 4)
    return this
  }
}

/** All touchpoints of a buyer. */
export function touchpointsOf(seed: number, customer: Customer, orders: Order[], offers: Offer[], refers: Minutes[]): Touchpoint[] {
  const found: Touchpoint[] = []
  for (const order of orders) {
    const random = new Stream(seed, 'journey', customer.index, order.key)
    if (order.first) found.push(...discovery(random, customer, order))
    if (isOnline(order)) found.push(...purchase(random, customer, order))
    for (let n = random.poisson(IDLE_VISITS); n > 0; n--)
      found.push(...idle(random, customer, `${order.key}i${n}`, order.at + random.between(2, 60) * DAY))
    found.push(...afterwards(random, customer, order))
  }
  for (const offer of offers) {
    if (offer.clickedAt === null) continue
    const random = new Stream(seed, 'click', customer.index, offer.clickedAt)
    const visit = new Visit(
      random,
      customer,
      `m${offer.clickedAt}`,
      offer.clickedAt,
      'E-mail',
      random.chance(customer.mobile) ? 'mobile' : 'desktop'
    )
    found.push(...visit.step('email_click', '/').steps.map((s) => ({ ...s, campaign: offer.campaign })))
  }
  for (const at of refers) {
    const random = new Stream(seed, 'refers', customer.index, at)
    found.push(...new Visit(random, customer, `r${at}`, at, 'Direct', 'mobile').step('referral_share', '/account/friends').steps)
  }
  return found.filter((t) => t.at >= PERIOD.start && t.at < PERIOD.horizon)
}

function discovery(random: Stream, customer: Customer, order: Order): Touchpoint[] {
  const seen = order.at - Math.floor(random.between(0.1, 20) * DAY)
  const device = random.chance(customer.mobile) ? 'mobile' : 'desktop'
  const ad = customer.source === 'Social ads' || customer.source === 'Paid search'
  const found = new Visit(random, customer, `${order.key}d`, seen, customer.source, device).step(ad ? 'ad_click' : 'landing', '/').steps
  const looks = random.poisson(0.8)
  for (let n = 0; n < looks; n++) {
    const at = seen + Math.floor(random.uniform() * (order.at - seen - 60))
    found.push(...idle(random, customer, `${order.key}l${n}`, Math.max(seen + 5, at)))
  }
  return found
}

function purchase(random: Stream, customer: Customer, order: Order): Touchpoint[] {
  const source = order.first ? customer.source : random.pick(KNOWN_SOURCES)
  const channel = order.reason === 'e-mail' ? 'E-mail' : order.channel === 'App' ? 'App' : source
  const found: Touchpoint[] = []
  for (const [n, attempt] of order.attempts.entries()) {
    const visit = new Visit(
      random,
      customer,
      `${order.key}a${n}`,
      attempt.at - random.integer(22, 35),
      n === 0 ? channel : 'Direct',
      attempt.device
    )
    if (n === 0) {
      visit.step('visit', '/')
      for (const line of order.lines.slice(0, 1)) visit.step('product_view', `/p/${line.product.sku.toLowerCase()}`, line.product.sku)
      visit.step('add_to_cart', '/cart', order.lines[0]?.product.sku ?? '')
    } else visit.step('cart_view', '/cart')
    visit.step('checkout_start', '/checkout', '', null, attempt.at - 1)
    if (attempt.completed) visit.step('purchase', '/checkout/thanks', '', order, order.at)
    found.push(...visit.steps)
  }
  return found
}

function idle(random: Stream, customer: Customer, session: string, at: number): Touchpoint[] {
  const device = random.chance(customer.mobile) ? 'mobile' : 'desktop'
  const visit = new Visit(random, customer, session, Math.floor(at), random.pick(KNOWN_SOURCES), device)
  const product = random.pick(PRODUCTS)
  visit.step('visit', '/').step('product_view', `/p/${product.sku.toLowerCase()}`, product.sku)
  if (random.chance(LEFT_CART)) {
    visit.step('add_to_cart', '/cart', product.sku)
    if (random.chance(LEFT_CHECKOUT)) visit.step('checkout_start', '/checkout')
  }
  return visit.steps
}

function afterwards(random: Stream, customer: Customer, order: Order): Touchpoint[] {
  const device = random.chance(customer.mobile) ? 'mobile' : 'desktop'
  const visit = new Visit(random, customer, `${order.key}t`, order.at + random.integer(20 * HOUR, 3 * DAY), 'Direct', device)
  if (isOnline(order) && random.chance(0.25)) visit.step('parcel_tracking', '/account/orders', '', order)
  if (!order.first && random.chance(0.06)) visit.step('points_redeemed', '/account/rewards', '', order)
  return visit.steps
}

/** The path of somebody with an account who never bought: how far it went, and where it ended. */
export function prospectPath(seed: number, customer: Customer): Touchpoint[] {
  const random = new Stream(seed, 'prospect', customer.index)
  const device: Attempt['device'] = random.chance(customer.mobile) ? 'mobile' : 'desktop'
  const ad = customer.source === 'Social ads' || customer.source === 'Paid search'
  const start = Math.max(customer.arrivesAt, PERIOD.start)
  const found = [...new Visit(random, customer, 'v0', start, customer.source, device).step(ad ? 'ad_click' : 'landing', '/').steps]
  if (!random.chance(PROSPECT_PATH.consideration)) return found
  let t = start
  const looks = random.integer(1, 3)
  for (let n = 0; n < looks; n++) {
    t += Math.floor(random.between(0.02, 6) * DAY)
    found.push(...idle(random, customer, `l${n}`, t))
  }
  if (!random.chance(PROSPECT_PATH.decision)) return found
  t += Math.floor(random.between(0.1, 3) * DAY)
  const product = random.pick(PRODUCTS)
  const visit = new Visit(random, customer, 'c', t, 'Direct', device).step('visit', '/').step('add_to_cart', '/cart', product.sku)
  if (random.chance(inTrouble(device, t) ? PROSPECT_PATH.checkoutInTrouble : PROSPECT_PATH.checkout))
    visit.step('checkout_start', '/checkout')
  return [...found, ...visit.steps].filter((s) => s.at < PERIOD.horizon)
}
