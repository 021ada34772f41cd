/** Tickets and orders as engines read them: columns, −1 or NaN where a thing is not known. Days count from 1970. */
export interface TicketColumns {
  n: number
  /** Place of the customer; −1: unknown. */
  customer: Int32Array
  /** Moment, in days with their fraction; NaN: not known. */
  opened: Float64Array
  /** Hours to the first answer and to the end; to the end from the first answer where the opening is not known. */
  response: Float64Array
  resolution: Float64Array
  reopens: Float64Array
  /** Share of the best possible rating. */
  rating: Float64Array
  category: Int32Array
  subcategory: Int32Array
  priority: Int32Array
  channel: Int32Array
  product: Int32Array
  agent: Int32Array
  team: Int32Array
  /** 1: opened in the last 90 days and not solved yet. */
  open: Uint8Array
  /** −1 … 1; NaN where there is no text in a language that is understood. */
  tone: Float64Array
  /** The same with the manners that everybody writes: how somebody writes tells who is like whom, not how content they are. */
  written: Float64Array
}

/** A number that is known of customers, or whether one of several values is theirs (1, 0); by customer, NaN: not known. */
export interface AboutColumn {
  name: string
  /** The value that it tells of; null: the column is of numbers. */
  level: string | null
  levels: number
  values: Float64Array
}

export interface SupportNames {
  category: string[]
  channel: string[]
  product: string[]
  agent: string[]
  team: string[]
  /** Categories of products that are bought. */
  bought: string[]
}

export interface SupportColumns {
  /** The as-of day. */
  lastDay: number
  customers: number
  /** Orders of known customers: who, on which day, what they were worth; those of a customer stand together, by day. */
  orderStarts: Int32Array
  orderDay: Int32Array
  orderValue: Float64Array
  /** Of each customer: orders with something given back. */
  returns: Int32Array
  /** Every product sold on a day, to whomever: day, product. */
  soldDay: Int32Array
  soldProduct: Int32Array
  /** Lines that known customers bought, of which the product's category is known: who, and which category, −1: none of the names. */
  lineCustomer: Int32Array
  lineCategory: Int32Array
  /** What the user chose of what is known of customers. */
  about: AboutColumn[]
  tickets: TicketColumns
}
