import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder and those above it that are missing. Node's own way to do that never ends where a system answers "no such
 * file" below a folder that is there, as Linux does in /proc; this fails then. Throws what the system says.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let at = path.resolve(folder); !existsSync(at) && path.dirname(at) !== at; at = path.dirname(at)) missing.push(at)
  for (const each of missing.reverse()) {
    try {
      mkdirSync(each)
    } catch (error) {
      // Another process may have been as quick.
      if (!existsSync(each)) throw error
    }
  }
}
