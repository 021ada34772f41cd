import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { adjustedRand } from '../../src/engines/math/adjusted-rand.ts'
import { openDatabase } from '../../src/main/core/db/open.ts'
import { latestSegments } from '../../src/main/core/db/queries/segments.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import type { TaskContext } from '../../src/main/core/jobs/types.ts'
import { writeSampleShop } from '../../src/main/core/sample/index.ts'
import { importFiles } from '../../src/main/core/tasks/import.ts'
import { segmentChance } from '../../src/main/core/tasks/segment-chance.ts'
import { segments } from '../../src/main/core/tasks/segments.ts'
import { SegmentsParams } from '../../src/shared/model/segments.ts'

interface Planted {
  segments: { members: { customer: string; segment: string; mixed: boolean }[] }
}

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: Date.now }

it('the groups that are planted in the sample shop are found, put forward twice, and said to be groups', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-planted-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const files = path.join(folder, 'files')
  await writeSampleShop({ folder: files })
  const workspacePath = path.join(folder, 'shop.sextant')
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  await importFiles({ workspacePath, paths: [files], files: ['shop'], label: 'shop', importedAt: 0 }, ctx)
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

  // What is planted is read here and nowhere else.
  const planted: Planted = JSON.parse(readFileSync(path.join(files, 'planted.json'), 'utf8'))
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
