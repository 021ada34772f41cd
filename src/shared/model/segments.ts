import * as z from 'zod'
import { IsoDate, Verdict, Warning } from './common.ts'
import { Feature } from './features.ts'

export { Feature } from './features.ts'

/** Numbers of segments that are compared, and that can be asked for. */
export const fewestSegments = 2
export const mostSegments = 15

const Transform = z.enum(['none', 'log', 'yeo-johnson'])
const Scale = z.enum(['robust', 'z'])
/** What is to be done with features instead of what would be proposed, by feature. */
export const WantedTreatments = z.record(Feature, z.object({ transform: Transform.optional(), scale: Scale.optional() }))
export type WantedTreatments = z.infer<typeof WantedTreatments>

export const SegmentsParams = z.object({
  k: z.union([z.literal('auto'), z.int().min(fewestSegments).max(mostSegments)]).default('auto'),
  /** Features, families of them and presets (`features.ts`). */
  features: z.array(Feature).min(1).max(200).default(['behaviour']),
  seed: z.int().min(0).max(0xffffffff).default(1),
  starts: z.int().min(1).max(100).default(10),
  treatments: WantedTreatments.optional()
})
export type SegmentsParams = z.infer<typeof SegmentsParams>

/** Identity of one execution of an engine. */
export const Run = z.object({
  id: z.int(),
  kind: z.string(),
  seed: z.int(),
  params: z.record(z.string(), z.unknown()),
  engineVersion: z.string(),
  inputFingerprint: z.string(),
  asOf: IsoDate
})
export type Run = z.infer<typeof Run>

export const FeatureSummary = z.object({
  feature: Feature,
  /** Quantiles of everyone, in original units. */
  median: z.number(),
  low: z.number(),
  high: z.number(),
  /** Means of shares add up where medians do not. Runs from before it was kept have none. */
  mean: z.number().optional(),
  /** What was done before clustering, after missing values were filled with the median and far-out ones moved to the fence. */
  transform: Transform,
  scale: Scale,
  /** Not as proposed: the user chose it. */
  chosen: z.boolean().optional(),
  /** Customers of whom it is not known: filled in. */
  missing: z.int(),
  /** Customers whose value was moved to the fence. */
  winsorised: z.int()
})
export type FeatureSummary = z.infer<typeof FeatureSummary>

/** A feature that was asked for and is there, but tells nothing. */
export const DroppedFeature = z.object({
  feature: Feature,
  /** Mostly missing; nearly everybody has the same; nearly a copy of `like`; everybody has a value of their own; most have been customers for too short. */
  reason: z.enum(['missing', 'constant', 'copy', 'allDifferent', 'tooNew']),
  /** Share missing, with the same value, or too new; or the correlation. */
  share: z.number().nullable(),
  like: Feature.nullable()
})
export type DroppedFeature = z.infer<typeof DroppedFeature>

/** What there is to tell customers apart by. Numbers in original units. */
export const FeatureOverview = z.object({
  customers: z.int(),
  currency: z.string(),
  features: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        feature: Feature,
        kind: z.literal('number'),
        missing: z.int(),
        min: z.number(),
        low: z.number(),
        median: z.number(),
        high: z.number(),
        max: z.number(),
        skew: z.number(),
        /** Counts in equal steps from `min` to `max`. */
        histogram: z.array(z.int()),
        /** What would be done with it; null when it would be left out. */
        transform: Transform.nullable(),
        scale: Scale.nullable(),
        winsorised: z.int(),
        /** The one that says most of the same, if it says much of it. */
        closest: z.object({ feature: Feature, correlation: z.number() }).nullable(),
        dropped: DroppedFeature.nullable()
      }),
      z.object({
        feature: Feature,
        kind: z.literal('category'),
        missing: z.int(),
        /** The most frequent first. */
        levels: z.array(z.object({ name: z.string(), count: z.int() })),
        dropped: DroppedFeature.nullable()
      })
    ])
  ),
  allDifferent: z.array(Feature)
})
export type FeatureOverview = z.infer<typeof FeatureOverview>

export const SegmentProfile = z.object({
  feature: Feature,
  /** Median and quartiles of the segment, original units. */
  median: z.number(),
  low: z.number(),
  high: z.number(),
  /** As of `FeatureSummary`. */
  mean: z.number().optional(),
  /** Difference of the segment's mean from everyone else's in pooled standard deviations (Hedges' g) on the scaled feature, with 95 % interval. */
  effect: z.number(),
  effectLow: z.number(),
  effectHigh: z.number()
})
export type SegmentProfile = z.infer<typeof SegmentProfile>

/** A name speaks of having more, or less, of a feature than everyone else. */
export const NameReason = z.object({ feature: Feature, more: z.boolean() })
export type NameReason = z.infer<typeof NameReason>

export const Segment = z.object({
  id: z.int(),
  /** Fixed colour-and-shape slot: 0 .. 7, and the same with a hole from 8 on. */
  slot: z.int(),
  name: z.string(),
  size: z.int(),
  share: z.number(),
  /** Share of net revenue of the clustered customers; null where they gave back more than they bought. */
  revenueShare: z.number().nullable(),
  net: z.number(),
  /** Mean silhouette of its members; null when not computed. */
  silhouette: z.number().nullable(),
  /** Mean Jaccard coefficient over bootstrap draws; null when not computed. */
  stability: z.number().nullable(),
  /** Original units: the back-transformed centre (geometric for logged features). */
  centroid: z.record(z.string(), z.number()),
  /** Its most frequent value of each feature without an order. */
  modes: z.record(z.string(), z.string()),
  profile: z.array(SegmentProfile),
  /** The name is the user's own. */
  given: z.boolean(),
  /** What the figures of this run would call it; a kept name can be another. */
  proposed: z.string(),
  /** What the name says, if it is not the user's own. Runs from before names had reasons have none. */
  because: z.array(NameReason).optional(),
  /** The segment of the compared run that it goes on from; null: it is new. */
  continues: z.int().nullable()
})
export type Segment = z.infer<typeof Segment>

