/** Starts and watches a built browser shell, each with a data folder of its own. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../../..')

export interface Shell {
  /** The link with its one-time token. */
  link: string
  dataFolder: string
  pid: number
  process: ChildProcess
  /** Process ids of the workers that run now. */
  workers(): number[]
  /** Ends it as a terminal that closes would, and answers its exit code. */
  stop(): Promise<number | null>
}

export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'sextant-e2e-'))

export interface ShellOptions {
  dataFolder: string
  args?: readonly string[]
  /** Arguments of Node, such as a module to load first. */
  execArgv?: readonly string[]
}

export async function startShell({ dataFolder, args = [], execArgv = [] }: ShellOptions): Promise<Shell> {
  const child = spawn(process.execPath, [...execArgv, path.join(root, 'out', 'main', 'browser.js'), ...args], {
    // The channel is for whoever loads a module of its own into the shell.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, SEXTANT_HOME: dataFolder }
  })
  const link = await firstLink(child)
  return {
    link,
    dataFolder,
    pid: child.pid ?? 0,
    process: child,
    workers: () => childrenOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      return child.exitCode
    }
  }
}

/** Imports order files into a workspace by the command line, so that a spec can begin with data. */
export async function importOrders(workspace: string, ...files: string[]): Promise<void> {
  const cli = path.join(root, 'out', 'main', 'cli.js')
  await promisify(execFile)(process.execPath, [cli, 'import', ...files, '--workspace', workspace])
}

async function firstLink(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('the shell has no stdout')
  for await (const line of createInterface({ input: stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(line)?.[0]
    if (link === undefined) continue
    stdout.resume()
    return link
  }
  throw new Error('the shell ended before it was ready')
}

/** The workers that a process has started. */
export function childrenOf(parent: number): number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return processes.flatMap((line) => {
    const [pid, ppid] = line.trim().split(/\s+/, 2).map(Number)
    return ppid === parent && line.includes('worker.js') && pid !== undefined ? [pid] : []
  })
}
