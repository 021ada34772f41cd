import * as z from 'zod'
import { SourceKind } from './source.ts'

/** What is looked for in stored rows. Texts and costs stand in `messages/en/quality.ts` under the same names. */
export const qualityChecks = [
  'orders.anonymous',
  'orders.undated',
  'orders.future',
  'orders.impossible',
  'orders.negativePrice',
  'orders.takenBackTwice',
  'orders.free',
  'orders.repeated',
  'orders.leftOver',
  'orders.largeAmount',
  'orders.largeQuantity',
  'orders.noCurrency',
  'orders.otherCurrency',
  'orders.noProduct',
  'customers.twice',
  'customers.unknown',
  'customers.future',
  'customers.registeredLater',
  'products.noCategory',
  'products.unknown',
  'tickets.resolvedBeforeOpened',
  'tickets.answeredBeforeOpened',
  'tickets.resolvedBeforeAnswer',
  'tickets.undated',
  'tickets.future',
  'tickets.noCustomer',
  'tickets.unknownOrder',
  'touchpoints.noCustomer',
  'touchpoints.future',
  'touchpoints.unknownOrder',
  'feedback.offScale',
  'feedback.undated',
  'feedback.future',
  'feedback.noCustomer',
  'offers.acceptedBeforeSent',
  'offers.noCustomer',
  'spend.negative',
  'spend.endsBeforeStart',
  'subscriptions.endsBeforeStart',
  'subscriptions.negativePrice',
  'subscriptions.noCustomer'
] as const
export const QualityCheck = z.enum(qualityChecks)
export type QualityCheck = z.infer<typeof QualityCheck>

/** One row that a check found: what it is, and what is odd about it. */
export const QualityRow = z.object({ subject: z.string(), found: z.string() })
export type QualityRow = z.infer<typeof QualityRow>

export const QualityFinding = z.object({
  check: QualityCheck,
  kind: SourceKind,
  /** Rows that it found, of so many that were looked at. */
  count: z.int(),
  of: z.int(),
  /** The first of them. */
  rows: z.array(QualityRow)
})
export type QualityFinding = z.infer<typeof QualityFinding>

/** How often a field is known. */
export const FieldCover = z.object({ kind: SourceKind, field: z.string(), filled: z.int(), of: z.int() })
export type FieldCover = z.infer<typeof FieldCover>

export const QualityReport = z.object({
  /** Only what was found; what contradicts itself first, then what is missing, the larger share first. */
  findings: z.array(QualityFinding),
  /** Checks that found nothing. */
  passed: z.int(),
  fields: z.array(FieldCover)
})
export type QualityReport = z.infer<typeof QualityReport>
