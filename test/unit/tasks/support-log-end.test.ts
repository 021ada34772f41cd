/** Near a log's end what is known to be solved is what was solved quickly: times, and numbers of tickets, do not change by that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { readSupportChange } from '../../../src/main/core/tasks/support-change.ts'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

const begin = Date.parse('2025-01-01T00:00:00Z') / 1000
const dayOf = (day: number) => new Date((begin + day * 86_400) * 1000).toISOString().slice(0, 10)
const [groups, customers] = [3, 900]

let test: TestApp
let db: ReturnType<typeof openDatabase>
beforeAll(async () => {
  test = openTestApp()
  const { path } = await test.call('workspace.create', { name: 'Desk' })
  await test.call('import.start', {
    files: [test.file('tickets.csv', 'ticket_id,customer_id,opened_at,status,category\nT1,C1,2024-06-01 10:00,closed,Delivery')],
    label: 'desk'
  })
  db = openDatabase(path, 'write')
  const source = db.prepare<[], number>('SELECT id FROM source').pluck().get() as number
  db.exec('DELETE FROM ticket; DELETE FROM customer')
  db.prepare(
    "INSERT INTO run (id, kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES (1, 'support', 1, '{}', '', '', '', 0, '', '{}')"
  ).run()
  for (let id = 1; id <= groups; id++)
    db.prepare("INSERT INTO support_cluster (id, run_id, slot, name, size) VALUES (?, 1, ?, '', 1)").run(id, id)
  for (let id = 1; id <= customers; id++) {
    db.prepare('INSERT INTO customer (id, code, seen_at, source_id) VALUES (?, ?, 0, ?)').run(id, `C${id}`, source)
    db.prepare('INSERT INTO support_member (run_id, unit_id, cluster_id) VALUES (1, ?, ?)').run(id, (id % groups) + 1)
  }
})
afterAll(async () => {
  db.close()
  await test.dispose()
})

interface Desk {
  seed: number
  /** The day of the change, and the last of the log. */
  day: number
  asOf: number
  tickets?: number
  /** Days until solved. */
  takes: (rng: () => number, opened: number) => number
  /** Whether the log holds what is not solved by its end. */
  open: boolean
  /** Tickets come more often towards the end: so many times as many on the last day as on the first. */
  growth?: number
}

const normal = (rng: () => number) => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
const exponential = (mean: number) => (rng: () => number) => -Math.log(1 - rng()) * mean
const logNormal = (median: number) => (rng: () => number) => median * Math.exp(1.2 * normal(rng))

function changeIn({ seed, day, asOf, takes, open, growth = 1, tickets = 900 }: Desk) {
  const rng = seededRng(seed)
  const source = db.prepare<[], number>('SELECT id FROM source').pluck().get() as number
  db.exec('DELETE FROM ticket')
  const insert = db.prepare(
    'INSERT INTO ticket (number, customer_id, opened_at, resolved_at, rating, states, state_at, blanks, source_id) VALUES (?, ?, ?, ?, ?, 1, 0, 0, ?)'
  )
  db.transaction(() => {
    let written = 0
    while (written < tickets) {
      const opened = rng() * (asOf + 1)
      if (rng() > (1 + (growth - 1) * (opened / asOf)) / growth) continue
      const took = takes(rng, opened)
      const solved = opened + took < asOf + 1
      written++
      // Who was helped late is less content.
      const rating = Math.max(1, Math.min(5, Math.round(4.5 - took / 6 + normal(rng))))
      const at = (of: number) => Math.round(begin + of * 86_400)
      if (solved || open)
        insert.run(`T${written}`, (written % customers) + 1, at(opened), solved ? at(opened + took) : null, solved ? rating : null, source)
    }
  })()
  return readSupportChange(db, {
    run: 1,
    unit: 'customers',
    asOf: dayOf(asOf),
    clusters: Array.from({ length: groups }, (_, i) => ({ id: i + 1 })),
    day: dayOf(day)
  })
}

