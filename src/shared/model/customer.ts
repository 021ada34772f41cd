import * as z from 'zod'
import { Epoch, givenName } from './common.ts'
import { LikelyBecause } from './support.ts'

export const CustomerRow = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string().nullable(),
  country: z.string().nullable(),
  /** Orders with at least one sale line. */
  orders: z.int(),
  /** Net of returns and cancellations, in the analysed currency. */
  net: z.number(),
  meanOrderValue: z.number().nullable(),
  firstAt: Epoch.nullable(),
  lastAt: Epoch.nullable(),
  segmentId: z.int().nullable(),
  /** How likely the customer writes to support within four weeks, 0 … 1; only in a list of those who are the most likely to. */
  chance: z.number().nullable().optional(),
  /** In such a list: what that is made of, and the group of support; null where the run does not say. */
  soon: z.object({ because: LikelyBecause.nullable(), cluster: z.int().nullable() }).nullable().optional()
})
export type CustomerRow = z.infer<typeof CustomerRow>

export const CustomerSort = z.enum(['code', 'name', 'country', 'orders', 'net', 'meanOrderValue', 'firstAt', 'lastAt', 'chance'])
export type CustomerSort = z.infer<typeof CustomerSort>

export const CustomerOrder = z.object({
  id: z.int(),
  number: z.string(),
  at: Epoch,
  kind: z.enum(['sale', 'return', 'cancellation']),
  lines: z.int(),
  net: z.number(),
  /** What went back on the number of a sale: how much, and when. It is in `net` already. */
  back: z.object({ amount: z.number(), at: Epoch }).nullable(),
  currency: z.string(),
  /** Up to three product names, the dearest first. */
  products: z.array(z.string())
})
export type CustomerOrder = z.infer<typeof CustomerOrder>

/** A customer who was found to be this one. */
export const MergedCustomer = z.object({ id: z.int(), code: z.string(), name: z.string().nullable(), mergedAt: z.int() })
export type MergedCustomer = z.infer<typeof MergedCustomer>

/** Customers who are probably one person, because they have the same e-mail address or phone number. */
export const DuplicateGroup = z.object({
  by: z.enum(['email', 'phone']),
  /** What they have in common, as it is compared. */
  key: z.string(),
  customers: z.array(CustomerRow.extend({ email: z.string().nullable(), phone: z.string().nullable() }))
})
export type DuplicateGroup = z.infer<typeof DuplicateGroup>

const Named = z.object({ id: z.int(), code: z.string(), name: z.string().nullable() })

/** One customer who was merged into another. */
export const Merge = Named.extend({ mergedAt: z.int(), into: Named })
export type Merge = z.infer<typeof Merge>

/** Two customers who are different people by the user's word. */
export const ApartPair = z.object({ customers: z.tuple([Named, Named]) })
export type ApartPair = z.infer<typeof ApartPair>

/** What a user may say of a customer; the user's word counts more than any file's. Null takes it back. */
export const CustomerEdit = z.object({
  name: givenName(200).nullable().optional(),
  email: givenName(254).min(3).nullable().optional(),
  phone: givenName(60).nullable().optional(),
  country: givenName(100).nullable().optional()
})
export type CustomerEdit = z.infer<typeof CustomerEdit>

export const CustomerDetail = z.object({
  customer: CustomerRow,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Those who were merged into it, the earliest merge first. */
  merged: z.array(MergedCustomer),
  extra: z.record(z.string(), z.string()),
  returned: z.number(),
  /** Days between orders: median and median absolute deviation; null below three orders. */
  rhythm: z.object({ medianDays: z.number(), madDays: z.number() }).nullable(),
  daysSinceLast: z.int().nullable(),
  segment: z.object({ id: z.int(), slot: z.int(), name: z.string() }).nullable(),
  /** By what the customer needs after the purchase: the group of the newest run of support; null where it knows none. */
  support: z.object({ id: z.int(), slot: z.int(), name: z.string() }).nullable(),
  topProducts: z.array(z.object({ name: z.string(), quantity: z.number(), net: z.number() })),
  orders: z.array(CustomerOrder),
  orderCount: z.int()
})
export type CustomerDetail = z.infer<typeof CustomerDetail>
