import { afterBusinessMinutes, at, DAY, HOUR, type Minutes, PERIOD, startOfDay } from '../calendar.ts'
import { FAULTY } from '../catalogue.ts'
import type { Customer, Order, Ticket } from '../model.ts'
import {
  AGENTS,
  EXPECTED_ORDERS,
  RISING,
  SUPPORT,
  SUPPORTED,
  type SupportProcess,
  TICKET_CATEGORIES,
  TICKET_CHANNELS,
  TREATMENTS
} from '../parameters.ts'
import { Stream } from '../random/stream.ts'
import { handOf } from '../text/grammar.ts'
import { ticketText } from '../text/messages.ts'

/** What those write who hardly ever write. */
const QUIET: SupportProcess = {
  name: 'Quiet',
  share: 0,
  tickets: 0,
  categories: [0.36, 0.22, 0.14, 0.12, 0.08, 0.08],
  channels: [0.5, 0.2, 0.15, 0.15],
  delayDays: [5, 0.8],
  response: 120,
  resolution: 600,
  reopens: 0.12,
  satisfaction: 3.7,
  tone: 0
}
const MOST_FROM_ONE_ORDER = 2.6
const RISING_FROM = at(RISING.from)

/** All tickets of one customer, without ids. `calledAt`: when somebody from the shop rang (a treatment), if so. */
export function ticketsOf(seed: number, customer: Customer, orders: Order[], calledAt: Minutes | null): Ticket[] {
  const expected = customer.parts.reduce((sum, p) => sum + p.weight * EXPECTED_ORDERS[p.type], 0)
  const tickets: Ticket[] = []
  for (const order of orders) {
    if (order.cancelledAt !== null) continue
    const random = new Stream(seed, 'tickets', customer.index, order.key)
    for (const { type, weight } of customer.support) {
      const process = SUPPORT[type]
      const mean = Math.min(MOST_FROM_ONE_ORDER, (process.tickets * weight) / expected)
      const count = random.poisson(mean)
      for (let n = 0; n < count; n++) tickets.push(ticket(seed, order, customer, process, `${type}${n}`, n, calledAt))
    }
    if (customer.support.length === 0 && random.chance(SUPPORTED.quiet))
      tickets.push(ticket(seed, order, customer, QUIET, 'quiet', 0, calledAt))
    const faulty = order.at >= RISING_FROM && order.lines.some((l) => l.product.sku === FAULTY)
    if (random.chance(RISING.share) && faulty) tickets.push(ticket(seed, order, customer, QUIET, 'rising', 0, calledAt))
  }
  const lessAfterCall = new Stream(seed, 'tickets after a call', customer.index)
  return tickets
    .filter((t) => t.openedAt < PERIOD.horizon)
    .sort((a, b) => a.openedAt - b.openedAt)
    .filter((t) => !(calledAt !== null && t.openedAt > calledAt && lessAfterCall.chance(TREATMENTS['service-call'].ticketFactor)))
}

function ticket(
  seed: number,
  order: Order,
  customer: Customer,
  process: SupportProcess,
  key: string,
  repeat: number,
  calledAt: Minutes | null
): Ticket {
  const random = new Stream(seed, 'ticket', customer.index, order.key, key)
  const rising = key === 'rising'
  const drawn = random.weighted(process.categories)
  const category = rising ? 'Fault or damage' : (TICKET_CATEGORIES[drawn] ?? 'Other')
  const product = rising
    ? (order.lines.find((l) => l.product.sku === FAULTY)?.product ?? random.pick(order.lines).product)
    : random.pick(order.lines).product
  const delay = rising ? RISING.delayDays : process.delayDays
  const waited = random.lognormal(delay[0], delay[1]) + repeat * random.between(1, 6)
  const day = startOfDay(order.at + waited * DAY)
  const openedAt = Math.max(order.at + 30, day + 7 * HOUR + random.integer(0, 15 * HOUR))
  const called = calledAt !== null && openedAt > calledAt

  const index = TICKET_CATEGORIES.indexOf(category)
  const agent = AGENTS[random.weighted(AGENTS.map((a) => a.load[index] ?? 0))] ?? random.pick(AGENTS)
  const skill = agent.skill?.category === category ? agent.skill : undefined
  const respondedAt = afterBusinessMinutes(openedAt, random.lognormal(process.response, 0.5))
  const took = random.lognormal(process.resolution, 0.5) * (skill?.time ?? 1)
  const again = process.reopens * (skill?.reopen ?? 1)
  let reopened = 0
  while (reopened < 3 && random.chance(again)) reopened++
  const resolvedAt = afterBusinessMinutes(respondedAt, took * (1 + 0.6 * reopened))
  const mood = 0.35 * customer.mood + (called ? TREATMENTS['service-call'].satisfaction : 0)
  const pleased = process.satisfaction + mood + (skill?.satisfaction ?? 0) - 0.3 * reopened + 0.6 * random.normal()
  const tone = (rising ? -1 : process.tone) + mood + 0.5 * random.normal()
  const text = new Stream(seed, 'ticket text', customer.index, order.key, key)
  const hand = handOf(new Stream(seed, 'hand', customer.index))
  return {
    id: '',
    key: `${customer.id}/${order.key}/${key}`,
    customer,
    order,
    product,
    openedAt,
    respondedAt,
    resolvedAt,
    channel: TICKET_CHANNELS[random.weighted(process.channels)] ?? 'E-mail',
    category,
    priority: tone < -1.5 || random.chance(0.08) ? 'high' : 'normal',
    agent: agent.name,
    team: agent.team,
    reopened,
    satisfaction: Math.min(5, Math.max(1, Math.round(pleased))),
    tone: Math.max(-2, Math.min(2, tone)),
    ...ticketText(text, { category, tone, order, product, openedAt, hand, rising }),
    rising
  }
}
