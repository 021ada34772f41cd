import * as z from 'zod'
import { IsoDate, Warning } from './common.ts'

export const AdviceLevel = z.enum(['validated', 'not-better', 'insufficient-data'])
export type AdviceLevel = z.infer<typeof AdviceLevel>

const number = z.number().nullable()

/** A model or a baseline on the folds of one target. */
export const UpsellModel = z.object({
  target: z.string(),
  name: z.string(),
  auc: z.number(),
  aucLow: z.number(),
  aucHigh: z.number(),
  prAuc: z.number(),
  logLoss: z.number(),
  brier: z.number(),
  folds: z.array(z.object({ auc: z.number(), logLoss: z.number(), brier: z.number(), rows: z.int(), positives: z.int() }))
})
export type UpsellModel = z.infer<typeof UpsellModel>

/** What was found out about one thing that could be offered. */
export const UpsellTarget = z.object({
  target: z.string(),
  kind: z.enum(['category', 'product', 'offer']),
  verdict: AdviceLevel,
  /** Times that it would have to happen more for a verdict, or for the gain seen to be told from chance; 0: that is not what is missing. */
  needed: z.int(),
  /** Days of orders that are missing to look so far ahead; missing in runs of earlier versions. */
  missingDays: z.int().optional(),
  rows: z.int(),
  positives: z.int(),
  model: z.string().nullable(),
  baseline: z.string().nullable(),
  gain: z.object({ mean: z.number(), low: z.number(), high: z.number(), p: z.number() }).nullable(),
  randomGap: number,
  calibration: z
    .object({
      kind: z.enum(['none', 'platt', 'isotonic']),
      error: z.number(),
      curve: z.array(z.object({ rows: z.int(), said: z.number(), happened: z.number() }))
    })
    .nullable(),
  deciles: z.array(z.object({ rows: z.int(), hits: z.number(), lift: z.number(), gain: z.number() })),
  /** What was not used, since it alone gives the answer away as only something written down afterwards does. */
  refused: z.array(z.string())
})
export type UpsellTarget = z.infer<typeof UpsellTarget>

/**
 * Days after the first thing within which the middle half of those who buy the second one later do. Of so many customers who had the first thing long
 * enough and not the second, so many bought it within the horizon.
 */
const Window = z.object({ from: z.number(), to: z.number(), customers: z.int(), bought: z.int() })

/** Times that a rule must have come true in later orders, else nothing is said of it. */
export const fewestLaterHits = 5

export const UpsellRule = z.object({
  given: z.array(z.string()),
  follows: z.string(),
  support: z.number(),
  confidence: z.number(),
  lift: z.number(),
  leverage: z.number(),
  conviction: number,
  p: z.number(),
  q: z.number(),
  count: z.int(),
  /** Single baskets, or all that each customer had bought: what support, confidence and the count are of. */
  of: z.enum(['baskets', 'histories']),
  laterOrders: z.int(),
  laterHits: z.int(),
  outOfTimeLift: number,
  low: number,
  high: number,
  laterQ: z.number(),
  validated: z.boolean(),
  /** Later orders without the first things, by customers who had them and never the second, and how much more often these hold it. */
  apart: z.object({ orders: z.int(), hits: z.int(), lift: number, low: number, high: number, q: z.number() }),
  /** It is also bought later, in another order: only then is it offered. */
  comesLater: z.boolean(),
  /** Null unless it comes later. */
  window: Window.nullable(),
  /** The same within each segment in which enough bought both; missing in runs of earlier versions. */
  segmentWindows: z.array(Window.extend({ segment: z.string() })).optional()
})
export type UpsellRule = z.infer<typeof UpsellRule>

export const UpsellLadder = z.object({
  /** Empty: of none. */
  category: z.string(),
  products: z.array(z.string()),
  /** By the user's word, not found. */
  given: z.boolean(),
  steps: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      up: z.int(),
      down: z.int(),
      buyers: z.int(),
      priceRatio: number,
      ready: z
        .object({
          category: z.string().nullable(),
          count: z.int(),
          days: z.int(),
          readyHits: z.int(),
          readyOrders: z.int(),
          otherHits: z.int(),
          otherOrders: z.int()
        })
        .nullable()
    })
  )
})
export type UpsellLadder = z.infer<typeof UpsellLadder>

/** Plans of subscriptions from the lowest to the highest. */
export const UpsellPlans = z.object({
  given: z.boolean(),
  /** What stands on one step is one text; its price a month, null where nothing tells, and how many have it now. */
  levels: z.array(z.object({ name: z.string(), monthly: number, customers: z.int() })),
  steps: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** Customers who went from the lower one to a higher one, and who came down to it. */
      up: z.int(),
      down: z.int(),
      priceRatio: number,
      /** What tells who steps up within so many days: a share of the limit used, or days on the plan. Of later days. */
      ready: z
        .object({
          by: z.enum(['usage', 'tenure']),
          least: z.number(),
          days: z.int(),
          readyHits: z.int(),
          readyTimes: z.int(),
          otherHits: z.int(),
          otherTimes: z.int()
        })
        .nullable()
    })
  )
})
export type UpsellPlans = z.infer<typeof UpsellPlans>

