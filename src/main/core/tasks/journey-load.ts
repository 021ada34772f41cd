import type { Database } from 'better-sqlite3'
import {
  feedbackRows,
  type NameDetail,
  nameParts,
  purchaseColumns,
  referralRows,
  separator,
  type TouchpointColumns,
  ticketRows,
  touchpointColumns
} from '../db/queries/journey-events.ts'

/** How a touchpoint is called, and through which device it came. */
export type TouchpointParts = Record<(typeof nameParts)[number], string>

export interface LoadedTouchpoints extends Omit<TouchpointColumns, 'names'> {
  names: TouchpointParts[]
  unknown: number
}

export type DoingKind = 'order' | 'return' | 'ticket' | 'slow' | 'feedback' | 'low' | 'referral'

/** What customers did besides touchpoints. Parallel arrays. */
export interface LoadedDoings {
  customer: number[]
  at: number[]
  kind: DoingKind[]
  /** Category of a ticket, type of an answer. */
  label: string[]
  channel: string[]
  /** Amount of an order in units of the currency, score as a share of its scale; NaN: unknown. */
  value: number[]
  decimals: number
  /** Orders in another currency: counted, without value. */
  otherCurrency: number
}

/** All touchpoints before the cutoff. O(touchpoints). */
export async function loadTouchpoints(
  db: Database,
  cutoff: number,
  detail: NameDetail,
  pause: (done: number, total: number) => Promise<void>
): Promise<LoadedTouchpoints> {
  const columns = await touchpointColumns(db, cutoff, detail, pause)
  let unknown = 0
  for (let i = 0; i < columns.length; i++) if (columns.customer[i] === 0) unknown++
  const names = columns.names.map((text) => {
    const parts = text.split(separator)
    return Object.fromEntries(nameParts.map((part, k) => [part, parts[k] ?? ''])) as TouchpointParts
  })
  return { ...columns, names, unknown }
}

/** A resolution that took longer than this many times the median was slow. */
const slowTimes = 2
/** Scores at or below this share of the scale are low; of a question whether one would recommend, which is answered more kindly, below 7 of 10. */
const lowShare = 0.4
const lowShareNps = 0.6

/** Orders, returns, tickets, answers and referrals before the cutoff. O(order lines + tickets + answers). */
export async function loadDoings(db: Database, cutoff: number, pause: () => Promise<void>): Promise<LoadedDoings> {
  const doings: LoadedDoings = {
    customer: [],
    at: [],
    kind: [],
    label: [],
    channel: [],
    value: [],
    decimals: 0,
    otherCurrency: 0
  }
  const add = (customer: number, at: number, kind: DoingKind, label = '', channel = '', value = Number.NaN) => {
    doings.customer.push(customer)
    doings.at.push(at)
    doings.kind.push(kind)
    doings.label.push(label)
    doings.channel.push(channel)
    doings.value.push(value)
  }
  const purchases = purchaseColumns(db, cutoff)
  doings.decimals = purchases.decimals
  for (let i = 0; i < purchases.length; i++) {
    const customer = purchases.customer[i] as number
    const [soldAt, returnedAt, amount] = [purchases.soldAt[i] as number, purchases.returnedAt[i] as number, purchases.amount[i] as number]
    if (!Number.isNaN(soldAt)) {
      add(customer, soldAt, 'order', '', purchases.channels[purchases.channel[i] as number] ?? '', amount)
      if (Number.isNaN(amount)) doings.otherCurrency++
    }
    if (!Number.isNaN(returnedAt)) add(customer, returnedAt, 'return')
  }
  await pause()
  const tickets = [...ticketRows(db, cutoff)]
  const times = Float64Array.from(tickets.flatMap(([, , , time]) => (time !== null && time >= 0 ? [time] : []))).sort()
  const slow = times.length < 20 ? Number.POSITIVE_INFINITY : slowTimes * (times[Math.floor(times.length / 2)] as number)
  for (const [customer, at, category, time] of tickets) {
    add(customer, at, 'ticket', category ?? '')
    if (time !== null && time > slow) add(customer, at, 'slow')
  }
  for (const [customer, at, type, score, scale] of feedbackRows(db, cutoff)) {
    const share = score === null || scale === null || scale <= 0 || score < 0 || score > scale ? Number.NaN : score / scale
    const low = share <= (type?.toLowerCase() === 'nps' ? lowShareNps : lowShare)
    add(customer, at, low ? 'low' : 'feedback', type ?? '', '', share)
  }
  for (const [customer, at] of referralRows(db, cutoff)) add(customer, at, 'referral')
  await pause()
  return doings
}
