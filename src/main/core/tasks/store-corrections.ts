import type { Database } from 'better-sqlite3'
import type { ImportScope } from '../db/entities/book.ts'
import { keptLines, orderNumbers } from '../db/queries/kept-lines.ts'
import type { LineWriter } from '../db/queries/order-lines.ts'
import type { LateNews } from './store-kind.ts'

/** Orders that are corrected in one turn of the event loop. */
const ordersATurn = 500

/**
 * What becomes of the orders of earlier imports that this one holds too, once all of the drop is read: a line that says otherwise
 * of what was known takes its place, and what this import does not name is kept, and told.
 */
export function createCorrections(
  db: Database,
  { importId, firstSource }: ImportScope
): {
  of(lines: LineWriter, pause: () => Promise<void>): Promise<LateNews[]>
} {
  return {
    async of(lines, pause) {
      const fates = new Map<string, Extract<LateNews, { from: unknown }>>()
      const corrected = new Map<number, Extract<LateNews, { warning: unknown }>>()
      const numberOf = orderNumbers(db)
      const note = (sourceId: number, from: 'stored' | 'known', to: 'stored' | 'updated') => {
        const key = `${sourceId} ${from} ${to}`
        const known = fates.get(key)
        if (known === undefined) fates.set(key, { sourceId, from, to, count: 1 })
        else known.count++
      }
      let looked = 0
      for (const order of lines.settle()) {
        if (looked++ % ordersATurn === 0) await pause()
        if (order === null) continue
        const { orderId, settled } = order
        for (const [key, became] of settled.became.get(importId) ?? []) {
          const sourceId = settled.sources.get(importId)?.get(key)
          if (sourceId === undefined || became === 'same') continue
          const counted = (settled.brought.get(key) ?? 0) >= firstSource ? 'stored' : 'known'
          const fate = became === 'new' ? 'stored' : 'updated'
          if (fate !== counted) note(sourceId, counted, fate)
          if (became === 'new') continue
          const said = corrected.get(sourceId)
          if (said !== undefined) said.warning.count++
          else corrected.set(sourceId, { sourceId, warning: { code: 'import.lineCorrected', count: 1, example: numberOf(orderId) } })
        }
      }
      const news: LateNews[] = [...fates.values(), ...corrected.values()]
      for (const { sourceId, lines: count, number: example } of keptLines(db, importId)) {
        news.push({ sourceId, warning: { code: 'import.lineKept', count, example } })
      }
      return news
    }
  }
}
