/**
 * The whole of `alerts` on a large shop: a million order lines of 100,000 customers over two years, two million touchpoints and 50,000 tickets. From
 * the workspace to the stored run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { seededRng } from '../../src/engines/math/rng.ts'
import { summarySteps } from '../../src/main/core/db/queries/summaries.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { alerts } from '../../src/main/core/tasks/alerts.ts'

const lines = Number(process.env.SEXTANT_BENCH_ROWS ?? 1_000_000)
const customers = lines / 10
const asOf = '2025-09-30'
const begin = Date.parse('2023-10-01T00:00:00Z') / 1_000
const days = 730
const secondsADay = 86_400

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  const file = path.join(folder, 'shop.sextant')
  const workspace = openWorkspace(file, { create: true, now: () => 0 })
  try {
    const written = fill(workspace.db)
    const progress: string[] = []
    let last = performance.now()
    let phase = ''
    const step = (next: string) => {
      if (phase !== '') progress.push(`${phase} ${((performance.now() - last) / 1_000).toFixed(1)} s`)
      phase = next
      last = performance.now()
    }
    const start = performance.now()
    const used = process.cpuUsage()
    const { total, kinds } = await alerts(
      { workspacePath: file, params: { falseAlarmShare: 0.2, seed: 1 }, asOf, kind: 'inbox', recompute: false },
      { signal: new AbortController().signal, now: () => performance.now(), onProgress: (p) => p.phase !== phase && step(p.phase) }
    )
    step('')
    const { user, system } = process.cpuUsage(used)
    console.log(`  ${written.toLocaleString('en')} order lines, ${customers.toLocaleString('en')} customers, two years`)
    console.log(
      `  job: ${((performance.now() - start) / 1_000).toFixed(1)} s (${progress.join(', ')}); at most 60 s, aim 30 s; of that ${((user + system) / 1e6).toFixed(1)} s on the processor`
    )
    console.log(`  ${total.toLocaleString('en')} alerts of ${kinds.filter(({ on }) => on).length} kinds`)
  } finally {
    workspace.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Straight into the tables: customers of different pace and regularity, some of whom leave; three products an order. */
function fill(db: Database): number {
  const rng = seededRng(7)
  const customer = db.prepare('INSERT INTO customer (id, code, seen_at, source_id) VALUES (?, ?, 0, 1)')
  const product = db.prepare('INSERT INTO product (id, sku, name, category, source_id) VALUES (?, ?, ?, ?, 1)')
  const order = db.prepare(
    "INSERT INTO orders (id, number, customer_id, ordered_at, currency, channel, voided, source_id) VALUES (?, ?, ?, ?, 'EUR', ?, 0, 1)"
  )
  const line = db.prepare(
    `INSERT INTO order_line_written (order_id, content_hash, ordinal, product_id, at, quantity, unit_price, written_amount, decimals, written_kind, voided, source_id)
     VALUES (?, ?, 1, ?, ?, 1, ?, ?, 2, 'sale', 0, 1)`
  )
  const touchpoint = db.prepare(
    "INSERT INTO touchpoint (at, identity, ordinal, customer_id, session, event, count, extra, source_id) VALUES (?, ?, 1, ?, ?, 'view', 1, '{}', 1)"
  )
  const ticket = db.prepare(
    `INSERT INTO ticket (number, customer_id, opened_at, status, states, channel, category, state_at, blanks, source_id)
     VALUES (?, ?, ?, 'closed', 1, 'Mail', 'Topic', 0, 0, 1)`
  )
  let [orders, written] = [0, 0]
  db.transaction(() => {
    db.exec(`INSERT INTO import (id, label, imported_at, new_customers) VALUES (1, 'bench', 0, ${customers});
      INSERT INTO source (id, import_id, kind, file, bytes, fingerprint, header, mapping, warnings, rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
        VALUES (1, 1, 'orders', 'bench', 0, '', '[]', '{}', '[]', 0, 0, 0, 0, 0, 0);`)
    for (let p = 1; p <= 400; p++) product.run(p, `P${p}`, `Product ${p}`, `Category ${p % 15}`)
    for (let c = 1; c <= customers; c++) {
      customer.run(c, `C${c}`)
      // Means between a month and a year, two phases a gap; one in fifteen leaves after an order.
      const pace = 25 * 2 ** (4 * rng())
      const phases = 1 + Math.floor(4 * rng())
      const favourite = 1 + Math.floor(400 * rng())
      for (let day = 600 * rng() ** 2; day < days && written < lines; ) {
        orders++
        const at = begin + Math.floor(day) * secondsADay + 36_000
        order.run(orders, `O${orders}`, c, at, `Shop ${c % 4}`)
        for (let i = 0; i < 3; i++, written++) {
          const price = 500 + Math.floor(4_000 * rng())
          line.run(orders, written, rng() < 0.6 ? favourite : 1 + Math.floor(400 * rng()), at, price, price)
        }
        if (rng() < 1 / 15) break
        for (let i = 0; i < phases; i++) day -= (pace / phases) * Math.log(1 - rng())
      }
      if (c % 2 === 0) ticket.run(`T${c}`, c, begin + Math.floor(days * rng()) * secondsADay)
      for (let i = 0; i < 20; i++) touchpoint.run(begin + Math.floor(days * secondsADay * rng()), 20 * c + i, c, `S${c}-${i >> 2}`)
    }
  })()
  db.transaction(() => {
    for (const step of summarySteps) step(db)
  })()
  return written
}
