/** The KPIs: which there are, what they are measured in and broken down by, and how they are asked for. One table; everything else derives from it. */
import * as z from 'zod'
import { IsoDate, Warning } from './common.ts'
import { Run } from './segments.ts'

export const KpiPeriod = z.enum(['month', 'quarter', 'year', 'last30', 'last90', 'all'])
export type KpiPeriod = z.infer<typeof KpiPeriod>

/** `previous`: as long, right before; `year`: the same a year ago. */
export const KpiComparison = z.enum(['previous', 'year'])
export type KpiComparison = z.infer<typeof KpiComparison>

export const KpiBreakdown = z.enum(['segment', 'channel', 'country', 'category'])
export type KpiBreakdown = z.infer<typeof KpiBreakdown>

export const KpiGrain = z.enum(['week', 'month'])
export type KpiGrain = z.infer<typeof KpiGrain>

/** `share` is 0..1; `points` −100..100; `score` an answer on its own scale; `times` a plain ratio. */
export type KpiUnit = 'money' | 'count' | 'share' | 'points' | 'score' | 'times' | 'hours'

interface Definition {
  unit: KpiUnit
  /** What the owner wants of it; null: neither is good by itself. */
  better: 'more' | 'less' | null
  group: 'sales' | 'customers' | 'marketing' | 'voice' | 'service'
  by: readonly KpiBreakdown[]
  /** Also followed week by week. */
  weekly: boolean
}

const everything = KpiBreakdown.options
const people = ['segment', 'country'] as const
const ordering = ['segment', 'channel', 'country'] as const

/** In the order in which they are shown. Formulas and sources are texts of the catalogue, `kpis.of.<id>`. */
export const kpiDefinitions = {
  revenue: { unit: 'money', better: 'more', group: 'sales', by: everything, weekly: true },
  'revenue-growth': { unit: 'share', better: 'more', group: 'sales', by: everything, weekly: false },
  orders: { unit: 'count', better: 'more', group: 'sales', by: everything, weekly: true },
  aov: { unit: 'money', better: 'more', group: 'sales', by: ordering, weekly: true },
  'purchase-frequency': { unit: 'times', better: 'more', group: 'sales', by: everything, weekly: false },
  'cross-sell-rate': { unit: 'share', better: 'more', group: 'sales', by: everything, weekly: true },
  'upsell-rate': { unit: 'share', better: 'more', group: 'sales', by: ordering, weekly: false },
  'return-rate': { unit: 'share', better: 'less', group: 'sales', by: everything, weekly: true },
  customers: { unit: 'count', better: 'more', group: 'customers', by: everything, weekly: true },
  'new-customers': { unit: 'count', better: 'more', group: 'customers', by: ordering, weekly: true },
  retention: { unit: 'share', better: 'more', group: 'customers', by: everything, weekly: false },
  churn: { unit: 'share', better: 'less', group: 'customers', by: everything, weekly: false },
  'subscription-churn': { unit: 'share', better: 'less', group: 'customers', by: people, weekly: false },
  'cohort-retention': { unit: 'share', better: 'more', group: 'customers', by: ordering, weekly: false },
  'repeat-purchase-rate': { unit: 'share', better: 'more', group: 'customers', by: everything, weekly: false },
  clv: { unit: 'money', better: 'more', group: 'customers', by: people, weekly: false },
  'referral-rate': { unit: 'share', better: 'more', group: 'customers', by: ordering, weekly: false },
  'conversion-rate': { unit: 'share', better: 'more', group: 'marketing', by: ordering, weekly: true },
  cac: { unit: 'money', better: 'less', group: 'marketing', by: ordering, weekly: false },
  roas: { unit: 'times', better: 'more', group: 'marketing', by: ordering, weekly: false },
  csat: { unit: 'share', better: 'more', group: 'voice', by: everything, weekly: true },
  nps: { unit: 'points', better: 'more', group: 'voice', by: everything, weekly: true },
  ces: { unit: 'score', better: 'more', group: 'voice', by: everything, weekly: false },
  'first-response-time': { unit: 'hours', better: 'less', group: 'service', by: everything, weekly: true },
  'first-response-time-business': { unit: 'hours', better: 'less', group: 'service', by: everything, weekly: false },
  'resolution-time': { unit: 'hours', better: 'less', group: 'service', by: everything, weekly: true },
  'resolution-time-business': { unit: 'hours', better: 'less', group: 'service', by: everything, weekly: false },
  'tickets-per-100-orders': { unit: 'times', better: 'less', group: 'service', by: ['segment', 'country', 'category'], weekly: true },
  'first-contact-resolution': { unit: 'share', better: 'more', group: 'service', by: everything, weekly: false }
} as const satisfies Record<string, Definition>

export type KpiId = keyof typeof kpiDefinitions
export const kpiIds = Object.keys(kpiDefinitions) as [KpiId, ...KpiId[]]
export const KpiId = z.enum(kpiIds)
export const definitionOf = (kpi: KpiId): Definition => kpiDefinitions[kpi]

/** Between which values a KPI can lie, and so a target for it; null: without end. */
export function rangeOf(kpi: KpiId): { low: number | null; high: number | null } {
  if (kpi === 'purchase-frequency') return { low: 1, high: null }
  // What was earned can shrink to nothing at most, and grow without end.
  if (kpi === 'revenue-growth') return { low: -1, high: null }
  const { unit } = definitionOf(kpi)
  if (unit === 'points') return { low: -100, high: 100 }
  return { low: 0, high: unit === 'share' ? 1 : null }
}

