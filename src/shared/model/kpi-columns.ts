/** What KPIs are counted from, as columns, and what comes out: for the queries that read, the engine that counts and those that keep it. Days are counted from 1970-01-01, codes from 0; −1 is unknown. */
import type { KpiBreakdown, KpiDriver, KpiGrain, KpiId, KpiReason } from './kpis.ts'

export interface OrderColumns {
  n: number
  /** Of the first sale line, ascending. */
  day: Int32Array
  at: Float64Array
  customer: Int32Array
  /** Amount of the sale lines, whole units of money. */
  gross: Float64Array
  channel: Int32Array
  country: Int32Array
  /** 1: in the analysed currency. Of others the money is unknown, `gross` 0. */
  priced: Uint8Array
}

export interface LineColumns {
  n: number
  /** Ascending. */
  day: Int32Array
  /** Number of the order among the orders; −1 for one without a sale line. */
  order: Int32Array
  customer: Int32Array
  channel: Int32Array
  country: Int32Array
  category: Int32Array
  /** Whole units of money; 0 where it is in another currency. */
  amount: Float64Array
  unitPrice: Float64Array
  kind: Uint8Array
  /** 1: in the analysed currency. */
  priced: Uint8Array
}

/** Kinds of line: a sale, money given back, anything else (a sale that never came about). */
export const lineKinds = { sale: 0, back: 1, other: 2 } as const

export interface TouchColumns {
  n: number
  /** Ascending. */
  at: Float64Array
  day: Int32Array
  /** A customer's number, or from `customers` on a visitor who is none. */
  person: Int32Array
  channel: Int32Array
  /** Names an order. */
  ordered: Uint8Array
}

export interface TicketColumns {
  n: number
  /** Ascending. */
  day: Int32Array
  customer: Int32Array
  channel: Int32Array
  /** Of the product that it is about. */
  category: Int32Array
  /** What the ticket itself is filed under, numbered by itself. */
  topic: Int32Array
  /** Hours; NaN where not known. */
  response: Float64Array
  responseBusiness: Float64Array
  resolution: Float64Array
  resolutionBusiness: Float64Array
  /** 1: solved at the first contact, 0: not, −1: not known. */
  firstContact: Int8Array
}

export interface AnswerColumns {
  n: number
  /** Ascending. */
  day: Int32Array
  kind: Uint8Array
  customer: Int32Array
  channel: Int32Array
  category: Int32Array
  /** CSAT: 1 satisfied, 0 not. NPS: 100, 0, −100. CES: the score. */
  value: Float64Array
  /** Best score that a CES answer can have, the same for all that count; null where no answer says so. */
  easeScale: number | null
}

export interface SubscriptionColumns {
  n: number
  /** Ascending. */
  started: Int32Array
  /** −1: runs. */
  ended: Int32Array
  customer: Int32Array
}

export const answerKinds = { csat: 0, nps: 1, ces: 2 } as const

export interface SpendRow {
  channel: number
  /** First and last day. */
  from: number
  to: number
  /** In the currency itself. */
  cost: number
}

export interface KpiInput {
  /** Units in one of the currency, a power of ten: amounts of orders and lines are whole, so that sums are exact. */
  unit: number
  /** First day of the data, and the as-of date. */
  firstDay: number
  lastDay: number
  customers: number
  /** Of each customer. */
  segment: Int32Array
  country: Int32Array
  /** How the customer came, as far as a file says so. */
  channel: Int32Array
  referred: Uint8Array
  /** Visitors who are no customers. */
  visitors: number
  /** Somebody was referred; else nobody knows. */
  hasReferrals: boolean
  orders: OrderColumns
  lines: LineColumns
  touches: TouchColumns
  tickets: TicketColumns
  answers: AnswerColumns
  subscriptions: SubscriptionColumns
  spend: SpendRow[]
  /** Codes of each breakdown: 0 .. count − 1. In what is counted the group without a code comes last. */
  members: { segment: number; channel: number; country: number; category: number; topic: number }
}

/** First and last day, both included. */
export interface Window {
  from: number
  to: number
}

/** A span, and the one right before it of the same kind; null where there is none. */
export interface Period extends Window {
  preceding: Window | null
}

/** Value, low, high, how many it rests on; or why it is not known. */
export type Counted = [value: number, low: number | null, high: number | null, n: number] | KpiReason

/** For each KPI that the breakdown has, a cell for each member. */
export type Cells = Partial<Record<KpiId, Counted[]>>

export interface PreparedWindow extends Period {
  /** Null: everything. */
  by: KpiBreakdown | null
  cells: Cells
}

export interface CoursePoint extends Window {
  value: number | null
  low: number | null
  high: number | null
  trend: number | null
  expected: number | null
  unusual: boolean
  driver: (Omit<KpiDriver, 'segment' | 'category'> & { segment: number | null; category: number | null }) | null
}

export interface Course {
  kpi: KpiId
  grain: KpiGrain
  hasSeason: boolean
  /** Too few spans are known to say what stands out. */
  tooShort: boolean
  points: CoursePoint[]
}

export interface Cohort {
  /** Counted through: 12 · year + (month − 1). */
  month: number
  customers: number
  /** Customers with an order in the month itself, the next, …, as far as there are whole months. */
  active: number[]
}

export interface Prepared {
  windows: PreparedWindow[]
  courses: Course[]
  cohorts: Cohort[]
}
