/** Texts of the report on data quality: what was found, and what it costs which analysis. */
import { count, counted } from '../../format.ts'

const lines = (n: number) => counted(n, 'order line', 'order lines')
const tickets = (n: number) => counted(n, 'ticket', 'tickets')
const touches = (n: number) => counted(n, 'touchpoint', 'touchpoints')
const answers = (n: number) => counted(n, 'answer', 'answers')
const people = (n: number) => counted(n, 'customer', 'customers')
const verb = (n: number, one: string, many: string) => (n === 1 ? one : many)

export const quality = {
  title: 'Data quality',
  open: 'Look at the quality of the data',
  looking: 'Looking through the data',
  finding: (problems: number, passed: number) =>
    problems === 0
      ? `Nothing odd was found in ${counted(passed, 'check', 'checks')}.`
      : `${counted(problems, 'thing', 'things')} to know before you trust the figures; ${counted(passed, 'check', 'checks')} found nothing.`,
  ofImport: (label: string) => `Only what ${label} brought.`,
  all: 'All that is stored in this workspace.',
  back: 'Back to the imports',
  again: 'Look again',
  problems: 'What was found',
  covers: 'How much is known',
  coversNote: 'Share of rows in which the field is filled. What no file holds is left out.',
  costs: 'What it costs',
  what: 'What',
  howMany: 'Rows',
  share: 'Share',
  field: 'Field',
  known: 'Known',
  kind: 'Kind',
  show: (what: string) => `Show rows: ${what}`,
  hide: (what: string) => `Hide rows: ${what}`,
  firstOf: (shown: number, all: number) => `The first ${count(shown)} of ${count(all)}`,
  save: 'Save all as CSV',
  fileName: (check: string) => `data-quality-${check.replace('.', '-')}.csv`,
  found: 'Found',
  nothing: 'There is nothing to look at yet. Import something first.',

  /** What a row of each kind is called by. */
  subject: {
    orders: 'Order',
    customers: 'Customer',
    products: 'Product',
    tickets: 'Ticket',
    touchpoints: 'Event',
    feedback: 'Answer',
    offers: 'Offer',
    spend: 'Channel',
    subscriptions: 'Subscription'
  },

  check: {
    orders: {
      anonymous: (n: number) => `${lines(n)} ${verb(n, 'names', 'name')} no customer.`,
      undated: (n: number) => `${lines(n)} ${verb(n, 'has', 'have')} no date.`,
      future: (n: number) => `${lines(n)} ${verb(n, 'lies', 'lie')} in the future of ${verb(n, 'its', 'their')} import.`,
      impossible: (n: number) => `${lines(n)} ${verb(n, 'is', 'are')} dated before 1990: a program’s default, not a date.`,
      negativePrice: (n: number) => `${lines(n)} ${verb(n, 'has', 'have')} a negative price.`,
      takenBackTwice: (n: number) =>
        `${lines(n)} ${verb(n, 'takes', 'take')} back what the status of ${verb(n, 'its order', 'their orders')} takes back already.`,
      free: (n: number) => `${lines(n)} ${verb(n, 'was', 'were')} sold for nothing.`,
      repeated: (n: number) => `${lines(n)} ${verb(n, 'repeats', 'repeat')} another line of the same order exactly.`,
      leftOver: (n: number) =>
        `${lines(n)} ${verb(n, 'is', 'are')} missing from the newest file that holds ${n === 1 ? 'its order' : 'their orders'}.`,
      largeAmount: (n: number) => `${lines(n)} ${verb(n, 'stands', 'stand')} far above all others in value.`,
      largeQuantity: (n: number) => `${lines(n)} ${verb(n, 'stands', 'stand')} far above all others in quantity.`,
      noCurrency: (n: number) => `${counted(n, 'order names', 'orders name')} no currency, as others do.`,
      otherCurrency: (n: number) => `${counted(n, 'order is', 'orders are')} in another currency than most.`,
      noProduct: (n: number) => `${lines(n)} ${verb(n, 'names', 'name')} no product.`
    },
    customers: {
      twice: (n: number) => `${people(n)} ${verb(n, 'shares', 'share')} an e-mail address or phone number with another.`,
      unknown: (n: number) => `${people(n)} ${verb(n, 'is', 'are')} named by other files, but by no order and no customer file.`,
      future: (n: number) => `${people(n)} registered in the future of ${verb(n, 'the', 'their')} import.`,
      registeredLater: (n: number) => `${people(n)} registered after ${verb(n, 'a', 'their')} first order.`
    },
    products: {
      noCategory: (n: number) => `${counted(n, 'product has', 'products have')} no category.`,
      unknown: (n: number) => `${counted(n, 'product is', 'products are')} sold or written about, but not in your product file.`
    },
    tickets: {
      resolvedBeforeOpened: (n: number) =>
        `${tickets(n)} ${verb(n, 'was', 'were')} resolved before ${verb(n, 'it was', 'they were')} opened.`,
      answeredBeforeOpened: (n: number) =>
        `${tickets(n)} ${verb(n, 'was', 'were')} answered before ${verb(n, 'it was', 'they were')} opened.`,
      resolvedBeforeAnswer: (n: number) =>
        `${tickets(n)} ${verb(n, 'was', 'were')} resolved before ${verb(n, 'its', 'their')} first response.`,
      undated: (n: number) => `${tickets(n)} ${verb(n, 'does', 'do')} not say when ${verb(n, 'it was', 'they were')} opened.`,
      future: (n: number) => `${tickets(n)} ${verb(n, 'was', 'were')} opened in the future of ${verb(n, 'its', 'their')} import.`,
      noCustomer: (n: number) => `${tickets(n)} ${verb(n, 'names', 'name')} no customer.`,
      unknownOrder: (n: number) => `${tickets(n)} ${verb(n, 'names an order', 'name orders')} that no file holds.`
    },
    touchpoints: {
      noCustomer: (n: number) => `${touches(n)} ${verb(n, 'belongs', 'belong')} to nobody who is known by name.`,
      future: (n: number) => `${touches(n)} ${verb(n, 'lies', 'lie')} in the future of ${verb(n, 'its', 'their')} import.`,
      unknownOrder: (n: number) => `${touches(n)} ${verb(n, 'names an order', 'name orders')} that no file holds.`
    },
    feedback: {
      offScale: (n: number) => `${answers(n)} ${verb(n, 'lies', 'lie')} outside the scale.`,
      undated: (n: number) => `${answers(n)} ${verb(n, 'has', 'have')} no date.`,
      future: (n: number) => `${answers(n)} ${verb(n, 'lies', 'lie')} in the future of ${verb(n, 'its', 'their')} import.`,
      noCustomer: (n: number) => `${answers(n)} ${verb(n, 'names', 'name')} no customer.`
    },
    offers: {
      acceptedBeforeSent: (n: number) =>
        `${counted(n, 'offer was', 'offers were')} accepted before ${verb(n, 'it was', 'they were')} sent.`,
      noCustomer: (n: number) => `${counted(n, 'response names', 'responses name')} no customer.`
    },
    spend: {
      negative: (n: number) => `${counted(n, 'cost is', 'costs are')} negative.`,
      endsBeforeStart: (n: number) => `${counted(n, 'period ends', 'periods end')} before ${verb(n, 'it begins', 'they begin')}.`
    },
    subscriptions: {
      endsBeforeStart: (n: number) =>
        `${counted(n, 'subscription ends', 'subscriptions end')} before ${verb(n, 'it begins', 'they begin')}.`,
      negativePrice: (n: number) => `${counted(n, 'subscription has', 'subscriptions have')} a negative price.`,
      noCustomer: (n: number) => `${counted(n, 'subscription names', 'subscriptions name')} no customer.`
    }
  },

  cost: {
    orders: {
      anonymous: 'They count in revenue, and in nothing about customers: segments, repeat purchases, alerts, upsell.',
      undated: 'They count in sums, and in nothing that needs a date: months, recency, alerts.',
      future:
        'The as-of date follows the newest order, so everybody looks late. Set the as-of date, or undo the import and mend the dates.',
      impossible: 'The first order seems decades old, which distorts tenure and cohorts. Mend the dates and import again.',
      negativePrice: 'They lower revenue and average order. Fees and corrections belong there; prices do not.',
      takenBackTwice:
        'The status brings the sale to nothing, and the negative line lowers revenue once more. Leave the rows of refunds out of the file, or its status column.',
      free: 'They count as purchases of no value: rhythm and frequency include them, revenue does not change.',
      repeated: 'Each counts. If the export doubled them, revenue is too high; if somebody bought twice, it is right.',
      leftOver:
        'Each was kept, and counts. If the newest file has its orders whole, revenue is too high by these: undo the import that brought them.',
      largeAmount: 'A few such lines move averages and shares. Segments use logarithms, so they bend but do not break.',
      largeQuantity: 'Often a typing error that a return cancels. They move averages and stock figures.',
      noCurrency:
        'They are left out of every analysis of the named currency. Undo their import and import the files again: then the only currency here counts for them, or the one that you choose.',
      otherCurrency: 'Analyses work in one currency, so these orders are left out of them.',
      noProduct: 'They count in revenue, and are missing from what is bought together, shifts in taste and upsell.'
    },
    customers: {
      twice: 'One person counts as several: fewer repeat purchases, more one-time buyers than there are. Merge them.',
      unknown: 'They have no orders, so they stay out of segments and alerts. Perhaps their ids are written differently there.',
      future: 'Time from sign-up to first order cannot be measured for them.',
      registeredLater: 'Usual for guests who sign up later. Time from sign-up to first order is left out for them.'
    },
    products: {
      noCategory: 'Category mix, preference shifts and upsell by category leave them out.',
      unknown: 'They have no category, price or cost from that file.'
    },
    tickets: {
      resolvedBeforeOpened: 'Their resolution time is left out. Many of these mean that a column is not what its name says.',
      answeredBeforeOpened: 'Their first-response time is left out. Many of these mean that a column is not what its name says.',
      resolvedBeforeAnswer: 'Their times are doubtful. Many of these mean that a column is not what its name says.',
      undated: 'They count, but in no month and in no response or resolution time.',
      future: 'Rising issues would see them too early. Mend the dates and import again.',
      noCustomer: 'They count in volumes and themes, and in nothing about customers.',
      unknownOrder: 'Tickets per order and time from purchase to ticket leave them out. Perhaps the orders are not imported yet.'
    },
    touchpoints: {
      noCustomer: 'They count in visits and channels, and in no customer’s journey.',
      future: 'The journey leaves out what lies after the as-of date.',
      unknownOrder: 'The step from visit to purchase cannot be followed for them. Perhaps the orders are not imported yet.'
    },
    feedback: {
      offScale: 'Scores and averages would mean nothing with them. Check the scale of the column.',
      undated: 'They count in averages, and in no trend.',
      future: 'Trends would see them too early. Mend the dates and import again.',
      noCustomer: 'They count in averages and themes, and in nothing about customers.'
    },
    offers: {
      acceptedBeforeSent: 'They would count as success of an offer that came later. Check the two dates.',
      noCustomer: 'They count in acceptance, and in nothing about customers.'
    },
    spend: {
      negative: 'They lower the cost of winning a customer. Credits belong there; a wrong sign does not.',
      endsBeforeStart: 'Their cost cannot be spread over days.'
    },
    subscriptions: {
      endsBeforeStart: 'Their length is unknown, and with it churn.',
      negativePrice: 'They lower the revenue of plans. Credits belong there; a wrong sign does not.',
      noCustomer: 'They count in revenue of plans, and in nothing about customers.'
    }
  }
} as const
