import * as z from 'zod'
import { IsoDate } from './common.ts'

const Days = z.object({ from: IsoDate, to: IsoDate })

/** Exactly the customers that a count among the KPIs stands for. */
export const KpiSelection = z.object({
  of: z.literal('kpi'),
  /** With an order in the period: any, their first, two or more. Of those with one in the period before: with another in this one, or none. */
  who: z.enum(['ordered', 'new', 'repeat', 'kept', 'lost']),
  ...Days.shape,
  /** The period before, of `kept` and `lost`. */
  before: Days.nullable().default(null),
  /** Orders in this currency alone; null: in any. */
  currency: z.string().nullable().default(null)
})
export type KpiSelection = z.infer<typeof KpiSelection>
