import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { WorkspaceCounts } from '../../../../shared/model/workspace.ts'
import { isoDate } from './dates.ts'
import { analysedCurrency, getSetting } from './settings.ts'

/** What is to be said of a workspace as a whole. */
export interface WorkspaceState {
  formatVersion: number
  asOf: IsoDate | null
  asOfChosen: boolean
  firstDate: IsoDate | null
  lastDate: IsoDate | null
  currency: string
  sample: boolean
  counts: WorkspaceCounts
}

/** Of a workspace without data. */
export const noCounts: WorkspaceCounts = {
  sources: 0,
  customers: 0,
  orders: 0,
  orderLines: 0,
  anonymousLines: 0,
  cancellationLines: 0,
  undatedLines: 0,
  rejectedRows: 0,
  products: 0,
  tickets: 0,
  touchpoints: 0,
  feedback: 0,
  offerResponses: 0,
  spendRows: 0,
  subscriptions: 0
}

/** O(1): what imports prepared, and the settings. */
export function workspaceState(db: Database): WorkspaceState {
  const summary = db
    .prepare<[], WorkspaceCounts & { firstAt: number | null; lastAt: number | null }>(
      `SELECT sources, customers, orders, order_lines AS orderLines, anonymous_lines AS anonymousLines,
              cancellation_lines AS cancellationLines, undated_lines AS undatedLines, rejected_rows AS rejectedRows, products, tickets,
              touchpoints, feedback, offer_responses AS offerResponses, marketing_spend AS spendRows, subscriptions, first_at AS firstAt, last_at AS lastAt
       FROM workspace_summary`
    )
    .get()
  const { firstAt, lastAt, ...counts } = summary ?? { ...noCounts, firstAt: null, lastAt: null }
  const chosen = getSetting(db, 'asOf')
  const lastDate = lastAt === null ? null : isoDate(lastAt)
  return {
    formatVersion: Number(db.pragma('user_version', { simple: true })),
    asOf: chosen ?? lastDate,
    asOfChosen: chosen !== undefined,
    firstDate: firstAt === null ? null : isoDate(firstAt),
    lastDate,
    currency: analysedCurrency(db),
    sample: getSetting(db, 'sample') ?? false,
    counts
  }
}
