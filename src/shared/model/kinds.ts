/**
 * The kinds of table that Sextant imports and the fields of each: the one list that mapping, conversion, storing, the mapping
 * screen and the schemas derive from. Plain data, so that the page can read it too. Names and explanations of the fields
 * for people stand in `messages/en/fields.ts`, under the same keys.
 */

/** What the cells of a field must be. */
export type ValueType =
  /** Kept letter for letter: leading zeros and long digits are part of it. */
  | 'id'
  | 'text'
  /** A day, with or without a time. */
  | 'datetime'
  /** When something happened, or whether: a day and time, or yes or no. Blank: it did not. */
  | 'occurrence'
  /** Exact, with or without a currency sign. */
  | 'money'
  /** A number, whole or not. */
  | 'number'
  /** A whole number that is not negative. */
  | 'count'
  /** `12 %` or `0.12`. */
  | 'percent'
  | 'boolean'
  | 'email'
  | 'phone'
  /** ISO 4217, a sign or a name. */
  | 'currency'
  /** A length of time: `1:30`, `90 min`, `1.5` in the unit that the header names. */
  | 'duration'
  /** A number on a scale, such as stars. */
  | 'rating'

export interface FieldRule {
  type: ValueType
  /** A row in which the cell is blank is rejected, although the column is there. */
  needed?: true
  /** Several columns may be mapped to it; then each header says what its cells are about (an offer, a question). */
  repeats?: true
}

interface KindRule {
  fields: Record<string, FieldRule>
  /** A table is of this kind only if it has, of each list, at least one field. */
  required: readonly (readonly string[])[]
  /**
   * What makes two rows speak of the same thing: the fields of the first list that the row fills. Where none is filled, and
   * for kinds without one, rows are the same when their content is, and count as often as they stand in one file.
   */
  key: readonly (readonly string[])[]
}

const id = { type: 'id' } as const
const text = { type: 'text' } as const
const email = { type: 'email' } as const
const phone = { type: 'phone' } as const
const datetime = { type: 'datetime' } as const
const money = { type: 'money' } as const
const number = { type: 'number' } as const
const count = { type: 'count' } as const
const currency = { type: 'currency' } as const
const boolean = { type: 'boolean' } as const
const duration = { type: 'duration' } as const
const rating = { type: 'rating' } as const
const occurrence = { type: 'occurrence' } as const
const neededId = { type: 'id', needed: true } as const
const neededDate = { type: 'datetime', needed: true } as const

