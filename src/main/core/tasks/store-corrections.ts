import type { Database } from 'better-sqlite3'
import type { ImportScope } from '../db/entities/book.ts'
import type { LineBecame } from '../db/entities/line-fold.ts'
import { keptLines, orderNumbers } from '../db/queries/kept-lines.ts'
import type { LineWriter } from '../db/queries/order-lines.ts'
import type { LateNews } from './store-kind.ts'

/**
 * What becomes of the orders of earlier imports that this one holds too, once all of the drop is read: a line that says otherwise
 * of what was known takes its place, and what this import does not name is kept, and told.
 */
export function createCorrections(db: Database, { importId, firstSource }: ImportScope): { of(lines: LineWriter): LateNews[] } {
  return {
    of(lines) {
      const news: LateNews[] = []
      const numberOf = orderNumbers(db)
      lines.settle((orderId, { became, sources, brought }) => {
        for (const [key, is] of became.get(importId) ?? []) {
          const sourceId = sources.get(importId)?.get(key)
          if (sourceId === undefined) continue
          const counted = (brought.get(key) ?? 0) >= firstSource ? 'stored' : 'known'
          const fate = fateOf(is)
          if (fate !== null && fate !== counted) news.push({ sourceId, from: counted, to: fate, count: 1 })
          if (is === 'instead') news.push({ sourceId, warning: { code: 'import.lineCorrected', count: 1, example: numberOf(orderId) } })
        }
      })
      for (const { sourceId, lines: count, number: example } of keptLines(db, importId)) {
        news.push({ sourceId, warning: { code: 'import.lineKept', count, example } })
      }
      return news
    }
  }
}

/** Null: as it was counted already. */
function fateOf(became: LineBecame): 'stored' | 'updated' | null {
  if (became === 'same') return null
  return became === 'new' ? 'stored' : 'updated'
}
