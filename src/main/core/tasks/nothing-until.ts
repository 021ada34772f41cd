import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import { endOfDay } from '../db/queries/dates.ts'
import { firstOrder, laterEvents } from '../db/queries/later-events.ts'

/** Why there is nothing to analyse up to a day: everything lies after it, or what `otherwise` says. */
export function nothingUntil(
  db: Database,
  asOf: IsoDate,
  otherwise: 'workspace.empty' | 'journey.empty',
  details: Record<string, number> = {}
): SextantError {
  const count = laterEvents(db, endOfDay(asOf))
  return count > 0 ? new SextantError('asOf.beforeData', { count, asOf }) : new SextantError(otherwise, details)
}

/** @throws asOf.beforeOrders where the first order lies after the day: whoever could be counted has not bought yet */
export function refuseBeforeOrders(db: Database, asOf: IsoDate): void {
  const first = firstOrder(db)
  if (first !== null && first > asOf) throw new SextantError('asOf.beforeOrders', { asOf, first })
}
