import { median } from '../math/median.ts'
import { type Case, clamp, type Detector, firstAfter, gapsOf, hasOrdered, kept, openDays, paceOf, type Seen, usualOf } from './seen.ts'

/** Gaps from which a customer has a rhythm of its own. */
const OWN_RHYTHM = 3
/** A wait that fewer than one in so many of the customer's gaps reach is worth a look. */
const LONG_WAIT = 0.1
/** After so long a silence it is not about being late any more. */
const GONE_DAYS = 365
/** How soon the silence of somebody without a rhythm of its own counts as gone. */
const LONG_GONE_DAYS = 182
const TWO_YEARS = 730
/** For how long a complaint may explain a silence. */
const COMPLAINT_DAYS = 182
const [LEAST_WINDOW, MOST_WINDOW] = [14, 56]
const FOUR_WEEKS = 28
const WEEKS = 7
/** P(alive) below which, or by how much fallen, a customer may be leaving; and below which one counts as gone. */
const AT_RISK = 0.5
const FALL = 0.15
const GONE = 0.3

/** Who is silent for longer than its own rhythm explains. */
interface Late {
  gaps: Float64Array
  usual: number
  open: number
  chance: number
}

/** Late against the own rhythm: the four kinds of silence share it, so that nobody is in two of them. */
export const lateness = kept((seen: Seen, customer): Late | null => {
  const orders = (seen.end[customer] as number) - (seen.history.orders[customer] as number)
  if (orders <= OWN_RHYTHM) return null
  const gaps = gapsOf(seen, customer)
  const usual = median(gaps)
  const open = openDays(seen, customer)
  if (!(open > usual) || open > GONE_DAYS) return null
  const pace = paceOf(seen, customer)
  if (pace === null) return null
  const chance = pace.longerThan(open)
  return chance <= LONG_WAIT ? { gaps, usual, open, chance } : null
})

/**
 * The chance that the customer has left: each order is the last with chance `leaves`, and who has not left waits as long as
 * this with chance `waits`.
 */
export function hasLeft(leaves: number, waits: number): number {
  return leaves / (leaves + (1 - leaves) * waits)
}

/** Of a customer's orders the share that is the last, with a guess of one in twenty worth two orders. */
const leavesAfter = (orders: number): number => 0.1 / (orders + 2)

export const overdue: Detector = {
  find(seen) {
    const found: Case[] = []
    for (const customer of seen.customers) {
      const late = lateness(seen, customer)
      if (late === null) continue
      const { gaps, usual, open, chance } = late
      const window = clamp(usual, LEAST_WINDOW, MOST_WINDOW)
      found.push({
        customer,
        score: hasLeft(leavesAfter(gaps.length + 1), chance),
        window,
        detail: {
          ...usualOf(gaps),
          openDays: open,
          orders: gaps.length + 1,
          chanceOfWaiting: chance,
          ...complaintSince(seen, customer)
        }
      })
    }
    return found
  },
  cameTrue: (history, found, day) => !hasOrdered(history, found, day)
}

export const churnRisk: Detector = {
  find(seen) {
    const found: Case[] = []
    for (const customer of seen.customers) {
      const prospect = seen.prospectOf(customer)
      const gaps = gapsOf(seen, customer)
      if (prospect === null || gaps.length === 0) continue
      const open = openDays(seen, customer)
      if (open < FOUR_WEEKS || open > LONG_GONE_DAYS || lateness(seen, customer) !== null) continue
      const before = seen.prospectBefore(customer)
      const fall = before === null ? 0 : before - prospect.alive
      if (!(prospect.alive <= AT_RISK || fall >= FALL)) continue
      found.push({
        customer,
        score: 1 - prospect.orderWithin(MOST_WINDOW / WEEKS),
        window: MOST_WINDOW,
        detail: { stillThere: prospect.alive, stillThereBefore: before ?? prospect.alive, openDays: open, orders: gaps.length + 1 }
      })
    }
    return found
  },
  cameTrue: (history, found, day) => !hasOrdered(history, found, day)
}

export const winBack: Detector = {
  find(seen) {
    const found: Case[] = []
    for (const customer of seen.customers) {
      const open = openDays(seen, customer)
      if (open <= LONG_GONE_DAYS || open > TWO_YEARS || lateness(seen, customer) !== null) continue
      const gaps = gapsOf(seen, customer)
      const pace = gaps.length > 0 ? paceOf(seen, customer) : null
      if (pace === null) continue
      const waits = Math.max(1e-12, pace.longerThan(open))
      const stays = 1 - hasLeft(leavesAfter(gaps.length + 1), waits)
      const comes = stays * (1 - pace.longerThan(open + MOST_WINDOW) / waits)
      if (comes > GONE) continue
      found.push({
        customer,
        score: 1 - comes,
        window: MOST_WINDOW,
        detail: { openDays: open, orders: gaps.length + 1, usualDays: usualOf(gaps).usualDays, stillThere: stays }
      })
    }
    return found
  },
  cameTrue: (history, found, day) => !hasOrdered(history, found, day)
}

/** The newest complaint, if no order has followed it. */
function complaintSince({ history, end, day }: Seen, customer: number): { complaintDay?: number } {
  const [from, to] = [history.troubles[customer] as number, history.troubles[customer + 1] as number]
  const known = firstAfter(history.troubleDay, from, to, day)
  if (known === from) return {}
  const complaintDay = history.troubleDay[known - 1] as number
  return complaintDay < (history.day[(end[customer] as number) - 1] as number) ? {} : { complaintDay }
}

export const postComplaintSilence: Detector = {
  find(seen) {
    const { history, end, day } = seen
    const found: Case[] = []
    for (const customer of seen.customers) {
      const { complaintDay: trouble } = complaintSince(seen, customer)
      const last = history.day[(end[customer] as number) - 1] as number
      if (trouble === undefined || day - trouble > COMPLAINT_DAYS) continue
      const gaps = gapsOf(seen, customer)
      if (gaps.length === 0 || lateness(seen, customer) !== null) continue
      const usual = median(gaps)
      const open = day - last
      if (!(open > usual)) continue
      const window = clamp(usual, LEAST_WINDOW, MOST_WINDOW)
      const pace = paceOf(seen, customer)
      const comes = pace ? 1 - pace.longerThan(open + window) / Math.max(1e-12, pace.longerThan(open)) : 0
      found.push({
        customer,
        score: 1 - comes,
        window,
        detail: {
          openDays: open,
          orders: gaps.length + 1,
          usualDays: usualOf(gaps).usualDays,
          sinceComplaintDays: day - trouble,
          complaintDay: trouble
        }
      })
    }
    return found
  },
  cameTrue: (history, found, day) => !hasOrdered(history, found, day)
}
