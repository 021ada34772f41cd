import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { summarySteps } from '../../../src/main/core/db/queries/summaries.ts'
import { openWorkspace, type WorkspaceHandle } from '../../../src/main/core/db/workspace.ts'

/** One order line, as little as a segmentation looks at. Amounts in units of 10^-decimals. */
export interface Line {
  customer: string | null
  order: string
  /** `2024-03-01` or `2024-03-01T23:59:59`. */
  at: string
  amount: number
  decimals?: number
  kind?: 'sale' | 'return' | 'cancellation'
  currency?: string
}

/** A workspace file in a folder of its own that holds these lines as one import, with the tables that an import derives. */
export function workspaceOf(lines: Line[], customersWithoutOrders: string[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-segments-'))
  const file = path.join(folder, 'shop.sextant')
  const handle = openWorkspace(file, { create: true, now: () => 0 })
  addImport(handle.db, lines, customersWithoutOrders)
  return {
    file,
    db: handle.db,
    remove() {
      handle.close()
      rmSync(folder, { recursive: true })
    }
  }
}

type Db = WorkspaceHandle['db']

/** Adds one more import and derives the summaries anew. */
export function addImport(db: Db, lines: Line[], customersWithoutOrders: string[] = []): void {
  db.transaction(() => {
    const importId = db.prepare("INSERT INTO import (label, imported_at, new_customers) VALUES ('test', 0, 0)").run().lastInsertRowid
    const source = db
      .prepare(
        `INSERT INTO source (import_id, kind, file, bytes, fingerprint, header, mapping, warnings,
                             rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
         VALUES (?, 'orders', 'test.csv', 0, '', '[]', '{}', '[]', 0, 0, 0, 0, 0, 0)`
      )
      .run(importId).lastInsertRowid
    const customer = db.prepare('INSERT INTO customer (code, seen_at, source_id) VALUES (?, 0, ?) ON CONFLICT DO NOTHING')
    const order = db.prepare(
      `INSERT INTO orders (number, customer_id, ordered_at, currency, voided, source_id)
       VALUES (?, (SELECT id FROM customer WHERE code = ?), ?, ?, 0, ?) ON CONFLICT DO NOTHING`
    )
    const line = db.prepare(
      `INSERT INTO order_line_written (order_id, content_hash, ordinal, written_kind, at, quantity, written_amount, decimals, voided, source_id)
       VALUES ((SELECT id FROM orders WHERE number = ?), ?, 1, ?, ?, 1, ?, ?, 0, ?)`
    )
    for (const code of customersWithoutOrders) customer.run(code, source)
    lines.forEach(({ customer: code, order: number, at, amount, decimals = 2, kind = 'sale', currency = 'EUR' }, i) => {
      const epoch = Date.parse(at.includes('T') ? `${at}Z` : `${at}T12:00:00Z`) / 1000
      if (code !== null) customer.run(code, source)
      order.run(number, code, epoch, currency, source)
      line.run(number, Number(importId) * 1e6 + i, kind, epoch, amount, decimals, source)
    })
    for (const step of summarySteps) step(db)
  })()
}
