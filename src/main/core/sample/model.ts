/** What the simulation passes from one module to the next. Nothing here is written to the shop's files as it is. */
import type { Minutes } from './calendar.ts'
import type { Product } from './catalogue.ts'
import type { BuyerType, SupportType, TicketCategory } from './parameters.ts'

/** One customer's own version of a buyer process. */
export interface Habits {
  type: BuyerType
  /** Share of this process in the customer's life; 1 unless mixed. */
  weight: number
  gapDays: number
  shape: number
  tastes: number[]
  discount: number
  channels: number[]
  /** Index into OCCASIONS of the giver's second occasion. */
  occasion: number
}

export interface Shift {
  at: Minutes
  from: string
  to: string
  tastes: number[]
}

export interface Customer {
  index: number
  id: string
  name: string
  email: string
  country: string
  city: string
  birthYear: number
  newsletter: boolean
  /** Marketing channel that brought the customer. */
  source: string
  registeredAt: Minutes
  /** The first moment of its process in the export; before the export begins for most. */
  arrivesAt: Minutes
  mobile: number
  /** −1 (hard to please) … 1. */
  mood: number
  parts: Habits[]
  support: { type: SupportType; weight: number }[]
  referredBy: Customer | null
  breakAt: Minutes | null
  newlyRegularAt: Minutes | null
  shift: Shift | null
  unplannedAt: Minutes | null
}

/** An order that somebody is about to place. */
export interface Intent {
  /** Names its stream of random numbers. */
  key: string
  at: Minutes
  habits: Habits
  reason: 'own' | 'unplanned' | 'e-mail' | 'treatment'
  /** Waits for promotions or uses a code. */
  seeksDiscount: boolean
  /** What must be in the basket. */
  wants: Product[]
  extraDiscount: number
}

/** A customer's way through time. */
export interface Life {
  customer: Customer
  intents: Intent[]
  /** When the process ended for good; null while it goes on. */
  endedAt: Minutes | null
}

export interface Line {
  product: Product
  quantity: number
  unitPrice: number
  /** Cents taken off the whole line. */
  discount: number
  returned: { at: Minutes; quantity: number } | null
}

/** One try to check out. The last one of an order that came to be is the order. */
export interface Attempt {
  at: Minutes
  device: 'desktop' | 'mobile'
  completed: boolean
}

export interface Order {
  key: string
  /** Given in the order of time. */
  number: string
  customer: Customer | null
  country: string
  at: Minutes
  type: BuyerType
  reason: Intent['reason'] | 'guest'
  channel: string
  attempts: Attempt[]
  code: string
  lines: Line[]
  cancelledAt: Minutes | null
  first: boolean
  /** Which lines came about through a planted mechanism. */
  planted: { pair?: number; step?: number }[]
}

export interface Ticket {
  id: string
  key: string
  customer: Customer
  order: Order
  product: Product
  openedAt: Minutes
  respondedAt: Minutes
  resolvedAt: Minutes
  channel: string
  category: TicketCategory
  priority: string
  agent: string
  team: string
  reopened: number
  /** 1..5, what the customer thinks of it. */
  satisfaction: number
  /** −2..2, how it sounds. */
  tone: number
  subject: string
  message: string
  rising: boolean
}

export interface Feedback {
  id: string
  customer: Customer
  at: Minutes
  type: 'NPS' | 'CSAT' | 'CES' | 'Review'
  score: number
  order: Order | null
  ticket: Ticket | null
  product: Product | null
  comment: string
}

export interface Touchpoint {
  customer: Customer
  session: string
  at: Minutes
  channel: string
  campaign: string
  event: string
  page: string
  device: string
  sku: string
  order: Order | null
}

export interface Offer {
  campaign: string
  offer: string
  variant: string
  group: 'treated' | 'control'
  channel: string
  subject: string
  visual: string
  incentive: string
  customer: Customer
  sentAt: Minutes
  openedAt: Minutes | null
  clickedAt: Minutes | null
  accepted: Order | null
}
