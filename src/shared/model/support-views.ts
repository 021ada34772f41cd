/** What the support screens ask for beside the result of a run. */
import * as z from 'zod'
import { Epoch, IsoDate } from './common.ts'
import { JourneyStage } from './journey-stages.ts'

export const supportJudgements = ['sensible', 'doubtful', 'wrong'] as const
export const SupportJudgement = z.enum(supportJudgements)
export type SupportJudgement = z.infer<typeof SupportJudgement>

/** What somebody who knows the customers made of a cluster, and as of which day. */
export const SupportReview = z.object({ judgement: SupportJudgement, note: z.string(), asOf: IsoDate })
export type SupportReview = z.infer<typeof SupportReview>

/** Exactly the customers, or tickets, that something on the support screens stands for. */
export const SupportPick = z.discriminatedUnion('by', [
  z.object({ by: z.literal('cluster'), cluster: z.int() }),
  /** A branch of the tree of this run: its leaves stand together, `from` ≤ place < `to`. */
  z.object({ by: z.literal('branch'), run: z.int(), from: z.int().min(0), to: z.int().min(1) }),
  /** Tickets about a product × category from one day to the end of another; null: tickets that name none. */
  z.object({ by: z.literal('issue'), product: z.string().nullable(), category: z.string().nullable(), from: IsoDate, until: IsoDate }),
  /** Tickets of a theme of this run; of a segment: of these customers, about what hurts in this stage. */
  z.object({
    by: z.literal('theme'),
    run: z.int(),
    theme: z.int(),
    within: z.object({ segment: z.int(), stage: JourneyStage }).nullable()
  }),
  /** Tickets of one customer, and of those who were merged into it. */
  z.object({ by: z.literal('customer'), customer: z.int() }),
  /** Those of whom this run says that they are the most likely to write; `probable`: only those who more likely write than not. */
  z.object({ by: z.literal('next'), run: z.int(), probable: z.boolean() })
])
export type SupportPick = z.infer<typeof SupportPick>

export const SupportTicket = z.object({
  number: z.string(),
  at: Epoch.nullable(),
  /** The id of the customer's page; null: of nobody known. */
  customer: z.int().nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  product: z.string().nullable(),
  category: z.string().nullable(),
  subject: z.string().nullable(),
  message: z.string().nullable(),
  /** As the file has it; and when it was solved, where it is known. */
  status: z.string().nullable(),
  solvedAt: Epoch.nullable()
})
export type SupportTicket = z.infer<typeof SupportTicket>

/** Columns of the table that was clustered, as `SupportFeature` of the engine. */
const Feature = z.object({ id: z.string(), of: z.string().nullable() })

/**
 * A tree as far as it is drawn: at most 200 branches of the part that is looked at, in the order in which they stand, and the merges
 * above them, the lowest first. Branches are numbered 0 .. b-1, merge i makes b+i.
 */
export const SupportTree = z.object({
  run: z.int(),
  /** Leaves of the whole tree, and those that are looked at: `from` ≤ place < `to`. */
  leaves: z.int(),
  from: z.int(),
  to: z.int(),
  branches: z.array(
    z.object({
      from: z.int(),
      to: z.int(),
      units: z.number(),
      /** Where its own parts were joined; 0 of a single leaf. */
      height: z.number(),
      /** Cluster of the run that it is, or is a part of. */
      cluster: z.int()
    })
  ),
  parts: z.array(z.int()),
  heights: z.array(z.number()),
  features: z.array(Feature),
  /** Row-major branches × features: means in standard deviations from everybody's. */
  values: z.array(z.number()),
  /** Their figures in units of their own, with what each counts for when they are put together (`shared/pooled.ts`); null where nothing is known. */
  original: z.array(z.number().nullable()),
  known: z.array(z.number())
})
export type SupportTree = z.infer<typeof SupportTree>

export const supportMeasures = ['rate', 'response', 'resolution', 'reopens', 'rating'] as const
export const SupportMeasure = z.enum(supportMeasures)
export type SupportMeasure = z.infer<typeof SupportMeasure>

/**
 * What a measure was before a day and is from it on. `rate`: tickets as `SupportChange.per` has it; times: geometric means in hours; reopens: mean a ticket; rating: mean share of the best.
 */
export const SupportShift = z.object({
  measure: SupportMeasure,
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Tickets that say it. */
  ticketsBefore: z.int(),
  ticketsAfter: z.int(),
  /** After ÷ before of the rate and of times (geometric means); after − before of the others. With its 95 % interval; null where too few say it. */
  change: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Beyond chance: of all that are, at most 5 in 100 by chance. */
  sure: z.boolean()
})
export type SupportShift = z.infer<typeof SupportShift>

export const SupportChange = z.object({
  day: IsoDate,
  /** Equally long before it and from it on. */
  from: IsoDate,
  until: IsoDate,
  days: z.int(),
  /** What tickets are counted for: 100 orders of the same side, or four weeks. */
  per: z.enum(['orders', 'tickets']),
  /** The day on which tickets begin, where that is too near to the days before for their number to be called a change; else null. */
  begins: IsoDate.nullable(),
  /** Hours: times count that are no longer, of tickets opened as long before the end of their side; null where none is known. */
  within: z.object({ response: z.number().nullable(), resolution: z.number().nullable() }),
  /** Whether the log seems to hold solved tickets alone, so that its last days are left out. */
  solvedAlone: z.boolean(),
  /** Tickets that say no day of opening, and whether any says one. */
  undated: z.int(),
  dated: z.boolean(),
  clusters: z.array(z.object({ cluster: z.int(), shifts: z.array(SupportShift) })),
  all: z.array(SupportShift)
})
export type SupportChange = z.infer<typeof SupportChange>

/** How often each segment's customers write about a theme in a stage, and how often everybody else does. */
export const SupportPains = z.object({
  segments: z.array(z.object({ id: z.int(), name: z.string(), slot: z.int() })),
  cells: z.array(
    z.object({
      segment: z.int(),
      /** As numbered in the themes of the run. */
      theme: z.int(),
      stage: JourneyStage,
      customers: z.int(),
      /** Of the segment's customers, and of all others. */
      share: z.number(),
      otherShare: z.number(),
      byCustomer: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
      q: z.number().nullable(),
      /** More customers than elsewhere, also for how much they order, and hardly by chance. */
      over: z.boolean()
    })
  ),
  stageNames: z.partialRecord(JourneyStage, z.string())
})
export type SupportPains = z.infer<typeof SupportPains>

/** One period of a course; what too few tell is null. */
export const SupportCoursePoint = z.object({
  tickets: z.int(),
  /** Mean share of the best. */
  rating: z.number().nullable(),
  /** Hours to the end, geometric mean. */
  resolution: z.number().nullable(),
  /** Of those who bought in the period before, the share who bought again in this one. */
  again: z.number().nullable()
})
export type SupportCoursePoint = z.infer<typeof SupportCoursePoint>

/** A cluster over whole months, or quarters of a longer history, beside everybody else who wrote. */
export const SupportCourse = z.object({
  periods: z.array(z.object({ from: IsoDate, until: IsoDate })),
  own: z.array(SupportCoursePoint),
  others: z.array(SupportCoursePoint)
})
export type SupportCourse = z.infer<typeof SupportCourse>

/** Something to offer to members of a cluster, since they have something else that it goes with. */
export const SupportComplement = z.object({ offer: z.string(), product: z.string(), customers: z.int() })
export type SupportComplement = z.infer<typeof SupportComplement>
