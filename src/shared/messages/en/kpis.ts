/** Texts of the KPIs. Each has a name, how it is computed, and where its numbers come from. */
import { count, counted } from '../../format.ts'

const orders = 'Orders in any currency, at the moment of their first sale line.'
const money = 'Orders in the analysed currency, at the moment of their first sale line.'
const lines = 'Order lines in the analysed currency.'
const subscriptions = 'Subscriptions with a beginning; a subscription in several rows counts once.'
const tickets = 'Tickets that were opened in the period.'

const ofLines = (n: number) => counted(n, 'order line', 'order lines')
const ofOrders = (n: number) => counted(n, 'order', 'orders')
const ofCustomers = (n: number) => counted(n, 'customer', 'customers')
const ofNewCustomers = (n: number) => counted(n, 'new customer', 'new customers')
const ofEarlierCustomers = (n: number) => counted(n, 'customer of the period before', 'customers of the period before')
const ofAnswers = (n: number) => counted(n, 'answer', 'answers')
const ofTickets = (n: number) => counted(n, 'ticket', 'tickets')

const one = (name: string, formula: string, source: string) => ({ name, formula, source }) as const

export const kpis = {
  title: 'KPIs',
  of: {
    revenue: one(
      'Revenue',
      'Sum of all order lines in the period, returns and cancellations subtracted, anonymous orders included.',
      lines
    ),
    'revenue-growth': one('Revenue growth', 'Revenue ÷ revenue of the period it is compared with − 1.', lines),
    orders: one('Orders', 'Orders with at least one sale line.', orders),
    aov: one('Average order', 'Sum of the sale lines of all orders ÷ orders, before returns.', money),
    'purchase-frequency': one('Orders a customer', 'Orders of known customers ÷ customers who ordered.', orders),
    'cross-sell-rate': one(
      'Cross-sell rate',
      'Customers who bought from two or more categories in the period ÷ customers who bought something with a category.',
      'Sale lines whose product has a category.'
    ),
    'upsell-rate': one(
      'Upsell rate',
      'Orders with a product at least 20% dearer than anything the customer had bought in its category before ÷ orders with something from a category bought before.',
      'Prices of a unit before discounts, where the file gives them.'
    ),
    'return-rate': one(
      'Return rate',
      'Lines that gave money back ÷ lines that sold. Orders that were cancelled or refunded as a whole are in neither.',
      lines
    ),
    customers: one('Customers who ordered', 'Known customers with at least one order.', orders),
    'new-customers': one('New customers', 'Customers whose first order in the data lies in the period.', orders),
    retention: one('Retention', 'Customers of the period before who ordered again in this one ÷ customers of the period before.', orders),
    churn: one('Churn', 'Customers of the period before who did not order in this one ÷ customers of the period before.', orders),
    'subscription-churn': one(
      'Subscription churn',
      'Subscriptions that ended in the period ÷ subscriptions that ran when it began.',
      subscriptions
    ),
    'cohort-retention': one(
      'Second order in 90 days',
      'Customers who ordered again within 90 days of their first order ÷ new customers whose 90 days ended in the period.',
      orders
    ),
    'repeat-purchase-rate': one('Repeat purchase rate', 'Customers with two or more orders in the period ÷ customers who ordered.', orders),
    clv: one(
      'Customer lifetime value so far',
      'What each customer has brought, returns subtracted, from the first order to the end of the period: the mean over all who had ordered in the analysed currency by then.',
      lines
    ),
    'referral-rate': one(
      'Referral rate',
      'New customers who were referred by another ÷ new customers.',
      'Customers whose list says who referred them.'
    ),
    'conversion-rate': one(
      'Conversion rate',
      'Visitors and customers with a touchpoint in the period who ordered in it ÷ all with a touchpoint.',
      'Touchpoints and orders; a visitor who signed in once is that customer throughout.'
    ),
    cac: one(
      'Cost of a new customer',
      'Marketing spend ÷ new customers. By channel: of those who came by it. By segment: the spend of each channel shared out over its new customers.',
      'Marketing spend, by days; how a customer came is what the list says, else the first touchpoint, else the first order’s channel.'
    ),
    roas: one(
      'Return on ad spend',
      'Sales of orders that a paid channel led to ÷ marketing spend.',
      'The channel of the customer’s last touchpoint in the 30 days before the order; without touchpoints the order’s channel.'
    ),
    csat: one(
      'Satisfied (CSAT)',
      'Answers among the two best of five (on another scale: the top quarter) ÷ answers.',
      'CSAT answers; where there are none, ratings of tickets.'
    ),
    nps: one('Net promoter score', '% of 9 and 10 − % of 0 to 6.', 'NPS answers on a scale to 10.'),
    ces: one('Ease (CES)', 'Mean score; higher is easier.', 'CES answers, on the scale that most of them are on.'),
    'first-response-time': one('First answer', 'Hours from opening to the first answer: half the tickets waited less.', tickets),
    'first-response-time-business': one('First answer, business hours', 'The same, counting business hours only.', tickets),
    'resolution-time': one('Time to solve', 'Hours from opening to solution: half the solved tickets took less.', tickets),
    'resolution-time-business': one('Time to solve, business hours', 'The same, counting business hours only.', tickets),
    'tickets-per-100-orders': one('Tickets per 100 orders', '100 × tickets opened ÷ orders.', 'Tickets and orders of the period.'),
    'first-contact-resolution': one(
      'Solved at first contact',
      'Tickets solved without being reopened or handed on, with one reply at most ÷ solved tickets, as far as the file counts these.',
      tickets
    )
  },
  /** What each is computed from, counted. */
  counts: {
    revenue: ofLines,
    'revenue-growth': ofLines,
    orders: ofOrders,
    aov: ofOrders,
    'purchase-frequency': ofCustomers,
    'cross-sell-rate': (n: number) =>
      counted(n, 'customer who bought something with a category', 'customers who bought something with a category'),
    'upsell-rate': (n: number) => counted(n, 'repeat order', 'repeat orders'),
    'return-rate': (n: number) => counted(n, 'line that sold', 'lines that sold'),
    customers: ofCustomers,
    'new-customers': ofNewCustomers,
    retention: ofEarlierCustomers,
    churn: ofEarlierCustomers,
    'subscription-churn': (n: number) => counted(n, 'subscription', 'subscriptions'),
    'cohort-retention': ofNewCustomers,
    'repeat-purchase-rate': ofCustomers,
    clv: ofCustomers,
    'referral-rate': ofNewCustomers,
    'conversion-rate': (n: number) => counted(n, 'visitor or customer', 'visitors and customers'),
    cac: ofNewCustomers,
    roas: (n: number) => `${count(n)} spent`,
    csat: ofAnswers,
    nps: ofAnswers,
    ces: ofAnswers,
    'first-response-time': ofTickets,
    'first-response-time-business': ofTickets,
    'resolution-time': ofTickets,
    'resolution-time-business': ofTickets,
    'tickets-per-100-orders': ofOrders,
    'first-contact-resolution': (n: number) => counted(n, 'solved ticket', 'solved tickets')
  },
  /** Why a KPI is not known. */
  reason: {
    noOrders: 'There are no orders yet.',
    noOrdersForVisits:
      'Conversion counts orders, and none were imported. The journey shows who reached the purchase by what touchpoints tell.',
    noCustomers: 'No order names a customer.',
    noCategories: 'No product has a category.',
    noTouchpoints: 'There are no touchpoints yet.',
    noSpend: 'There is no marketing spend in this period.',
    noNewCustomers: 'There was no new customer.',
    noReferrals: 'No customer list says who was referred.',
    noReturns:
      'No order line is a return or a reversed sale, so that nobody knows what came back. Orders whose status says cancelled, refunded, failed or not paid count with an amount of 0, not as returns.',
    noLink: 'No touchpoint names a customer or an order.',
    noMatch: 'No order or touchpoint has a channel of this name that money was spent on.',
    noSubscriptions: 'There are no subscriptions yet.',
    noEnds: 'No subscription says when it ended.',
    notAssigned: 'The rows do not say which of these they belong to.',
    noTickets: 'There are no tickets yet.',
    noAnswers: 'There are no answers of this kind yet.',
    noScale: 'The answers do not say their scale.',
    noContacts: 'The tickets do not say how often they were reopened or answered.',
    noRepeatOrders: 'No order was a repeat in its category.',
    noEarlierPeriod: 'The data do not reach back far enough.',
    notCovered: 'The data do not cover this period.',
    nothing: 'Nothing to count in this period.',
    notByThis: 'Not counted by this.'
  },
  leftOut: {
    noCurrency: (n: number) =>
      `${counted(n, 'order line', 'order lines')} of orders that name no currency, which count as orders without their money`,
    otherCurrency: (n: number) =>
      `${counted(n, 'order line', 'order lines')} in another currency, which count as orders without their money`,
    freeOrders: (n: number) => `${counted(n, 'order', 'orders')} of the period with nothing to pay, as orders and in the average order`,
    undatedLines: (n: number) => `${counted(n, 'order line', 'order lines')} without a date`,
    linesLongBefore: (n: number) => `${counted(n, 'order line', 'order lines')} more than a year before all others: are these dates right?`,
    linesAfter: (n: number) => `${counted(n, 'order line', 'order lines')} after the as-of date`,
    anonymousLines: (n: number) => `${counted(n, 'order line', 'order lines')} without a customer, which count in revenue and orders alone`,
    subscriptionsEndless: (n: number) => `${counted(n, 'subscription', 'subscriptions')} that ended on a day that the file does not tell`,
    subscriptionsUndated: (n: number) => `${counted(n, 'subscription', 'subscriptions')} without a beginning`,
    touchpointsAfter: (n: number) => `${counted(n, 'touchpoint', 'touchpoints')} after the as-of date`,
    touchpointsOfNobody: (n: number) => `${counted(n, 'touchpoint', 'touchpoints')} that name neither customer nor visitor`,
    undatedTickets: (n: number) => `${counted(n, 'ticket', 'tickets')} without a date`,
    ticketsAfter: (n: number) => `${counted(n, 'ticket', 'tickets')} after the as-of date`,
    answeredBefore: (n: number) => `${counted(n, 'ticket', 'tickets')} answered before being opened`,
    resolvedBefore: (n: number) => `${counted(n, 'ticket', 'tickets')} solved before being opened`,
    undatedAnswers: (n: number) => `${counted(n, 'answer', 'answers')} without a date`,
    answersAfter: (n: number) => `${counted(n, 'answer', 'answers')} after the as-of date`,
    answersOffScale: (n: number) => `${counted(n, 'answer', 'answers')} without a scale or off it`,
    answersOtherScale: (n: number) => `${counted(n, 'CES answer', 'CES answers')} on another scale than most`,
    spendOtherCurrency: (n: number) => `${counted(n, 'row', 'rows')} of spend in another currency`,
    spendAfter: (n: number) => `${counted(n, 'row', 'rows')} of spend after the as-of date`,
    spendWithoutChannel: (n: number) => `${counted(n, 'row', 'rows')} of spend without a channel`
  },
  group: { sales: 'Sales', customers: 'Customers', marketing: 'Marketing', voice: 'What customers say', service: 'Service' },
  period: {
    month: 'Last month',
    quarter: 'Last quarter',
    year: 'Last 12 months',
    last30: 'Last 30 days',
    last90: 'Last 90 days',
    all: 'All time'
  },
  compare: { previous: 'the period before', year: 'a year ago' },
  by: { segment: 'Segment', channel: 'Channel', country: 'Country', category: 'Category' },
  others: 'All others',
  without: { segment: 'Without a segment', channel: 'Without a channel', country: 'Without a country', category: 'Without a category' },
  course: {
    title: (kpi: string) => `Course: ${kpi}`,
    label: (kpi: string, n: string, unusual: string) => `${kpi} over ${n}; ${unusual}.`,
    usual: (when: string, value: string) => `${when}: ${value}`,
    unusual: (when: string, value: string, expected: string) => `${when}: ${value}, where ${expected} was to be expected`,
    target: (value: string) => `Target ${value}`,
    when: 'When',
    low: 'Low',
    high: 'High',
    trend: 'Trend',
    standsOut: 'Stands out',
    yes: 'yes',
    week: 'By week',
    month: 'By month',
    weeks: (n: number) => counted(n, 'week', 'weeks'),
    months: (n: number) => counted(n, 'month', 'months'),
    caption: 'Thin: as it was. Thick: the trend. Large dots stand out.',
    none: 'Nothing in it stands out.',
    shortLabel: 'too short to tell what stands out',
    short: (n: string) => `Known are ${n}; what stands out can be told from 12 on.`,
    some: (n: number) => `${counted(n, 'time', 'times')} it was far from what was to be expected`,
    tooShort: 'There is too little history for a course.',
    driver: (group: string, value: string, expected: string, share: string) =>
      `Most of it: ${group} with ${value} instead of about ${expected}, ${share} of what moved.`,
    of: (segment: string | null, category: string | null) => [segment, category].filter((part) => part !== null).join(' × ')
  },
  cohorts: {
    title: 'Who came back, by month of the first order',
    label: (n: number) =>
      `Customers by the month of their first order, ${counted(n, 'month', 'months')}, and the share that ordered again in each later month.`,
    caption: 'A row: customers who first ordered in that month. A column: so many months later. Darker: a larger share ordered then.',
    row: (month: string, customers: string) => `${month} · ${customers}`,
    cell: (month: string, customers: string, later: number, n: string, share: string) =>
      `Of ${customers} customers of ${month}, ${n} (${share}) ordered ${counted(later, 'month', 'months')} later.`,
    month: 'First order',
    customers: 'Customers',
    later: (n: number) => `+${n}`
  },
  counting: 'The KPIs are being counted.',
  failed: 'The KPIs could not be counted.',
  again: 'Try again',
  noData: 'There is nothing to measure yet.',
  noDataTitle: 'How the shop is doing, in figures',
  noDataText:
    'Revenue, orders and customers come from an order file. Tickets, answers to surveys, touchpoints and marketing spend light up the rest. Each figure says what it is made of.',
  chooseFiles: 'Choose files',
  finding: (period: string, revenue: string, change: string | null) =>
    `${period}: ${revenue} in revenue${change === null ? '' : `, ${change}`}.`,
  againstBefore: (change: string, before: string) => `${change} against ${before}`,
  targetsMet: (met: number, all: number) => (all === 0 ? '' : ` ${met} of ${counted(all, 'target', 'targets')} met.`),
  span: (now: string, before: string | null) =>
    before === null ? `${now}. There is nothing as long before it in the data.` : `${now}, held against ${before}.`,
  noSpan: 'The data do not hold a whole period of this length. Choose a shorter one.',
  countedToo: (things: readonly string[]) => `Counted all the same: ${things.join('; ')}.`,
  notCounted: (things: readonly string[]) => `Not counted everywhere: ${things.join('; ')}.`,
  choose: { period: 'Period', compare: 'Held against', by: 'Broken down by', nothing: 'Nothing' },
  table: { label: 'KPIs', kpi: 'KPI', value: 'Value, 95% range', before: 'Before', target: 'Target', n: 'From' },
  /** Customers behind a count, and what the list that it opens is narrowed to. */
  people: {
    ordered: (n: number) => `${ofCustomers(n)} ordered`,
    new: (n: number) => `${ofNewCustomers(n)}`,
    repeat: (n: number) => `${ofCustomers(n)} ordered twice or more`,
    kept: (n: number) => `${ofCustomers(n)} of the period before ordered again`,
    lost: (n: number) => `${ofCustomers(n)} of the period before did not`,
    see: (who: string) => `Open ${who}`,
    chip: {
      ordered: (when: string) => `ordered ${when}`,
      new: (when: string) => `new ${when}`,
      repeat: (when: string) => `ordered twice or more ${when}`,
      kept: (when: string) => `of the period before, ordered again ${when}`,
      lost: (when: string) => `of the period before, no order ${when}`
    }
  },
  source: (text: string) => `From: ${text}`,
  basis: (things: string) => `Computed from ${things}.`,
  toScale: (best: string) => ` on a scale to ${best}`,
  outOf: (value: string, best: string) => `${value} of ${best}`,
  ofSome: (n: string) => `of ${n}`,
  withinChance: (change: string) => `${change}, within chance`,
  setTarget: {
    label: (period: string) => `Target for “${period}”`,
    save: 'Save target',
    remove: 'Remove',
    empty: 'Write the number that you want to reach.',
    noNumber: (text: string) => `“${text}” is not a number.`,
    ambiguous: (text: string, grouped: string, decimal: string) =>
      `“${text}” can mean ${grouped} or ${decimal}. Write it without a sign between thousands.`,
    more: 'Met when the figure is at least this.',
    less: 'Met when the figure is at most this.',
    met: 'met',
    missed: 'missed'
  },
  breakdown: {
    title: (by: string) => `By ${by.toLowerCase()}`,
    none: {
      segment: 'Find segments first; then every figure can be seen by group.',
      channel: 'No file names channels.',
      country: 'No file names countries.',
      category: 'No product has a category.'
    },
    notByThis: 'This figure cannot be split this way.',
    /** How the rows are to be read together. */
    overlap: {
      channel: 'Who came by several channels counts in each.',
      category: 'An order with several categories counts in each.'
    }
  },
  businessHours: {
    title: 'Business hours',
    open: (text: string) => `Business hours: ${text}`,
    days: 'Days',
    from: 'From',
    to: 'To',
    save: 'Save hours',
    day: { d1: 'Mon', d2: 'Tue', d3: 'Wed', d4: 'Thu', d5: 'Fri', d6: 'Sat', d7: 'Sun' },
    said: (days: string, from: number, to: number) => `${days}, ${from}–${to}`
  },
  hours: (value: string) => `${value} h`,
  percent: '%'
} as const
