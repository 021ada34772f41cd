/**
 * The Electron runtime. npm brings Electron's types and its installer only; the runtime itself comes from Electron's release
 * page, which is not within everybody's reach.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { starting } from '../src/shared/messages/en/starting.ts'
import { root } from './build-if-needed.ts'

/** Where a runtime is, or why there is none. */
export type Runtime = { path: string } | { missing: string }

const electron = path.join(root, 'node_modules', 'electron')
const failure = path.join(root, 'node_modules', '.cache', 'sextant', 'electron-download.json')

/** About 110 MB. A host that cannot be reached is noticed after seconds already. */
const downloadMs = 10 * 60_000
const dayMs = 24 * 3_600_000

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe'
}

/** The path of a runtime that is there already: the one that `ELECTRON_OVERRIDE_DIST_PATH` names, else the installed one. Never downloads. */
export function findElectron(): string | null {
  const program = programs[process.platform]
  if (program === undefined) return null
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const file = path.join(named || path.join(electron, 'dist'), program)
  // A runtime that an earlier version of the project installed is another Electron.
  return existsSync(file) && (named || installedVersion() === electronVersion()) ? file : null
}

/** Downloads the runtime if need be, and at most once a day if that fails. */
export async function ensureElectron(): Promise<Runtime> {
  const found = findElectron()
  if (found !== null) return { path: found }
  if (programs[process.platform] === undefined) return { missing: starting.noElectron(process.platform) }
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return { missing: starting.notThere(process.env.ELECTRON_OVERRIDE_DIST_PATH) }
  return fetchOnceADay({ find: findElectron, download, memory: failure, version: electronVersion(), now: Date.now() })
}

export interface Fetching {
  find: () => string | null
  /** Answers what went wrong, should the runtime not be there afterwards. */
  download: () => Promise<string>
  /** The file in which a failure is remembered. */
  memory: string
  /** A newer Electron is tried for at once. */
  version: string
  /** Milliseconds since the epoch. */
  now: number
}

export async function fetchOnceADay({ find, download, memory, version, now }: Fetching): Promise<Runtime> {
  const earlier = readFailure(memory)
  if (earlier !== null && earlier.version === version && now >= earlier.at && now - earlier.at < dayMs) {
    return { missing: starting.notDownloadedToday(earlier.reason) }
  }
  const reason = await download()
  const found = find()
  if (found === null) {
    rememberFailure(memory, { at: now, version, reason })
    return { missing: starting.notDownloaded(reason) }
  }
  rmSync(memory, { force: true })
  return { path: found }
}

/** By Electron's own installer, which checks what it gets. Answers what it complained of. */
async function download(): Promise<string> {
  console.error(starting.downloading)
  const child = spawn(process.execPath, [path.join(electron, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'], timeout: downloadMs })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (signal !== null) return starting.tookTooLong
  const [line = ''] = said.split('\n').filter((text) => text.trim() !== '')
  return line.replace(/^\w*Error: /, '').trim() || starting.exitCode(code)
}

function electronVersion(): string {
  return (JSON.parse(readFileSync(path.join(electron, 'package.json'), 'utf8')) as { version: string }).version
}

function installedVersion(): string | null {
  try {
    return readFileSync(path.join(electron, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
  } catch {
    return null
  }
}

interface Failure {
  at: number
  version: string
  reason: string
}

function readFailure(file: string): Failure | null {
  try {
    const { at, version, reason } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    return typeof at === 'number' ? { at, version: String(version), reason: String(reason) } : null
  } catch {
    return null
  }
}

function rememberFailure(file: string, failure: Failure): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(failure))
}