export const Criterion = z.object({
  k: z.int(),
  silhouette: z.number(),
  inertia: z.number(),
  calinskiHarabasz: z.number().nullable(),
  daviesBouldin: z.number().nullable(),
  gap: z.number().nullable(),
  gapSE: z.number().nullable(),
  /** Mean over the clusters of their bootstrap Jaccard coefficients. */
  stability: z.number().nullable(),
  /** The lowest of them. */
  leastStable: z.number().nullable(),
  /** Customers of the smallest cluster. */
  smallest: z.int()
})
export type Criterion = z.infer<typeof Criterion>

/** What tables without groups give, beside the data. Silhouettes of a sample of `rows` customers and of as many drawn ones. */
export const Chance = z.object({
  draws: z.int(),
  rows: z.int(),
  k: z.array(z.object({ k: z.int(), observed: z.number().nullable(), median: z.number().nullable(), high: z.number().nullable() })),
  /** Of each column, standard deviations of the kernel that left one mode. */
  bandwidths: z.array(z.number())
})
export type Chance = z.infer<typeof Chance>

/** A number of segments that is put forward. */
export const Proposal = z.object({
  kind: z.enum(['evidence', 'useful']),
  k: z.int(),
  /** Null until it has been compared with chance. */
  verdict: Verdict.nullable(),
  /** Share of draws without groups that look as clear; null until compared. */
  chance: z.number().nullable()
})
export type Proposal = z.infer<typeof Proposal>

export const SegmentsResult = z.object({
  run: Run,
  /** Of the number of segments in use. */
  verdict: Verdict,
  /** It has not been compared with chance yet: that follows the result. */
  verdictPending: z.boolean(),
  /** The best by evidence, and the most useful of 3 to 8 where there is one. */
  proposals: z.array(Proposal),
  chance: Chance.nullable(),
  k: z.int(),
  /** Why this k: it is the proposal of this kind, or was asked for. */
  kChosenBy: z.enum(['evidence', 'useful', 'request']),
  customers: z.int(),
  /** Customers left out, with the reason (no purchase before the as-of date, other currency). */
  leftOut: z.array(Warning),
  silhouette: z.number(),
  /** Rows that the silhouette was computed on: all, or a sample with its standard error. */
  silhouetteRows: z.int(),
  silhouetteError: z.number().nullable(),
  inertia: z.number(),
  criteria: z.array(Criterion),
  /** What R's clusGap would choose, on a sample of `rows`; null where the rows do not allow it. */
  gap: z.object({ firstSEmax: z.int(), tibs2001SEmax: z.int(), rows: z.int(), references: z.int() }).nullable(),
  /** Adjusted Rand index with searches from other starts. */
  seedAgreement: z.object({ seeds: z.int(), rows: z.int(), mean: z.number(), lowest: z.number() }).nullable(),
  features: z.array(FeatureSummary),
  /** Features without an order: how many customers have which value. Clustered by k-prototypes with this weight. */
  categories: z.array(z.object({ feature: Feature, levels: z.array(z.object({ name: z.string(), share: z.number() })) })),
  gamma: z.number().nullable(),
  dropped: z.array(DroppedFeature),
  segments: z.array(Segment),
  /** Independent re-run of a sample through `ml-kmeans` from the same start. */
  agreement: z.object({ package: z.string(), rows: z.int(), sameLabels: z.number(), largestCentroidDifference: z.number() }),
  /** A sample of customers on two principal components of the scaled features. */
  map: z.object({
    explained: z.tuple([z.number(), z.number()]),
    loadings: z.array(z.object({ feature: Feature, x: z.number(), y: z.number() })),
    /** `code`: how the files call the customer. */
    points: z.array(z.object({ customer: z.int(), code: z.string(), segment: z.int(), x: z.number(), y: z.number() }))
  }),
  currency: z.string(),
  /** The run whose names, slots and colours it goes on with; null for the first. `gone`: segments that nothing goes on from. */
  compared: z
    .object({
      run: z.int(),
      asOf: IsoDate,
      gone: z.array(z.object({ slot: z.int(), name: z.string(), size: z.int() })),
      /** Go on under another name, since what the former one said is no longer looked at, or no longer so, or was said by the user of others than these. */
      renamed: z.array(z.object({ from: z.string(), to: z.string(), why: z.enum(['features', 'changed', 'people']) })).optional(),
      /** Names of the user's own that stay although groups are made from other features now. */
      keptNames: z.array(z.string()).optional()
    })
    .nullable(),
  /** Found anew, or customers assigned to the groups of the compared run as they were. */
  mode: z.enum(['refit', 'score']),
  computedAt: z.int(),
  /** The data or the as-of date changed since this run. */
  stale: z.boolean(),
  /** An import that it was computed from was undone: its label. */
  inputGone: z.string().nullable()
})
export type SegmentsResult = z.infer<typeof SegmentsResult>
