import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { importFiles } from '../../../src/main/core/tasks/import.ts'
import { support } from '../../../src/main/core/tasks/support.ts'
import { SupportParams } from '../../../src/shared/model/support.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
const header = 'ticket_id,customer_id,opened_at,first_response_at,resolved_at,channel,category,agent,message'

/** A workspace that holds these tickets and nothing else. */
async function shop(rows: string[], change: (db: ReturnType<typeof openDatabase>) => void = () => {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-support-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'tickets.csv')
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`)
  const workspacePath = path.join(folder, 'shop.sextant')
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  await importFiles({ workspacePath, paths: [file], files: ['tickets'], label: 'tickets', importedAt: 0 }, ctx)
  const db = openDatabase(workspacePath, 'write')
  change(db)
  db.close()
  return (params: object = {}, recompute = false) =>
    support({ workspacePath, params: SupportParams.parse(params), asOf: '2025-03-31', recompute }, ctx)
}

const ticket = (i: number, customer: number, category: string, text: string) =>
  `T${i},C${customer},2025-0${1 + (i % 3)}-1${i % 9} 10:00,2025-0${1 + (i % 3)}-1${i % 9} 1${1 + (i % 7)}:00,2025-0${1 + (i % 3)}-1${i % 9} 19:0${i % 7},E-mail,${category},Ann,${text}`

it('clusters few customers, says that they are too few to judge, and answers the same again', async () => {
  const run = await shop(
    Array.from({ length: 24 }, (_, i) =>
      ticket(i, i % 8, i % 8 < 4 ? 'Delivery' : 'Billing', i % 2 ? 'Where is my parcel' : 'The invoice is wrong')
    )
  )
  const found = await run()
  expect(found).toMatchObject({
    units: 8,
    tickets: 24,
    k: 2,
    verdict: { level: 'insufficient-data' },
    chance: null,
    rising: [],
    routing: []
  })
  expect(found.clusters.map(({ name, size }) => [name, size])).toEqual([
    ['Delivery', 4],
    ['Billing', 4]
  ])
  expect(found.clusters[0]?.profile.find(({ of }) => of === 'Delivery')).toMatchObject({ value: 1, others: 0 })
  expect((await run()).run.id).toBe(found.run.id)
  expect(JSON.stringify(await run({}, true))).toBe(JSON.stringify(found))
  expect(await run({ unit: 'tickets', linkage: 'average', metric: 'gower' })).toMatchObject({ unit: 'tickets', units: 24 })
})

it('says what is missing for one customer, and where all tickets are alike', async () => {
  const one = await shop([ticket(1, 1, 'Delivery', 'late'), ticket(2, 1, 'Billing', 'wrong')])
  await expect(one()).rejects.toMatchObject({ code: 'support.tooFew', details: { found: 1, needed: 3 } })
  const alike = await shop(
    Array.from({ length: 6 }, (_, i) => `T${i},C${i},2025-01-01 10:00,2025-01-01 11:00,2025-01-01 12:00,E-mail,Delivery,Ann,late`)
  )
  await expect(alike()).rejects.toMatchObject({ code: 'run.noVariation' })
})

it('takes tickets of nobody, times that run backwards and a category for each ticket for what they are', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => ticket(i, i % 10, `Category ${i}`, 'help'))
  const found = await (
    await shop(rows, (db) => {
      db.exec("UPDATE ticket SET customer_id = NULL WHERE number = 'T1'")
      db.exec("UPDATE ticket SET first_response_at = opened_at - 60, resolved_at = opened_at - 30 WHERE number = 'T2'")
      db.exec("UPDATE ticket SET resolved_at = opened_at - 30 WHERE number = 'T3'")
    })
  )()
  expect(found.notes.map(({ code, count }) => [code, count])).toEqual([
    ['support.note.unknownCustomer', 1],
    ['support.note.answeredBefore', 1],
    ['support.note.resolvedBefore', 2]
  ])
  expect(found.tickets).toBe(39)
})
