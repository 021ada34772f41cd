/** What a window may be made with: whatever would open the sandbox is refused, also where Electron itself would let it pass. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import type { WebPreferences } from 'electron'
import { Refusal } from './refusing.ts'

/** Each with the only value that the double accepts; where it is the default, it may be left out. */
const required: { [P in keyof WebPreferences]: boolean } = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  enableDeprecatedPaste: false
}
const refused: (keyof WebPreferences)[] = ['enableBlinkFeatures', 'disableBlinkFeatures', 'session', 'partition', 'offscreen']

export function checkPreferences(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(required)) {
    const given = preferences[name as keyof WebPreferences]
    if (given !== undefined && given !== value) throw new Refusal(`A window with ${name}: ${String(given)}.`)
  }
  for (const name of refused) if (preferences[name] !== undefined) throw new Refusal(`A window with ${name} is not part of the double.`)
}

/** The text of the preload script, which must be one that a sandbox can run: a single CommonJS file. */
export function readPreload({ preload }: WebPreferences): string | null {
  if (preload === undefined) return null
  if (!path.isAbsolute(preload)) throw new Refusal('preload script must have absolute path.')
  const source = readFileSync(preload, 'utf8')
  try {
    compileFunction(source, ['require', 'module', 'exports', 'process'])
  } catch (error) {
    throw new Refusal(`A sandbox cannot run ${preload}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return source
}
