import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { adjustedRand } from '../../src/engines/math/adjusted-rand.ts'
import { writesNext } from '../../src/engines/support/next.ts'
import { FALSE_RISES, findRising } from '../../src/engines/support/rising.ts'
import { openDatabase } from '../../src/main/core/db/open.ts'
import { latestSegments } from '../../src/main/core/db/queries/segments.ts'
import { loadSupport } from '../../src/main/core/db/queries/support-data.ts'
import { supportMembers } from '../../src/main/core/db/queries/support-run.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import type { TaskContext } from '../../src/main/core/jobs/types.ts'
import { writeSampleShop } from '../../src/main/core/sample/index.ts'
import { importFiles } from '../../src/main/core/tasks/import.ts'
import { segmentChance } from '../../src/main/core/tasks/segment-chance.ts'
import { segments } from '../../src/main/core/tasks/segments.ts'
import { support } from '../../src/main/core/tasks/support.ts'
import { SegmentsParams } from '../../src/shared/model/segments.ts'
import { SupportParams } from '../../src/shared/model/support.ts'

interface Planted {
  segments: { members: { customer: string; segment: string; mixed: boolean }[] }
  supportProfiles: { members: { customer: string; profile: string; mixed: boolean }[] }
  risingProblem: { product: string; category: string; from: string }
  agents: { agent: string; category: string }[]
}

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: Date.now }

const folder = mkdtempSync(path.join(tmpdir(), 'sextant-planted-'))
const files = path.join(folder, 'files')
const workspacePath = path.join(folder, 'shop.sextant')

