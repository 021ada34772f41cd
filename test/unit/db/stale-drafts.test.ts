/** What a killed process left beside a workspace is gone once the workspace is written again; what a living one needs stays. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { makeDraftFolder } from '../../../src/main/core/draft-folder.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-stale-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Above the highest number that a process gets. */
const nobody = 2 ** 22 + 7

/** A private folder with rows in it, as the process of this number made it so many seconds ago. */
function left(pid: number, { ago = 0, start = '' } = {}): string {
  const draft = path.join(folder, `.sextant-draft-${pid}-${start}-abc123`)
  mkdirSync(draft)
  writeFileSync(path.join(draft, 'rows.db'), 'ann@example.org')
  const at = Date.now() / 1_000 - ago
  utimesSync(draft, at, at)
  return draft
}

function opened(mode: 'read' | 'write', drafts: readonly string[]): boolean[] {
  const file = path.join(folder, 'shop.sextant')
  openDatabase(file, mode).close()
  return drafts.map((draft) => existsSync(draft))
}

describe('private folders beside a workspace', () => {
  beforeEach(() => openWorkspace(path.join(folder, 'shop.sextant'), { create: true, now: () => 0 }).close())

  it('are removed when it is opened for writing and their process is gone', () => {
    const drafts = [left(nobody), left(0)]
    expect(opened('read', drafts)).toEqual([true, true])
    expect(opened('write', drafts)).toEqual([false, false])
  })

  it('stay while their process lives, and nothing else is touched', () => {
    const own = makeDraftFolder(folder)
    const others = left(process.ppid)
    const file = path.join(folder, `.sextant-other-${nobody}`)
    writeFileSync(file, '')
    expect(opened('write', [own, others, file])).toEqual([true, true, true])
  })

  it('are removed though another process got the number', () => {
    const days = left(process.ppid, { ago: 90_000 })
    expect(opened('write', [days])).toEqual([false])
    if (process.platform !== 'linux') return
    const [began = ''] = path.basename(makeDraftFolder(folder)).split('-').slice(3)
    const [mine, before] = [left(process.pid, { start: began }), left(process.pid, { start: '17' })]
    expect(opened('write', [mine, before])).toEqual([true, false])
  })
})
