import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { firstAfter, type Seen } from './seen.ts'

/** What a best channel or weekday rests on: the customer's own answers, its segment's, everybody's, or where and when it orders. */
export const reachSources = ['own', 'segment', 'everybody', 'orders'] as const
export type ReachSource = (typeof reachSources)[number]

export interface Best {
  /** A channel's number; or 0 Monday … 6 Sunday. */
  at: number
  from: ReachSource
  /** Answered and tried, of those whom `from` names; orders of the kind and all orders where it is `orders`. */
  answered: number
  of: number
}

export interface Reach {
  /** Of `history.contactChannels`, or of `history.channels` where it is from orders. */
  channel: Best | null
  weekday: Best | null
}

/** An order within so many days answers a contact that nothing else is said of. */
const ANSWERS_WITHIN = 14
/** The customer's own answers decide from so many on; a group's from so many contacts and answers. */
const OWN_ANSWERS = 2
const GROUP_CONTACTS = 20
const GROUP_ANSWERS = 5
/** A group's share of answers counts as so many contacts of the customer's own: one answer of one is no habit. */
const BORROWED = 4
const DAYS = 7

/**
 * Through which channel and on which weekday somebody answers: from the customer's own answers, pulled towards its segment's where
 * they are few; else from its segment's, else from everybody's; else where and when it orders.
 *
 * O(contacts + orders) once, O(own contacts · log own orders) a call.
 */
export function reachOf(seen: Seen): (customer: number) => Reach {
  const { history, end, customers, day: today } = seen
  const groupOf = (customer: number): number => (history.segment[customer] as number) + 1
  const groups = history.segments + 1
  const channels = tallies(groups, history.contactChannels)
  const weekdays = tallies(groups, DAYS)
  const orders = { channel: tallies(groups, history.channels), weekday: tallies(groups, DAYS) }
  for (const customer of customers) {
    const group = groupOf(customer)
    for (const { channel, weekday, answered } of contactsOf(history, customer, today)) {
      for (const whose of [group, groups]) {
        add(channels[whose], channel, answered)
        add(weekdays[whose], weekday, answered)
      }
    }
    for (let at = history.orders[customer] as number; at < (end[customer] as number); at++) {
      for (const whose of [group, groups]) {
        if ((history.channel[at] as number) >= 0) add(orders.channel[whose], history.channel[at] as number, true)
        add(orders.weekday[whose], weekdayOf(history.day[at] as number), true)
      }
    }
  }
  return (customer) => {
    if (customer < 0) return { channel: null, weekday: null }
    const group = groupOf(customer)
    const [ownChannels, ownWeekdays] = [emptyTally(history.contactChannels), emptyTally(DAYS)]
    for (const { channel, weekday, answered } of contactsOf(history, customer, today)) {
      add(ownChannels, channel, answered)
      add(ownWeekdays, weekday, answered)
    }
    const [bought, boughtOn] = [emptyTally(history.channels), emptyTally(DAYS)]
    for (let at = history.orders[customer] as number; at < (end[customer] as number); at++) {
      if ((history.channel[at] as number) >= 0) add(bought, history.channel[at] as number, true)
      add(boughtOn, weekdayOf(history.day[at] as number), true)
    }
    return {
      channel: answers(ownChannels, channels[group], channels[groups], history.segments > 0) ?? habit(bought, orders.channel[group]),
      weekday: answers(ownWeekdays, weekdays[group], weekdays[groups], history.segments > 0) ?? habit(boughtOn, orders.weekday[group])
    }
  }
}

interface Tally {
  answered: Float64Array
  of: Float64Array
}

const emptyTally = (size: number): Tally => ({ answered: new Float64Array(size), of: new Float64Array(size) })
const tallies = (groups: number, size: number): Tally[] => Array.from({ length: groups + 1 }, () => emptyTally(size))

function add(tally: Tally | undefined, at: number, answered: boolean): void {
  if (tally === undefined) return
  tally.of[at] = (tally.of[at] as number) + 1
  if (answered) tally.answered[at] = (tally.answered[at] as number) + 1
}

/** Contacts until a day, and whether each was answered; one so new that an order may still follow counts once it did. */
function* contactsOf(
  { contacts, contactDay, contactChannel, contactAnswered, orders, day }: AlertHistory,
  customer: number,
  today: number
): Generator<{ channel: number; weekday: number; answered: boolean }> {
  for (let at = contacts[customer] as number; at < (contacts[customer + 1] as number); at++) {
    const on = contactDay[at] as number
    if (on > today) continue
    const known = contactAnswered[at] as number
    const next = firstAfter(day, orders[customer] as number, orders[customer + 1] as number, on - 1)
    const follows = next < (orders[customer + 1] as number) && (day[next] as number) <= Math.min(today, on + ANSWERS_WITHIN)
    const answered = known < 0 ? follows : known === 1
    if (!answered && on + ANSWERS_WITHIN > today) continue
    yield { channel: contactChannel[at] as number, weekday: weekdayOf(on), answered }
  }
}

function answers(own: Tally, group: Tally | undefined, all: Tally | undefined, hasSegments: boolean): Best | null {
  if (group === undefined || all === undefined) return null
  const base = isEnough(group) ? group : all
  const total = base.of.reduce((sum, n) => sum + n, 0)
  const overall = total > 0 ? base.answered.reduce((sum, n) => sum + n, 0) / total : 0
  // How often each way is answered, as far as that is known: a way that was hardly tried is taken for like the others.
  const rate = (at: number): number => ((base.answered[at] as number) + BORROWED * overall) / ((base.of[at] as number) + BORROWED)
  if (own.answered.reduce((sum, n) => sum + n, 0) >= OWN_ANSWERS) {
    const at = best(own.of, (i) =>
      (own.answered[i] as number) > 0 ? ((own.answered[i] as number) + BORROWED * rate(i)) / ((own.of[i] as number) + BORROWED) : 0
    )
    if (at !== null) return { at, from: 'own', answered: own.answered[at] as number, of: own.of[at] as number }
  }
  if (!isEnough(base)) return null
  const at = best(base.of, (i) => ((base.of[i] as number) >= GROUP_CONTACTS ? rate(i) : 0))
  const from = base === group && hasSegments ? 'segment' : 'everybody'
  return at === null ? null : { at, from, answered: base.answered[at] as number, of: base.of[at] as number }
}

function isEnough({ answered, of }: Tally): boolean {
  return of.some((n, i) => n >= GROUP_CONTACTS && (answered[i] as number) >= GROUP_ANSWERS)
}

/** What happened three times or more, and in two cases of five; else what is most usual in the segment. */
function habit(own: Tally, group: Tally | undefined): Best | null {
  const of = (tally: Tally): Best | null => {
    const at = best(tally.of, (i) => tally.of[i] as number)
    return at === null ? null : { at, from: 'orders', answered: tally.of[at] as number, of: tally.of.reduce((sum, n) => sum + n, 0) }
  }
  const mine = of(own)
  if (mine !== null && mine.answered >= 3 && mine.answered >= 0.4 * mine.of) return mine
  return group === undefined ? null : of(group)
}

/** The first of the largest; null where none is above 0. */
function best(of: Float64Array, score: (at: number) => number): number | null {
  let [found, most] = [-1, 0]
  for (let at = 0; at < of.length; at++) {
    const value = score(at)
    if (value > most) [found, most] = [at, value]
  }
  return found < 0 ? null : found
}

/** 0 Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (day + 3) % DAYS
