import { at, DAY, HOUR, type Minutes, PERIOD } from '../calendar.ts'
import { FAULTY } from '../catalogue.ts'
import type { Customer, Feedback, Order, Ticket } from '../model.ts'
import { type BuyerType, RISING, SURVEYS } from '../parameters.ts'
import { Stream } from '../random/stream.ts'
import { handOf } from '../text/grammar.ts'
import { comment, reviewText } from '../text/messages.ts'

const FONDNESS: Record<BuyerType, number> = { restocker: 0.9, giver: 0.2, bargain: -0.6, barista: 1, tryout: -0.9 }
/** A bad experience at the desk weighs on the next survey for so long. */
const REMEMBERS = 120 * DAY
const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, Math.round(x)))

/** Surveys and reviews of one customer, without ids, in no order. */
export function feedbackOf(seed: number, customer: Customer, orders: Order[], tickets: Ticket[]): Feedback[] {
  const hand = handOf(new Stream(seed, 'hand', customer.index))
  const found: Feedback[] = []
  for (const order of orders) {
    if (order.cancelledAt !== null) continue
    const random = new Stream(seed, 'survey', customer.index, order.key)
    const sour = tickets.filter((t) => t.openedAt < order.at + 20 * DAY && t.openedAt > order.at - REMEMBERS && t.satisfaction <= 2).length
    const wait = random.between(12, 28) * DAY
    const liking = 2 * customer.mood + FONDNESS[order.type] - 1.4 * Math.min(2, sour)
    if (random.chance(SURVEYS.npsShare)) {
      const score = clamp(7.6 + liking + 1.3 * random.normal(), 0, 10)
      const rule = score >= 9 ? 'nps_good' : score >= 7 ? 'nps_middle' : 'nps_bad'
      const text = random.chance(0.45) ? comment(random, rule, {}, hand) : ''
      found.push({ ...blank(customer, order.at + wait, 'NPS'), score, order, comment: text })
    }
    for (const line of order.lines) {
      if (line.product.category === 'Gifts' || !random.chance(SURVEYS.reviewShare)) continue
      const leaking = line.product.sku === FAULTY && order.at >= at(RISING.from) ? 1.6 : 0
      const stars = clamp(4.2 + 0.5 * liking - leaking - (line.returned ? 1.8 : 0) + 0.8 * random.normal(), 1, 5)
      const text = reviewText(random, line.product, stars, hand)
      const later = order.at + random.between(6, 40) * DAY
      found.push({ ...blank(customer, later, 'Review'), score: stars, order, product: line.product, comment: text })
    }
  }
  for (const ticket of tickets) found.push(...afterTicket(seed, customer, ticket, hand))
  return found.filter((f) => f.at < PERIOD.horizon)
}

function afterTicket(seed: number, customer: Customer, ticket: Ticket, hand: ReturnType<typeof handOf>): Feedback[] {
  const random = new Stream(seed, 'csat', ticket.customer.index, ticket.key)
  const when = ticket.resolvedAt + random.between(0.5, 40) * HOUR
  const found: Feedback[] = []
  if (random.chance(SURVEYS.csatShare)) {
    const rule = ticket.satisfaction >= 4 ? 'csat_good' : ticket.satisfaction === 3 ? 'csat_middle' : 'csat_bad'
    const text = random.chance(0.35) ? comment(random, rule, { agent: ticket.agent }, hand) : ''
    found.push({ ...blank(customer, when, 'CSAT'), score: ticket.satisfaction, ticket, order: ticket.order, comment: text })
  }
  if (random.chance(SURVEYS.cesShare)) {
    const score = clamp(1.1 + 1.15 * ticket.satisfaction - 0.6 * ticket.reopened + 0.7 * random.normal(), 1, 7)
    found.push({ ...blank(customer, when + 2, 'CES'), score, ticket, order: ticket.order })
  }
  return found
}

function blank(customer: Customer, when: Minutes, type: Feedback['type']): Feedback {
  return { id: '', customer, at: Math.floor(when), type, score: 0, order: null, ticket: null, product: null, comment: '' }
}
