import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

export interface TestFolder {
  path: string
  /** Writes a file, and the folders on its way; answers its path. */
  write(name: string, content: string | Uint8Array): string
}

/** An empty folder that is gone after the tests of the file. */
export function testFolder(): TestFolder {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    path: folder,
    write(name, content) {
      const file = path.join(folder, name)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, content)
      return file
    }
  }
}

export const noSignal = new AbortController().signal
