/** Texts of re-purchase alerts. */
import { about, counted, date, days, moneyAbout, percentAbout } from '../../format.ts'
import type { AlertEvidence, AlertKind, AlertKindReason, AlertKindState, AlertsResult, Intervention } from '../../model/alerts.ts'

const number = (evidence: AlertEvidence, name: string): number => {
  const value = evidence[name]
  return typeof value === 'number' ? value : 0
}
const day = (evidence: AlertEvidence, name: string): string => {
  const value = evidence[name]
  return typeof value === 'string' ? date(value) : '?'
}
const word = (evidence: AlertEvidence, name: string): string | null => {
  const value = evidence[name]
  return typeof value === 'string' ? value : null
}
const whole = (evidence: AlertEvidence, name: string): string => about(Math.round(number(evidence, name)))

/** Of few gaps the ends: a spread of three would look surer than it is. */
const rhythm = (e: AlertEvidence): string =>
  typeof e.leastDays === 'number'
    ? `about every ${whole(e, 'usualDays')} days (${whole(e, 'leastDays')} to ${whole(e, 'mostDays')})`
    : `every ${whole(e, 'usualDays')} ± ${whole(e, 'spreadDays')} days`

/** Why, in the customer's own terms. */
const why: Readonly<Record<AlertKind, (evidence: AlertEvidence, currency: string) => string>> = {
  overdue: (e) =>
    `Usually ${rhythm(e)}, ${counted(number(e, 'orders'), 'order', 'orders')} so far; now day ${whole(e, 'openDays')} since ${day(e, 'lastOrderDate')}.${word(e, 'complaintDate') === null ? '' : ` Complained on ${day(e, 'complaintDate')}.`}`,
  'churn-risk': (e) =>
    `${counted(number(e, 'orders'), 'order', 'orders')}, the last on ${day(e, 'lastOrderDate')}. Chance of still being a customer ${percentAbout(number(e, 'stillThere'))}, four weeks ago ${percentAbout(number(e, 'stillThereBefore'))}.`,
  'due-soon': (e) => {
    const [from, to] = [word(e, 'nextFrom'), word(e, 'nextTo')]
    const next = from !== null && to !== null ? ` The next is expected between ${date(from)} and ${date(to)}.` : ''
    return `Usually ${rhythm(e)}; now day ${whole(e, 'openDays')}.${next}`
  },
  'unplanned-purchase': (e, currency) => {
    const category = word(e, 'category')
    const other =
      category !== null && number(e, 'because_newCategory') >= 0.2 ? `, much of it ${category}, which was hardly bought before` : ''
    return `On ${day(e, 'orderDate')} ${moneyAbout(number(e, 'value'), currency)} in ${counted(number(e, 'items'), 'product', 'products')}${other}; usual is ${moneyAbout(number(e, 'usualValue'), currency)}.`
  },
  'preference-shift': (e) =>
    `${word(e, 'category') ?? '?'} is ${percentAbout(number(e, 'later'))} of what was bought in the last 13 weeks, before ${percentAbout(number(e, 'before'))}; ${word(e, 'formerCategory') ?? '?'} fell from ${percentAbout(number(e, 'formerBefore'))} to ${percentAbout(number(e, 'formerLater'))}.`,
  'newly-regular': (e) =>
    `For ${counted(number(e, 'newOrders'), 'order', 'orders')} now every ${whole(e, 'usualDays')} ± ${whole(e, 'spreadDays')} days, before every ${whole(e, 'formerDays')}.`,
  'win-back': (e) =>
    `${counted(number(e, 'orders'), 'order', 'orders')}${number(e, 'orders') > 3 ? `, once every ${whole(e, 'usualDays')} days` : ''}; none for ${days(number(e, 'openDays'))}, since ${day(e, 'lastOrderDate')}.`,
  'spend-change': (e, currency) =>
    `The last ${whole(e, 'orders')} orders were worth ${moneyAbout(number(e, 'value'), currency)} each, those before ${moneyAbout(number(e, 'formerValue'), currency)}.`,
  'post-complaint-silence': (e) =>
    `Complained on ${day(e, 'complaintDate')} and has not ordered since; the last order is ${days(number(e, 'openDays'))} ago, usual are ${whole(e, 'usualDays')}.`,
  'browsing-again': (e) =>
    `Came by on ${counted(number(e, 'visits'), 'day', 'days')} of the last 14, last on ${day(e, 'lastVisitDate')}, without ordering; the last order is ${days(number(e, 'openDays'))} ago.`,
  'population-anomaly': (e) =>
    `${word(e, 'subject') ?? '?'}: in ${whole(e, 'orders')} orders of returning customers in four weeks, where ${whole(e, 'expectedOrders')}${typeof e.expectedLow === 'number' ? ` (${whole(e, 'expectedLow')}–${whole(e, 'expectedHigh')})` : ''} were to be expected${typeof e.weeks === 'number' ? ` from the course of ${counted(e.weeks, 'week', 'weeks')}` : ''}.`
}

