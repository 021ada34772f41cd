import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { SextantError } from '../../../shared/errors.ts'
import { failureOf } from './outcome.ts'
import { type Answer, errorOf, parseFromWorker, type ToWorker } from './protocol.ts'
import type { JobHost, OutputOf, RunOptions, TaskTable } from './types.ts'

const keptOfStderr = 4_096
/** What a cancelled worker may take to finish its COMMIT: only a disk that hangs takes longer. */
const commitGraceMs = 60_000

export interface ChildHostOptions {
  /** The script that serves the tasks: `workerEntry()`, or a test's. */
  entry: string
  /** How long a worker may take to stop by itself, or to leave after its answer, before it is killed. */
  graceMs?: number
  /** Cap of a worker's JavaScript heap, 1,024 if left out: V8 also tidies up earlier under a cap. Typed arrays and SQLite's cache are not in it. */
  heapMegabytes?: number
}

/**
 * Runs each task in a process of its own, in this process's group. A worker that does not stop in time is killed: SQLite
 * then rolls its transaction back. What it wrote to stderr comes with `job.crashed` as the detail `log`.
 */
export function createChildHost<T extends TaskTable>(options: ChildHostOptions): JobHost<T> {
  const stop = new AbortController()
  const running = new Set<Promise<unknown>>()

  return {
    run(task, input, { signal, onProgress }) {
      const outcome = runInChild<OutputOf<T, typeof task>>(options, task, input, {
        signal: AbortSignal.any([signal, stop.signal]),
        onProgress
      })
      running.add(outcome)
      return outcome.finally(() => running.delete(outcome))
    },
    async dispose() {
      stop.abort()
      await Promise.allSettled(running)
    }
  }
}

/** The worker of this build: `worker.ts` above the sources, `worker.js` above the bundle's chunks. */
export function workerEntry(from = import.meta.dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const entry = ['worker.js', 'worker.ts'].map((name) => path.join(folder, name)).find((file) => existsSync(file))
    if (entry !== undefined) return entry
    if (folder === path.dirname(folder)) throw new Error(`No worker above ${from}.`)
  }
}

async function runInChild<Output>(
  options: ChildHostOptions,
  task: string,
  input: unknown,
  { signal, onProgress }: RunOptions
): Promise<Output> {
  if (signal.aborted) throw new SextantError('job.cancelled')
  const graceMs = options.graceMs ?? 2_000
  const child = fork(options.entry, [], {
    serialization: 'advanced',
    // stdout belongs to whoever called the command line.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${options.heapMegabytes ?? 1_024}`]
  })
  const log = tail(child.stderr)
  const ended = endOf(child)
  let answer: Answer | undefined
  let broken: SextantError | undefined
  let committing = false
  let patience: NodeJS.Timeout | undefined

  const killAfter = (milliseconds: number) => {
    clearTimeout(patience)
    patience = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  }
  const cancel = () => {
    if (child.connected) send(child, { type: 'cancel' })
    if (answer === undefined) killAfter(committing ? commitGraceMs : graceMs)
  }
  const fail = (error: SextantError) => {
    broken = error
    child.kill('SIGKILL')
  }

  child.on('message', (raw) => {
    const message = parseFromWorker(raw)
    if (message === undefined) fail(crashed('an unreadable message', log()))
    else if (message.type === 'progress') onProgress(message.progress)
    else if (message.type === 'committing') {
      committing = true
      if (signal.aborted) killAfter(commitGraceMs)
    } else {
      answer = message
      // The worker ends with its line.
      child.disconnect()
      killAfter(graceMs)
    }
  })
  signal.addEventListener('abort', cancel, { once: true })
  try {
    send(child, { type: 'run', task, input })
  } catch (error) {
    fail(failureOf(error, signal))
  }

  const end = await ended
  clearTimeout(patience)
  signal.removeEventListener('abort', cancel)
  if (broken !== undefined) throw broken
  if (answer?.type === 'done') return answer.output as Output
  if (answer?.type === 'failed') throw errorOf(answer)
  throw signal.aborted ? new SextantError('job.cancelled') : crashed(end, log())
}

/** Throws when the message cannot be cloned. A worker that has gone shows itself by its end, not here. */
function send(child: ChildProcess, message: ToWorker): void {
  child.send(message, () => {})
}

/**
 * How a process ended, once all that it sent has arrived. Not the event 'close', which a channel that was disconnected on
 * this side keeps from coming.
 */
async function endOf(child: ChildProcess): Promise<string> {
  const { promise: exit, resolve } = Promise.withResolvers<string>()
  child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  // Also emitted for messages that could not be delivered to a running worker.
  child.on('error', (error) => child.pid === undefined && resolve(error.message))
  const disconnected = new Promise((done) => child.on('disconnect', done))
  const drained = new Promise((done) => child.stderr?.on('close', done))

  const end = await exit
  if (child.pid !== undefined) await Promise.all([drained, child.connected && disconnected])
  return end
}

function crashed(end: string, log: string): SextantError {
  const reason = log.includes('heap out of memory') ? 'out of memory' : end
  return new SextantError('job.crashed', { reason, log })
}

/** The end of what a process wrote: where an uncaught error stands. Passed on to a developer who asked for logs. */
function tail(stream: Readable | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-keptOfStderr)
    if (process.env.SEXTANT_LOG) process.stderr.write(chunk)
  })
  return () => text
}
