import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { makeFolder } from '../../../src/main/core/make-folder.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('makes what is missing above a folder, and is content with one that is there', () => {
  const deep = path.join(folder, 'a', 'b', 'c')
  makeFolder(deep)
  makeFolder(deep)
  expect(existsSync(deep)).toBe(true)
})

it('fails below a file', () => {
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  expect(() => makeFolder(path.join(file, 'x'))).toThrow(/ENOTDIR/)
})

it.skipIf(!existsSync('/proc/self'))('fails where the system makes no folders, instead of trying for ever', () => {
  expect(() => makeFolder('/proc/x/y')).toThrow(/ENOENT|EACCES|EROFS|EPERM/)
})
