import { fromWire, SextantError, type WireError } from '../../../../shared/errors.ts'
import { isBlank } from '../blank.ts'
import type { AnyRow, ConversionRules, ConvertedBatch, OrderRow, PlannedGroup, Table } from '../types.ts'
import { KindConverter } from './kind-converter.ts'
import { RowConverter } from './row-converter.ts'

/** Turns cells into rows of the kind that the rules say. */
export type Converter = RowConverter | KindConverter

export const isOrderRow = (row: AnyRow): row is OrderRow => !('values' in row)

export function converterFor(rules: ConversionRules): Converter {
  return rules.kind === 'orders' ? new RowConverter(rules) : new KindConverter(rules)
}

/**
 * Converts one table of a group that nothing stands in the way of. Every row below the header comes out once: typed,
 * rejected, or counted as blank. What was noticed is added to the planned table's warnings at the end.
 *
 * Errors: the group's first blocker; those of reading, `file.changed` among them, after which nothing that was yielded counts.
 */
export async function* convert(group: PlannedGroup, tableIndex: number, signal: AbortSignal): AsyncGenerator<ConvertedBatch> {
  const planned = group.tables[tableIndex]
  const [blocker] = group.preview.blockers
  if (blocker) throw fromWire(blocker as WireError)
  if (!planned || !group.rules) throw new SextantError('internal.unexpected', { reason: `there is no table ${tableIndex} to convert` })
  const converter = converterFor(group.rules)
  yield* convertTable(planned.table, group.rules, converter, signal, true)
  // A source whose rows are looked at before they are stored is read twice; what is noticed is the same.
  if (!planned.noticed) planned.warnings.push(...converter.tally.warnings)
  planned.noticed = true
}

/**
 * The same for rules that are not final, as a preview needs it. What was noticed is in `converter.tally`.
 *
 * @param kept whether rows come with the cells as they are kept, and not as the steps of the mapping leave them
 */
export async function* convertTable(
  table: Table,
  rules: ConversionRules,
  converter: Converter,
  signal: AbortSignal,
  kept = false
): AsyncGenerator<ConvertedBatch> {
  let header = rules.hasHeader
  for await (const batch of table.rows(signal)) {
    const out: ConvertedBatch = { rows: [], rejected: [], blank: 0, bytesRead: batch.bytesRead }
    const faults = new Map(batch.faults.map((fault) => [fault.row, fault]))
    for (let i = 0; i < batch.cells.length; i++) {
      const cells = batch.cells[i] ?? []
      const line = batch.lines[i] ?? 0
      const fault = faults.get(i)
      if (isBlank(cells)) out.blank++
      else if (header) header = false
      else if (fault) {
        const column = fault.column === undefined ? null : (rules.headers[fault.column - 1] ?? null)
        out.rejected.push({ line, column, value: fault.near, code: fault.code, raw: (kept && batch.raw?.[i]) || cells })
      } else {
        const row = converter.convert(cells, line)
        if (kept && batch.raw) row.raw = batch.raw[i] ?? cells
        if ('code' in row) out.rejected.push(row)
        else out.rows.push(row)
      }
    }
    yield out
  }
}
