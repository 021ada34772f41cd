/** Texts of the customer list and of a customer's page. Values are texts, or functions of what they speak about, already formatted. */
export const customers = {
  title: 'Customers',
  finding: {
    all: (customers: string) => `${customers}.`,
    segment: (customers: string, segment: string) => `${customers} in “${segment}”.`,
    search: (customers: string, search: string) => `${customers} with “${search}”.`,
    both: (customers: string, segment: string, search: string) => `${customers} in “${segment}” with “${search}”.`
  },
  search: 'Search',
  searchHint: 'Search by number, name or country',

  table: {
    label: 'Customers',
    code: 'Customer',
    name: 'Name',
    country: 'Country',
    orders: 'Orders',
    net: (sign: string) => (sign === '' ? 'Spent' : `Spent (${sign})`),
    meanOrderValue: (sign: string) => (sign === '' ? 'Average order' : `Average order (${sign})`),
    firstAt: 'First order',
    lastAt: 'Last order',
    segment: 'Segment'
  },

  empty: {
    noData: 'Your customers will stand here, one a row, with what they bought and when.',
    missing: 'Drop an order file with a customer column to see them.',
    noMatch: 'No customer fits.',
    noMatchHint: 'Try fewer letters, or clear the filter.',
    clear: 'Clear'
  },
  failed: 'The customers could not be read',

  page: {
    back: 'All customers',
    open: 'Open page',
    value: 'Spent',
    orders: 'Orders',
    meanOrderValue: 'Average order',
    returned: 'Returned',
    firstAt: 'First order',
    lastAt: 'Last order',
    country: 'Country',
    email: 'E-mail',
    segment: 'Segment',
    noSegment: 'In no segment',
    more: 'More about this customer',
    topProducts: 'Bought most',
    share: (share: string) => `${share} of what all customers spent`
  },
  sentence: {
    rhythm: (usual: string, since: string) => `Usually orders every ${usual} days; last order ${since} ago.`,
    late: (usual: string, since: string) => `Usually orders every ${usual} days. It is day ${since}.`,
    few: (orders: string, since: string) => `${orders}, the last one ${since} ago: too few for a rhythm.`,
    none: 'Has not bought anything before the chosen date.'
  },
  rhythm: {
    title: 'Rhythm',
    label: (sentence: string) => `Orders on a time line. ${sentence}`,
    caption: 'Each dot is an order, larger when it is worth more; hollow when money went back.',
    order: (kind: string, number: string, date: string, amount: string) => `${kind} ${number} on ${date}: ${amount}`,
    expected: 'expected',
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
    products: 'Products'
  },
  kind: { sale: 'Order', return: 'Return', cancellation: 'Cancellation' },
  products: {
    name: 'Product',
    amount: 'Amount',
    label: (customer: string) => `What ${customer} bought most`,
    sentence: (name: string, quantity: string, amount: string) => `${name}: ${quantity} bought for ${amount}`
  }
} as const
