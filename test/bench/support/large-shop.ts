/**
 * A large shop of two years: a million order lines, two million touchpoints, tickets, answers, spend and segments. What the KPIs and the
 * journey are timed on.
 */
import type { Database } from 'better-sqlite3'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { summarySteps } from '../../../src/main/core/db/queries/summaries.ts'

export const lines = Number(process.env.SEXTANT_BENCH_ROWS ?? 1_000_000)
export const touchpoints = 2 * lines
export const customers = Math.ceil(lines / 7)
export const asOf = '2025-09-30'
const begin = Date.parse('2023-10-01T00:00:00Z') / 1_000
const span = 730 * 86_400

/** Straight into the tables: what is timed begins after the import. Numbers are scattered by multiplying with primes. */
export function fillLargeShop(db: Database): void {
  const orders = lines / 4
  const count = (n: number) => `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${n})`
  const moment = (prime: number) => `${begin} + (i * ${prime}) % ${span}`
  db.exec(`
    BEGIN;
    INSERT INTO import (id, label, imported_at, new_customers) VALUES (1, 'bench', 0, ${customers});
    INSERT INTO source (id, import_id, kind, file, bytes, fingerprint, header, mapping, warnings, rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
      VALUES (1, 1, 'orders', 'bench', 0, '', '[]', '{}', '[]', 0, 0, 0, 0, 0, 0);
    ${count(customers)} INSERT INTO customer (id, code, country, channel, seen_at, source_id)
      SELECT i + 1, 'C' || i, 'Country ' || (i % 12), 'Channel ' || (i % 7), 0, 1 FROM n;
    ${count(400)} INSERT INTO product (id, sku, name, category, source_id) SELECT i + 1, 'P' || i, 'Product ' || i, 'Category ' || (i % 15), 1 FROM n;
    ${count(orders)} INSERT INTO orders (id, number, customer_id, ordered_at, currency, country, channel, voided, source_id)
      SELECT i + 1, 'O' || i, 1 + (i * 7919) % ${customers}, ${moment(104_729)}, 'EUR', 'Country ' || ((i * 7919) % ${customers} % 12), 'Shop ' || (i % 4), 0, 1 FROM n;
    ${count(lines)} INSERT INTO order_line_written (order_id, content_hash, ordinal, product_id, at, quantity, unit_price, written_amount, decimals, written_kind, voided, source_id)
      SELECT i / 4 + 1, i, 1, 1 + (i * 31) % 400, ${begin} + (i / 4 * 104729) % ${span}, 1 + i % 3, 500 + (i * 37) % 9000,
             (CASE WHEN i % 41 = 0 THEN -1 ELSE 1 END) * (1 + i % 3) * (500 + (i * 37) % 9000), 2, CASE WHEN i % 41 = 0 THEN 'return' ELSE 'sale' END, 0, 1 FROM n;
    ${count(lines / 20)} INSERT INTO ticket (number, customer_id, opened_at, first_response_at, resolved_at, status, states, reopens, channel, category, state_at, blanks, source_id)
      SELECT 'T' || i, 1 + (i * 104729) % ${customers}, ${moment(49_979)}, ${moment(49_979)} + 3600 * (i % 30), ${moment(49_979)} + 3600 * (30 + i % 90), 'closed', 1, i % 9 = 0, 'Mail', 'Topic ' || (i % 6), 0, 0, 1 FROM n;
    ${count(lines / 20)} INSERT INTO feedback (identity, ordinal, first_of_row, customer_id, at, type, score, scale, source_id)
      SELECT i, 1, 1, 1 + (i * 15485863) % ${customers}, ${moment(32_749)}, CASE i % 3 WHEN 0 THEN 'nps' WHEN 1 THEN 'csat' ELSE 'ces' END, CASE i % 3 WHEN 0 THEN i % 11 WHEN 1 THEN 1 + i % 5 ELSE 1 + i % 7 END,
             CASE i % 3 WHEN 0 THEN 10 WHEN 1 THEN 5 ELSE 7 END, 1 FROM n;
    ${count(728)} INSERT INTO marketing_spend (identity, ordinal, at, channel, cost, cost_decimals, currency, source_id)
      SELECT i, 1, ${begin} + 7 * 86400 * (i / 7), 'Channel ' || (i % 7), 20000 + i, 2, 'EUR', 1 FROM n;
    INSERT INTO run (id, kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES (1, 'segments', 1, '{}', '', '', '${asOf}', 0, '', '{}');
    ${count(5)} INSERT INTO segment (id, run_id, slot, name, size) SELECT i + 1, 1, i, 'Segment ' || i, 1 FROM n;
    INSERT INTO segment_member (run_id, customer_id, segment_id) SELECT 1, id, 1 + id % 5 FROM customer;
    COMMIT;`)
  db.transaction(() => {
    fillTouchpoints(db)
    for (const step of summarySteps) step(db)
  })()
}

/** Sessions, a third of them of visitors who are no customers. For five weeks checkouts on mobiles mostly fail. */
function fillTouchpoints(db: Database): void {
  const rng = seededRng(1)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(rng() * values.length)] as T
  const steps = ['home', 'product_view', 'add_to_cart', 'checkout_start', 'payment_details', 'purchase']
  const devices = ['desktop', 'mobile', 'tablet']
  const insert = db.prepare(
    "INSERT INTO touchpoint (at, identity, ordinal, customer_id, visitor, session, event, channel, page, device, count, extra, source_id) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 1, '{}', 1)"
  )
  for (let i = 0, session = 0; i < touchpoints; session++) {
    const at = begin + Math.floor(rng() * (span - 3_600))
    const customer = rng() < 1 / 3 ? null : 1 + Math.floor(rng() * customers)
    const visitor = customer === null ? `V${Math.floor(rng() * customers)}` : null
    const [channel, device] = [`Channel ${Math.floor(rng() * 7)}`, pick(devices)]
    const isTroubled = device === 'mobile' && at > begin + 0.5 * span && at < begin + 0.55 * span
    for (let k = 0; k < steps.length && i < touchpoints; k++) {
      insert.run(at + 60 * k, i++, customer, visitor, `S${session}`, steps[k], channel, `/page/${Math.floor(rng() * 5_000)}`, device)
      if (rng() < (isTroubled && k === 3 ? 0.6 : 0.22)) break
    }
  }
}

/** What a job takes: by the clock, and of the processor, which is the same on a busy machine but for what its caches lose. */
export async function timed(
  work: (onProgress: (phase: string) => void) => Promise<unknown>
): Promise<{ seconds: number; busy: number; phases: string }> {
  const phases: string[] = []
  let [phase, since] = ['', 0]
  const used = process.cpuUsage()
  const start = performance.now()
  const busySeconds = () => {
    const { user, system } = process.cpuUsage(used)
    return (user + system) / 1e6
  }
  const step = (next: string) => {
    if (next === phase) return
    if (phase !== '') phases.push(`${phase} ${(busySeconds() - since).toFixed(1)} s`)
    phase = next
    since = busySeconds()
  }
  await work(step)
  step('')
  return { seconds: (performance.now() - start) / 1_000, busy: busySeconds(), phases: phases.join(', ') }
}
