/**
 * `node test/reference/names_kept.ts`: how many customers of Online Retail keep the name of their segment when 5 % of the
 * others are gone, over 20 deletions at the same number of segments. Reads ../shared/data (or SEXTANT_DATA), and says so where it is missing.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '../../src/main/core/db/open.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { importFiles } from '../../src/main/core/tasks/import.ts'
import { namesKept } from '../support/kept-names.ts'

const files = path.join(process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data'), 'online-retail', 'by-day')

if (existsSync(files)) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-names-'))
  try {
    const workspacePath = path.join(folder, 'shop.sextant')
    openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
    const ctx = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
    await importFiles({ workspacePath, paths: [files], files: ['retail'], label: 'retail', importedAt: 0 }, ctx)
    const db = openDatabase(workspacePath, 'write')
    // Seven is the most useful number, as the run proposes it.
    const shares = (await namesKept({ db, asOf: '2011-12-09', features: ['behaviour'], k: 7 }, 20)).toSorted((a, b) => a - b)
    const median = ((shares[9] as number) + (shares[10] as number)) / 2
    console.log(`median ${median.toFixed(3)}, lowest ${shares[0]?.toFixed(3)}`)
    if (median < 0.95) process.exitCode = 1
    db.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
} else console.log(`skipped: ${files} is not there`)
