import * as z from 'zod'
import { IsoDate, Verdict, Warning } from './common.ts'
import { Feature } from './features.ts'
import { SupportReview } from './support-views.ts'

export const supportUnits = ['customers', 'tickets'] as const
export const supportLinkages = ['ward', 'average', 'complete', 'single'] as const
export const supportMetrics = ['euclidean', 'cosine', 'gower'] as const
/** What is known of the units: their tickets; without any, what customers send back, say when asked, and whether they come again. */
export const supportGrounds = ['tickets', 'behaviour'] as const
export const mostAbout = 20
export const [fewestSupportClusters, mostSupportClusters] = [2, 15] as const

export const SupportParams = z.object({
  unit: z.enum(supportUnits).default('customers'),
  linkage: z.enum(supportLinkages).default('ward'),
  /** Ward takes Euclidean only. */
  metric: z.enum(supportMetrics).default('euclidean'),
  clusters: z.union([z.literal('auto'), z.int().min(fewestSupportClusters).max(mostSupportClusters)]).default('auto'),
  /** What of customers is looked at beside their tickets and orders: features about them, as `country` or `extra:Age`. */
  about: z.array(Feature).max(mostAbout).default([]),
  seed: z.int().min(0).default(1)
})
export type SupportParams = z.infer<typeof SupportParams>

/** What a cluster's tickets are like, by one feature. */
export const SupportTrait = z.object({
  /** `of`: the category or channel whose share it is, the currency of a value, or what is known of customers. */
  feature: z.enum([
    'perOrder',
    'wrote',
    'delay',
    'response',
    'resolution',
    'reopens',
    'rating',
    'tone',
    'returns',
    'orders',
    'gap',
    'since',
    'category',
    'channel',
    'value',
    'tenure',
    'bought',
    'about',
    'aboutShare'
  ]),
  of: z.string().nullable(),
  /** Of all tickets (or orders, or customers) here together, and of the others: tickets or returns an order, tickets, orders, money an order, days, hours, shares 0 … 1, tone −1 … 1. Null: not known. */
  value: z.number().nullable(),
  others: z.number().nullable(),
  /** Difference of the means in standard deviations (Hedges' g) and its 95 % interval. */
  effect: z.number(),
  low: z.number(),
  high: z.number()
})
export type SupportTrait = z.infer<typeof SupportTrait>

/** A name, with how many tickets name it. */
const Named = z.object({ name: z.string(), tickets: z.int() })

/** Word for word, with the number of its ticket. */
export const SupportQuote = z.object({ ticket: z.string(), text: z.string() })
export type SupportQuote = z.infer<typeof SupportQuote>

/** Above this chance somebody writes more likely than not. */
export const probableChance = 0.5

export const supportPlays = ['self-service', 'proactive', 'specialist', 'priority', 'goodwill', 'advice', 'invite', 'thanks'] as const
export const SupportPlay = z.enum(supportPlays)
export type SupportPlay = z.infer<typeof SupportPlay>

export const SupportCluster = z.object({
  /** The same from run to run, as long as it is the same customers. */
  id: z.int(),
  /** Its colour and shape. */
  slot: z.int(),
  name: z.string(),
  /** What the figures would call it, and whether the user calls it otherwise. */
  proposed: z.string(),
  given: z.boolean(),
  review: SupportReview.nullable(),
  /** Where what the user said is kept for partly other people: how many of those of whom it was said are in it, and how many in either. Null: hardly others. */
  kept: z.object({ same: z.int(), either: z.int() }).nullable().default(null),
  size: z.int(),
  share: z.number(),
  tickets: z.int(),
  /** Mean Jaccard coefficient over bootstrap samples; null where it is not known. */
  stability: z.number().nullable(),
  silhouette: z.number().nullable(),
  /** Largest effect first. */
  profile: z.array(SupportTrait),
  categories: z.array(Named),
  products: z.array(Named),
  /** Tickets by theme, as numbered in `themes`. */
  themes: z.array(
    /** What its members wrote; runs of before quoted nobody. */
    z.object({ theme: z.int(), tickets: z.int(), quotes: z.array(SupportQuote).default([]) })
  ),
  /** What to do, and the trait that says so. */
  play: z.object({ play: SupportPlay, because: SupportTrait, who: z.string().nullable() }).nullable()
})
export type SupportCluster = z.infer<typeof SupportCluster>

export const SupportTheme = z.object({
  words: z.array(z.string()),
  tickets: z.int(),
  /** Mean tone of its texts; null where none could be read. */
  tone: z.number().nullable(),
  /** Tickets a week in the last 13 weeks as a multiple of those before; null without enough history. */
  trend: z.number().nullable(),
  /** Its 95 % interval. Runs of before know none. */
  trendRange: z.object({ low: z.number(), high: z.number() }).nullable().default(null),
  quotes: z.array(SupportQuote)
})

export const SupportRising = z.object({
  product: z.string().nullable(),
  category: z.string().nullable(),
  from: IsoDate,
  /** Customers who wrote about it since, and how many their own history let expect. */
  tickets: z.int(),
  expected: z.number(),
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
  q: z.number(),
  /** False: what is known begins less than a year before, so that it may be a season. Runs of before do not say. */
  seasonKnown: z.boolean().default(true),
  weeks: z.array(z.int()),
  expectedWeeks: z.array(z.number())
})
export type SupportRising = z.infer<typeof SupportRising>

