import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inspectFile } from '../../../src/main/core/import/file-bytes.ts'
import { isVersion } from '../../../src/main/core/import/is-version.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-version-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('tells a file that holds what it held from one that was changed, cut, lengthened or removed', async () => {
  const file = path.join(folder, 'orders.csv')
  const content = 'order;date\n'.repeat(40_000)
  writeFileSync(file, content)
  const { version } = await inspectFile(file, 'orders.csv', new AbortController().signal)
  const same = () => isVersion({ path: file, ...version })
  expect(version.size).toBe(statSync(file).size)
  expect(same()).toBe(true)
  for (const other of [`${content.slice(0, -2)}x\n`, content.slice(0, -11), `${content}order;date\n`, '']) {
    writeFileSync(file, other)
    expect(same()).toBe(false)
  }
  writeFileSync(file, content)
  expect(same()).toBe(true)
  rmSync(file)
  expect(same()).toBe(false)
})