beforeAll(async () => {
  await writeSampleShop({ folder: files })
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  await importFiles({ workspacePath, paths: [files], files: ['shop'], label: 'shop', importedAt: 0 }, ctx)
}, 900_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// What is planted is read here and nowhere else.
const readPlanted = (): Planted => JSON.parse(readFileSync(path.join(files, 'planted.json'), 'utf8'))

it('the groups that are planted in the sample shop are found, put forward twice, and said to be groups', async () => {
  const { run: identity } = await segments(
    { workspacePath, params: SegmentsParams.parse({ starts: 3 }), asOf: '2025-09-30', recompute: false },
    ctx
  )
  const run = identity.id
  await segmentChance({ workspacePath, run, recompute: false }, ctx)

  const db = openDatabase(workspacePath, 'read')
  onTestFinished(() => void db.close())
  const result = latestSegments(db, '2025-09-30')
  expect(result?.proposals.map(({ kind, k }) => [kind, k])).toEqual([
    ['evidence', 5],
    ['useful', 5]
  ])
  for (const { verdict } of result?.proposals ?? []) expect(verdict?.level).toMatch(/strong|usable/)

  const planted = readPlanted()
  const found = new Map(
    db
      .prepare<[number], [string, number]>(
        'SELECT c.code, m.segment_id FROM segment_member m JOIN customer c ON c.id = m.customer_id WHERE m.run_id = ?'
      )
      .raw()
      .all(run)
  )
  const names = [...new Set(planted.segments.members.map(({ segment }) => segment))]
  const ids = [...new Set(found.values())]
  const unmixed = planted.segments.members.filter(({ customer, mixed }) => !mixed && found.has(customer))
  expect(unmixed.length).toBeGreaterThan(1300)
  const ari = adjustedRand(
    Int32Array.from(unmixed, ({ segment }) => names.indexOf(segment)),
    Int32Array.from(unmixed, ({ customer }) => ids.indexOf(found.get(customer) ?? -1))
  )
  expect(ari).toBeGreaterThan(0.9)
}, 900_000)

it('the kinds of support need that are planted are found, with who answers them best and the problem that rises', async () => {
  const input = { workspacePath, params: SupportParams.parse({}), asOf: '2025-09-30', recompute: false }
  const result = await support(input, ctx)
  expect(result.verdict.level).toMatch(/strong|usable/)
  expect(result.agreement).toMatchObject({ package: 'ml-hclust', sameClusters: 1 })
  const planted = readPlanted()
  const db = openDatabase(workspacePath, 'read')
  onTestFinished(() => void db.close())
  const clusterOf = new Map(supportMembers(db, result.run.id, 'customers').map(({ unit, cluster }) => [unit, cluster]))
  const unmixed = planted.supportProfiles.members.filter(({ customer, mixed }) => !mixed && clusterOf.has(customer))
  const profiles = [...new Set(unmixed.map(({ profile }) => profile))]
  const ids = [...new Set(clusterOf.values())]
  const ari = adjustedRand(
    Int32Array.from(unmixed, ({ profile }) => profiles.indexOf(profile)),
    Int32Array.from(unmixed, ({ customer }) => ids.indexOf(clusterOf.get(customer) ?? -1))
  )
  expect(ari).toBeGreaterThan(0.75)

  const named = result.routing.filter(({ best }) => best).map(({ who, category }) => `${who}: ${category}`)
  expect(named.sort()).toEqual(planted.agents.map(({ agent, category }) => `${agent}: ${category}`).sort())

  // Whoever answers a kind of ticket best is named with what is to be done for those who bring it.
  for (const { agent, category } of planted.agents) {
    const group = result.clusters.find(({ categories }) => categories[0]?.name === category)
    expect([category, group?.play?.who]).toEqual([category, agent])
  }

  const { category, from } = planted.risingProblem
  const isPlanted = (issue: { product: string | null; category: string | null }) =>
    issue.product === result.rising[0]?.product && issue.category === category
  expect(result.rising[0]).toMatchObject({ category })
  expect(result.rising[0]?.from.slice(0, 7)).toBe(from.slice(0, 7))
  const begins = Date.parse(from)
  for (let weeks = -20; weeks <= 3; weeks++) {
    const asOf = new Date(begins + (7 * weeks - 1) * 86_400_000).toISOString().slice(0, 10)
    const { columns, names } = loadSupport(db, asOf)
    const silent = new Float64Array(columns.tickets.n)
    const tickets = { ...columns.tickets, tone: silent, written: silent }
    const rising = findRising({ ...columns, tickets }, { q: FALSE_RISES })
    const told = rising.map((one) => ({ product: names.product[one.product] ?? null, category: names.category[one.category] ?? null }))
    if (weeks <= 0) expect(told.some(isPlanted)).toBe(false)
    if (weeks === 3) expect(told.some(isPlanted)).toBe(true)
  }

  // Who is likely to write, with what was known then, beside who did in the four weeks after.
  const { columns: all, customerIds } = loadSupport(db, '2025-09-30')
  let [promised, came] = [0, 0]
  for (let periods = 12; periods >= 1; periods--) {
    const day = all.lastDay - 28 * periods
    const known = loadSupport(db, new Date(day * 86_400_000).toISOString().slice(0, 10))
    const silent = new Float64Array(known.columns.tickets.n)
    const next = writesNext({ ...known.columns, tickets: { ...known.columns.tickets, tone: silent, written: silent } })
    const wrote = new Set<number | undefined>()
    all.tickets.opened.forEach((at, i) => {
      if (at >= day + 1 && at < day + 29) wrote.add(customerIds[all.tickets.customer[i] as number])
    })
    for (const { customer, chance } of next?.customers ?? []) {
      promised += chance
      if (wrote.has(known.customerIds[customer])) came++
    }
  }
  expect(came).toBeGreaterThan(200)
  expect(promised / came).toBeGreaterThan(0.85)
  expect(promised / came).toBeLessThan(1.2)

  const again = await support({ ...input, recompute: true }, ctx)
  expect(JSON.stringify(again)).toBe(JSON.stringify(result))
}, 900_000)

it('the sample shop without its tickets is grouped by returns, answers and coming again, and says so', async () => {
  const without = path.join(folder, 'without.sextant')
  openWorkspace(without, { create: true, now: () => 0 }).close()
  const paths = readdirSync(files)
    .filter((name) => /\.(csv|xlsx)$/.test(name) && name !== 'tickets.csv')
    .map((name) => path.join(files, name))
  await importFiles({ workspacePath: without, paths, files: ['shop'], label: 'shop', importedAt: 0 }, ctx)
  const input = { workspacePath: without, params: SupportParams.parse({}), asOf: '2025-09-30', recompute: false }
  const result = await support(input, ctx)
  expect(result).toMatchObject({ from: 'behaviour', rising: [], routing: [], next: null, agreement: { sameClusters: 1 } })
  expect(result.verdict.level).not.toBe('insufficient-data')
  expect(result.units).toBeGreaterThan(1000)
  expect(result.known.returns).toBeGreaterThan(0)
  expect(new Set(result.clusters.map(({ name }) => name)).size).toBe(result.k)
  const again = await support({ ...input, recompute: true }, ctx)
  expect(JSON.stringify(again)).toBe(JSON.stringify(result))
}, 900_000)
