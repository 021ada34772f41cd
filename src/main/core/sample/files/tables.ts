import { isoDate, isoMinute, type Minutes } from '../calendar.ts'
import { PRODUCTS } from '../catalogue.ts'
import type { Line, Order } from '../model.ts'
import { priceAt } from '../process/orders.ts'
import type { World } from '../world.ts'
import type { Cell } from './csv.ts'
import type { SheetCell } from './xlsx.ts'

/** What a spreadsheet shows: what had happened by `to`, from `from` on. */
export interface Window {
  from: Minutes
  to: Minutes
}

export interface Table<C> {
  file: string
  header: string[]
  rows: C[][]
}

const within = (w: Window, t: Minutes) => t >= w.from && t < w.to
/** A moment that has not come yet is an empty cell. */
const by = (w: Window, t: Minutes | null): string => (t !== null && t < w.to ? isoMinute(t) : '')
const money = (cents: number) => (cents / 100).toFixed(2)

export const ORDER_COLUMNS = [
  'Order number',
  'Order date',
  'Customer ID',
  'SKU',
  'Product',
  'Category',
  'Quantity',
  'Unit price',
  'Discount',
  'Line total',
  'Currency',
  'Discount code',
  'Channel',
  'Country',
  'Status'
]

/**
 * One row a line. What came back is a second, negative row on the day it happened. What was called off keeps its rows, with
 * another status; if that happened after an earlier export, the rows stand in this one again.
 */
export function ordersTable(world: World, window: Window): Table<SheetCell> {
  const rows: { at: Minutes; cells: SheetCell[] }[] = []
  const add = (order: Order, line: Line, at: Minutes, quantity: number, status: string) => {
    const discount = Math.sign(quantity) * Math.round((line.discount * Math.abs(quantity)) / line.quantity)
    const cells: SheetCell[] = [
      order.number,
      { moment: at },
      order.customer?.id ?? null,
      line.product.sku,
      line.product.name,
      line.product.category,
      quantity,
      { cents: line.unitPrice },
      { cents: discount },
      { cents: quantity * line.unitPrice - discount },
      'EUR',
      order.code === '' ? null : order.code,
      order.channel,
      order.country,
      status
    ]
    rows.push({ at, cells })
  }
  for (const order of world.orders) {
    for (const line of order.lines) {
      const cancelled = order.cancelledAt !== null && order.cancelledAt < window.to
      const news = cancelled && order.cancelledAt !== null && within(window, order.cancelledAt)
      if (within(window, order.at) || (news && order.at < window.from)) {
        add(order, line, order.at, line.quantity, cancelled ? 'cancelled' : 'completed')
      }
      if (line.returned && within(window, line.returned.at)) add(order, line, line.returned.at, -line.returned.quantity, 'returned')
    }
  }
  return { file: 'orders.xlsx', header: ORDER_COLUMNS, rows: rows.sort((a, b) => a.at - b.at).map((r) => r.cells) }
}

export function customersTable(world: World, window: Window): Table<Cell> {
  const people = [...world.buyers, ...world.prospects].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    file: 'customers.csv',
    header: [
      'customer_id',
      'name',
      'email',
      'country',
      'city',
      'birth_year',
      'registered_on',
      'newsletter',
      'acquisition_channel',
      'referred_by'
    ],
    rows: people
      .filter((c) => within(window, c.registeredAt))
      .map((c) => [
        c.id,
        c.name,
        c.email,
        c.country,
        c.city,
        c.birthYear,
        isoDate(c.registeredAt),
        c.newsletter ? 'yes' : 'no',
        c.source,
        c.referredBy?.id ?? ''
      ])
  }
}

export function productsTable(window: Window): Table<Cell> {
  return {
    file: 'products.csv',
    header: ['sku', 'name', 'category', 'brand', 'price', 'cost', 'currency'],
    rows: PRODUCTS.map((p) => [p.sku, p.name, p.category, p.brand, money(priceAt(p, window.to - 1)), money(p.cost), 'EUR'])
  }
}

