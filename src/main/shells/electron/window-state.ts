import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { WindowState } from './bounds.ts'

/** Null when nothing is remembered, or nothing that makes sense. */
export function readWindowState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Failing to remember must not keep a window from closing. */
export function rememberWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(state)}\n`)
  } catch {
    // See above.
  }
}
