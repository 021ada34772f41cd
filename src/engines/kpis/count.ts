/**
 * The KPIs of one span of days for each member of a breakdown. Every definition is in docs/methods/kpis.md, in the order of this file.
 * O(what lies in the span and in the one before it).
 */
import { tolerance } from '../../shared/kpi-calendar.ts'
import {
  answerKinds,
  type Cells,
  type Counted,
  type KpiInput,
  lineKinds,
  type Period,
  type Window
} from '../../shared/model/kpi-columns.ts'
import { definitionOf, type KpiId, type KpiReason, kpiIds, rangeOf as possibleRange } from '../../shared/model/kpis.ts'
import { countInterval, meanInterval, medianOfSorted, sumInterval, wilson } from '../intervals.ts'
import type { History } from './history.ts'
import { orderTally } from './order-tally.ts'
import { placeOf } from './place.ts'
import type { View } from './views.ts'

const cohortDays = 90

export interface Counter {
  /** Views are counted one after the other, so that what they share is found once. */
  count(period: Period): Cells[]
}

export function kpiCounter(input: KpiInput, history: History, views: readonly View[]): Counter {
  const { customers, visitors, unit } = input
  const ordered = new Int32Array(customers + visitors)
  const orders = orderTally(input, history, views, cohortDays)
  const covers = coverage(input)
  const orderedBy = orderedTouches(input)
  const tells = whatIsTold(input, history)
  let serial = 0

  function countView(view: View, at: number, { from, to, preceding }: Period): Cells {
    const { members } = view
    const tally = () => new Float64Array(members)
    const add = (sums: Float64Array, m: number, amount = 1) => {
      sums[m] = (sums[m] as number) + amount
    }

    const comparable = preceding !== null && preceding.from >= input.firstDay - tolerance
    const followed = from - cohortDays >= input.firstDay - tolerance
    const of = orders.sums(at, { from, to, preceding }, { comparable, followed })

    // Lines: what came in and what went back.
    const [revenue, all, sales, back] = [tally(), tally(), tally(), tally()]
    const days = view.lines
    const rows = days.all.length / members
    for (let row = Math.max(0, from - days.first), end = Math.min(rows, to - days.first + 1); row < end; row++) {
      for (let m = 0; m < members; m++) {
        const at = row * members + m
        add(revenue, m, days.revenue[at])
        add(all, m, days.all[at])
        add(sales, m, days.sales[at])
        add(back, m, days.back[at])
      }
    }

    // Who looked, and who of them ordered.
    const [looked, converted] = [tally(), tally()]
    countVisitors(view.touches, { from, to }, { customers, isActive: orders.isActive, ordered, serial }, looked, converted)

    const { cost, cameFor, earned, earnedSquared, wonBack } = marketing(input, history, view, { from, to })

    // Tickets and answers.
    const [opened, judged, solved] = [tally(), tally(), tally()]
    const { tickets, answers } = input
    const [firstTicket, lastTicket] = [placeOf(tickets.day, from), placeOf(tickets.day, to + 1)]
    for (let i = firstTicket; i < lastTicket; i++) {
      const m = view.ticket[i] as number
      if (m < 0) continue
      add(opened, m)
      if ((tickets.firstContact[i] as number) >= 0) {
        add(judged, m)
        add(solved, m, tickets.firstContact[i])
      }
    }
    const hours = timeColumns.map((column) => sortedByMember(tickets[column], view.ticket, firstTicket, lastTicket, members))
    const asked = [0, 1, 2].map(() => ({ n: tally(), sum: tally(), squares: tally() }))
    for (let i = placeOf(answers.day, from), end = placeOf(answers.day, to + 1); i < end; i++) {
      const m = view.answer[i] as number
      const kind = asked[answers.kind[i] as number]
      if (m < 0 || kind === undefined) continue
      const value = answers.value[i] as number
      add(kind.n, m)
      add(kind.sum, m, value)
      add(kind.squares, m, value * value)
    }

    // Subscriptions that ran when the period began, and those of them that ended in it.
    const [ran, ended] = [tally(), tally()]
    const { subscriptions } = input
    for (let i = 0, end = Math.min(view.subscription.length, placeOf(subscriptions.started, from)); i < end; i++) {
      const [m, last] = [view.subscription[i] as number, subscriptions.ended[i] as number]
      if (m < 0 || (last >= 0 && last < from)) continue
      add(ran, m)
      if (last >= 0 && last <= to) add(ended, m)
    }

    const ticketsAssigned = view.by === null || view.ticket.some((m) => m < members - 1)
    const within = (what: Coverage) => (what.from > what.to ? 'none' : from > what.to || to < what.from ? 'outside' : 'inside')
    const known = (what: Coverage, none: KpiReason, cell: () => Counted): Counted => {
      const where = within(what)
      return where === 'none' ? none : where === 'outside' ? 'notCovered' : cell()
    }
    const at0 = (sums: Float64Array, m: number) => sums[m] as number
    const shareOf = (part: number, whole: number, reason: KpiReason = 'nothing'): Counted =>
      whole === 0 ? reason : [part / whole, ...(part > whole ? ([null, null] as const) : wilson(part, whole)), whole]
    const mean = (n: number, sum: number, sumOfSquares: number): Counted =>
      n === 0 ? 'nothing' : [sum / n, ...(meanInterval(n, sum, sumOfSquares) ?? ([null, null] as const)), n]
    const counted = (n: number): Counted => [n, null, null, n]
    const ofOrders = (cell: () => Counted) => known(covers.orders, 'noOrders', cell)
    const ofPeople = (cell: () => Counted) => ofOrders(() => (customers === 0 ? 'noCustomers' : cell()))
    const ofTickets = (cell: () => Counted) => known(covers.tickets, 'noTickets', cell)
    const ofAnswers = (kind: number, cell: () => Counted) => known(covers.answers[kind] as Coverage, 'noAnswers', cell)

    const cell: Record<KpiId, (m: number) => Counted> = {
      // Where everything was paid in other currencies, nobody knows how much it was in this one.
      revenue: (m) =>
        known(covers.lines, 'noOrders', () =>
          at0(all, m) === 0 && at0(sales, m) + at0(back, m) > 0 ? 'nothing' : [at0(revenue, m) / unit, null, null, at0(all, m)]
        ),
      // Derived from two periods when it is read.
      'revenue-growth': () => 'notByThis',
      orders: (m) => ofOrders(() => counted(of('placed', m))),
      aov: (m) => ofOrders(() => inCurrency(mean(of('priced', m), of('gross', m), of('squares', m)), unit)),
      'purchase-frequency': (m) => ofPeople(() => mean(of('buyers', m), of('identified', m), of('timesSquared', m))),
      'cross-sell-rate': (m) => ofPeople(() => (input.members.category === 0 ? 'noCategories' : shareOf(of('broad', m), of('ranged', m)))),
      'upsell-rate': (m) =>
        ofPeople(() => (input.members.category === 0 ? 'noCategories' : shareOf(of('dearer', m), of('again', m), 'noRepeatOrders'))),
      'return-rate': (m) => known(covers.lines, 'noOrders', () => (tells.returns ? shareOf(at0(back, m), at0(sales, m)) : 'noReturns')),
      // Where all orders are anonymous, nobody knows how many customers there were.
      customers: (m) => ofPeople(() => (of('buyers', m) === 0 && of('placed', m) > 0 ? 'noCustomers' : counted(of('buyers', m)))),
      'new-customers': (m) => ofPeople(() => (of('buyers', m) === 0 && of('placed', m) > 0 ? 'noCustomers' : counted(of('newcomers', m)))),
      retention: (m) => ofPeople(() => (comparable ? shareOf(of('kept', m), of('base', m)) : 'noEarlierPeriod')),
      churn: (m) => ofPeople(() => (comparable ? shareOf(of('base', m) - of('kept', m), of('base', m)) : 'noEarlierPeriod')),
      'subscription-churn': (m) =>
        known(covers.subscriptions, 'noSubscriptions', () => (tells.ends ? shareOf(at0(ended, m), at0(ran, m)) : 'noEnds')),
      'cohort-retention': (m) =>
        ofPeople(() => (followed ? shareOf(of('second', m), of('begun', m), 'noNewCustomers') : 'noEarlierPeriod')),
      'repeat-purchase-rate': (m) => ofPeople(() => shareOf(of('repeat', m), of('buyers', m))),
      // Needs all that came before: see lifetime.ts.
      clv: () => 'notByThis',
      'referral-rate': (m) =>
        ofPeople(() => (input.hasReferrals ? shareOf(of('referred', m), of('newcomers', m), 'noNewCustomers') : 'noReferrals')),
      'conversion-rate': (m) =>
        known(covers.touches, 'noTouchpoints', () =>
          known(covers.orders, 'noOrdersForVisits', () => (tells.links ? shareOf(at0(converted, m), at0(looked, m)) : 'noLink'))
        ),
      cac: (m) =>
        known(covers.spend, 'noSpend', () =>
          ofPeople(() => {
            const [spent, won] = [at0(cost, m), at0(cameFor, m)]
            if (spent === 0) return 'noSpend'
            if (won === 0) return 'noNewCustomers'
            const [few, many] = countInterval(won)
            return [spent / won, spent / many, few > 0 ? spent / few : null, won]
          })
        ),
      roas: (m) =>
        known(covers.spend, 'noSpend', () =>
          ofOrders(() => {
            const spent = at0(view.by === null || view.by === 'channel' ? cost : wonBack, m)
            if (spent === 0) return 'noSpend'
            if (!(view.by === 'channel' ? tells.channels.has(m) : tells.spendChannels)) return 'noMatch'
            const [low, high] = sumInterval(at0(earned, m), at0(earnedSquared, m))
            return [at0(earned, m) / unit / spent, Math.max(0, low / unit / spent), high / unit / spent, Math.round(spent)]
          })
        ),
      csat: (m) => ofAnswers(answerKinds.csat, () => shareOf(at0((asked[0] as Asked).sum, m), at0((asked[0] as Asked).n, m))),
      nps: (m) => ofAnswers(answerKinds.nps, () => meanOf(asked[1], m, mean)),
      ces: (m) => ofAnswers(answerKinds.ces, () => meanOf(asked[2], m, mean)),
      'first-response-time': (m) => ofTickets(() => medianCell(hours[0]?.[m])),
      'first-response-time-business': (m) => ofTickets(() => medianCell(hours[1]?.[m])),
      'resolution-time': (m) => ofTickets(() => medianCell(hours[2]?.[m])),
      'resolution-time-business': (m) => ofTickets(() => medianCell(hours[3]?.[m])),
      'tickets-per-100-orders': (m) =>
        ofTickets(() =>
          ofOrders(() => {
            if (!ticketsAssigned) return 'notAssigned'
            if (of('placed', m) === 0) return 'nothing'
            const per = 100 / of('placed', m)
            const [low, high] = countInterval(at0(opened, m))
            return [at0(opened, m) * per, low * per, high * per, of('placed', m)]
          })
        ),
      'first-contact-resolution': (m) => ofTickets(() => (covers.contacts ? shareOf(at0(solved, m), at0(judged, m)) : 'noContacts'))
    }
    const possible = (kpi: KpiId) => (kpi === 'ces' ? { low: 0, high: answers.easeScale } : possibleRange(kpi))
    const offered = kpiIds.filter((kpi) => view.by === null || definitionOf(kpi).by.includes(view.by))
    return Object.fromEntries(offered.map((kpi) => [kpi, Array.from({ length: members }, (_, m) => bounded(cell[kpi](m), possible(kpi)))]))
  }

  return {
    count(period) {
      serial++
      orders.begin(period)
      for (let i = placeOf(orderedBy.day, period.from), end = placeOf(orderedBy.day, period.to + 1); i < end; i++) {
        ordered[orderedBy.person[i] as number] = serial
      }
      return views.map((view, at) => countView(view, at, period))
    }
  }
}

