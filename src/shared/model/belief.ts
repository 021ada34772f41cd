import * as z from 'zod'
import { IsoDate } from './common.ts'

const name = z.string().trim().min(1).max(200)

/** What somebody thinks that customers do, as a template with its places filled in. */
export const BeliefStatement = z.discriminatedUnion('template', [
  /** Customers who bought it come back sooner than others. */
  z.object({ template: z.literal('sooner'), product: name }),
  /** Customers with the newsletter give back less than others. */
  z.object({ template: z.literal('returns-less') }),
  /** Customers of a segment pay more for things of a category than others. */
  z.object({ template: z.literal('pays-more'), segment: name, category: name })
])
export type BeliefStatement = z.infer<typeof BeliefStatement>

const number = z.number().nullable()

export const BeliefResult = z.object({
  effect: number,
  low: number,
  high: number,
  theirs: number,
  others: number,
  customers: z.int(),
  compared: z.int(),
  confirmed: z.number(),
  early: number,
  late: number,
  /** Customers whom it is about that would tell a difference of the size seen from none; null where it is told, or more would not help. */
  needed: z.int().nullable(),
  /** The difference that would most likely have shown with as many customers. */
  shows: number
})
export type BeliefResult = z.infer<typeof BeliefResult>

export const Belief = z.object({
  id: z.int(),
  statement: BeliefStatement,
  asOf: IsoDate.nullable(),
  verdict: z.enum(['supported', 'contradicted', 'undecided']).nullable(),
  result: BeliefResult.nullable()
})
export type Belief = z.infer<typeof Belief>

/** What the places of the templates can be filled with. */
export const BeliefChoices = z.object({
  products: z.array(z.string()),
  categories: z.array(z.string()),
  segments: z.array(z.string()),
  /** Whether it is known of anybody. */
  newsletter: z.boolean()
})
export type BeliefChoices = z.infer<typeof BeliefChoices>
