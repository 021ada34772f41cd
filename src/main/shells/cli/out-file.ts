/** Files that a command writes because it was asked to. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import { cli } from '../../../shared/messages/en/cli.ts'
import type { SavedTable, TableFormat } from '../../../shared/model/saved-table.ts'
import type { Arguments } from './arguments.ts'

/** The path that an option names. Throws `cli.usage` when a workspace or a file beside one lies there: one slip must not destroy it. */
export function outPath(args: Arguments, option: string): string | undefined {
  const given = args.text(option)
  if (given === undefined) return undefined
  const file = path.resolve(given)
  if (belongsToWorkspace(file)) throw new SextantError('cli.usage', { reason: cli.errors.overWorkspace(option) })
  return file
}

/** By its name or, whatever it is called, by its first bytes. */
function belongsToWorkspace(file: string): boolean {
  if (/\.sextant(-wal|-shm|-journal|\.lock)?$/i.test(file)) return true
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, head.length, 0)
  } finally {
    closeSync(handle)
  }
  return head.toString('latin1') === 'SQLite format 3\0'
}

/** Writes a table: as a workbook where the name says so, else as CSV. Answers how many rows it has. Throws as `writeOut`. */
export async function writeTable(file: string, make: (format: TableFormat) => Promise<SavedTable>): Promise<number> {
  const { content, encoding, rows } = await make(/\.xlsx$/i.test(file) ? 'xlsx' : 'csv')
  await writeOut(file, encoding === 'base64' ? Buffer.from(content, 'base64') : content)
  return rows
}

/** Writes all of it or nothing: a reader never meets half a file. Throws `storage.full` or `storage.failed`. */
export async function writeOut(file: string, content: string | Uint8Array): Promise<void> {
  // A device or a pipe, such as /dev/stdout, is written to and never replaced.
  const special = await stat(file).then(
    (found) => !found.isFile(),
    () => false
  )
  const draft = special ? file : `${file}.${process.pid}.part`
  try {
    await writeFile(draft, content)
    if (!special) await rename(draft, file)
  } catch (error) {
    if (!special) await rm(draft, { force: true })
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const reason = error instanceof Error ? error.message : String(error)
    throw new SextantError(
      code === 'ENOSPC' || code === 'EDQUOT' ? 'storage.full' : 'storage.failed',
      { path: file, reason },
      { cause: error }
    )
  }
}
