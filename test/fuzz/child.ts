/** Imports the files of seeds `from` … `to - 1` into a workspace in `folder` and reports each to its parent: `child.ts FROM TO FOLDER`. */
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { importFiles } from '../../src/main/core/tasks/import.ts'
import { isSextantError } from '../../src/shared/errors.ts'
import { fuzzFile } from './files.ts'

export interface FuzzReport {
  seed: number
  story: string
  /** `imported`, or the code with which the file was refused. Null at the beginning of a case. */
  outcome: string | null
  /** What must not be: a defect of the importer. */
  defect?: string
  cpuMs: number
  megabytes: number
}

/** A workspace is begun anew from time to time, so that each import costs alike. */
const perWorkspace = 200
const ctx = { signal: new AbortController().signal, onProgress: () => {}, committing: () => {}, now: Date.now }
const [, , from = '0', to = '0', folder = ''] = process.argv

let workspacePath = ''
for (let seed = Number(from); seed < Number(to); seed++) {
  if (workspacePath === '' || seed % perWorkspace === 0) {
    if (workspacePath !== '') check(seed)
    workspacePath = path.join(folder, `fuzz-${seed}.sextant`)
    openWorkspace(workspacePath, { create: true, now: Date.now }).close()
  }
  const { name, bytes, story } = await fuzzFile(seed)
  const file = path.join(folder, `${seed}-${name}`)
  writeFileSync(file, bytes)
  const base = { seed, story, cpuMs: 0, megabytes: 0 }
  send({ ...base, outcome: null })
  const before = process.cpuUsage()
  const found = await outcomeOf(file, name)
  const { user, system } = process.cpuUsage(before)
  send({ ...base, ...found, cpuMs: (user + system) / 1_000, megabytes: process.memoryUsage.rss() / 2 ** 20 })
  rmSync(file)
}
check(Number(to))
process.disconnect?.()

async function outcomeOf(file: string, name: string): Promise<Pick<FuzzReport, 'outcome' | 'defect'>> {
  for (const mapping of [undefined, { dateOrder: 'dmy', decimal: '.' } as const]) {
    try {
      const result = await importFiles({ workspacePath, paths: [file], files: [name], label: name, importedAt: 1, mapping }, ctx)
      for (const { source, rows } of result) {
        const sum = rows.stored + rows.updated + rows.duplicate + rows.rejected + rows.blank
        if (sum !== rows.read) return { outcome: 'imported', defect: `${source.file}: ${rows.read} read, ${sum} accounted for` }
      }
      return { outcome: 'imported' }
    } catch (error) {
      if (!isSextantError(error))
        return { outcome: 'crashed', defect: error instanceof Error ? (error.stack ?? error.message) : String(error) }
      if (error.code === 'internal.unexpected') return { outcome: error.code, defect: String(error.details.reason) }
      // A question is answered, so that the rows come to be converted.
      if (mapping !== undefined || !/ambiguous/i.test(error.code)) return { outcome: error.code }
    }
  }
  return { outcome: 'asked' }
}

/** The workspace is sound, and holds the equation of every source. */
function check(seed: number): void {
  const db = new Database(workspacePath)
  const [sound] = db.pragma('quick_check') as { quick_check: string }[]
  db.close()
  if (sound?.quick_check !== 'ok')
    send({ seed, story: 'workspace', outcome: 'unsound', defect: sound?.quick_check ?? '', cpuMs: 0, megabytes: 0 })
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(workspacePath + end, { force: true })
}

function send(report: FuzzReport): void {
  process.send?.(report)
}
