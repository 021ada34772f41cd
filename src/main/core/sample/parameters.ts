/**
 * Every parameter of the process, in one place and explained in docs/sample-shop.md. They were fixed before any engine
 * was built; an engine that reads them would only be testing itself.
 */
export const FORMAT = 1
export const DEFAULT_CUSTOMERS = 1700
export const DEFAULT_SEED = 1

// --- Buying -----------------------------------------------------------------------------------------------------

export const BUYER_TYPES = ['restocker', 'giver', 'bargain', 'barista', 'tryout'] as const
export type BuyerType = (typeof BUYER_TYPES)[number]

export const CHANNELS = ['Web shop', 'App', 'Store', 'Marketplace'] as const

/** One kind of purchase process. Customers draw their own rhythm, tastes and habits around these. */
export interface BuyerProcess {
  name: string
  share: number
  /** Renewal process of orders: median of the customers' mean gaps in days, their spread (log), and the gamma shape. */
  rhythm: { gapDays: number; spread: number; shape: readonly [number, number] } | 'occasions' | 'once'
  /** Chance after each order that it was the last one. Restockers only leave as planted. */
  leaves: number
  /** Orders hold 1 + Poisson(this) different products. */
  moreLines: number
  /** Chance of taking two or three of a thing. */
  multiple: number
  /** Shares of CATEGORIES, and how close customers keep to them. */
  tastes: readonly number[]
  tasteConcentration: number
  /** Chance that an order waits for the next promotion or uses a code. */
  discount: number
  /** Preference for cheap (positive) or dear (negative) products of a category. */
  thrift: number
  /** Shares of CHANNELS. */
  channels: readonly number[]
  mobile: number
  /** Chance that a line is sent back. */
  returns: number
  /** Chance that the order falls on a Saturday or Sunday. */
  weekend: number
  newsletter: number
}

export const BUYERS: Record<BuyerType, BuyerProcess> = {
  restocker: {
    name: 'Steady restockers',
    share: 0.22,
    rhythm: { gapDays: 27, spread: 0.16, shape: [8, 18] },
    leaves: 0,
    moreLines: 0.4,
    multiple: 0.55,
    tastes: [0.7, 0.07, 0.14, 0.01, 0.002, 0.008, 0.01, 0.06, 0],
    tasteConcentration: 22,
    discount: 0.06,
    thrift: -0.8,
    channels: [0.62, 0.32, 0.04, 0.02],
    mobile: 0.45,
    returns: 0.008,
    weekend: 0.2,
    newsletter: 0.7
  },
  giver: {
    name: 'Gift givers',
    share: 0.18,
    rhythm: 'occasions',
    leaves: 0.01,
    moreLines: 1.3,
    multiple: 0.15,
    tastes: [0.03, 0.08, 0, 0.04, 0, 0.05, 0.18, 0.14, 0.48],
    tasteConcentration: 24,
    discount: 0.08,
    thrift: 0,
    channels: [0.6, 0.06, 0.3, 0.04],
    mobile: 0.4,
    returns: 0.02,
    weekend: 0.5,
    newsletter: 0.45
  },
  bargain: {
    name: 'Offer hunters',
    share: 0.2,
    rhythm: { gapDays: 95, spread: 0.16, shape: [1.6, 2.6] },
    leaves: 0.006,
    moreLines: 0.45,
    multiple: 0.08,
    tastes: [0.1, 0.2, 0.1, 0.03, 0, 0.01, 0.2, 0.35, 0.01],
    tasteConcentration: 24,
    discount: 0.86,
    thrift: 2.2,
    channels: [0.3, 0.08, 0.02, 0.6],
    mobile: 0.7,
    returns: 0.06,
    weekend: 0.35,
    newsletter: 0.75
  },
  barista: {
    name: 'Home baristas',
    share: 0.16,
    rhythm: { gapDays: 64, spread: 0.18, shape: [2.5, 5] },
    leaves: 0.004,
    moreLines: 1.6,
    multiple: 0.05,
    tastes: [0.15, 0.04, 0.05, 0.28, 0.22, 0.19, 0.07, 0, 0],
    tasteConcentration: 24,
    discount: 0.08,
    thrift: -1.3,
    channels: [0.45, 0.1, 0.44, 0.01],
    mobile: 0.2,
    returns: 0.05,
    weekend: 0.6,
    newsletter: 0.6
  },
  tryout: {
    name: 'One-time visitors',
    share: 0.24,
    rhythm: 'once',
    leaves: 1,
    moreLines: 0.12,
    multiple: 0.02,
    tastes: [0.26, 0.24, 0.03, 0.12, 0.02, 0.06, 0.16, 0.1, 0.01],
    tasteConcentration: 14,
    discount: 0.3,
    thrift: 0.3,
    channels: [0.66, 0.02, 0.08, 0.24],
    mobile: 0.6,
    returns: 0.07,
    weekend: 0.35,
    newsletter: 0.3
  }
}

