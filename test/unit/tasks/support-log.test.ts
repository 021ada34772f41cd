/** Before and after a day where a log of tickets is all that is known: what it began too late to tell is no change. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { readSupportChange } from '../../../src/main/core/tasks/support-change.ts'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

const begin = Date.parse('2025-01-01T00:00:00Z') / 1000
const dayOf = (day: number) => new Date((begin + day * 86_400) * 1000).toISOString().slice(0, 10)
const customers = 300
const groups = 3

let test: TestApp
let db: ReturnType<typeof openDatabase>
beforeAll(async () => {
  test = openTestApp()
  const { path } = await test.call('workspace.create', { name: 'Desk' })
  await test.call('import.start', {
    files: [
      test.file(
        'tickets.csv',
        'ticket_id,customer_id,opened_at,status,category,agent\nT1,C1,2024-06-01 10:00,closed,Delivery,Ann\nT2,C2,2024-06-02 10:00,closed,Billing,Ann\nT3,C3,2024-06-03 10:00,closed,Billing,Ann'
      )
    ],
    label: 'desk'
  })
  db = openDatabase(path, 'write')
})
afterAll(async () => {
  db.close()
  await test.dispose()
})

interface Desk {
  seed: number
  /** From when on tickets are kept, the day of the change, and the as-of date. */
  from: number
  day: number
  asOf: number
  /** Tickets a day of a customer in a group. */
  rate?: (group: number, day: number) => number
}

/** Customers who were always there and write at a rate of their own; of what they wrote, the log holds what came since its first day. */
function changeIn({ seed, from, day, asOf, rate = () => 0.02 }: Desk) {
  const rng = seededRng(seed)
  db.exec('DELETE FROM support_member; DELETE FROM support_cluster; DELETE FROM run; DELETE FROM ticket; DELETE FROM customer')
  const source = db.prepare<[], number>('SELECT id FROM source').pluck().get() as number
  db.prepare(
    "INSERT INTO run (id, kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES (1, 'support', 1, '{}', '', '', '', 0, '', '{}')"
  ).run()
  const cluster = db.prepare("INSERT INTO support_cluster (id, run_id, slot, name, size) VALUES (?, 1, ?, '', 1)")
  for (let id = 1; id <= groups; id++) cluster.run(id, id)
  const customer = db.prepare('INSERT INTO customer (id, code, seen_at, source_id) VALUES (?, ?, 0, ?)')
  const ticket = db.prepare(
    'INSERT INTO ticket (number, customer_id, opened_at, states, state_at, blanks, source_id) VALUES (?, ?, ?, 1, 0, 0, ?)'
  )
  const member = db.prepare('INSERT INTO support_member (run_id, unit_id, cluster_id) VALUES (1, ?, ?)')
  let written = 0
  db.transaction(() => {
    for (let id = 1; id <= customers; id++) {
      const own = 0.5 + rng()
      const before = written
      customer.run(id, `C${id}`, source)
      for (let at = 0; at <= asOf; at++) {
        if (rng() < own * rate(id % groups, at) && at >= from) ticket.run(`T${++written}`, id, begin + at * 86_400 + 36_000, source)
      }
      if (written > before) member.run(id, (id % groups) + 1)
    }
  })()
  const change = readSupportChange(db, {
    run: 1,
    unit: 'customers',
    asOf: dayOf(asOf),
    clusters: Array.from({ length: groups }, (_, i) => ({ id: i + 1 })),
    day: dayOf(day)
  })
  return { ...change, rates: [...change.clusters.map(({ shifts }) => shifts[0]), change.all[0]] }
}

const falsely = (shops: number, desk: Omit<Desk, 'seed'>) =>
  Array.from({ length: shops }, (_, seed) => changeIn({ ...desk, seed })).filter(({ rates }) => rates.some((rate) => rate?.sure)).length /
  shops

it('calls no number a change where the log begins six weeks before the day, and shows it as it is', () => {
  const { rates, begins, per } = changeIn({ seed: 1, from: 60, day: 102, asOf: 144 })
  expect({ begins, per }).toEqual({ begins: dayOf(60), per: 'tickets' })
  for (const rate of rates) {
    expect(rate?.before).toBe((rate?.ticketsBefore ?? Number.NaN) / 1.5)
    expect(rate).toMatchObject({ sure: false })
    expect(Math.abs(Math.log(rate?.change?.value ?? 0))).toBeLessThan(0.35)
  }
  expect(falsely(40, { from: 60, day: 102, asOf: 144 })).toBe(0)
})

it('leaves out the first weeks of a log that is long enough, and is seldom wrong', () => {
  const desk = { from: 0, day: 90, asOf: 170 }
  const { days, begins, from } = changeIn({ ...desk, seed: 1 })
  expect({ days, begins, from }).toEqual({ days: 62, begins: null, from: dayOf(28) })
  expect(falsely(60, desk)).toBeLessThanOrEqual(0.05)
  // A log that fills up within its first weeks is no rise.
  const filling = (_: number, at: number) => 0.02 * Math.min(1, at / 28)
  expect(falsely(40, { ...desk, rate: filling })).toBeLessThanOrEqual(0.05)
})

it('sees a group that writes half as often since', () => {
  const { rates } = changeIn({ seed: 5, from: 0, day: 90, asOf: 170, rate: (group, at) => (group === 0 && at >= 90 ? 0.01 : 0.02) })
  expect(rates.map((rate) => rate?.sure).slice(0, 3)).toEqual([true, false, false])
})

it('does not begin with one ticket that was dated years before', () => {
  const desk = { from: 60, day: 102, asOf: 144, seed: 1 }
  changeIn(desk)
  const rate = (group: number, at: number) => (at === 0 ? (group === 0 ? 0.01 : 0) : at < 60 ? 0 : 0.02)
  expect(changeIn({ ...desk, from: 0, rate }).begins).toBe(dayOf(60))
})