const shiftOf = (change: ReturnType<typeof changeIn>, measure: string) => change.all.find((shift) => shift.measure === measure)
const SHOPS = 100
/** Of how many shops in which nothing changed something is called a change: of all tickets, and of any group. */
function falsely(desk: Omit<Desk, 'seed'>, measures: readonly string[]) {
  const any = { all: 0, groups: 0 }
  for (let seed = 1; seed <= SHOPS; seed++) {
    const { all, clusters } = changeIn({ ...desk, seed })
    const sure = (of: typeof all) => of.some((shift) => shift.sure && measures.includes(shift.measure))
    if (sure(all)) any.all++
    if (clusters.some(({ shifts }) => sure(shifts))) any.groups++
  }
  return any
}

describe.each([
  ['exponential times', exponential(6)],
  ['log-normal times', logNormal(3)]
] as const)('nothing changed, the log ends soon after the day, %s', (_, takes) => {
  // One in twenty, and what chance makes of a hundred shops.
  const most = 0.05 * SHOPS + 2 * Math.sqrt(0.05 * 0.95 * SHOPS)
  it.each([
    ['what is open is known', true, 1],
    ['solved tickets alone are known', false, 1],
    ['what is open is known, and ever more come', true, 6],
    ['solved tickets alone are known, and ever more come', false, 6]
  ] as const)('%s', (_, open, growth) => {
    const found = falsely({ day: 100, asOf: 121, takes, open, growth }, ['resolution', 'rating'])
    expect(found.all).toBeLessThanOrEqual(most)
    expect(found.groups).toBeLessThanOrEqual(most)
  })
})

it('sees what takes three times as long since, and how much', () => {
  const takes = (rng: () => number, opened: number) => exponential(opened < 100 ? 1 : 3)(rng)
  for (const open of [true, false]) {
    const resolution = shiftOf(changeIn({ seed: 4, day: 100, asOf: 160, takes, open, tickets: 3000 }), 'resolution')
    expect(resolution).toMatchObject({ sure: true })
    expect(Math.abs(Math.log((resolution?.change?.value ?? 0) / 3))).toBeLessThan(0.25)
  }
})

it('says within which time it counts, and takes nothing for fewer tickets where the slow ones are not in the log yet', () => {
  const desk = { day: 100, asOf: 128, takes: exponential(6), tickets: 6000 }
  const alone = changeIn({ ...desk, seed: 1, open: false })
  expect(alone.solvedAlone).toBe(true)
  expect(alone.days).toBeLessThan(29)
  expect(shiftOf(alone, 'rate')).toMatchObject({ sure: false })
  const all = changeIn({ ...desk, seed: 1, open: true })
  expect(all).toMatchObject({ solvedAlone: false, days: 29, within: { response: null } })
  expect(all.within.resolution).toBeGreaterThan(24)
  expect(all.within.resolution).toBeLessThanOrEqual((29 * 24) / 2)
  // Seen from a day on which much was open, a log of solved tickets is one of all of them.
  expect(shiftOf(all, 'resolution')?.ticketsAfter).toBeLessThan(shiftOf(all, 'rate')?.ticketsAfter ?? 0)
})

it('says how many tickets have no day of opening, and that none has one', () => {
  const desk = { day: 100, asOf: 128, takes: exponential(6), open: true, seed: 1 }
  changeIn(desk)
  const read = () =>
    readSupportChange(db, {
      run: 1,
      unit: 'customers',
      asOf: dayOf(desk.asOf),
      clusters: [{ id: 1 }, { id: 2 }, { id: 3 }],
      day: dayOf(desk.day)
    })
  const [rate] = read().all
  db.exec("UPDATE ticket SET opened_at = NULL WHERE number IN ('T1', 'T2')")
  expect(read()).toMatchObject({ undated: 2, dated: true })
  expect((rate?.ticketsBefore ?? 0) + (rate?.ticketsAfter ?? 0)).toBeGreaterThan(100)
  db.exec('UPDATE ticket SET opened_at = NULL')
  expect(read()).toMatchObject({ undated: 900, dated: false, days: 0 })
})
