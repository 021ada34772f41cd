import { seededRng } from '../../../engines/math/rng.ts'
import { sampleRows } from '../../../engines/math/sample.ts'
import { csvText } from '../../../shared/csv.ts'
import { offering } from '../../../shared/messages/en/offering.ts'
import { upsell as words } from '../../../shared/messages/en/upsell.ts'
import type { SavedTable, TableFormat } from '../../../shared/model/saved-table.ts'
import type { UpsellFilter, UpsellOfferRow } from '../../../shared/model/upsell-view.ts'
import { withDatabase } from '../db/open.ts'
import { analysedCurrency } from '../db/queries/settings.ts'
import { upsellOffers } from '../db/queries/upsell-view.ts'
import type { TaskContext } from '../jobs/types.ts'
import { workbook } from '../workbook.ts'

export interface UpsellTableInput {
  workspacePath: string
  filter: UpsellFilter
  format: TableFormat
  /** Share of the customers who are to be left alone; 0: no column for them. */
  holdOut: number
  seed: number
}

/** The list of offers, or a part of it, for other programs: whom, what, when, why, worth what, and who is left alone to compare with. */
export function upsellTable({ workspacePath, filter, format, holdOut, seed }: UpsellTableInput, ctx: TaskContext): Promise<SavedTable> {
  return withDatabase(workspacePath, 'read', async (db) => {
    ctx.onProgress({ phase: 'upsell.table', done: 0, total: null, unit: 'rows' })
    const rows = upsellOffers(db, filter, null)
    const currency = analysedCurrency(db)
    const alone = holdOut > 0 ? heldOut(rows, holdOut, seed) : null
    const { group, ...columns } = offering.table
    const { offer, holdOut: left } = offering.groups
    const table: (string | number | null)[][] = [
      [...Object.values(columns), ...(alone ? [group] : [])],
      ...rows.map((row) => [...cells(row, currency), ...(alone ? [alone.has(row.customerId) ? left : offer] : [])])
    ]
    if (format === 'csv') return { content: csvText(table), encoding: 'text', rows: rows.length }
    return { content: await workbook(offering.sheet, table), encoding: 'base64', rows: rows.length }
  })
}

function cells(row: UpsellOfferRow, currency: string): (string | number | null)[] {
  const { customer, name, email, offer, from, to, chance, value } = row
  const rounded = (figure: number, digits: number) => Number(figure.toFixed(digits))
  return [customer, name, email, offer, from, to, rounded(chance, 4), rounded(value, 2), currency, words.why(row)]
}

/**
 * Customers, not offers, are drawn: who is left alone gets nothing of the list. By lot among them in the order of their ids, so that the order of
 * the list does not matter. At least one, and never all.
 */
export function heldOut(rows: readonly Pick<UpsellOfferRow, 'customerId'>[], share: number, seed: number): Set<number> {
  const customers = [...new Set(rows.map(({ customerId }) => customerId))].sort((a, b) => a - b)
  const many = Math.min(customers.length - 1, Math.max(1, Math.round(share * customers.length)))
  if (many < 1) return new Set()
  return new Set(Array.from(sampleRows(customers.length, many, seededRng(seed)), (place) => customers[place] as number))
}
