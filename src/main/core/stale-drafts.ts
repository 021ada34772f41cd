import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { isAlive } from './process-alive.ts'

const prefix = '.sextant-draft-'
/** Nothing takes so long: by then another process may have got the number. */
const longestMs = 24 * 3_600_000

/** How names of private folders of this process begin: with its number, and when it was started, since numbers come again. */
export const draftPrefix = (): string => `${prefix}${process.pid}-${startOf(process.pid)}-`

/** Removes it with all that is in it. Not being able to must not hide what went wrong before: the next one tries again. */
export function removeDraftFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // See above.
  }
}

/**
 * Removes private folders that processes left behind which ended before they could: rows of customers may be in them. Nothing is
 * thrown. O(names in the folder).
 */
export function removeStaleDrafts(dataFolder: string): void {
  for (const name of namesIn(dataFolder)) {
    if (!name.startsWith(prefix)) continue
    const folder = path.join(dataFolder, name)
    if (isStale(folder, name.slice(prefix.length).split('-'))) removeDraftFolder(folder)
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isStale(folder: string, [number = '', start = '']: readonly string[]): boolean {
  const pid = Number(number)
  if (!isAlive(pid)) return true
  const now = startOf(pid)
  if (now !== '' && start !== '' && now !== start) return true
  const madeAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN
  return Date.now() - madeAt > longestMs
}

/**
 * When the process was started, in ticks since the system was; '' where that cannot be told.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (field 22; the second may hold blanks)
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