/** Chance that a one-time visitor comes once more, and within how many days. */
export const SECOND_TRY = { chance: 0.08, days: [6, 40] } as const

/** Days on which givers have somebody to give to: [name, month, day, spread of the days before]. */
export const OCCASIONS = [
  { name: 'Christmas', month: 11, day: 22, before: 30 },
  { name: "Valentine's Day", month: 1, day: 13, before: 12 },
  { name: "Mother's Day", month: 4, day: 10, before: 14 }
] as const
/** Chance that a giver acts on Christmas, on the own second occasion, and orders twice for Christmas. */
export const GIVING = { christmas: 0.94, second: 0.8, twice: 0.35 } as const

/** Customers who follow two processes by turns: each process is thinned to its weight. */
export const MIXED = { share: 0.15, weight: [0.42, 0.58] } as const

/**
 * Share of customers who had bought before the export begins; the others arrive over these days. One-time visitors
 * arrive at any time, most of them while the shop still paid for social ads. After the export ends, so many newcomers arrive (share of all customers).
 */
export const ARRIVAL = { before: 0.74, days: 480, adsUntil: '2025-04-01', withAds: 0.95, newcomers: 0.05 } as const

/** A customer takes a favourite again with this chance, also of what lasts: frozen with the bytes. */
export const HABIT = 0.55
export const GUEST_ORDERS = 0.055
export const CANCELLED_ORDERS = 0.006

// --- Planted changes of behaviour -------------------------------------------------------------------------------

/** As shares of all customers. */
export const PLANTED_SHARES = { rhythmBreaks: 0.03, newlyRegular: 0.016, preferenceShifts: 0.022, unplanned: 0.025 } as const
/** Breaks lie between these dates, after at least so many orders. */
export const BREAKS = { from: '2025-01-06', to: '2025-07-20', minimumOrders: 6 } as const
/** A new rhythm starts between these dates after a quieter life. */
export const NEWLY_REGULAR = {
  knownBefore: '2024-09-01',
  from: '2025-03-15',
  to: '2025-06-15',
  gapDays: [18, 26],
  shape: 14,
  quietGapDays: 150
} as const
export const SHIFTS = { from: '2024-12-01', to: '2025-05-31' } as const
export const UNPLANNED = { from: '2024-06-01', to: '2025-09-20', lines: [3, 5] } as const

/** Chance that owning the first product of a pair leads to the second: in the same basket, else at a later order within the days. */
export const COMPLEMENT = { together: 0.3, later: 0.4, days: 75 } as const

/**
 * Chance at each order of getting the first step of the ladder, by type, and of the next step: `ready` once the
 * customer has bought so many coffees over so many days with the step it has, else `notReady`.
 */
export const UPGRADE = {
  start: { restocker: 0.008, giver: 0, bargain: 0, barista: 0.08, tryout: 0 },
  ready: 0.22,
  notReady: 0.006,
  coffees: 3,
  days: 60
} as const

