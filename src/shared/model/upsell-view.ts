/** What the screens of upsell ask for: the newest run without its long list, and that list in pages. */
import * as z from 'zod'
import { TableFormat } from './saved-table.ts'
import { UpsellOffer, UpsellResult } from './upsell.ts'

/** A piece of advice, as what the list names for its reason: a rule, a step of a ladder, or a model. */
export const UpsellAdvice = z.object({
  kind: UpsellOffer.shape.kind,
  /** What somebody has: the first things of a rule, joined by ` + `, or the lower step. Null: a model. */
  product: z.string().nullable(),
  offer: z.string()
})
export type UpsellAdvice = z.infer<typeof UpsellAdvice>

/** Exactly the customers who are offered something for the sake of a piece of advice. */
export const UpsellSelection = z.object({ of: z.literal('upsell'), ...UpsellAdvice.shape })
export type UpsellSelection = z.infer<typeof UpsellSelection>

export const UpsellOverview = UpsellResult.omit({ offers: true }).extend({
  /** The data or the as-of date have changed since. */
  stale: z.boolean(),
  /** Customers with an offer, and what the best one of each is worth together. */
  people: z.int(),
  worth: z.number(),
  /** Offers that are kept: all, or those worth most. */
  listed: z.int(),
  /** How many customers the user can contact; null: all. */
  capacity: z.int().nullable(),
  /** How many customers are offered something for the sake of each piece of advice. */
  fits: z.array(UpsellAdvice.extend({ customers: z.int() }))
})
export type UpsellOverview = z.infer<typeof UpsellOverview>

/** How many customers can be contacted; null: all. */
export const UpsellCapacity = z.int().min(1).max(1_000_000).nullable()

/** What the list of offers is narrowed to; null: not by that. */
export const UpsellFilter = z.object({
  kind: UpsellOffer.shape.kind.nullable().default(null),
  product: z.string().nullable().default(null),
  offer: z.string().nullable().default(null),
  customer: z.int().nullable().default(null),
  /** Of what it is narrowed to, the offers of so many customers: those whose best offer is worth most, each with all of theirs. */
  capacity: UpsellCapacity.default(null)
})
export type UpsellFilter = z.infer<typeof UpsellFilter>

export const UpsellOfferRow = UpsellOffer.extend({ name: z.string().nullable(), email: z.string().nullable() })
export type UpsellOfferRow = z.infer<typeof UpsellOfferRow>

export const UpsellTableRequest = UpsellFilter.extend({
  format: TableFormat,
  /** Share of the customers who are to be left alone, drawn by lot; 0: none, and no column for them. */
  holdOut: z.number().min(0).max(0.5).default(0),
  /** Equal lists and equal seeds draw the same customers. */
  seed: z.int().min(0).max(0xffffffff).default(1)
})
export type UpsellTableRequest = z.infer<typeof UpsellTableRequest>
