import * as z from 'zod'
import { IsoDate, Verdict, Warning } from './common.ts'

export const Feature = z.enum(['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure'])
export type Feature = z.infer<typeof Feature>

export const SegmentsParams = z.object({
  k: z.union([z.literal('auto'), z.int().min(2).max(10)]).default('auto'),
  features: z.array(Feature).min(1).default(['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure']),
  seed: z.int().min(0).max(0xffffffff).default(1),
  starts: z.int().min(1).max(100).default(10)
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
  /** What was done before clustering: "log", "signed log" or "none", then robust scaling. */
  transform: z.enum(['none', 'log', 'signed-log'])
})
export type FeatureSummary = z.infer<typeof FeatureSummary>

export const SegmentProfile = z.object({
  feature: Feature,
  /** Median and quartiles of the segment, original units. */
  median: z.number(),
  low: z.number(),
  high: z.number(),
  /** Difference of the segment's mean from everyone else's in pooled standard deviations (Hedges' g) on the scaled feature, with 95 % interval. */
  effect: z.number(),
  effectLow: z.number(),
  effectHigh: z.number()
})
export type SegmentProfile = z.infer<typeof SegmentProfile>

export const Segment = z.object({
  id: z.int(),
  /** Fixed colour-and-shape slot, 0..7 (8 and 9 reuse grey). */
  slot: z.int(),
  name: z.string(),
  size: z.int(),
  share: z.number(),
  /** Share of net revenue of the clustered customers. */
  revenueShare: z.number(),
  net: z.number(),
  /** Mean silhouette of its members; null when not computed. */
  silhouette: z.number().nullable(),
  /** Original units: the back-transformed centre (geometric for logged features). */
  centroid: z.record(z.string(), z.number()),
  profile: z.array(SegmentProfile),
  /** The name is the user's own. */
  given: z.boolean(),
  /** What the figures of this run would call it; a kept name can be another. */
  proposed: z.string(),
  /** The segment of the compared run that it goes on from; null: it is new. */
  continues: z.int().nullable()
})
export type Segment = z.infer<typeof Segment>

export const Criterion = z.object({
  k: z.int(),
  silhouette: z.number(),
  inertia: z.number()
})

export const SegmentsResult = z.object({
  run: Run,
  verdict: Verdict,
  k: z.int(),
  /** Why this k: "chosen by the highest silhouette" or "asked for". */
  kChosenBy: z.enum(['silhouette', 'request']),
  customers: z.int(),
  /** Customers left out, with the reason (no purchase before the as-of date, other currency). */
  leftOut: z.array(Warning),
  silhouette: z.number(),
  /** Rows that the silhouette was computed on: all, or a sample with its standard error. */
  silhouetteRows: z.int(),
  silhouetteError: z.number().nullable(),
  inertia: z.number(),
  criteria: z.array(Criterion),
  features: z.array(FeatureSummary),
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
    .object({ run: z.int(), asOf: IsoDate, gone: z.array(z.object({ slot: z.int(), name: z.string(), size: z.int() })) })
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