type Asked = { n: Float64Array; sum: Float64Array; squares: Float64Array }

const timeColumns = ['response', 'responseBusiness', 'resolution', 'resolutionBusiness'] as const

/** The known values of places first .. end − 1 by member, each ascending. */
function sortedByMember(values: Float64Array, member: Int32Array, first: number, end: number, members: number): Float64Array[] {
  const starts = new Int32Array(members + 1)
  for (let i = first; i < end; i++) {
    const m = member[i] as number
    if (m >= 0 && !Number.isNaN(values[i] as number)) starts[m + 1] = (starts[m + 1] as number) + 1
  }
  for (let m = 0; m < members; m++) starts[m + 1] = (starts[m + 1] as number) + (starts[m] as number)
  const sorted = new Float64Array(starts[members] as number)
  const next = starts.slice()
  for (let i = first; i < end; i++) {
    const m = member[i] as number
    const value = values[i] as number
    if (m < 0 || Number.isNaN(value)) continue
    const at = next[m] as number
    sorted[at] = value
    next[m] = at + 1
  }
  return Array.from({ length: members }, (_, m) => sorted.subarray(starts[m], starts[m + 1]).sort())
}

/**
 * People who looked in a span, and those of them who ordered: of a customer the orders are known, of anybody else only what the touchpoint says.
 * The longest of all loops, so by itself.
 */