const Share = z.object({ hits: z.int(), of: z.int(), share: number, low: z.number(), high: z.number() })

/** A variant of an offer beside those who got none, or beside the other variants. */
export const UpsellEffect = z.object({
  campaign: z.string(),
  variant: z.string(),
  by: z.enum(['variant', 'channel', 'segment']),
  measure: z.enum(['ordered', 'accepted']),
  days: z.int(),
  treated: Share,
  against: Share,
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  q: z.number(),
  verdict: AdviceLevel
})
export type UpsellEffect = z.infer<typeof UpsellEffect>

export const UpsellMoment = z.object({
  moment: z.enum([
    'first-order',
    'second-order',
    'third-order',
    'fifth-order',
    'visit',
    'trouble',
    'cart',
    'good-review',
    'satisfied-ticket',
    /** The answer to it is a higher plan, not an order. */
    'plan-limit'
  ]),
  days: z.int(),
  share: Share
})
export type UpsellMoment = z.infer<typeof UpsellMoment>

export const UpsellOffer = z.object({
  customer: z.string(),
  customerId: z.int(),
  kind: z.enum(['complement', 'upgrade', 'target']),
  offer: z.string(),
  from: IsoDate,
  to: IsoDate,
  /** That it is bought within the horizon; as it went on former days, with its interval, or by a model. */
  chance: z.number(),
  low: number,
  high: number,
  /** Chance times what it usually brings. */
  value: z.number(),
  reason: z.object({
    product: z.string().nullable(),
    boughtOn: IsoDate.nullable(),
    hits: z.int(),
    of: z.int(),
    /** The horizon. */
    days: z.int(),
    category: z.string().nullable(),
    count: z.int().nullable(),
    usual: number,
    /** Of a step to a higher plan: by what, and how much of the limit was used last. */
    plan: z.object({ by: UpsellPlans.shape.steps.element.shape.ready.unwrap().shape.by, share: number }).optional()
  })
})
export type UpsellOffer = z.infer<typeof UpsellOffer>

export const GivenLadders = z.array(z.array(z.string().trim().min(1).max(200)).min(2).max(8)).max(20)
export type GivenLadders = z.infer<typeof GivenLadders>

export const UpsellParams = z.object({
  /** A category, a product or `offer:NAME`; null: the categories that bring most. */
  target: z.string().trim().min(1).max(200).nullable().default(null),
  /** Days within which something must be bought to count. */
  horizon: z.int().min(7).max(730).default(90),
  seed: z.int().min(0).max(0xffffffff).default(1),
  /** Steps up by the user's word: names of products or of plans, the lowest first. */
  ladders: GivenLadders.default([])
})
export type UpsellParams = z.infer<typeof UpsellParams>

export const UpsellResult = z.object({
  run: z.object({
    id: z.int(),
    kind: z.literal('upsell'),
    seed: z.int(),
    params: z.record(z.string(), z.unknown()),
    engineVersion: z.string(),
    inputFingerprint: z.string(),
    asOf: IsoDate
  }),
  verdict: z.object({ level: AdviceLevel, reason: z.string() }),
  currency: z.string(),
  customers: z.int(),
  horizon: z.int(),
  targets: z.array(UpsellTarget),
  models: z.array(UpsellModel),
  splitDate: IsoDate,
  rules: z.array(UpsellRule),
  /** Rules that were asked again, those of them that held, and those that held and say no more than a shorter one. */
  rulesAsked: z.int(),
  rulesHeld: z.int(),
  rulesRepeating: z.int(),
  ladders: z.array(UpsellLadder),
  /** Missing in runs of earlier versions. */
  plans: z.array(UpsellPlans).optional(),
  /** From the first to the second order, days. */
  secondOrder: z
    .object({ quarter: number, median: number, threeQuarters: number, low: number, high: number, customers: z.int(), cameBack: z.int() })
    .nullable(),
  moments: z.array(UpsellMoment),
  effects: z.array(UpsellEffect),
  uplift: z.object({ campaign: z.string(), variant: z.string(), qini: z.number(), low: z.number(), high: z.number() }).nullable(),
  offers: z.array(UpsellOffer),
  /** All that were found; `offers` may be fewer. */
  total: z.int(),
  suppressed: z.object({ hasIt: z.int(), openComplaint: z.int(), contacted: z.int(), outOfSeason: z.int() }),
  notes: z.array(Warning)
})
export type UpsellResult = z.infer<typeof UpsellResult>
