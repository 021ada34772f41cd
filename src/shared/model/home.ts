import * as z from 'zod'
import { IsoDate } from './common.ts'
import { FeatureSummary, Segment } from './segments.ts'
import { SupportRising } from './support.ts'

/** A figure of the last 12 complete months up to the as-of date against the 12 before (shorter history: as long as it reaches back). */
export const Figure = z.object({
  figure: z.enum(['revenue', 'orders', 'activeCustomers', 'meanOrderValue', 'repeatShare']),
  value: z.number().nullable(),
  previous: z.number().nullable(),
  /** By month, oldest first; null where there is no data. */
  series: z.array(z.object({ month: z.string(), value: z.number().nullable() }))
})
export type Figure = z.infer<typeof Figure>

export const HomeSummary = z.object({
  /** The compared periods; null without enough history. */
  period: z.object({ from: IsoDate, to: IsoDate, previousFrom: IsoDate.nullable(), previousTo: IsoDate.nullable() }).nullable(),
  currency: z.string(),
  figures: z.array(Figure),
  lastImport: z
    .object({
      id: z.int(),
      label: z.string(),
      importedAt: z.int(),
      stored: z.int(),
      updated: z.int(),
      rejected: z.int(),
      newCustomers: z.int()
    })
    .nullable(),
  segments: z
    .object({
      stale: z.boolean(),
      /** Those with most revenue first. */
      groups: z.array(Segment.pick({ id: true, slot: true, name: true, size: true, revenueShare: true, profile: true })),
      features: z.array(FeatureSummary)
    })
    .nullable(),
  /** Null before the first run. */
  support: z
    .object({
      stale: z.boolean(),
      /** The surest first. */
      rising: z.array(SupportRising.pick({ product: true, category: true, from: true, tickets: true, expected: true, ratio: true }))
    })
    .nullable()
})
export type HomeSummary = z.infer<typeof HomeSummary>
