/** Builds `out/` when it is missing or older than what it is made of, so that every script runs what the sources say. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const root = path.resolve(import.meta.dirname, '..')
/** A bundle of the main side: `electron`, `browser`, `cli`, `worker` or `thread`. */
export const bundle = (name: string): string => path.join(root, 'out', 'main', `${name}.js`)

const made = [
  ...['electron', 'browser', 'cli', 'worker', 'thread'].map(bundle),
  path.join(root, 'out', 'preload', 'index.cjs'),
  path.join(root, 'out', 'renderer', 'index.html')
]
const lock = path.join(root, 'out', '.building')

/** Costs a few milliseconds when nothing is to be done. The build's output goes to stderr. Throws when it fails. */
export async function buildIfNeeded(): Promise<void> {
  if (isFresh()) return
  await whileLocked(async () => {
    if (!isFresh()) await build()
  })
}

/** `npm run build`, whatever the state. */
export async function build(): Promise<void> {
  const vite = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--ignoreConfigWarning', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2]
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The build failed; see above.')
}

function isFresh(): boolean {
  // The oldest of what was made: a source that changed during the build is newer than that.
  const oldest = Math.min(...made.map(modified))
  return sources().every((source) => modified(source) < oldest)
}

/** Folders count too: theirs is the time at which a file in them was deleted. */
function sources(): string[] {
  const inside = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('src', name))
  return ['package.json', 'package-lock.json', 'electron.vite.config.ts', ...inside].map((name) => path.join(root, name))
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Two commands that start at once in a fresh clone build once. A dead builder's lock is taken over. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  mkdirSync(path.dirname(lock), { recursive: true })
  while (!tryLock()) await sleep(100)
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function tryLock(): boolean {
  try {
    const file = openSync(lock, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch {
    if (!isAlive(Number(readFileSync(lock, { encoding: 'utf8', flag: 'a+' })))) rmSync(lock, { force: true })
    return false
  }
}

function isAlive(pid: number): boolean {
  // Just created and not yet written.
  if (pid === 0) return true
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** npm runs scripts in the project's folder, but paths on the command line are meant from where npm was called. */
export function goToCaller(): void {
  if (process.cwd() === root && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
}
