import * as z from 'zod'
import { Epoch, IsoDate } from './common.ts'

export const WorkspaceCounts = z.object({
  sources: z.int(),
  customers: z.int(),
  orders: z.int(),
  orderLines: z.int(),
  /** Lines of orders that name no customer: they count in revenue, not in customer analytics. */
  anonymousLines: z.int(),
  cancellationLines: z.int(),
  /** Lines whose file gives no date: they count in sums alone. */
  undatedLines: z.int(),
  rejectedRows: z.int(),
  products: z.int(),
  tickets: z.int(),
  touchpoints: z.int(),
  feedback: z.int(),
  offerResponses: z.int(),
  spendRows: z.int(),
  subscriptions: z.int()
})
export type WorkspaceCounts = z.infer<typeof WorkspaceCounts>

export const Workspace = z.object({
  path: z.string(),
  name: z.string(),
  formatVersion: z.int(),
  /** Analysis date: the user's, else the newest date in the data; null without data. */
  asOf: IsoDate.nullable(),
  asOfChosen: z.boolean(),
  /** The newest date in the data that has come already; the default of the analysis date. */
  asOfNewest: IsoDate.nullable(),
  /** Orders, tickets, answers and touchpoints after the analysis date: they count nowhere. */
  later: z.int(),
  firstDate: IsoDate.nullable(),
  lastDate: IsoDate.nullable(),
  /** ISO 4217 code of the analysed currency; empty when the files name none. */
  currency: z.string(),
  /** Made of the invented sample shop: files of a person's own belong elsewhere. */
  sample: z.boolean(),
  counts: WorkspaceCounts,
  /** State of the integrity check that follows an unclean shutdown. */
  check: z.enum(['not-needed', 'running', 'ok', 'damaged'])
})
export type Workspace = z.infer<typeof Workspace>

export const WorkspaceEntry = z.object({ path: z.string(), name: z.string(), modifiedAt: Epoch, open: z.boolean() })
export type WorkspaceEntry = z.infer<typeof WorkspaceEntry>