function countVisitors(
  { day, previous, person, member }: View['touches'],
  { from, to }: Window,
  known: { customers: number; isActive: (customer: number) => boolean; ordered: Int32Array; serial: number },
  looked: Float64Array,
  converted: Float64Array
): void {
  const { customers, isActive, ordered, serial } = known
  for (let i = placeOf(day, from), end = placeOf(day, to + 1); i < end; i++) {
    // Counted at the first touchpoint of the span.
    if ((previous[i] as number) >= from) continue
    const p = person[i] as number
    const m = member[i] as number
    looked[m] = (looked[m] as number) + 1
    if (p < customers ? isActive(p) : ordered[p] === serial) converted[m] = (converted[m] as number) + 1
  }
}

function meanOf(kind: Asked | undefined, m: number, mean: (n: number, sum: number, squares: number) => Counted): Counted {
  return kind === undefined ? 'nothing' : mean(kind.n[m] as number, kind.sum[m] as number, kind.squares[m] as number)
}

/** What the data are able to say: where they are not, nothing counted is no 0. */
function whatIsTold({ lines, touches, orders, spend, subscriptions, customers }: KpiInput, history: History) {
  // Channels that an order or a touchpoint has: another one that money was spent on may be called otherwise there.
  const channels = new Set<number>()
  for (const codes of [touches.channel, orders.channel, history.touched, history.acquisition]) {
    let last = -1
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] as number
      if (code !== last) channels.add(code)
      last = code
    }
  }
  return {
    returns: lines.kind.includes(lineKinds.back),
    links: touches.ordered.includes(1) || touches.person.some((person) => person >= 0 && person < customers),
    ends: subscriptions.ended.some((day) => day >= 0),
    channels,
    spendChannels: spend.some(({ channel }) => channels.has(channel))
  }
}

