import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { WorkspaceCounts } from '../../../../shared/model/workspace.ts'
import { endOfDay, isoDate } from './dates.ts'
import { laterEvents, newestUntil } from './later-events.ts'
import { analysedCurrency, getSetting } from './settings.ts'

/** What is to be said of a workspace as a whole. */
export interface WorkspaceState {
  formatVersion: number
  asOf: IsoDate | null
  asOfChosen: boolean
  /** The newest date in the data that has come already: what the analysis is of unless the user chooses. */
  asOfNewest: IsoDate | null
  /** Events after the as-of date: they count nowhere. */
  later: number
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

/** Today's date where on earth the day begins first: what is dated later has not come yet, wherever the files were written. */
const latestToday = (now: number): IsoDate => isoDate(now / 1_000 + 14 * 3_600)

/**
 * O(1): what imports prepared, and the settings; where there are dates in the future O(lines) once after each import.
 *
 * @param now milliseconds since 1970
 */
export function workspaceState(db: Database, now: number): WorkspaceState {
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
  // A clock that stands in front of everything is not to be believed.
  const asOfNewest = lastDate === null ? null : (newestUntil(db, lastDate, latestToday(now)) ?? lastDate)
  const asOf = chosen ?? asOfNewest
  return {
    formatVersion: Number(db.pragma('user_version', { simple: true })),
    asOf,
    asOfChosen: chosen !== undefined,
    asOfNewest,
    later: asOf === null || lastDate === null || asOf >= lastDate ? 0 : laterEvents(db, endOfDay(asOf)),
    firstDate: firstAt === null ? null : isoDate(firstAt),
    lastDate,
    currency: analysedCurrency(db),
    sample: getSetting(db, 'sample') ?? false,
    counts
  }
}
