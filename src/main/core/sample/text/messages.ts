import { DAY, isoDate } from '../calendar.ts'
import { CONSUMABLE, type Product } from '../catalogue.ts'
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
  const fault = about.rising ? 'fault_seal' : CONSUMABLE.includes(product.category) ? 'fault_goods' : 'fault_device'
  const trouble = write(random, TICKETS, fault, {
    product: shortName(product),
    days: String(Math.max(2, Math.round((about.openedAt - order.at) / DAY)))
  })
  const slots: Slots = {
    product: shortName(product),
    order: order.number,
    ordered: spoken(order.at),
    days: String(Math.max(2, Math.round((about.openedAt - order.at) / DAY))),
    amount: `€${(amount / 100).toFixed(2)}`,
    city: order.customer?.city ?? '',
    first: order.customer?.name.split(' ')[0] ?? '',
    trouble: trouble.charAt(0).toLowerCase() + trouble.slice(1)
  }
  const kind = START[about.category]
  const tone = about.tone <= -1.5 ? 'angry' : about.tone < -0.4 ? 'cross' : about.tone < 0.6 ? 'plain' : 'kind'
  return {
    subject: write(random, TICKETS, `subject_${kind}`, slots),
    message: inHand(random, about.hand, write(random, TICKETS, `${kind}_${tone}`, slots))
  }
}

/** A comment for a survey or review; most people leave none. */
export function comment(random: Stream, rule: string, slots: Slots, hand: Hand): string {
  return inHand(random, hand === 'terse' ? 'tidy' : hand, write(random, VOICE, rule, slots))
}