// --- Journey ----------------------------------------------------------------------------------------------------

export const CHECKOUT = { completes: 0.74, completesInTrouble: 0.34 } as const
/** The mobile checkout fails more often; of those who fail so, this share gives up for days. */
export const BOTTLENECK = { from: '2025-02-10', to: '2025-03-24', device: 'mobile', givesUp: 0.5, days: [7, 18] } as const
/** Registered visitors who never bought, as share of customers. */
export const PROSPECTS = 0.3
export const PROSPECT_PATH = { consideration: 0.75, decision: 0.4, checkout: 0.5, checkoutInTrouble: 0.95 } as const

// --- Support ----------------------------------------------------------------------------------------------------

export const TICKET_CATEGORIES = ['Delivery', 'Product question', 'Fault or damage', 'Billing', 'Returns', 'Other'] as const
export type TicketCategory = (typeof TICKET_CATEGORIES)[number]
export const TICKET_CHANNELS = ['E-mail', 'Chat', 'Phone', 'Web form'] as const

export const SUPPORT_TYPES = ['delivery', 'howto', 'fault', 'billing'] as const
export type SupportType = (typeof SUPPORT_TYPES)[number]

export interface SupportProcess {
  name: string
  share: number
  /** Mean tickets over a customer's two years. */
  tickets: number
  categories: readonly number[]
  channels: readonly number[]
  /** Median days from the order to the ticket, and the spread (log). */
  delayDays: readonly [number, number]
  /** Median business minutes to first response and to resolution. */
  response: number
  resolution: number
  reopens: number
  /** Mean CSAT on 1..5. */
  satisfaction: number
  /** Mean tone of the text on −2..2. */
  tone: number
}

export const SUPPORT: Record<SupportType, SupportProcess> = {
  delivery: {
    name: 'Where is my parcel',
    share: 0.3,
    tickets: 5.4,
    categories: [0.9, 0.02, 0.02, 0.02, 0.02, 0.02],
    channels: [0.14, 0.76, 0.06, 0.04],
    delayDays: [2.6, 0.35],
    response: 14,
    resolution: 170,
    reopens: 0.18,
    satisfaction: 3.3,
    tone: -0.7
  },
  howto: {
    name: 'How does it work',
    share: 0.26,
    tickets: 4.6,
    categories: [0.02, 0.9, 0.02, 0.02, 0.02, 0.02],
    channels: [0.76, 0.12, 0.04, 0.08],
    delayDays: [10, 0.4],
    response: 190,
    resolution: 420,
    reopens: 0.04,
    satisfaction: 4.7,
    tone: 1
  },
  fault: {
    name: 'Broken, and again',
    share: 0.24,
    tickets: 4.9,
    categories: [0.02, 0.02, 0.68, 0.02, 0.24, 0.02],
    channels: [0.12, 0.06, 0.78, 0.04],
    delayDays: [24, 0.35],
    response: 60,
    resolution: 2600,
    reopens: 0.5,
    satisfaction: 2.1,
    tone: -1.4
  },
  billing: {
    name: 'The invoice, please',
    share: 0.2,
    tickets: 4.6,
    categories: [0.02, 0.02, 0.02, 0.9, 0.02, 0.02],
    channels: [0.16, 0.04, 0.04, 0.76],
    delayDays: [0.5, 0.5],
    response: 420,
    resolution: 800,
    reopens: 0.06,
    satisfaction: 4,
    tone: 0
  }
}

/** Share of customers with a support profile, and of those the ones that mix two. The others write this often an order. */
export const SUPPORTED = { share: 0.26, mixed: 0.15, quiet: 0.012 } as const
/** Orders that a type of buyer is expected to place; spreads a profile's tickets over them. */
export const EXPECTED_ORDERS: Record<BuyerType, number> = { restocker: 23, giver: 4.2, bargain: 7, barista: 10, tryout: 1.15 }

