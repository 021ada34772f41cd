/** What explains the segments of a run: who is in them, what drives, hurts and brings them. Stored with the run, as of its date. */
import * as z from 'zod'
import { Epoch, IsoDate } from './common.ts'
import { JourneyStage } from './journey-stages.ts'
import { KpiSelection } from './kpi-selection.ts'
import { rfmGroups } from './rfm.ts'
import { SupportPick } from './support-views.ts'
import { UpsellSelection } from './upsell-view.ts'

export { JourneyStage, journeyStages } from './journey-stages.ts'

/**
 * What can hurt. The topic of `complaint` is the ticket's category, of `dropOff` where a visit was left, of `trouble` what failed; the others
 * have none.
 */
export const painKinds = [
  'dropOff',
  'trouble',
  'complaint',
  'slowAnswer',
  'slowSolution',
  'reopened',
  'return',
  'cancelled',
  'lowScore',
  'notRecommended',
  'unhappyAfterHelp'
] as const
export const PainKind = z.enum(painKinds)
export type PainKind = z.infer<typeof PainKind>

export const SegmentPain = z.object({
  segment: z.int(),
  stage: JourneyStage,
  kind: PainKind,
  topic: z.string(),
  /** How often, and to how many customers of the segment. */
  events: z.int(),
  customers: z.int(),
  /** Share of customers that it happened to, in the segment and among everyone else. */
  share: z.number(),
  otherShare: z.number(),
  /** Events an occasion on which it could have happened (an order, a ticket, an answer, a visit that came to the step), likewise. */
  rate: z.number(),
  otherRate: z.number(),
  /** How many times as many customers, and how many times as often an occasion (once orders alone, hence the name), with 95 % intervals; null where too few suffered. */
  byCustomer: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
  byOrder: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Adjusted for all cells (Benjamini-Hochberg); null where not tested. */
  q: z.number().nullable(),
  /** Over-represented: more customers than elsewhere, also for how often it could have happened, and hardly by chance. */
  over: z.boolean(),
  /**
   * A feature that the groups were made from counts the same: it would stand out, and is no difference that was found. Left out where
   * it is not so, and by runs from before it was looked at.
   */
  madeOf: z.literal(true).optional()
})
export type SegmentPain = z.infer<typeof SegmentPain>

export const PainReport = z.object({
  cells: z.array(SegmentPain),
  /** From which day on things count, and how many rows of each kind there were to go by. */
  from: IsoDate,
  tickets: z.int(),
  answers: z.int(),
  returns: z.int(),
  /** Hours beyond which a first answer and a solution count as slow: the slowest tenth. Null without tickets. */
  slowAnswerHours: z.number().nullable(),
  slowSolutionHours: z.number().nullable(),
  /** Visits, where the files tell of any. Left out by runs from before they were looked at. */
  visits: z.int().optional(),
  /** What the workspace calls stages, where that is not as usual. */
  stageNames: z.partialRecord(JourneyStage, z.string()).optional()
})
export type PainReport = z.infer<typeof PainReport>

export const RuleCondition = z.object({ feature: z.string(), low: z.number().nullable(), high: z.number().nullable() })
export const SegmentRule = z.object({
  conditions: z.array(RuleCondition),
  /** `frequency >= 8 and recency < 60`, for scripts. */
  text: z.string(),
  fidelity: z.number(),
  precision: z.number(),
  recall: z.number()
})
export type SegmentRule = z.infer<typeof SegmentRule>

export const PersonReason = z.object({
  /** Key under `explaining.reason`. */
  why: z.enum(['years', 'referred', 'satisfied', 'late', 'unhappy']),
  value: z.number(),
  /** What is usual, and how much it varies, where that is known. */
  usual: z.number().nullable(),
  spread: z.number().nullable()
})
export type PersonReason = z.infer<typeof PersonReason>

/** A customer who stands for something, with what it is. */
export const Person = z.object({
  customer: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  orders: z.int(),
  net: z.number(),
  reasons: z.array(PersonReason)
})
export type Person = z.infer<typeof Person>

export const SegmentChannel = z.object({
  channel: z.string(),
  customers: z.int(),
  share: z.number(),
  /** Among all customers whose channel is known. */
  shareOfAll: z.number(),
  /** How many times as often as among everyone else, with its 95 % interval; null where too few came this way. */
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What they brought so far, net. */
  net: z.number(),
  /** Of the period in which money was spent on the channel; null where no spend is known. */
  money: z
    .object({
      /** The part of this segment, by the customers that the channel gained. */
      spend: z.number(),
      /** Customers of the segment who came in the period, by when they registered, else by their first order; and what they brought since. */
      gained: z.int(),
      net: z.number(),
      /** Spend for one customer, the same in every segment; null when the channel gained nobody. */
      costEach: z.number().nullable(),
      /** What came back of each unit of this segment's part; null when none of it was gained. */
      back: z.number().nullable(),
      /** What each customer brought on average whom the channel gained, of all segments. Left out, as what follows, by runs that took old customers for gained. */
      eachOfAll: z.number().nullable().optional(),
      /** Customers of the segment who may have come in the period, or before the data begin; what was spent while that is not sure is left out. */
      unknown: z.int().optional(),
      /** Of all segments, who came a year ago or longer: whom the channel gained, and what came back of each unit, with its 95 % interval. Null where there is none yet. */
      all: z.object({ gained: z.int(), back: z.number(), low: z.number(), high: z.number() }).nullable().optional()
    })
    .nullable()
})
export type SegmentChannel = z.infer<typeof SegmentChannel>

