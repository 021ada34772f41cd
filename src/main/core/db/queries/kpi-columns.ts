/** What KPIs are counted from, read once into columns. */
import type { Database } from 'better-sqlite3'
import type { KpiInput } from '../../../../shared/model/kpi-columns.ts'
import type { KpiBreakdown, KpiMember } from '../../../../shared/model/kpis.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { count, type KpiScope, loadCustomers, Names } from './kpi-people.ts'
import { loadOrders, loadSpend, loadTouches } from './kpi-sales.ts'
import { loadAnswers, loadTickets } from './kpi-service.ts'
import { subscriptionColumns } from './kpi-subscriptions.ts'
import { decimalsOf } from './money.ts'

/** What a figure is told with. Members of each breakdown with the last, of what names none; empty where nothing names any. */
export type Members = Record<KpiBreakdown, KpiMember[]> & {
  topic: string[]
  easeScale: number | null
  /** How many orders had nothing to pay, by day. */
  freeOrders: [day: number, count: number][]
}

const withNone = (members: KpiMember[]): KpiMember[] =>
  members.length === 0 ? [] : [...members, { id: null, name: '', slot: null, none: true }]

export interface KpiColumns {
  input: KpiInput
  members: Members
  /** What could not be counted: code of the warning and how many. */
  leftOut: Record<string, number>
}

/** Everything up to the end of the as-of date, in one currency. O(rows). Null without anything that has a date. */
export function loadKpiColumns(db: Database, scope: KpiScope): KpiColumns | null {
  const cutoff = endOfDay(scope.asOf)
  const leftOut: Record<string, number> = {}
  const names = { channel: new Names(), country: new Names(), category: new Names() }
  const people = loadCustomers(db, scope, names)
  const orders = loadOrders(db, scope, cutoff, people, names, leftOut)
  const touches = loadTouches(db, cutoff, people, names, leftOut)
  const tickets = loadTickets(db, scope, cutoff, people, names, leftOut)
  const answers = loadAnswers(db, cutoff, people, names, leftOut)
  const subscriptions = subscriptionColumns(db, cutoff, people.placeOf, scope.saysEnded)
  count(leftOut, 'subscriptionsEndless', subscriptions.endless)
  count(leftOut, 'subscriptionsUndated', subscriptions.undated)
  const spend = loadSpend(db, scope, cutoff, names, leftOut)
  const firstDays = [orders.lines.day, touches.columns.day, tickets.columns.day, answers.day, subscriptions.columns.started].flatMap(
    (days) => (days.length > 0 ? [days[0] as number] : [])
  )
  if (firstDays.length === 0) return null
  const firstDay = orders.lines.n > 0 ? (orders.lines.day[0] as number) : Math.min(...firstDays)
  const kept = { channel: names.channel.keep(), country: names.country.keep(), category: names.category.keep() }
  for (const codes of [
    orders.orders.channel,
    orders.lines.channel,
    touches.columns.channel,
    tickets.columns.channel,
    answers.channel,
    people.channel
  ]) {
    kept.channel.recode(codes)
  }
  for (const row of spend) row.channel = kept.channel.of(row.channel)
  for (const codes of [orders.orders.country, orders.lines.country, people.country]) kept.country.recode(codes)
  for (const codes of [orders.lines.category, tickets.columns.category, answers.category]) kept.category.recode(codes)
  return {
    input: {
      unit: 10 ** decimalsOf(db, scope.currency),
      firstDay,
      lastDay: cutoff / secondsADay - 1,
      customers: people.n,
      segment: people.segment,
      country: people.country,
      channel: people.channel,
      referred: people.referred,
      visitors: touches.visitors,
      hasReferrals: people.referred.some((value) => value === 1),
      orders: orders.orders,
      lines: orders.lines,
      touches: touches.columns,
      tickets: tickets.columns,
      answers,
      subscriptions: subscriptions.columns,
      spend,
      members: {
        segment: people.segments.length,
        channel: kept.channel.members.length,
        country: kept.country.members.length,
        category: kept.category.members.length,
        topic: tickets.topics.length
      }
    },
    members: {
      segment: withNone(people.segments),
      channel: withNone(kept.channel.members),
      country: withNone(kept.country.members),
      category: withNone(kept.category.members),
      topic: tickets.topics,
      easeScale: answers.easeScale,
      freeOrders: orders.freeOrders
    },
    leftOut
  }
}