/** Touchpoints that name an order, of visitors who are no customers. */
function orderedTouches({ touches, customers }: KpiInput): { day: Int32Array; person: Int32Array } {
  const places = touches.day.map((_, i) => i).filter((i) => touches.ordered[i] === 1 && (touches.person[i] as number) >= customers)
  return { day: places.map((i) => touches.day[i] as number), person: places.map((i) => touches.person[i] as number) }
}

/** From whole units of money. */
export function inCurrency(cell: Counted, unit: number): Counted {
  if (typeof cell === 'string') return cell
  const [value, low, high, n] = cell
  return [value / unit, low === null ? null : low / unit, high === null ? null : high / unit, n]
}

/** An interval that leaves what can be says nothing there. */
function bounded(cell: Counted, { low: least, high: most }: { low: number | null; high: number | null }): Counted {
  if (typeof cell === 'string') return cell
  const [value, low, high, n] = cell
  return [value, low && Math.max(least ?? low, low), high && Math.min(most ?? high, high), n]
}

function medianCell(sorted: Float64Array = new Float64Array()): Counted {
  const found = medianOfSorted(sorted)
  return found === null ? 'nothing' : [found.median, found.low, found.high, sorted.length]
}

interface Coverage extends Window {}

/** From the first to the last day of each kind of data; nothing where there is none. Tickets and answers go on to the as-of date. */
function coverage({ orders, lines, touches, tickets, answers, subscriptions, spend, lastDay }: KpiInput) {
  const of = (days: Int32Array, last: number | undefined = days.at(-1)): Coverage =>
    days.length === 0 ? { from: 1, to: 0 } : { from: days[0] as number, to: last as number }
  return {
    orders: of(orders.day, lastDay),
    lines: of(lines.day, lastDay),
    touches: of(touches.day),
    subscriptions: of(subscriptions.started, lastDay),
    tickets: of(tickets.day, lastDay),
    contacts: tickets.firstContact.some((value) => value >= 0),
    answers: Object.values(answerKinds).map((kind) =>
      of(
        answers.day.filter((_, i) => answers.kind[i] === kind),
        lastDay
      )
    ),
    spend:
      spend.length === 0
        ? { from: 1, to: 0 }
        : { from: Math.min(...spend.map(({ from }) => from)), to: Math.max(...spend.map(({ to }) => to)) }
  }
}

