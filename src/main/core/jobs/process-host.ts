import { SextantError } from '../../../shared/errors.ts'
import { failureOf } from './outcome.ts'
import { type Answer, errorOf, parseFromWorker, type ToWorker } from './protocol.ts'
import type { JobHost, OutputOf, RunOptions, TaskTable } from './types.ts'

/** What a cancelled worker may take to finish its COMMIT: only a disk that hangs takes longer. */
const commitGraceMs = 60_000
const defaultHeapMegabytes = 1_024

/** A worker's process, whatever starts it. */
export interface WorkerProcess {
  /** Throws when the message cannot be cloned. A worker that has gone shows itself by its end, not here. */
  send(message: ToWorker): void
  /** Lets a worker go that has answered. */
  release(): void
  /** Ends it, however busy it is. */
  kill(): void
  /** How it ended, in words, once all that it sent has arrived. Never rejects. */
  readonly ended: Promise<string>
  /** The end of what it wrote to stderr: where an uncaught error stands. */
  log(): string
}

export interface ProcessHostOptions {
  /** The script that serves the tasks: `workerEntry()`, or a test's. */
  entry: string
  /** How long a worker may take to stop by itself, or to leave after its answer, before it is killed. */
  graceMs?: number
  /** Cap of a worker's JavaScript heap, 1,024 if left out: V8 also tidies up earlier under a cap. Typed arrays and SQLite's cache are not in it. */
  heapMegabytes?: number
}

export interface StartOptions {
  entry: string
  heapMegabytes: number
  onMessage: (message: unknown) => void
}

/**
 * Runs each task in a process of its own. A worker that does not stop in time is killed: SQLite then rolls its transaction
 * back. What it wrote to stderr comes with `job.crashed` as the detail `log`. `start` makes the process.
 */
export function createProcessHost<T extends TaskTable>(
  options: ProcessHostOptions,
  start: (options: StartOptions) => WorkerProcess
): JobHost<T> {
  const stop = new AbortController()
  const running = new Set<Promise<unknown>>()

  return {
    run(task, input, { signal, onProgress }) {
      const outcome = runInProcess<OutputOf<T, typeof task>>(options, start, task, input, {
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

async function runInProcess<Output>(
  { entry, graceMs = 2_000, heapMegabytes = defaultHeapMegabytes }: ProcessHostOptions,
  start: (options: StartOptions) => WorkerProcess,
  task: string,
  input: unknown,
  { signal, onProgress }: RunOptions
): Promise<Output> {
  if (signal.aborted) throw new SextantError('job.cancelled')
  let answer: Answer | undefined
  let broken: SextantError | undefined
  let committing = false
  let patience: NodeJS.Timeout | undefined
  const worker = start({ entry, heapMegabytes, onMessage })

  function killAfter(milliseconds: number): void {
    clearTimeout(patience)
    patience = setTimeout(worker.kill, milliseconds)
  }
  function cancel(): void {
    worker.send({ type: 'cancel' })
    if (answer === undefined) killAfter(committing ? commitGraceMs : graceMs)
  }
  function fail(error: SextantError): void {
    broken = error
    worker.kill()
  }
  function onMessage(raw: unknown): void {
    const message = parseFromWorker(raw)
    if (message === undefined) fail(crashed('an unreadable message', worker.log()))
    else if (message.type === 'progress') onProgress(message.progress)
    else if (message.type === 'committing') {
      committing = true
      if (signal.aborted) killAfter(commitGraceMs)
    } else {
      answer = message
      worker.release()
      killAfter(graceMs)
    }
  }

  signal.addEventListener('abort', cancel, { once: true })
  try {
    worker.send({ type: 'run', task, input })
  } catch (error) {
    fail(failureOf(error, signal))
  }

  const end = await worker.ended
  clearTimeout(patience)
  signal.removeEventListener('abort', cancel)
  if (broken !== undefined) throw broken
  if (answer?.type === 'done') return answer.output as Output
  if (answer?.type === 'failed') throw errorOf(answer)
  throw signal.aborted ? new SextantError('job.cancelled') : crashed(end, worker.log())
}

function crashed(end: string, log: string): SextantError {
  // Node and Electron say it differently.
  const reason = /out of memory/i.test(log) ? 'out of memory' : end
  return new SextantError('job.crashed', { reason, log })
}