const kind: Readonly<Record<AlertKind, string>> = {
  overdue: 'Overdue',
  'churn-risk': 'May be leaving',
  'due-soon': 'Due soon',
  'unplanned-purchase': 'Unplanned purchase',
  'preference-shift': 'Changed taste',
  'newly-regular': 'Newly regular',
  'win-back': 'To win back',
  'spend-change': 'Spends more or less',
  'post-complaint-silence': 'Silent since a complaint',
  'browsing-again': 'Browsing again',
  'population-anomaly': 'Re-purchased less'
}

/** What it means that an alert of the kind came true; written wherever its precision is shown. */
const cameTrue: Readonly<Record<AlertKind, string>> = {
  overdue: 'No order in as many days again as usually lie between two (14 to 56).',
  'churn-risk': 'No order in the eight weeks after.',
  'due-soon': 'An order in the two weeks after.',
  'unplanned-purchase': 'The next order within eight weeks was like before again; who did not order again is not counted.',
  'preference-shift':
    'What was bought in the eight weeks after was nearer to the new mix than to the former; who did not order is not counted.',
  'newly-regular': 'An order in one and a half times the new usual gap (14 to 56 days).',
  'win-back': 'No order by itself in the eight weeks after.',
  'spend-change': 'Orders of the eight weeks after lay on the new side of the middle; who did not order is not counted.',
  'post-complaint-silence': 'No order in as many days again as usually lie between two (14 to 56).',
  'browsing-again': 'An order in the four weeks after.',
  'population-anomaly': 'In the four weeks after, its share of orders was nearer to the low one than to the usual one.'
}

const reason: Readonly<Record<AlertKindReason, string>> = {
  'within-budget': 'on',
  'over-budget': 'off: too many were false alarms',
  'not-sure-enough': 'off: no cut is sure enough',
  'too-few-cases': 'off: too few to judge',
  'too-few-origins': 'off: too short a history to judge',
  'no-categories': 'off: no product has a category',
  'no-complaints': 'off: no tickets or scores',
  'no-visits': 'off: no visits',
  'too-few-repeating': 'off: too few customers ordered again'
}

const verdict: Readonly<Record<AlertsResult['verdict']['level'], string>> = {
  validated: 'On former days each kind that is on was right as often as you ask, over all its alerts.',
  'not-better':
    'No kind of alert was right as often as you ask on former days, so none is on. A larger accepted share of false alarms may turn some on.',
  'insufficient-data':
    'There is not enough data to judge alerts: at least five months of orders and some dozens of customers who ordered again are needed.'
}

const intervention: Readonly<Record<Intervention, string>> = {
  reminder: 'Remind',
  'win-back-offer': 'Offer to come back',
  'personal-call': 'Call',
  'complement-offer': 'Offer what goes with it',
  'thank-you': 'Thank',
  'new-favourites': 'Show the new favourite',
  'service-call': 'Call about the complaint',
  'look-into': 'Look into it'
}

export const alerts = {
  kind,
  why,
  cameTrue,
  reason,
  verdict,
  intervention,
  note: {
    noOrders: (n: number, example = '') =>
      `${counted(n, 'day', 'days')} after ${date(example)} of which no order is known: nobody is late for what may be missing, so it is looked as of that day`,
    anonymous: (n: number) => `${counted(n, 'line', 'lines')} without a customer`,
    otherCurrency: (n: number) => `${counted(n, 'line', 'lines')} in another currency`,
    later: (n: number) => `${counted(n, 'line', 'lines')} after the as-of date`,
    sameDay: (n: number) => `${counted(n, 'order', 'orders')} joined with another of the same customer and day`,
    givenBack: (n: number) =>
      `${counted(n, 'line', 'lines')} that give something back: no orders; values at stake are lowered by their share`,
    fees: (n: number, example = '') =>
      `${counted(n, 'product', 'products')} taken for postage, fees or corrections by name, and not for goods: ${example}${n > 5 ? ', …' : ''}`,
    takenBack: (n: number) => `${counted(n, 'day', 'days')} on which a customer took everything back at once: no orders`
  },
  precision: ({ precision, low, high, judged, untrue }: AlertKindState) =>
    precision === null
      ? 'none to judge'
      : `${percentAbout(precision)} (${percentAbout(low)}–${percentAbout(high)}) of ${about(judged + untrue)} came true`
} as const