export const SupportHandling = z.object({
  who: z.string(),
  category: z.string(),
  tickets: z.int(),
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
  rating: z.number().nullable(),
  q: z.number(),
  best: z.boolean(),
  /** Open tickets on this desk at the as-of date; far more than on the others'; whom to ask meanwhile. Runs of before know none. */
  open: z.int().default(0),
  busy: z.boolean().default(false),
  instead: z.boolean().default(false),
  /** Of who is named: median hours until solved, one's own and all the others', however hard the tickets. Null: not named; runs of before do not say. */
  crude: z.object({ own: z.number(), others: z.number() }).nullable().default(null)
})

/** What the chance that a customer writes is made of: days since the last order, orders, and tickets. */
export const LikelyBecause = z.object({ since: z.int(), orders: z.int(), tickets: z.int() })
export type LikelyBecause = z.infer<typeof LikelyBecause>

export const SupportResult = z.object({
  run: z.object({
    id: z.int(),
    kind: z.literal('support'),
    seed: z.int(),
    params: z.record(z.string(), z.unknown()),
    engineVersion: z.string(),
    inputFingerprint: z.string(),
    asOf: IsoDate
  }),
  verdict: Verdict,
  unit: z.enum(supportUnits),
  /** Runs that were kept before there was another are from tickets. */
  from: z.enum(supportGrounds).default('tickets'),
  linkage: z.enum(supportLinkages),
  metric: z.enum(supportMetrics),
  /** Units that were clustered, their tickets (without any, answers), and what was left out or cannot be. */
  units: z.int(),
  tickets: z.int(),
  notes: z.array(Warning),
  /** Share of the tickets that say each thing; without tickets, of the customers. */
  known: z.record(z.string(), z.number()),
  /** Correlation of distances with the heights of the tree. */
  cophenetic: z.number().nullable(),
  k: z.int(),
  kChosenBy: z.enum(['silhouette', 'request']),
  /** Where the tree could be cut: the largest gap of heights, the highest silhouette, the branches that stand apart. */
  cuts: z.array(z.object({ by: z.enum(['gap', 'silhouette', 'branches']), k: z.int() })),
  criteria: z.array(z.object({ k: z.int(), silhouette: z.number(), smallest: z.int() })),
  /** How often tickets dealt by lot look as clear. */
  chance: z.object({ draws: z.int(), rows: z.int(), share: z.number(), observed: z.number(), high: z.number() }).nullable(),
  agreement: z.object({ package: z.string(), rows: z.int(), largestHeightDifference: z.number(), sameClusters: z.number() }),
  /** Adjusted Rand index with other linkages, cut into as many. */
  otherLinkages: z.array(
    z.object({ linkage: z.enum(supportLinkages), rows: z.int(), cophenetic: z.number().nullable(), sameClusters: z.number() })
  ),
  /** Adjusted Rand index with the customer segments; null before there are any. */
  segments: z.object({ customers: z.int(), sameClusters: z.number() }).nullable(),
  /** Beyond what can be clustered exactly: what the two stages cost on a sample. Null: exact. */
  twoStage: z.object({ leaves: z.int(), rows: z.int(), cophenetic: z.number().nullable(), sameClusters: z.number() }).nullable(),
  clusters: z.array(SupportCluster),
  themes: z.array(SupportTheme),
  rising: z.array(SupportRising),
  /** The first day of the weeks up to the as-of date in which tickets have nearly stopped: what is told of now is told of these. Null: they have not; runs of before do not say. */
  quietFrom: IsoDate.nullable().default(null),
  /** Why no rise can be told: most tickets say no day of opening, or there are too few weeks of them. Null: it can; runs of before do not say. */
  risingUnseen: z.enum(['undated', 'short']).nullable().default(null),
  routing: z.array(SupportHandling),
  /** Days from an order to a ticket: quartiles. Null without orders. */
  timeToTicket: z.object({ tickets: z.int(), early: z.number(), median: z.number(), late: z.number() }).nullable(),
  /** Who is most likely to write within 28 days, with the chance. `lift`: of those named 28 days ago, how many times as many wrote as of all in question, with its 95 % interval. */
  next: z
    .object({
      lift: z.number(),
      low: z.number(),
      high: z.number(),
      validated: z.boolean(),
      /** Those named 28 days ago: the sum of their chances, and how many wrote. Runs of before do not know. */
      before: z.object({ named: z.int(), expected: z.number(), came: z.int() }).nullable().default(null),
      customers: z.array(
        z.object({
          customer: z.string(),
          chance: z.number(),
          cluster: z.int().nullable(),
          /** Runs of before do not say. */
          because: LikelyBecause.nullable().default(null)
        })
      )
    })
    .nullable()
})
export type SupportResult = z.infer<typeof SupportResult>

/** Whether tickets name neither a category nor a product: then there is no issue that could rise. */
export const namesNothing = (known: SupportResult['known']): boolean => (known.category ?? 0) === 0 && (known.product ?? 0) === 0
