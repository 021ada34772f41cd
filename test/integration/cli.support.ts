/** Runs the built command line as a script would. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

export const root = path.resolve(import.meta.dirname, '../..')

export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
  /** Stdout as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: the form of the answer is what the tests are about.
  json: () => any
}

export async function sextant(...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [path.join(root, 'out', 'main', 'cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, stdout, stderr, json: () => JSON.parse(stdout) }
}

export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'sextant-cli-'))