/** From this date one coffee is sent out in bags that do not close. So many of its orders lead to a ticket, so many days later (median, spread of the logarithm). */
export const RISING = { from: '2025-08-04', share: 0.3, delayDays: [4, 0.4] } as const

/** Desk agents: a factor on resolution time and reopening, and a difference in CSAT, by ticket category. */
export interface Agent {
  name: string
  team: string
  /** Weight of being given a ticket of TICKET_CATEGORIES. */
  load: readonly number[]
  skill?: { category: TicketCategory; time: number; reopen: number; satisfaction: number }
}

export const AGENTS: readonly Agent[] = [
  {
    name: 'Maeve',
    team: 'First line',
    load: [10, 10, 10, 10, 10, 10],
    skill: { category: 'Fault or damage', time: 0.4, reopen: 0.3, satisfaction: 0.9 }
  },
  {
    name: 'Tomas',
    team: 'First line',
    load: [10, 10, 10, 10, 10, 10],
    skill: { category: 'Delivery', time: 0.4, reopen: 0.3, satisfaction: 0.9 }
  },
  { name: 'Ines', team: 'First line', load: [10, 10, 10, 10, 10, 10] },
  // Given the quick cases, so looks fast until cases are compared with their like.
  { name: 'Ruth', team: 'Accounts', load: [4, 4, 1, 30, 2, 6] },
  // Given the slow ones, so looks slow.
  { name: 'Jonas', team: 'Workshop', load: [2, 6, 24, 1, 20, 4] },
  { name: 'Priya', team: 'First line', load: [9, 9, 6, 6, 8, 10] },
  // Helps out now and then: too few tickets to be judged.
  { name: 'Sam', team: 'First line', load: [0.3, 0.3, 0.2, 0.2, 0.2, 0.3] }
]

// --- Voice, offers, spend ---------------------------------------------------------------------------------------

export const SURVEYS = { npsShare: 0.07, csatShare: 0.62, cesShare: 0.3, reviewShare: 0.045 } as const

/** A customer whom a friend sent. Friends are restockers and baristas. */
export const REFERRED = 0.06

/** The e-mail test: three equal groups by lot, of which A buys more within the days and B only opens more. */
export const EMAIL_TEST = {
  campaign: 'Fresh grind test',
  sentOn: '2025-05-13',
  days: 14,
  groups: ['A', 'B', 'control'] as const,
  extraOrder: { A: 0.3, B: 0, control: 0 },
  opens: { A: 0.38, B: 0.61, control: 0 },
  subjects: { A: 'Your usual coffee is roasted on Thursday', B: '☕ Open me! A surprise inside', control: '' }
} as const

/** What reaches customers by treatment in the continuation. Kinds that are not listed have no effect. */
export const TREATMENTS = {
  /** Customers whose rhythm broke within the days before come back, and stay, with this chance; others are reminded of what they would do anyway. */
  reminder: { comesBack: 0.3, withinDays: 240, delayDays: [2, 12] },
  /** Anybody who has left comes back for one order, with a discount. */
  'win-back': { comesBack: 0.18, delayDays: [3, 20], discount: 0.15 },
  /** Owners of the first product of a pair who do not have the second buy it. */
  'complement-offer': { buys: 0.2, delayDays: [1, 14] },
  /** Owners of a step of the ladder step up: those who are ready, and the others. */
  'upgrade-offer': { ready: 0.2, notReady: 0.01, delayDays: [2, 21] },
  /** One more order, for those who still buy. Variant A as in the e-mail test; any other variant does nothing. */
  'e-mail': { A: 0.3, delayDays: [1, 12] },
  /** Half the tickets afterwards, and happier ones. */
  'service-call': { ticketFactor: 0.5, satisfaction: 0.8 }
} as const
export type TreatmentKind = keyof typeof TREATMENTS
