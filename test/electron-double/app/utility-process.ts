/** `utilityProcess.fork`: a real child process, with Electron's events and its ideas of an exit code. */
import { type ChildProcess, fork as forkChild, type StdioOptions } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { ForkOptions } from 'electron'
import { needsReady } from './ready.ts'
import { KnownEmitter, Refusal, refusing } from './refusing.ts'

const patienceMs = 2_000
const shim = path.join(import.meta.dirname, 'utility-shim.ts')

export class UtilityProcess extends KnownEmitter {
  private readonly child: ChildProcess
  private exited = false
  private killed = false

  private readonly onGone: (reason: 'crashed' | 'killed', exitCode: number) => void

  /** `onGone` hears of an end that the process did not choose. */
  constructor(child: ChildProcess, onGone: (reason: 'crashed' | 'killed', exitCode: number) => void) {
    super('UtilityProcess', ['spawn', 'exit', 'message', 'error'])
    this.onGone = onGone
    this.child = child
    child.on('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.emit('message', message))
    child.on('error', (error) => this.emit('error', 'FatalError', '', error.message))
    // All that it sent has come by then, as over Electron's pipe.
    child.on('exit', (code, signal) => {
      const end = () => this.finish(code ?? constants.signals[signal ?? 'SIGKILL'], signal)
      if (child.connected) child.once('disconnect', end)
      else end()
    })
  }

  get pid(): number | undefined {
    return this.exited ? undefined : this.child.pid
  }

  get stdout(): Readable | null {
    return this.exited ? null : this.child.stdout
  }

  get stderr(): Readable | null {
    return this.exited ? null : this.child.stderr
  }

  /** Throws when the message cannot be cloned; says nothing when the process has gone. */
  postMessage = (message: unknown, transfer: unknown[] = []) => {
    if (transfer.length > 0) throw new Refusal('Only MessagePortMain can be transferred, which is not part of the double.')
    const copy: unknown = structuredClone(message)
    if (this.child.connected) this.child.send(copy as object, () => {})
  }

  kill = (): boolean => {
    if (this.exited) return false
    this.killed = this.child.kill('SIGTERM')
    // What does not listen is ended all the same, after Chromium's patience.
    setTimeout(() => this.exited || this.child.kill('SIGKILL'), patienceMs).unref()
    return this.killed
  }

  /** A process that the app asked to end has ended well; any other signal is a code of its own. */
  private finish(code: number, signal: NodeJS.Signals | null): void {
    this.exited = true
    if (signal !== null) this.onGone(/^SIG(INT|KILL|TERM)$/.test(signal) ? 'killed' : 'crashed', code)
    const asked = this.killed && (code === constants.signals.SIGTERM || code === constants.signals.SIGKILL)
    this.emit('exit', asked ? 0 : code)
  }
}

/** `tell` emits an event of the app. */
export const createUtilityProcess = (tell: (event: string, details: object) => void) => ({
  fork(modulePath: string, ...rest: [args?: string[] | ForkOptions, options?: ForkOptions]): UtilityProcess {
    needsReady('utilityProcess cannot be created before app is ready.')
    if (!modulePath) throw new Refusal('Missing UtilityProcess entry script.')
    if (!path.isAbsolute(modulePath)) throw new Refusal(`The entry script of a utility process must have an absolute path: ${modulePath}`)
    const [args, options = {}] = Array.isArray(rest[0]) ? [rest[0], rest[1]] : [[], rest[0]]
    const { execArgv = [], env, cwd, stdio, serviceName = 'Node Utility Process' } = options
    const child = forkChild(shim, [modulePath, ...args], {
      serialization: 'advanced',
      // Electron has a process go on whose promise was rejected unheard.
      execArgv: ['--unhandled-rejections=warn-with-error-code', ...nodeArguments(execArgv)],
      stdio: [...stdioOf(stdio), 'ipc'] as StdioOptions,
      ...(env === undefined ? {} : { env: env as NodeJS.ProcessEnv }),
      ...(cwd === undefined ? {} : { cwd })
    })
    const onGone = (reason: string, exitCode: number) =>
      tell('child-process-gone', { type: 'Utility', name: serviceName, serviceName: 'node.mojom.NodeService', reason, exitCode })
    return refusing('UtilityProcess', new UtilityProcess(child, onGone))
  }
})

/** What Chromium takes as `--js-flags`, Node takes bare. */
function nodeArguments(execArgv: readonly string[]): string[] {
  return execArgv.flatMap((argument) =>
    argument.startsWith('--js-flags=') ? argument.slice('--js-flags='.length).split(/[ ,]+/) : [argument]
  )
}

function stdioOf(stdio: ForkOptions['stdio'] = 'inherit'): string[] {
  if (typeof stdio === 'string') {
    if (!['pipe', 'ignore', 'inherit'].includes(stdio)) throw new Refusal('stdio must be of the following values: inherit, pipe, ignore')
    return ['ignore', stdio, stdio]
  }
  const [stdin, ...outputs] = stdio
  if (outputs.length < 2) throw new Refusal('configuration missing for stdin, stdout or stderr.')
  if (stdin !== 'ignore') throw new Refusal('stdin value other than ignore is not supported.')
  for (const output of outputs) {
    if (!['pipe', 'ignore', 'inherit'].includes(String(output))) throw new Refusal('stdout and stderr must be inherit, pipe or ignore.')
  }
  return ['ignore', ...outputs.map(String)]
}
