import type { Transform } from '../../../../../shared/model/transforms.ts'
import type { Table } from '../../types.ts'
import { RowTransformer } from './row-transformer.ts'

/** The table as its rows are after the steps of a mapping, read anew each time. The same table if there is nothing to do. */
export function transformed(table: Table, headers: readonly string[], transforms: readonly Transform[], hasHeader: boolean): Table {
  if (new RowTransformer(headers, transforms, hasHeader).isIdle) return table
  const { coded: _, ...plain } = table
  return {
    ...plain,
    async *rows(signal) {
      const transformer = new RowTransformer(headers, transforms, hasHeader)
      for await (const batch of table.rows(signal)) yield transformer.apply(batch)
    }
  }
}