export const kinds = {
  /** One row an order, or one a line. */
  orders: {
    fields: {
      customer: id,
      customerName: text,
      customerEmail: email,
      order: id,
      /** Of the line, within its order: the same in each export. */
      orderLine: id,
      orderedAt: neededDate,
      status: text,
      currency,
      country: text,
      channel: text,
      product: id,
      productName: text,
      category: text,
      quantity: number,
      unitPrice: money,
      lineTotal: money,
      discount: money
    },
    required: [['orderedAt'], ['lineTotal', 'unitPrice'], ['customer']],
    key: []
  },

  /** One row a customer. */
  customers: {
    fields: {
      customer: neededId,
      customerName: text,
      firstName: text,
      lastName: text,
      customerEmail: email,
      customerPhone: phone,
      company: text,
      country: text,
      region: text,
      city: text,
      postcode: id,
      registeredAt: datetime,
      channel: text,
      newsletter: boolean,
      referredBy: id
    },
    required: [['customer', 'customerEmail']],
    key: [['customer'], ['customerEmail']]
  },

  /** One row an article. */
  products: {
    fields: {
      product: neededId,
      productName: text,
      category: text,
      brand: text,
      price: money,
      cost: money,
      currency
    },
    required: [['product', 'productName']],
    key: [['product'], ['productName']]
  },

  /** One row a ticket, or one a change of it: then `updatedAt` (or else the later row) tells which state is the last. */
  tickets: {
    fields: {
      ticket: neededId,
      customer: id,
      customerName: text,
      customerEmail: email,
      order: id,
      product: id,
      productName: text,
      openedAt: datetime,
      firstResponseAt: datetime,
      resolvedAt: datetime,
      closedAt: datetime,
      /** Of the row's state. */
      updatedAt: datetime,
      /** Instead of the moments, counted from `openedAt`. */
      firstResponseTime: duration,
      resolutionTime: duration,
      status: text,
      reopens: count,
      reassignments: count,
      replies: count,
      channel: text,
      category: text,
      subcategory: text,
      priority: text,
      agent: id,
      team: id,
      subject: text,
      message: text,
      rating,
      /** Whether what was promised was kept. */
      slaMet: boolean
    },
    required: [['ticket'], ['openedAt', 'firstResponseAt', 'resolvedAt', 'closedAt', 'updatedAt']],
    key: [['ticket']]
  },

  /** One row an event of a person on the web, in the app or elsewhere; or one a day, channel and campaign with a count. */
  touchpoints: {
    fields: {
      at: neededDate,
      customer: id,
      customerEmail: email,
      /** Who is not known by name: a client or cookie id. */
      visitor: id,
      session: id,
      event: text,
      channel: text,
      campaign: text,
      page: text,
      device: text,
      product: id,
      order: id,
      /** How many such events the row stands for; without it one. */
      count,
      value: money,
      currency
    },
    required: [['at'], ['event', 'channel', 'page', 'campaign', 'session']],
    key: []
  },

  /** One row an answer: NPS, CSAT, CES, a review; or one a questionnaire, with several columns of scores. */
  feedback: {
    fields: {
      feedback: id,
      customer: id,
      customerName: text,
      customerEmail: email,
      at: datetime,
      /** NPS, CSAT, CES, review …; without it told from the header of the score. */
      type: text,
      score: { type: 'rating', repeats: true },
      /** The best possible score. */
      scale: number,
      title: text,
      comment: text,
      order: id,
      ticket: id,
      product: id,
      productName: text,
      channel: text
    },
    required: [['score', 'comment']],
    key: [['feedback']]
  },

  /** Long: one row a customer and offer. Wide: one row a customer, one column of answers an offer (`accepted`, repeated). */
  offers: {
    fields: {
      customer: id,
      customerName: text,
      customerEmail: email,
      campaign: text,
      offer: text,
      variant: text,
      /** Whether the customer was treated or belongs to the control group. */
      group: text,
      channel: text,
      sentAt: datetime,
      opened: occurrence,
      clicked: occurrence,
      accepted: { type: 'occurrence', repeats: true },
      value: money,
      currency,
      order: id
    },
    required: [['accepted', 'clicked', 'opened', 'sentAt']],
    key: [['customer', 'campaign', 'offer', 'sentAt']]
  },

  /** One row a day (or week, or month), channel and campaign. */
  spend: {
    fields: {
      date: neededDate,
      /** Last day of the period that the row is about; without it the day of `date` alone. */
      until: datetime,
      channel: text,
      campaign: text,
      adSet: text,
      cost: { type: 'money', needed: true },
      currency,
      impressions: number,
      clicks: number,
      conversions: number,
      revenue: money
    },
    required: [['date'], ['cost']],
    key: [['date', 'until', 'channel', 'campaign', 'adSet', 'currency']]
  },

  /** One row a subscription, or one a subscription and period of use. */
  subscriptions: {
    fields: {
      subscription: id,
      customer: neededId,
      customerName: text,
      customerEmail: email,
      plan: text,
      product: id,
      status: text,
      startedAt: datetime,
      endedAt: datetime,
      /** The day or month that usage is of. */
      period: datetime,
      price: money,
      currency,
      interval: text,
      quantity: number,
      usage: number,
      limit: number
    },
    required: [
      ['customer', 'customerEmail'],
      ['plan', 'subscription', 'price', 'usage']
    ],
    key: [
      ['subscription', 'period'],
      ['customer', 'plan', 'startedAt', 'period']
    ]
  }
} as const satisfies Record<string, KindRule>

export type SourceKind = keyof typeof kinds
export type FieldOf<K extends SourceKind> = keyof (typeof kinds)[K]['fields'] & string
/** A field of any kind. */
export type Field = { [K in SourceKind]: FieldOf<K> }[SourceKind]

export const sourceKinds = Object.keys(kinds) as [SourceKind, ...SourceKind[]]

/** All fields of all kinds, each once. */
export const allFields = [...new Set(sourceKinds.flatMap((kind) => Object.keys(kinds[kind].fields)))] as [Field, ...Field[]]

/** The fields of a kind, in the order in which a person looks for them. */
export function fieldsOf<K extends SourceKind>(kind: K): FieldOf<K>[] {
  return Object.keys(kinds[kind].fields) as FieldOf<K>[]
}

/** The rule of a field, or undefined if the kind has no such field. */
export function fieldRule(kind: SourceKind, field: Field): FieldRule | undefined {
  const fields: Record<string, FieldRule> = kinds[kind].fields
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}

/** The lists of fields of which the kind needs one each, and which these fields leave unanswered. */
export function lackingFields(kind: SourceKind, mapped: ReadonlySet<Field>): Field[][] {
  const required: readonly (readonly string[])[] = kinds[kind].required
  return required.filter((any) => !any.some((field) => mapped.has(field as Field))).map((any) => [...any] as Field[])
}
