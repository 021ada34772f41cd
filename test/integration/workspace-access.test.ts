import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'

const now = Date.now
const script = path.resolve(import.meta.dirname, '../fixtures/worker-workspace.ts')

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-access-'))
  file = path.join(folder, 'shop.sextant')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const create = () => openWorkspace(file, { create: true, now }).close()

describe.skipIf(process.platform === 'win32')('without permission', () => {
  /** Opens in another process, as a user without rights of its own if this one is root. */
  function openAsNobody(argument = ''): unknown {
    const isRoot = process.getuid?.() === 0
    const { stdout, stderr } = spawnSync(process.execPath, [script, isRoot ? 'openAsNobody' : 'open', file, argument], { encoding: 'utf8' })
    return stdout === '' ? stderr : JSON.parse(stdout)
  }
  const refused = (code: string) => ({ error: expect.objectContaining({ code, details: expect.objectContaining({ path: file }) }) })

  it.each([
    ['an unreadable file', 0o777, 0o000, 'workspace.noAccess'],
    ['a read-only file', 0o777, 0o444, 'workspace.readOnly'],
    ['a read-only folder', 0o555, 0o666, 'workspace.readOnly'],
    ['a closed folder', 0o000, 0o666, 'workspace.noAccess'],
    ['enough rights', 0o777, 0o666, null]
  ])('%s', (_what, folderMode, fileMode, code) => {
    create()
    rmSync(`${file}.lock`)
    const before = readFileSync(file)
    chmodSync(file, fileMode)
    chmodSync(folder, folderMode)
    const answer = openAsNobody()
    chmodSync(folder, 0o755)
    chmodSync(file, 0o644)
    expect(answer).toEqual(code === null ? { needsCheck: false } : refused(code))
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('a workspace that others may write can be locked by them too', () => {
    create()
    rmSync(`${file}.lock`)
    chmodSync(folder, 0o777)
    chmodSync(file, 0o666)
    openWorkspace(file, { now }).close()
    expect(openAsNobody()).toEqual({ needsCheck: false })
  })

  it('nothing is created', () => {
    chmodSync(folder, 0o555)
    const answer = openAsNobody('create')
    chmodSync(folder, 0o755)
    expect(answer).toEqual(refused('workspace.noAccess'))
    expect(readdirSync(folder)).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('without room', () => {
  it('nothing is created', () => {
    // Files of at most 16 KiB, in blocks of 512 bytes.
    const command = `ulimit -f 32; exec "${process.execPath}" "${script}" open "${file}" create`
    const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'storage.failed', details: { path: file } } })
    expect(readdirSync(folder)).toEqual(['shop.sextant.lock'])
  })
})