/** Tickets that were opened in the window, and older ones that were still open when it began. */
export function ticketsTable(world: World, window: Window): Table<Cell> {
  return {
    file: 'tickets.csv',
    header: [
      'ticket_id',
      'customer_id',
      'order_number',
      'sku',
      'opened_at',
      'first_response_at',
      'resolved_at',
      'status',
      'reopened',
      'channel',
      'category',
      'priority',
      'agent',
      'team',
      'subject',
      'message'
    ],
    rows: world.tickets
      .filter((t) => t.openedAt < window.to && (t.openedAt >= window.from || t.resolvedAt >= window.from))
      .map((t) => [
        t.id,
        t.customer.id,
        t.order.number,
        t.product.sku,
        isoMinute(t.openedAt),
        by(window, t.respondedAt),
        by(window, t.resolvedAt),
        t.resolvedAt < window.to ? 'closed' : 'open',
        t.resolvedAt < window.to ? t.reopened : 0,
        t.channel,
        t.category,
        t.priority,
        t.agent,
        t.team,
        t.subject,
        t.message
      ])
  }
}

/** A visitor becomes a customer, also backwards, when registering. */
export function touchpointsTable(world: World, window: Window): Table<Cell> {
  return {
    file: 'touchpoints.csv',
    header: ['time', 'customer_id', 'session_id', 'event', 'channel', 'campaign', 'page', 'device', 'sku', 'order_number'],
    rows: world.touchpoints
      .filter((t) => within(window, t.at) && t.customer.registeredAt < window.to)
      .map((t) => [
        isoMinute(t.at),
        t.customer.id,
        t.session,
        t.event,
        t.channel,
        t.campaign,
        t.page,
        t.device,
        t.sku,
        t.order?.number ?? ''
      ])
  }
}

export function feedbackTable(world: World, window: Window): Table<Cell> {
  return {
    file: 'feedback.csv',
    header: ['feedback_id', 'customer_id', 'date', 'type', 'score', 'order_number', 'ticket_id', 'sku', 'comment'],
    rows: world.feedback
      .filter((f) => within(window, f.at))
      .map((f) => [
        f.id,
        f.customer.id,
        isoMinute(f.at),
        f.type,
        f.score,
        f.order?.number ?? '',
        f.ticket?.id ?? '',
        f.product?.sku ?? '',
        f.comment
      ])
  }
}

export function offersTable(world: World, window: Window): Table<Cell> {
  return {
    file: 'offers.csv',
    header: [
      'customer_id',
      'campaign',
      'offer',
      'variant',
      'group',
      'channel',
      'subject',
      'visual',
      'language',
      'incentive',
      'sent_at',
      'opened_at',
      'clicked_at',
      'accepted_at',
      'order_number'
    ],
    rows: world.offers
      .filter((o) => within(window, o.sentAt))
      .map((o) => {
        const accepted = o.accepted !== null && o.accepted.at < window.to ? o.accepted : null
        return [
          o.customer.id,
          o.campaign,
          o.offer,
          o.variant,
          o.group,
          o.channel,
          o.subject,
          o.visual,
          'en',
          o.incentive,
          isoMinute(o.sentAt),
          by(window, o.openedAt),
          by(window, o.clickedAt),
          by(window, accepted?.at ?? null),
          accepted?.number ?? ''
        ]
      })
  }
}

export function spendTable(world: World, window: Window): Table<Cell> {
  return {
    file: 'spend.csv',
    header: ['week_start', 'channel', 'campaign', 'amount', 'currency', 'impressions', 'clicks'],
    rows: world.spend
      .filter((s) => within(window, s.week))
      .map((s) => [isoDate(s.week), s.channel, s.campaign, money(s.amount), 'EUR', s.impressions, s.clicks])
  }
}