export const SeasonMonth = z.object({
  month: z.int(),
  purchases: z.int(),
  index: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable()
})

export const Strategy = z.object({
  /** Key of its texts under `playbooks`. */
  id: z.string(),
  /** What of this segment calls for it: values that its text speaks about. */
  because: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Strategy = z.infer<typeof Strategy>

export const SegmentExplanation = z.object({
  id: z.int(),
  rule: SegmentRule,
  /** Nearest to the middle of the segment. */
  typical: z.array(Person),
  champions: z.object({ count: z.int(), people: z.array(Person) }),
  risk: z.object({ count: z.int(), net: z.number(), people: z.array(Person) }),
  channels: z.array(SegmentChannel),
  /** Mean of all scores that its customers gave, 0..1, and how many; null without. */
  satisfaction: z.object({ mean: z.number(), answers: z.int() }).nullable(),
  season: z.object({ span: z.int(), months: z.array(SeasonMonth) }),
  strategies: z.array(Strategy)
})
export type SegmentExplanation = z.infer<typeof SegmentExplanation>

export const RfmGroup = z.enum(rfmGroups)

export const Explanation = z.object({
  run: z.int(),
  segments: z.array(SegmentExplanation),
  pains: PainReport,
  rfm: z.object({
    /** In the order of `RfmGroup`; customers of each segment in the order of `segments`. */
    groups: z.array(z.object({ group: RfmGroup, customers: z.int(), bySegment: z.array(z.int()) })),
    /** Adjusted Rand index of both partitions: 1 the same, about 0 as by chance. */
    agreement: z.number()
  }),
  /** Single silhouettes of a sample, best first within each segment, in the order of `segments`. */
  silhouettes: z.array(z.object({ segment: z.int(), values: z.array(z.number()) })),
  /** What champions could be chosen by: whether anybody was ever asked, or ever referred somebody. */
  knows: z.object({ satisfaction: z.boolean(), referrals: z.boolean(), channels: z.boolean(), spend: z.boolean() }),
  asOf: IsoDate
})
export type Explanation = z.infer<typeof Explanation>

/** One thing that happened to a customer, as it stands in the data. */
export const PainRow = z.object({
  customer: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  at: Epoch,
  /** Number of the ticket or order, or what was answered. */
  reference: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  /** Score and the best possible one. */
  score: z.number().nullable(),
  scale: z.number().nullable()
})
export type PainRow = z.infer<typeof PainRow>

/** Which cell of the pain points. */
export const PainCellKey = z.object({ segment: z.int(), stage: JourneyStage, kind: PainKind, topic: z.string() })
export type PainCellKey = z.infer<typeof PainCellKey>

/** Who moved where between two days; the meaning of the segments stays. */
export const Migration = z.object({
  run: z.int(),
  from: IsoDate,
  to: IsoDate,
  /** `segment` null: not a customer yet on the first day (from), or no longer one on the second (to). Only cells with somebody. */
  cells: z.array(z.object({ from: z.int().nullable(), to: z.int().nullable(), customers: z.int() })),
  /** Of those who are in both. */
  stayed: z.int(),
  both: z.int()
})
export type Migration = z.infer<typeof Migration>

/** Whether the segments still fit the customers of today. */
export const Drift = z.object({
  run: z.int(),
  foundAsOf: IsoDate,
  asOf: IsoDate,
  customers: z.int(),
  /**
   * Population stability index of each, the highest first. `before` and `now`: medians; of a feature without an order the shares of customers
   * with the value `level`, whose share moved most.
   */
  features: z.array(
    z.object({ feature: z.string(), level: z.string().nullable(), index: z.number(), before: z.number(), now: z.number() })
  ),
  /** Share of customers further from their group than all but one in a hundred were; 0.01 is what to expect. */
  poorlyFitting: z.number(),
  level: z.enum(['fits', 'moving', 'stale'])
})
export type Drift = z.infer<typeof Drift>

/** Further narrowing of a list of customers, to exactly those that a count on a screen of segments, of KPIs, or of upsell, stands for. */
export const CustomersAmong = z.discriminatedUnion('of', [
  z.object({ of: z.literal('champions'), segment: z.int() }),
  z.object({ of: z.literal('risk'), segment: z.int() }),
  z.object({ of: z.literal('rfm'), run: z.int(), group: RfmGroup, segment: z.int().nullable() }),
  z.object({ of: z.literal('pain'), ...PainCellKey.shape }),
  z.object({ of: z.literal('moved'), run: z.int(), from: IsoDate, to: IsoDate, source: z.int().nullable(), target: z.int().nullable() }),
  z.object({ of: z.literal('channel'), segment: z.int(), channel: z.string() }),
  KpiSelection,
  UpsellSelection,
  /** Who used to buy what an alert says is re-purchased less, and did not in its four weeks. */
  z.object({ of: z.literal('alert'), alert: z.int() }),
  /** Who wrote, or is the most likely to write, as the support screens count them. */
  z.object({ of: z.literal('support'), pick: SupportPick })
])
export type CustomersAmong = z.infer<typeof CustomersAmong>
