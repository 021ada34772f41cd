import { readdir, realpath, stat } from 'node:fs/promises'
import nodePath from 'node:path'
import { isCompanion } from '../../../shared/companions.ts'
import { SextantError } from '../../../shared/errors.ts'
import { count } from '../../../shared/format.ts'
import { fileError } from './file-bytes.ts'
import { limits } from './limits.ts'
import { isTableName } from './table-names.ts'

/** A file to be read. */
export interface FoundFile {
  path: string
  /** For people: its own name, or for the content of a folder the folder's name and the way from there. */
  file: string
}

/** A file that is not read, and why. */
export interface LeftOutFile {
  file: string
  reason: 'noTable' | 'empty' | 'hidden' | 'notAFile'
}

/** An archive in a folder is opened like a file that was dropped. */
const archive = /\.(zip|gz)$/i

/**
 * The files behind what was dropped: files as they are (their content decides what they are, not their name), folders
 * with all tables below them in the order of their names. A file that is reached twice is listed once.
 *
 * @param onLeftOut is told of what else the folders hold
 * Errors: `file.notFound`, `file.noAccess`, `file.noTables` (a folder without a table), `file.tooLarge` (endless folders).
 */
export async function collectFiles(
  paths: readonly string[],
  names?: readonly string[],
  onLeftOut: (leftOut: LeftOutFile) => void = () => {}
): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>()
  for (const [i, path] of paths.entries()) {
    const name = names?.[i] ?? nodePath.basename(nodePath.resolve(path))
    for (const file of await collect(path, name, { typed: names?.[i] ?? path, onLeftOut })) {
      const real = await realpath(file.path).catch((error: unknown) => {
        throw fileError(error, file.file, false)
      })
      if (!found.has(real)) found.set(real, file)
    }
  }
  return [...found.values()]
}

/** `typed` is how it was asked for, and how an error calls it. */
async function collect(
  path: string,
  name: string,
  { typed, onLeftOut }: Pick<Walk, 'onLeftOut'> & { typed: string }
): Promise<FoundFile[]> {
  const entry = await stat(path).catch((error: unknown) => {
    throw fileError(error, typed, false)
  })
  if (!entry.isDirectory()) return [{ path, file: name }]
  const found: FoundFile[] = []
  await walk(path, name, { found, seen: new Set(), root: name, onLeftOut })
  if (found.length === 0) throw new SextantError('file.noTables', { folder: name })
  return found
}

interface Walk {
  found: FoundFile[]
  /** Real paths of the folders on the way, so that a link to a folder above ends. */
  seen: Set<string>
  root: string
  onLeftOut: (leftOut: LeftOutFile) => void
}

async function walk(folder: string, name: string, state: Walk, depth = 0): Promise<void> {
  const tooLarge = (reason: string) => new SextantError('file.tooLarge', { file: state.root, reason })
  if (depth > limits.depth) throw tooLarge(`its folders nest more than ${count(limits.depth)} deep`)
  try {
    const real = await realpath(folder)
    if (state.seen.has(real)) return
    state.seen.add(real)
    const entries = await readdir(folder, { withFileTypes: true })
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    for (const entry of entries) {
      if (isHidden(entry.name)) {
        state.onLeftOut({ file: `${name}/${entry.name}`, reason: 'hidden' })
        continue
      }
      const path = nodePath.join(folder, entry.name)
      const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry
      if (kind?.isDirectory()) await walk(path, `${name}/${entry.name}`, state, depth + 1)
      else if (kind?.isFile() && isTable(entry.name)) {
        if (state.found.length >= limits.files) throw tooLarge(`it holds more than ${count(limits.files)} tables`)
        state.found.push({ path, file: `${name}/${entry.name}` })
      } else state.onLeftOut({ file: `${name}/${entry.name}`, reason: kind?.isFile() ? 'noTable' : 'notAFile' })
    }
  } catch (error) {
    throw fileError(error, name, false)
  }
}

/** What systems keep beside files, and programs beside an open one. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$')
}

function isTable(name: string): boolean {
  return (isTableName(name) && !isCompanion(name)) || archive.test(name)
}
