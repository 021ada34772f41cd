import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStagedFiles } from '../../../src/main/shells/electron/files.ts'
import { outsideArchive } from '../../../src/main/shells/electron/packed.ts'
import { readWindowState, rememberWindowState } from '../../../src/main/shells/electron/window-state.ts'

let folder: string
const inside = (name: string) => path.join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sextant-staged-'))
  await writeFile(inside('orders.csv'), 'a;b')
})
afterAll(() => rm(folder, { recursive: true }))

describe('files that were dropped', () => {
  it('are known by an id, and read where they lie', async () => {
    const files = createStagedFiles()
    const one = await files.stage(inside('orders.csv'), 'exports/orders.csv')
    const two = await files.stage(inside('orders.csv'), 'exports/orders.csv')
    expect(one.id).not.toBe(two.id)
    expect(files.resolve(one.id)).toEqual({ path: inside('orders.csv'), name: 'exports/orders.csv' })
  })

  it('are forgotten, and stay where they lie', async () => {
    const files = createStagedFiles()
    const { id } = await files.stage(inside('orders.csv'), 'orders.csv')
    await files.forget([id, 'unknown'])
    await files.forget([id])
    expect(() => files.resolve(id)).toThrow(expect.objectContaining({ code: 'request.unknownFile' }))
    expect(await createStagedFiles().stage(inside('orders.csv'), 'orders.csv')).toBeDefined()
  })

  it.each([
    ['nowhere', '', 'file.notFound'],
    ['a relative path, though it is there', 'package.json', 'file.notFound'],
    ['gone', path.resolve('/no/such/file.csv'), 'file.notFound'],
    ['a folder', os.tmpdir(), 'file.notATable']
  ])('must be there: %s', async (_what, file, code) => {
    await expect(createStagedFiles().stage(file, 'orders.csv')).rejects.toMatchObject({ code, details: { file: 'orders.csv' } })
  })

  it('that were pasted lie in a private place until they are forgotten', async () => {
    const files = createStagedFiles()
    const { id } = await files.stage('', 'pasted table.tsv', new TextEncoder().encode('a\tb'))
    const { path: file, name } = files.resolve(id)
    expect([name, await readFile(file, 'utf8')]).toEqual(['pasted table.tsv', 'a\tb'])
    await files.forget([id])
    await expect(readFile(file)).rejects.toThrow(/ENOENT/)
  })

  it.skipIf(process.platform === 'win32')('must be files: a device would never end', async () => {
    await expect(createStagedFiles().stage('/dev/zero', 'zero')).rejects.toMatchObject({ code: 'file.notATable' })
  })

  it('cannot give themselves a name that leads elsewhere', async () => {
    const files = createStagedFiles()
    const { id } = await files.stage(inside('orders.csv'), '..\\..\\<b>/orders\u0000.csv')
    expect(files.resolve(id).name).toBe('_b_/orders_.csv')
  })
})

describe('the remembered window', () => {
  const state = { bounds: { x: -5, y: 0, width: 1000, height: 700 }, maximized: true }

  it('comes back as it was', () => {
    rememberWindowState(inside('deep/window.json'), state)
    expect(readWindowState(inside('deep/window.json'))).toEqual(state)
  })

  it.each(['', '{', '[]', '{"bounds":{"x":0,"y":0,"width":0,"height":5},"maximized":false}', '{"bounds":{"x":1e999},"maximized":1}'])(
    'is forgotten when the file makes no sense: %s',
    async (text) => {
      await writeFile(inside('window.json'), text)
      expect(readWindowState(inside('window.json'))).toBeNull()
    }
  )

  it('does not keep the window from closing when it cannot be written', async () => {
    await writeFile(inside('file'), '')
    expect(() => rememberWindowState(inside('file/window.json'), state)).not.toThrow()
  })
})

describe('in a package', () => {
  it('the worker is taken from beside the archive', async () => {
    const [packed, beside] = ['app.asar', 'app.asar.unpacked'].map((name) => path.join(folder, name, 'out', 'main'))
    expect(outsideArchive(packed ?? '')).toBe(packed)
    await mkdir(beside ?? '', { recursive: true })
    expect(outsideArchive(packed ?? '')).toBe(beside)
    expect(outsideArchive('/project/out/main')).toBe('/project/out/main')
  })
})
