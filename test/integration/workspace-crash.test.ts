import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findProblems } from '../../src/main/core/db/integrity.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { check } from '../../src/main/core/tasks/check.ts'

const now = Date.now
const script = path.resolve(import.meta.dirname, '../fixtures/worker-workspace.ts')

let folder: string
let file: string
let others: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-crash-'))
  file = path.join(folder, 'shop.sextant')
  others = []
  openWorkspace(file, { create: true, now }).close()
})
afterEach(() => {
  for (const other of others) other.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** Another process, and what it says. */
function start(command: string, argument = '') {
  const child = spawn(process.execPath, [script, command, file, argument], { stdio: ['ignore', 'pipe', 'inherit'] })
  others.push(child)
  const lines = createInterface(child.stdout)
  const said: Record<string, unknown>[] = []
  lines.on('line', (line) => said.push(JSON.parse(line)))
  const exit = once(child, 'close')
  return {
    said,
    exit,
    first: async () => {
      if (said.length === 0) await once(lines, 'line')
      return said[0]
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
    }
  }
}

describe('the lock of a workspace', () => {
  it('is held against this process, with the name of the holder', () => {
    const workspace = openWorkspace(file, { now })
    expect(() => openWorkspace(file, { now })).toThrow(
      expect.objectContaining({
        code: 'workspace.locked',
        details: expect.objectContaining({ path: file, pid: process.pid, host: os.hostname() })
      })
    )
    workspace.db.exec(`INSERT INTO setting VALUES ('still', '"works"')`)
    workspace.close()
    openWorkspace(file, { now }).close()
  })

  it('is held against other processes', async () => {
    const workspace = openWorkspace(file, { now })
    const other = start('open')
    await other.exit
    expect(other.said).toMatchObject([{ error: { code: 'workspace.locked', details: { pid: process.pid, host: os.hostname() } } }])
    workspace.close()
  })

  it('ends with a process that is killed; the next opener is told to check', async () => {
    const holder = start('hold')
    const { pid } = (await holder.first()) ?? {}
    expect(() => openWorkspace(file, { now })).toThrow(
      expect.objectContaining({ code: 'workspace.locked', details: expect.objectContaining({ pid }) })
    )
    await holder.kill()

    const workspace = openWorkspace(file, { now })
    expect(workspace.needsCheck).toBe(true)
    workspace.close()
    const again = openWorkspace(file, { now })
    expect(again.needsCheck, 'a check that was not done stays owed').toBe(true)
    await expect(
      check({ workspacePath: file }, { signal: new AbortController().signal, onProgress: () => {}, now })
    ).resolves.toMatchObject({
      state: 'ok'
    })
    again.checked()
    expect(again.needsCheck).toBe(false)
    again.close()
    const last = openWorkspace(file, { now })
    expect(last.needsCheck).toBe(false)
    last.close()
  })

  it('survives a lock file that a power cut has damaged', () => {
    for (const remains of ['SQLite format 3\0'.padEnd(8192, '\0'), Buffer.alloc(9_000, 0xa5)]) {
      writeFileSync(`${file}.lock`, remains)
      const workspace = openWorkspace(file, { now })
      expect(workspace.needsCheck).toBe(true)
      expect(() => openWorkspace(file, { now })).toThrow(expect.objectContaining({ code: 'workspace.locked' }))
      workspace.checked()
      workspace.close()
    }
    for (const nothing of ['', 'x']) {
      writeFileSync(`${file}.lock`, nothing)
      openWorkspace(file, { now }).close()
    }
  })

  it('has one holder at a time, however many try', async () => {
    writeFileSync(path.join(folder, 'counter'), '0')
    const racers = Array.from({ length: 4 }, () => start('race', '40'))
    for (const { exit, said } of racers) {
      await expect(exit).resolves.toEqual([0, null])
      expect(said).toEqual([])
    }
    expect(readFileSync(path.join(folder, 'counter'), 'utf8')).toBe('160')
  })
})

describe('a process that is killed while it writes', () => {
  it('leaves whole transactions and a sound file, at 12 random moments', async () => {
    let reported = 0
    for (let round = 1; round <= 12; round++) {
      const writer = start('write')
      expect(await writer.first()).toHaveProperty('stored')
      const wait = Math.random() * 60
      await setTimeout(wait)
      await writer.kill()
      reported = Math.max(reported, ...writer.said.map(({ stored }) => Number(stored)))

      const { db, needsCheck, close } = openWorkspace(file, { now })
      const stored = db.prepare<[], { imports: number; last: number }>('SELECT count(*) AS imports, max(id) AS last FROM import').get()
      const perImport = db.prepare('SELECT DISTINCT count(*) FROM rejected_row GROUP BY source_id').pluck().all()
      const problems = findProblems(db)
      close()
      expect({ problems, perImport, needsCheck }, `round ${round}, after ${wait} ms`).toEqual({
        problems: [],
        perImport: [200],
        needsCheck: true
      })
      expect(stored?.imports).toBe(stored?.last)
      expect(stored?.last).toBeGreaterThanOrEqual(reported)
    }
    expect(reported).toBeGreaterThan(12)
  })
})
