import type { Database } from 'better-sqlite3'
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { ImportScope } from '../db/entities/book.ts'
import { settleBooks } from '../db/queries/books.ts'
import { keptLines, orderNumbers } from '../db/queries/kept-lines.ts'
import { dateOrders, ordersWithAside } from '../db/queries/order-dates.ts'
import type { LineWriter } from '../db/queries/order-lines.ts'
import { setTotalsAside } from '../db/queries/order-totals.ts'
import type { LateNews } from './store-kind.ts'

/** Orders that are corrected in one turn of the event loop. */
const ordersATurn = 500

/**
 * What becomes of the orders of earlier imports that this one holds too, once all of the drop is read: a line that says otherwise
 * of what was known takes its place, and what this import does not name is kept, and told. And an order of the drop that came with its
 * total and with its lines counts once.
 */
export function createCorrections(
  db: Database,
  { importId, firstSource }: ImportScope
): {
  of(lines: LineWriter, pause: () => Promise<void>): Promise<LateNews[]>
} {
  return {
    async of(lines, pause) {
      settleBooks(db)
      const news = createNews()
      const numberOf = orderNumbers(db)
      for (const { sourceId, number, total, sum, aside } of setTotalsAside(db, firstSource)) {
        if (!aside) {
          news.warn(sourceId, 'import.totalNotOfLines', importing.totalAndLines(number, total, sum))
          continue
        }
        news.fate(sourceId, 'stored', 'known')
        news.warn(sourceId, 'import.totalBesideLines', number)
        if (Math.abs(total - sum) >= 0.01) news.warn(sourceId, 'import.totalDiffersFromLines', importing.totalAndLines(number, total, sum))
      }
      let looked = 0
      for (const order of lines.settle()) {
        if (looked++ % ordersATurn === 0) await pause()
        if (order === null) continue
        const { orderId, settled } = order
        const sources = settled.sources.get(importId)
        let mainSource: number | undefined
        for (const [key, became] of settled.became.get(importId) ?? []) {
          const sourceId = sources?.get(key)
          if (sourceId === undefined) continue
          mainSource ??= sourceId
          if (became === 'same') continue
          const counted = (settled.brought.get(key) ?? 0) >= firstSource ? 'stored' : 'known'
          const fate = became === 'new' ? 'stored' : became === 'total' ? 'known' : 'updated'
          if (fate !== counted) news.fate(sourceId, counted, fate)
          if (became === 'instead' && !settled.outdid.has(key)) news.warn(sourceId, 'import.lineCorrected', numberOf(orderId))
        }
        const note = settled.notes.get(importId)
        if (mainSource === undefined || note === undefined) continue
        if (note.totals > 0) news.warn(mainSource, 'import.totalBesideLines', numberOf(orderId))
        for (const { total, sum } of note.unequal) {
          news.warn(mainSource, 'import.totalDiffersFromLines', importing.totalAndLines(numberOf(orderId), total, sum))
        }
        if (note.apart) news.warn(mainSource, 'import.otherBook', numberOf(orderId))
      }
      dateOrders(db, ordersWithAside(db))
      for (const { sourceId, lines: count, number, counts, says } of keptLines(db, importId)) {
        news.warn(sourceId, 'import.lineKept', importing.orderCounts(number, counts, says), count)
      }
      return news.all()
    }
  }
}

type Fate = Extract<LateNews, { from: unknown }>

/** What is to be told, counted by source. */
function createNews() {
  const fates = new Map<string, Fate>()
  const warnings = new Map<string, { sourceId: number; warning: Warning }>()
  return {
    fate(sourceId: number, from: Fate['from'], to: Fate['to']): void {
      const key = `${sourceId} ${from} ${to}`
      const known = fates.get(key)
      if (known === undefined) fates.set(key, { sourceId, from, to, count: 1 })
      else known.count++
    },
    warn(sourceId: number, code: string, example: string, count = 1): void {
      const key = `${sourceId} ${code}`
      const known = warnings.get(key)
      if (known === undefined) warnings.set(key, { sourceId, warning: { code, count, example } })
      else known.warning.count += count
    },
    all: (): LateNews[] => [...fates.values(), ...warnings.values()]
  }
}