/** Why a KPI is not known: it is then null, never 0. */
export const KpiReason = z.enum([
  'noOrders',
  'noOrdersForVisits',
  'noCustomers',
  'noCategories',
  'noTouchpoints',
  'noSpend',
  'noNewCustomers',
  'noReferrals',
  'noReturns',
  'noLink',
  'noMatch',
  'noSubscriptions',
  'noEnds',
  'notAssigned',
  'noTickets',
  'noAnswers',
  'noScale',
  'noContacts',
  'noRepeatOrders',
  'noEarlierPeriod',
  'notCovered',
  'nothing',
  'notByThis'
])
export type KpiReason = z.infer<typeof KpiReason>

/** A KPI of one period and group. Without `low` and `high` it is counted, not estimated. */
export const KpiCell = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What it is computed from: orders, customers, answers, tickets. */
  n: z.int(),
  reason: KpiReason.nullable(),
  /** The same for the period that it is held against. */
  previous: z.number().nullable(),
  /** What `previous` is computed from; null where it is not known. */
  previousN: z.int().nullable(),
  /** Whether the two differ by more than chance; null where they are counted rather than estimated, or one is not known. */
  beyondChance: z.boolean().nullable()
})
export type KpiCell = z.infer<typeof KpiCell>

export const Kpi = KpiCell.extend({
  kpi: KpiId,
  target: z.number().nullable(),
  /** Whether the target is met; null without a target or a value. */
  met: z.boolean().nullable()
})
export type Kpi = z.infer<typeof Kpi>

export const Span = z.object({ from: IsoDate, to: IsoDate })
export type Span = z.infer<typeof Span>

export const KpiMember = z.object({
  /** The segment's number, or the name as files write it; null: all others together. */
  id: z.union([z.int(), z.string()]).nullable(),
  name: z.string(),
  /** Of a segment. */
  slot: z.int().nullable(),
  /** What names none: orders without a customer, lines without a category. */
  none: z.boolean()
})
export type KpiMember = z.infer<typeof KpiMember>

export const KpiRequest = z.object({
  period: KpiPeriod.default('month'),
  compare: KpiComparison.default('previous'),
  by: KpiBreakdown.nullable().default(null)
})
export type KpiRequest = z.infer<typeof KpiRequest>

export const KpiView = z.object({
  run: Run,
  currency: z.string(),
  period: KpiPeriod,
  compare: KpiComparison,
  /** The days that the figures cover; null without a whole period of that length. */
  span: Span.nullable(),
  /** Those that they are held against; null where the data do not reach back so far. */
  comparison: Span.nullable(),
  /** Those right before them, from which customers are followed; null where the data do not reach back so far. */
  preceding: Span.nullable(),
  kpis: z.array(Kpi),
  by: KpiBreakdown.nullable(),
  /** Rows of the breakdown: `cells` are parallel to `members`. */
  members: z.array(KpiMember),
  rows: z.array(z.object({ kpi: KpiId, cells: z.array(KpiCell) })),
  /** Best score of CES answers; null where they say none. */
  easeScale: z.number().nullable(),
  /** What could not be counted, or counts although one would not expect it (`countedToo`), and how many. */
  leftOut: z.array(Warning)
})
export type KpiView = z.infer<typeof KpiView>

/** Which group moved a figure: what it brought, and what was to be expected of it. */
export const KpiDriver = z.object({
  segment: z.string().nullable(),
  category: z.string().nullable(),
  value: z.number(),
  expected: z.number(),
  /** Of all that moved in this direction. */
  share: z.number()
})
export type KpiDriver = z.infer<typeof KpiDriver>

export const KpiPoint = z.object({
  from: IsoDate,
  to: IsoDate,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  trend: z.number().nullable(),
  /** Trend and season together: what was to be expected. */
  expected: z.number().nullable(),
  unusual: z.boolean(),
  driver: KpiDriver.nullable()
})
export type KpiPoint = z.infer<typeof KpiPoint>

export const KpiCourse = z.object({
  kpi: KpiId,
  grain: KpiGrain,
  hasSeason: z.boolean(),
  tooShort: z.boolean(),
  currency: z.string(),
  points: z.array(KpiPoint)
})
export type KpiCourse = z.infer<typeof KpiCourse>

export const KpiCohort = z.object({
  /** `2024-03` */
  month: z.string(),
  customers: z.int(),
  /** Customers who ordered in the month itself (all), one month later, two, …: as far as there are whole months. */
  active: z.array(z.int())
})
export type KpiCohort = z.infer<typeof KpiCohort>

/** What is told though it counts: codes of `leftOut`. */
export const countedToo: readonly string[] = ['kpis.leftOut.freeOrders']

/** What Home shows. */
export const KpiMorning = z.object({
  currency: z.string(),
  /** Figures with a target, in the period of the target; else a few that everybody has. */
  figures: z.array(
    Kpi.extend({ period: KpiPeriod, span: Span.nullable(), course: z.array(z.object({ month: z.string(), value: z.number().nullable() })) })
  ),
  hasTargets: z.boolean(),
  /** What stood out in the last weeks, newest first. */
  unusual: z.array(KpiPoint.extend({ kpi: KpiId })),
  /** Values that contradict themselves and count nowhere: ended before they began, off their scale. */
  doubtful: z.int(),
  /** What the newest import changed: of the last 90 days before and now. Null before a second import. */
  changed: z.array(z.object({ kpi: KpiId, before: z.number(), now: z.number() })).nullable()
})
export type KpiMorning = z.infer<typeof KpiMorning>