/**
 * Cost by member, and what it brought. All and channels: cost as it was spent. Others: the cost of each channel, shared out evenly over
 * the customers who came by it (for CAC) and over the orders that it led to (for ROAS).
 */
function marketing(input: KpiInput, history: History, view: View, { from, to }: Window) {
  const { orders } = input
  const channels = input.members.channel
  const tally = () => new Float64Array(view.members)
  const result = { cost: tally(), cameFor: tally(), earned: tally(), earnedSquared: tally(), wonBack: tally() }
  if (input.spend.length === 0 || view.by === 'category') return result
  const spent = new Float64Array(channels)
  for (const row of input.spend) {
    const days = Math.min(to, row.to) - Math.max(from, row.from) + 1
    if (days > 0 && row.channel >= 0) spent[row.channel] = (spent[row.channel] as number) + (row.cost * days) / (row.to - row.from + 1)
  }
  const [cameBy, ledTo] = [new Float64Array(channels), new Float64Array(channels)]
  const [cameByOf, ledToOf] = [new Float64Array(channels * view.members), new Float64Array(channels * view.members)]
  const memberOf = (o: number, c: number): number => {
    if (view.by === null) return 0
    const code = view.by !== 'segment' ? (orders.country[o] as number) : c < 0 ? -1 : (input.segment[c] as number)
    return code < 0 ? view.members - 1 : code
  }
  const add = (sums: Float64Array, at: number, amount = 1) => {
    sums[at] = (sums[at] as number) + amount
  }
  for (let o = placeOf(orders.day, from), end = placeOf(orders.day, to + 1); o < end; o++) {
    const c = orders.customer[o] as number
    const amount = orders.gross[o] as number
    const by = history.touched[o] as number
    if (by >= 0 && (spent[by] as number) > 0) {
      const m = view.by === 'channel' ? by : memberOf(o, c)
      add(result.earned, m, amount)
      add(result.earnedSquared, m, amount * amount)
      add(ledToOf, by * view.members + m)
      add(ledTo, by)
    }
    if (c < 0 || history.first[o] === 0) continue
    const came = history.acquisition[c] as number
    const m = view.by === 'channel' ? (came < 0 ? view.members - 1 : came) : memberOf(o, c)
    add(result.cameFor, m)
    if (came >= 0) {
      add(cameBy, came)
      add(cameByOf, came * view.members + m)
    }
  }
  for (let channel = 0; channel < channels; channel++) {
    const cost = spent[channel] as number
    if (cost === 0) continue
    if (view.by === null) add(result.cost, 0, cost)
    else if (view.by === 'channel') add(result.cost, channel, cost)
    else {
      for (let m = 0; m < view.members; m++) {
        const [came, led] = [cameByOf[channel * view.members + m] as number, ledToOf[channel * view.members + m] as number]
        if (came > 0) add(result.cost, m, (cost * came) / (cameBy[channel] as number))
        if (led > 0) add(result.wonBack, m, (cost * led) / (ledTo[channel] as number))
      }
    }
  }
  return result
}
