/** Texts of the customer list and of a customer's page. Values are texts, or functions of what they speak about, already formatted. */
import { counted } from '../../format.ts'

/** What figures mean, the same wherever they stand. */
export const meaning = {
  spent: 'All orders less returns and cancellations',
  meanOrderValue: 'What the orders came to when they were placed ÷ their number; returns are not subtracted',
  chance:
    'How likely a ticket within four weeks: own tickets an order, drawn towards everybody’s, times what share of tickets falls into these weeks, for orders made and to come'
} as const

/** `31 ± 4 days`; somebody who comes every single day does so every `day`. */
const daysOf = (usual: string): string => (usual === '1' || usual === '1 ± 0' ? 'day' : `${usual} days`)

export const customers = {
  title: 'Customers',
  meaning,
  count: {
    customers: (n: number) => counted(n, 'customer', 'customers'),
    champions: (n: number) => counted(n, 'champion', 'champions'),
    risk: (n: number) => counted(n, 'customer at risk', 'customers at risk'),
    orders: (n: number) => counted(n, 'order', 'orders')
  },
  finding: {
    reading: 'Reading…',
    failed: 'The customers cannot be shown.',
    noOne: 'No customers',
    all: (customers: string) => `${customers}.`,
    segment: (customers: string, segment: string) => `${customers} in “${segment}”.`,
    search: (customers: string, search: string) => `${customers} with “${search}”.`,
    both: (customers: string, segment: string, search: string) => `${customers} in “${segment}” with “${search}”.`
  },
  search: 'Search customers',
  searchHint: 'Number, name or e-mail',

  table: {
    label: 'Customers',
    code: 'Customer',
    country: 'Country',
    orders: 'Orders',
    net: (sign: string) => (sign === '' ? 'Spent' : `Spent (${sign})`),
    meanOrderValue: (sign: string) => (sign === '' ? 'Average order' : `Average order (${sign})`),
    firstAt: 'First order',
    lastAt: 'Last order',
    segment: 'Segment',
    chance: 'May write soon',
    because: 'Why',
    need: 'Support need'
  },

  empty: {
    finding: 'No customers yet.',
    title: 'Your customers will stand here, one in each row',
    missing:
      'They come from your order files. The column that says who ordered (a customer number or an e-mail address) is what is needed.',
    action: 'Add an order file',
    noMatch: 'No customer fits.',
    clear: 'Show all customers'
  },

  filterGone: (subject: string, value: string) =>
    `The list was narrowed to “${value}” (${subject}). Groups have been found anew since, and that one is no longer there: here are all customers.`,

  page: {
    title: 'Customer',
    numbered: (code: string) => `Customer ${code}`,
    back: 'All customers',
    open: 'Open the page',
    failed: 'This customer cannot be shown.',
    code: 'Number',
    value: 'Spent',
    orders: 'Orders',
    meanOrderValue: 'Average order',
    returned: 'Returned',
    firstAt: 'First order',
    lastAt: 'Last order',
    country: 'Country',
    email: 'E-mail',
    phone: 'Phone',
    segment: 'Segment',
    support: 'Support need',
    more: 'Also in your files'
  },
  because: (d: { since: number; orders: number; tickets: number }) =>
    `${d.since === 0 ? 'Ordered today' : `Ordered ${counted(d.since, 'day', 'days')} ago`}; ${counted(d.tickets, 'ticket', 'tickets')} for ${counted(d.orders, 'order', 'orders')}`,
  tickets: {
    title: 'Tickets',
    open: 'not solved yet',
    solved: (date: string) => `solved ${date}`,
    more: (n: number) => `${counted(n, 'older one', 'older ones')}: show`
  },
  sentence: {
    worth: (who: string, amount: string, orders: string) => `${who} spent ${amount} in ${orders}.`,
    noOrders: (who: string) => `${who} has not bought anything yet.`,
    rhythm: (usual: string, since: string) => `Usually orders every ${daysOf(usual)}; last order ${since}.`,
    late: (usual: string, day: string) => `Usually orders every ${daysOf(usual)}. It is day ${day}.`,
    few: (orders: string, since: string) => `${orders}, the last one ${since}: too few for a rhythm.`,
    ago: (days: string) => `${days} ago`,
    today: 'today',
    none: 'Nothing was bought up to this date.'
  },
  rhythm: {
    title: 'Rhythm',
    label: (sentence: string) => `Orders on a time line. ${sentence}`,
    caption: 'Each dot is an order, larger when it is worth more; a ring is money that went back.',
    order: (kind: string, number: string, date: string, amount: string) => `${kind} ${number} on ${date}: ${amount}`,
    expected: 'next expected',
    wasExpected: 'was expected',
    asOf: (date: string) => date,
    newest: (shown: string, all: string) => `The newest ${shown} of ${all} are shown.`
  },
  orders: {
    title: 'Orders',
    number: 'Order',
    date: 'Date',
    kind: 'Kind',
    lines: 'Lines',
    amount: 'Amount',
    products: 'Products',
    back: (amount: string) => `${amount} went back`
  },
  kind: { sale: 'Order', return: 'Return', cancellation: 'Cancellation' },
  products: {
    title: 'Bought most',
    name: 'Product',
    amount: 'Amount',
    label: (customer: string, bars: string) => `What ${customer} bought most: ${bars}`,
    sentence: (name: string, quantity: string, amount: string) => `${name}: ${quantity} bought for ${amount}`
  }
} as const
