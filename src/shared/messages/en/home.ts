/** Texts of the morning page. */
import { count, counted, percentAbout } from '../../format.ts'
import { meaning } from './customers.ts'

const months = (n: number) => (n === 1 ? 'The last month' : `The last ${count(n)} months`)
/** Revenue also comes from orders that name no customer, so these are a second statement, not where it comes from. */
const bought = (n: number | null) => (n === null ? '' : `; ${counted(n, 'known customer', 'known customers')} bought`)

/** A change in words: `12% more than`, `3% less than`, `as much as`. */
function compared(share: number): string {
  if (Math.abs(share) < 0.005) return 'as much as'
  return `${percentAbout(Math.abs(share))} ${share > 0 ? 'more' : 'less'} than`
}

export const home = {
  unreachable: 'The figures of this workspace could not be computed.',
  noPeriod: 'There is not a full month of orders yet, so there is nothing to compare.',
  finding: (span: number, amount: string, customers: number | null) => `${months(span)} brought ${amount} in revenue${bought(customers)}.`,
  findingCompared: (span: number, amount: string, share: number, customers: number | null) =>
    `${months(span)} brought ${amount} in revenue, ${compared(share)} ${span === 1 ? 'the month before' : `the ${count(span)} before`}${bought(customers)}.`,
  period: (now: string, before: string) => `${now}, compared with ${before}. Revenue is net of returns.`,
  periodAlone: (now: string) => `${now}. There is no earlier period to compare with. Revenue is net of returns.`,

  allKpis: 'All KPIs',
  figures: 'Figures',
  figuresOf: months,
  openCustomers: (n: string) => `Open the ${n} customers`,
  figure: {
    revenue: {
      name: 'Revenue',
      formula: 'Σ amount of all order lines in the period, returns and cancellations subtracted, anonymous orders included.'
    },
    orders: { name: 'Orders', formula: 'Orders with at least one sale line in the period.' },
    activeCustomers: { name: 'Active customers', formula: 'Customers with at least one order in the period.' },
    meanOrderValue: { name: 'Average order', formula: `${meaning.meanOrderValue}.` },
    repeatShare: { name: 'Came back', formula: 'Active customers with two or more orders in the period ÷ active customers.' }
  },
  against: (change: string, before: string) => `${change} from ${before}`,
  points: (difference: string) => `${difference} points`,
  course: (name: string, first: string, from: string, last: string, to: string) =>
    `${name} by month: ${from} in ${first}, ${to} in ${last}`,
  inMonth: (month: string, value: string) => `${month}: ${value}`,

  today: 'Today',
  do: {
    nothing: 'Nothing needs you today.',
    segments: {
      text: (customers: number) => `Find out which groups your ${counted(customers, 'customer falls', 'customers fall')} into`,
      why: 'Takes less than a minute; nothing is changed by it.',
      act: 'Find segments'
    },
    stale: {
      text: 'Find the segments again',
      why: 'The data or the day changed since they were found.',
      act: 'Find again'
    },
    rejected: {
      text: (n: number) => `Look at ${counted(n, 'rejected row', 'rejected rows')}`,
      why: 'Each is kept with its reason. Mend them in the file and drop it again.',
      act: 'Show the rows'
    }
  },

  needs: {
    text: (tickets: number) => `Find out who needs what: ${counted(tickets, 'ticket is', 'tickets are')} not yet looked through`,
    why: 'It also says which problem is rising, and who answers what best.',
    act: 'Find who needs what',
    again: 'Look again who needs what, and which problem is rising',
    againWhy: 'The data or the day changed since.',
    againAct: 'Look again'
  },
  rising: {
    text: (name: string, times: string) => `${name}: ${times} as many customers write about it as usual`,
    why: (d: { customers: number; from: string; expected: string }) =>
      `${counted(d.customers, 'customer', 'customers')} since ${d.from}, where ${d.expected} were to be expected.`,
    act: 'Read the tickets'
  },

  targets: {
    title: 'Against your targets',
    none: 'No figure has a target yet.',
    set: 'Set targets',
    of: (name: string, period: string) => `${name}, ${period.toLowerCase()}`,
    target: (value: string) => `Target ${value}`,
    course: (name: string) => `${name} over the last months`,
    met: 'met',
    missed: 'missed',
    nearly: 'missed by a little',
    unknown: 'not known yet'
  },
  missed: {
    text: (name: string, value: string, target: string) =>
      value === target ? `${name} misses its target of ${target} by a little` : `${name} is ${value}, the target is ${target}`,
    why: (period: string, before: string | null) => (before === null ? `${period}.` : `${period}; it was ${before} the period before.`),
    act: 'Look at it'
  },
  unusual: {
    text: (name: string, when: string, value: string, expected: string) =>
      `${name} was ${value} in the week of ${when}, where ${expected} was to be expected`,
    why: 'Far outside of what its weeks usually do. No single group moved it.',
    act: 'See its course'
  },
  left: {
    text: (n: number) =>
      `Look at ${counted(n, 'new file', 'new files')} that could not be imported by ${n === 1 ? 'itself' : 'themselves'}`,
    why: (file: string) => `${file} waits in a watched folder for an answer.`,
    act: 'Show the folder'
  },
  doubtful: {
    text: (n: number) => `Look at ${counted(n, 'value', 'values')} that contradict themselves`,
    why: 'Tickets answered or solved before they were opened, or answers off their scale. They count in no figure.',
    act: 'Show the data’s quality'
  },
  moved: (name: string, before: string, now: string) => `${name}: ${now}, from ${before}`,
  movedTitle: 'It changed the last 90 days in the data:',
  unmoved: 'It changed none of the figures of the last 90 days in the data.',

  since: 'Since the last import',
  imported: (label: string, when: string) => `${label} was imported on ${when}.`,
  changed: (stored: number, newCustomers: number, rejected: number) =>
    [
      `${counted(stored, 'row', 'rows')} stored`,
      newCustomers > 0 ? counted(newCustomers, 'new customer', 'new customers') : null,
      rejected > 0 ? `${count(rejected)} rejected` : null
    ]
      .filter((part) => part !== null)
      .join(', ')
      .concat('.'),
  allImports: 'All imports',
  segments: 'Segments',
  moreGroups: (n: number) => `and ${count(n)} more`,
  allSegments: 'All segments',
  best: 'Best customers',
  allCustomers: 'All customers',

  months: {
    title: 'Revenue by month',
    label: (months: string) => `Revenue by month: ${months}`,
    caption: (first: string, last: string) => `${first} to ${last}. Grey: the same months a year before.`,
    captionAlone: (first: string, last: string) => `${first} to ${last}.`,
    compared: (month: string, value: string, before: string, monthBefore: string) =>
      `${month}: ${value}, against ${before} in ${monthBefore}`,
    month: 'Month',
    revenue: (sign: string) => (sign === '' ? 'Revenue' : `Revenue (${sign})`),
    before: (sign: string) => (sign === '' ? 'A year before' : `A year before (${sign})`)
  },

  empty: {
    finding: 'There is nothing to say about this shop yet.',
    title: 'Your morning page',
    text: 'Revenue, orders, customers and how many come back, held against the year before. It needs one order file: who bought what, when, and for how much.'
  }
} as const
