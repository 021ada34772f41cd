/** The kinds of table and their fields, as a person would call them, each with what it is for. */
import type { FieldOf, SourceKind } from '../../model/kinds.ts'

export interface FieldText {
  name: string
  /** Explains the field on the mapping screen. */
  about: string
}

const as = (name: string, about: string): FieldText => ({ name, about })

const customer = as('Customer number', 'Tells customers apart. Letters and leading zeros are kept.')
const customerName = as('Customer name', 'How the customer is called.')
const customerEmail = as('E-mail address', 'Tells customers apart where there is no number, and finds customers who are in twice.')
const product = as('Product code', 'SKU or article number.')
const productName = as('Product name', 'How the product is called.')
const order = as('Order number', 'The order that this is about.')
const currency = as('Currency', 'A code such as EUR, where amounts do not carry a sign.')
const campaign = as('Campaign', 'The campaign that it belongs to.')

export const fields = {
  kind: {
    orders: 'Orders',
    customers: 'Customers',
    products: 'Products',
    tickets: 'Tickets',
    touchpoints: 'Touchpoints',
    feedback: 'Feedback',
    offers: 'Offers',
    spend: 'Marketing spend',
    subscriptions: 'Subscriptions'
  } satisfies Record<SourceKind, string>,

  of: {
    orders: {
      customer: as('Customer number', 'Who bought. Letters and leading zeros are kept.'),
      customerName,
      customerEmail,
      order: as('Order number', 'Rows with the same number are lines of one order.'),
      orderLine: as(
        'Line number',
        'The shop system’s own number of this line, the same in each export: a later file then knows which line it corrects. Not the number of a row in the file.'
      ),
      orderedAt: as('Date', 'When the order was placed.'),
      status: as('Status', 'Words such as cancelled, refunded, failed or unpaid take the amount out.'),
      currency,
      country: as('Country', 'Where the customer is.'),
      channel: as('Channel', 'Where the order was placed: web, store, market place.'),
      product,
      productName,
      category: as('Category', 'The group of goods.'),
      quantity: as('Quantity', 'How many; negative for a return.'),
      unitPrice: as('Unit price', 'The price of one.'),
      lineTotal: as('Amount of the line', 'What was paid for this row. Without it, quantity times unit price less discount.'),
      discount: as('Discount', 'An amount that is taken off.')
    },
    customers: {
      customer,
      customerName,
      firstName: as('First name', 'Together with the last name it is the customer’s name.'),
      lastName: as('Last name', 'Together with the first name it is the customer’s name.'),
      customerEmail,
      customerPhone: as('Phone number', 'Finds customers who are in twice.'),
      company: as('Company', 'For whom the customer buys.'),
      country: as('Country', 'Where the customer lives.'),
      region: as('Region', 'State, province or county.'),
      city: as('City', 'Where the customer lives.'),
      postcode: as('Postcode', 'Kept letter for letter, with leading zeros.'),
      registeredAt: as('Customer since', 'When the account was opened.'),
      channel: as('Came through', 'The channel that won the customer.'),
      newsletter: as('Newsletter', 'Yes or no: whether the customer agreed to be written to.'),
      referredBy: as('Referred by', 'Number of the customer who sent this one.')
    },
    products: {
      product: as('Product code', 'SKU or article number; tells products apart.'),
      productName,
      category: as('Category', 'The group of goods.'),
      brand: as('Brand', 'Maker or brand.'),
      price: as('Price', 'What one costs today.'),
      cost: as('Cost', 'What one costs the shop.'),
      currency
    },
    tickets: {
      ticket: as('Ticket number', 'Rows with the same number are states of one ticket; the last state counts.'),
      customer: as('Customer number', 'Who wrote.'),
      customerName,
      customerEmail,
      order,
      product: as('Product code', 'The product that the ticket is about.'),
      productName: as('Product name', 'The product that the ticket is about.'),
      openedAt: as('Opened', 'When the ticket came in.'),
      firstResponseAt: as('First response', 'When it was first answered.'),
      resolvedAt: as('Resolved', 'When it was solved; blank while it is open.'),
      closedAt: as('Closed', 'When it was closed for good.'),
      updatedAt: as('Changed', 'When the ticket came into the state that the row shows.'),
      firstResponseTime: as('Time to first response', 'A length of time instead of a moment, counted from the opening.'),
      resolutionTime: as('Time to resolution', 'A length of time instead of a moment, counted from the opening.'),
      status: as('Status', 'New, open, resolved and so on.'),
      reopens: as('Reopened', 'How often it was opened again.'),
      reassignments: as('Handed on', 'How often it went to somebody else.'),
      replies: as('Replies', 'How many messages it took.'),
      channel: as('Channel', 'Phone, e-mail, chat.'),
      category: as('Category', 'What it is about.'),
      subcategory: as('Subcategory', 'More exactly what it is about.'),
      priority: as('Priority', 'How urgent it is.'),
      agent: as('Agent', 'Who handled it.'),
      team: as('Team', 'The group that handled it.'),
      subject: as('Subject', 'The ticket in one line.'),
      message: as('Message', 'What the customer wrote.'),
      rating: as('Rating', 'How content the customer was with the answer.'),
      slaMet: as('Promise kept', 'Yes or no: whether it was solved in the time that was promised.')
    },
    touchpoints: {
      at: as('Time', 'When it happened; for counts, the day that they are of.'),
      customer: as('Customer number', 'Whose step it was, where that is known.'),
      customerEmail,
      visitor: as('Visitor', 'A cookie or client id, where nobody is known by name.'),
      session: as('Session', 'Rows of one visit have the same.'),
      event: as('Event', 'What happened: visit, product_view, purchase.'),
      channel: as('Channel', 'Where the visitor came from.'),
      campaign,
      page: as('Page', 'Address or name of the page or screen.'),
      device: as('Device', 'Mobile, desktop, tablet.'),
      product,
      order,
      count: as('Count', 'How many such events the row stands for; without it one.'),
      value: as('Value', 'What the event was worth.'),
      currency
    },
    feedback: {
      feedback: as('Feedback number', 'Tells answers apart, so that a mended one replaces the old one.'),
      customer: as('Customer number', 'Who answered, where that is known.'),
      customerName,
      customerEmail,
      at: as('Time', 'When it was given.'),
      type: as('Type', 'NPS, CSAT, CES or review. NPS goes from 0 to 10.'),
      score: as('Score', 'A number: stars, points. Several columns may be scores; each is then a question of its own.'),
      scale: as('Best score', 'The highest score that can be given, such as 5 or 10.'),
      title: as('Title', 'The answer in one line.'),
      comment: as('Comment', 'What the customer wrote.'),
      order,
      ticket: as('Ticket number', 'The ticket that this is about.'),
      product,
      productName,
      channel: as('Channel', 'Where it was given.')
    },
    offers: {
      customer: as('Customer number', 'Who got the offer.'),
      customerName,
      customerEmail,
      campaign,
      offer: as('Offer', 'How the offer is called. Without it, it is called like the column of answers, or like the file.'),
      variant: as('Variant', 'Which version this customer got.'),
      group: as('Group', 'Treated or control.'),
      channel: as('Channel', 'How it was sent.'),
      sentAt: as('Sent', 'When it was sent.'),
      opened: as('Opened', 'When, or yes or no.'),
      clicked: as('Clicked', 'When, or yes or no: whether the customer followed it.'),
      accepted: as('Accepted', 'When, or yes or no. Several columns may be answers; each is then an offer of its own.'),
      value: as('Value', 'What the customer spent because of it.'),
      currency,
      order: as('Order number', 'The order that came of it.')
    },
    spend: {
      date: as('Date', 'The day, or the first day of the week or month.'),
      until: as('Until', 'The last day of the period.'),
      channel: as('Channel', 'Where the money went.'),
      campaign,
      adSet: as('Ad set', 'The part of the campaign.'),
      cost: as('Cost', 'What was spent.'),
      currency,
      impressions: as('Impressions', 'How often it was shown.'),
      clicks: as('Clicks', 'How often it was followed.'),
      conversions: as('Conversions', 'How many orders the channel claims.'),
      revenue: as('Revenue', 'How much revenue the channel claims.')
    },
    subscriptions: {
      subscription: as('Subscription number', 'Tells subscriptions apart.'),
      customer: as('Customer number', 'Who subscribed.'),
      customerName,
      customerEmail,
      plan: as('Plan', 'What was subscribed to.'),
      product,
      status: as('Status', 'Active, paused, cancelled.'),
      startedAt: as('Start', 'When it began.'),
      endedAt: as('End', 'When it ended or will end; blank while it goes on.'),
      period: as('Period', 'The day or month that the usage is of.'),
      price: as('Price', 'What one interval costs.'),
      currency,
      interval: as('Interval', 'Month, year: how often it is paid.'),
      quantity: as('Seats', 'How many are paid for.'),
      usage: as('Usage', 'How much was used.'),
      limit: as('Limit', 'How much the plan allows.')
    }
  } satisfies { [K in SourceKind]: Record<FieldOf<K>, FieldText> }
} as const

/** All fields of a kind, by their keys. */
export function catalogueFields(kind: SourceKind): Readonly<Record<string, FieldText>> {
  return fields.of[kind]
}

/** How a field of a kind is called; `field` of another kind is a defect of the caller. */
export function fieldName(kind: SourceKind, field: string): string {
  return catalogueFields(kind)[field]?.name ?? field
}
