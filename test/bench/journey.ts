/**
 * The journey of a million order lines and two million touchpoints: reading it once in a job, then what changes of period, channel and
 * window, a funnel, a list of customers and a belief take over what was prepared. The workspace is filled directly, since
 * importing is measured elsewhere.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { seededRng } from '../../src/engines/math/rng.ts'
import { migrateNew } from '../../src/main/core/db/migrate.ts'
import { applicationId, withDatabase } from '../../src/main/core/db/open.ts'
import { journey } from '../../src/main/core/tasks/journey.ts'
import { checkBelief } from '../../src/main/core/tasks/journey-beliefs.ts'
import { journeyFunnel } from '../../src/main/core/tasks/journey-funnel.ts'
import { readJourney } from '../../src/main/core/tasks/journey-read.ts'
import { selectedCustomers } from '../../src/main/core/tasks/journey-select.ts'
import { journeyView } from '../../src/main/core/tasks/journey-view.ts'
import { FunnelRequest, JourneyScope, JourneySelection } from '../../src/shared/model/journey.ts'

const scale = Number(process.env.SEXTANT_BENCH_ROWS ?? 1_000_000)
const lines = scale
const touchpoints = 2 * scale
const customers = Math.ceil(scale / 7)
const asOf = '2025-12-31'
const begin = Date.UTC(2024, 0, 1) / 1_000
const span = 730 * 86_400

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  const file = path.join(folder, 'shop.sextant')
  try {
    fill(file)
    console.log(
      `  ${lines.toLocaleString('en')} order lines, ${touchpoints.toLocaleString('en')} touchpoints, ${customers.toLocaleString('en')} customers`
    )
    const phases = new Map<string, number>()
    const start = performance.now()
    const spent = process.cpuUsage()
    await journey(
      { workspacePath: file, asOf, recompute: false },
      {
        signal: new AbortController().signal,
        now: () => performance.now(),
        onProgress: ({ phase }) => {
          if (!phases.has(phase)) phases.set(phase, performance.now() - start)
        }
      }
    )
    const took = [...phases].map(([phase, at]) => `${phase} from ${at.toFixed(0)}`).join(', ')
    say('read the journey (job)', performance.now() - start, `${processorMs(spent)} ms of processor; ${took}`)
    await withDatabase(file, 'read', (db) => {
      const first = performance.now()
      const prepared = readJourney(db, file)
      if (prepared === null) throw new Error('The journey was read, and is not there.')
      say('columns, once after a job', performance.now() - first)
      const scopes = {
        'view, everything': {},
        'view, a quarter': { from: '2025-01-01', to: '2025-03-31' },
        'view, a channel': { channel: 'Social' },
        'view, another window': { window: 14 }
      }
      for (const [name, scope] of Object.entries(scopes))
        time(name, () => journeyView(db, prepared, JourneyScope.parse(scope), asOf).customers)
      const funnel = FunnelRequest.parse({ steps: [{ stage: 1 }, { stage: 2, optional: true }, { stage: 3 }, { stage: 4 }], window: 30 })
      time('funnel of four steps', () => journeyFunnel(db, prepared, funnel).steps[3]?.closed ?? 0)
      const stayed = JourneySelection.parse({ of: 'journey', pick: { kind: 'stage', stage: 3, group: 'stayed' } })
      time('customers of a number', () => selectedCustomers(db, prepared, stayed).length)
      const steps = [1, 3, 4, 6].map((stage) => ({ stage, conversion: 0.5, days: 5 }))
      time('belief of four stages', () => checkBelief(prepared, { id: 1, name: '', createdAt: 0, steps }).checks.length)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const rounds = 5

function time(name: string, work: () => number): void {
  const times: number[] = []
  let value = 0
  const spent = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    value = work()
    times.push(performance.now() - start)
  }
  const each = Math.round(processorMs(spent) / rounds)
  times.sort((a, b) => a - b)
  say(name, times[Math.floor(rounds / 2)] as number, `${each} ms of processor; ${value.toLocaleString('en')}`)
}

/** What the process itself used: the same on a busy machine. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return Math.round((user + system) / 1_000)
}

function say(name: string, ms: number, more = ''): void {
  console.log(`  ${name.padEnd(28)} ${ms.toFixed(0).padStart(7)} ms  ${more}`)
}

/** A workspace as imports leave it, as far as the journey reads it. */
export function fill(file: string): void {
  const db = new Database(file)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma(`application_id = ${applicationId}`)
  migrateNew(db)
  db.pragma('foreign_keys = OFF')
  const rng = seededRng(1)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(rng() * values.length)] as T
  const steps = ['home', 'product_view', 'add_to_cart', 'checkout_start', 'payment_details']
  const channels = ['Social', 'Search', 'E-mail', 'Direct', 'Affiliates']
  const devices = ['desktop', 'mobile', 'tablet']
  db.transaction(() => {
    db.exec("INSERT INTO import (id, label, imported_at, new_customers) VALUES (1, 'bench', 0, 0)")
    db.exec(
      "INSERT INTO source (id, import_id, kind, file, bytes, fingerprint, header, mapping, warnings, rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank) VALUES (1, 1, 'orders', 'bench.csv', 0, '', '[]', '{}', '[]', 0, 0, 0, 0, 0, 0)"
    )
    db.prepare('INSERT INTO currency VALUES (?, 2, ?, 0)').run('EUR', lines)
    db.prepare(
      `INSERT INTO workspace_summary (id, sources, customers, orders, order_lines, anonymous_lines, cancellation_lines, rejected_rows, first_at,
         last_at, touchpoints) VALUES (1, 1, ?, ?, ?, 0, 0, 0, ?, ?, ?)`
    ).run(customers, Math.ceil(lines / 3), lines, begin, begin + span, touchpoints)
    const customer = db.prepare('INSERT INTO customer (id, code, seen_at, source_id) VALUES (?, ?, 0, 1)')
    for (let id = 1; id <= customers; id++) customer.run(id, `C${id}`)
    const order = db.prepare(
      "INSERT INTO orders (id, number, customer_id, ordered_at, currency, channel, voided, source_id) VALUES (?, ?, ?, ?, 'EUR', 'Web', 0, 1)"
    )
    const line = db.prepare(
      "INSERT INTO order_line_written (order_id, content_hash, ordinal, at, quantity, written_amount, decimals, written_kind, voided, source_id) VALUES (?, ?, 1, ?, 1, 1999, 2, 'sale', 0, 1)"
    )
    for (let id = 1; (id - 1) * 3 < lines; id++) {
      const at = begin + Math.floor(rng() * span)
      order.run(id, `A${id}`, 1 + Math.floor(rng() * customers), at)
      for (let k = 0; k < 3; k++) line.run(id, k, at)
    }
    const touchpoint = db.prepare(
      "INSERT INTO touchpoint (at, identity, ordinal, customer_id, session, event, channel, page, device, count, extra, source_id) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, 1, '{}', 1)"
    )
    let session = 0
    for (let i = 0; i < touchpoints; ) {
      session++
      const at = begin + Math.floor(rng() * span)
      const who = 1 + Math.floor(rng() * customers)
      const [channel, device] = [pick(channels), pick(devices)]
      const troubled = device === 'mobile' && at > begin + 0.5 * span && at < begin + 0.55 * span
      for (let k = 0; k < steps.length + 1 && i < touchpoints; k++) {
        touchpoint.run(at + 60 * k, i++, who, `S${session}`, steps[k] ?? 'purchase', channel, `/p/${Math.floor(rng() * 5_000)}`, device)
        if (rng() < (troubled && k === 3 ? 0.6 : 0.22)) break
      }
    }
  })()
  db.close()
}
