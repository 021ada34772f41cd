import type { Database } from 'better-sqlite3'
import {
  countTouchpoints,
  feedbackRows,
  type NameDetail,
  nameParts,
  purchaseRows,
  referralRows,
  separator,
  ticketRows,
  touchpointRows
} from '../db/queries/journey-events.ts'

/** How a touchpoint is called, and through which device it came. */
export type TouchpointParts = Record<(typeof nameParts)[number], string>

/** Touchpoints as columns: customer (0: unknown), moment, which of `names`, session (0: none). */
export interface LoadedTouchpoints {
  length: number
  customer: Int32Array
  at: Float64Array
  name: Int32Array
  session: Int32Array
  names: TouchpointParts[]
  unknown: number
  /** Rows that stand in a file once more. */
  repeated: number
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
  const { all: most, repeated } = countTouchpoints(db, cutoff)
  const loaded: LoadedTouchpoints = {
    length: 0,
    customer: new Int32Array(most),
    at: new Float64Array(most),
    name: new Int32Array(most),
    session: new Int32Array(most),
    names: [],
    unknown: 0,
    repeated
  }
  const names = new Map<string, number>()
  const sessions = new Map<string, number>()
  let lastSession: string | null = null
  let lastSessionId = 0
  let i = 0
  for (const rows of touchpointRows(db, cutoff, detail)) {
    for (const [customer, at, text, session] of rows) {
      let name = names.get(text)
      if (name === undefined) {
        name = loaded.names.length
        names.set(text, name)
        const parts = text.split(separator)
        loaded.names.push(Object.fromEntries(nameParts.map((part, k) => [part, parts[k] ?? ''])) as TouchpointParts)
      }
      // Rows of one session mostly stand together.
      if (session !== lastSession) {
        lastSession = session
        lastSessionId = session === null ? 0 : (sessions.get(session) ?? sessions.size + 1)
        if (session !== null) sessions.set(session, lastSessionId)
      }
      loaded.customer[i] = customer ?? 0
      loaded.at[i] = at
      loaded.name[i] = name
      loaded.session[i] = lastSessionId
      if (customer === null) loaded.unknown++
      i++
    }
    await pause(i, most)
  }
  loaded.length = i
  return loaded
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
  const { decimals, rows } = purchaseRows(db, cutoff)
  doings.decimals = decimals
  for (const [customer, soldAt, channel, amount, returnedAt] of rows) {
    if (soldAt !== null) {
      add(customer, soldAt, 'order', '', channel ?? '', amount ?? Number.NaN)
      if (amount === null) doings.otherCurrency++
    }
    if (returnedAt !== null) add(customer, returnedAt, 'return')
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
