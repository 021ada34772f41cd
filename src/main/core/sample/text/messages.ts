import { DAY, isoDate } from '../calendar.ts'
import type { Category, Product } from '../catalogue.ts'
import type { Order } from '../model.ts'
import type { TicketCategory } from '../parameters.ts'
import type { Stream } from '../random/stream.ts'
import { type Hand, inHand, type Slots, write } from './grammar.ts'
import { TICKETS } from './ticket-rules.ts'
import { VOICE } from './voice-rules.ts'

const START: Record<TicketCategory, string> = {
  Delivery: 'delivery',
  'Product question': 'question',
  'Fault or damage': 'fault',
  Billing: 'billing',
  Returns: 'returns',
  Other: 'other'
}
/** Which rules speak about a product: what one can ask, what can be wrong, what one praises. */
const KIND: Record<Category, { about: string; fault: string; voice: 'food' | 'thing' }> = {
  Coffee: { about: 'about_coffee', fault: 'fault_food', voice: 'food' },
  Tea: { about: 'about_tea', fault: 'fault_food', voice: 'food' },
  'Filters & care': { about: 'about_care', fault: 'fault_care', voice: 'thing' },
  Brewing: { about: 'about_device', fault: 'fault_device', voice: 'thing' },
  'Grinders & machines': { about: 'about_device', fault: 'fault_device', voice: 'thing' },
  Kettles: { about: 'about_device', fault: 'fault_device', voice: 'thing' },
  'Cups & glasses': { about: 'about_cup', fault: 'fault_cup', voice: 'thing' },
  Pantry: { about: 'about_food', fault: 'fault_food', voice: 'food' },
  Gifts: { about: 'about_gift', fault: 'fault_gift', voice: 'thing' }
}
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `House Blend No. 4, whole bean 500 g` -> `House Blend No. 4`: nobody writes the rest. */
export const shortName = (p: Product): string => p.name.split(',')[0] ?? p.name

const spoken = (t: number): string => {
  const [, month = '1', day = '1'] = isoDate(t).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''}`
}

export interface TicketText {
  category: TicketCategory
  /** −2..2 */
  tone: number
  order: Order
  product: Product
  openedAt: number
  hand: Hand
  rising: boolean
}

/** Subject and message of one ticket. The number of the order is filled in later: it must not steer the draws. */
export function ticketText(random: Stream, about: TicketText): { subject: string; message: string } {
  const { order, product } = about
  const amount = order.lines.reduce((sum, l) => sum + l.quantity * l.unitPrice - l.discount, 0)
  const days = String(Math.max(2, Math.round((about.openedAt - order.at) / DAY)))
  const named = { product: shortName(product), days }
  const rules = KIND[product.category]
  const slots: Slots = {
    product: shortName(product),
    order: order.number,
    ordered: spoken(order.at),
    days,
    amount: `€${(amount / 100).toFixed(2)}`,
    city: order.customer?.city ?? '',
    first: order.customer?.name.split(' ')[0] ?? '',
    trouble: inSentence(write(random, TICKETS, about.rising ? 'fault_seal' : rules.fault, named)),
    question_what: inSentence(write(random, TICKETS, rules.about, named))
  }
  const kind = START[about.category]
  const tone = about.tone <= -1.5 ? 'angry' : about.tone < -0.4 ? 'cross' : about.tone < 0.6 ? 'plain' : 'kind'
  return {
    subject: write(random, TICKETS, `subject_${kind}`, slots),
    message: inHand(random, about.hand, write(random, TICKETS, `${kind}_${about.hand === 'terse' ? 'short' : tone}`, slots))
  }
}

const inSentence = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A comment in a survey. */
export const comment = (random: Stream, rule: string, slots: Slots, hand: Hand): string =>
  inHand(random, hand, write(random, VOICE, rule, slots))

/** What a review of `product` with so many stars says. */
export function reviewText(random: Stream, product: Product, stars: number, hand: Hand): string {
  const { voice } = KIND[product.category]
  const good = write(random, VOICE, `good_${voice}`, {})
  const bad = write(random, VOICE, `bad_${voice}`, {})
  return comment(random, `review_${stars}`, { product: shortName(product), good, bad }, hand)
}
