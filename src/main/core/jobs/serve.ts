import { SextantError, toWire } from '../../../shared/errors.ts'
import type { Progress } from '../../../shared/model/job.ts'
import { failureOf } from './outcome.ts'
import { type Answer, type FromWorker, parseToWorker, type ToWorker } from './protocol.ts'
import type { TaskTable } from './types.ts'

/** A worker's line to its host. A process and Electron's utility process have one adapter each. */
export interface Port {
  /** Throws when the message cannot be cloned. */
  send(message: FromWorker): void
  onMessage(handler: (message: unknown) => void): void
}

/** Between two reports of the same phase: a task may report every row, the line carries at most this many. */
const leastGapMs = 50

/**
 * Serves the one job that this process was started for. The process ends with its line to the host (see `worker.ts`), not
 * with the job, because the answer must have left it first.
 */
export function serveTasks(tasks: TaskTable, port: Port, now: () => number): void {
  const stop = new AbortController()

  async function run({ task: name, input }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
    const answer = await attempt(name, input)
    try {
      port.send(answer)
    } catch (error) {
      port.send({ type: 'failed', error: toWire(failureOf(error, stop.signal)) })
    }
  }

  async function attempt(name: string, input: unknown): Promise<Answer> {
    try {
      const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
      if (task === undefined) throw new Error(`no task ${name}`)
      const committing = () => {
        stop.signal.throwIfAborted()
        port.send({ type: 'committing' })
      }
      return { type: 'done', output: await task(input, { signal: stop.signal, onProgress: thinned(port, now), now, committing }) }
    } catch (error) {
      return { type: 'failed', error: toWire(failureOf(error, stop.signal)) }
    }
  }

  port.onMessage((raw) => {
    const message = parseToWorker(raw)
    if (message.type === 'run') void run(message)
    else stop.abort(new SextantError('job.cancelled'))
  })
}

function thinned(port: Port, now: () => number): (progress: Progress) => void {
  let phase: string | undefined
  let sentAt = 0
  return (progress) => {
    const at = now()
    if (progress.phase === phase && at - sentAt < leastGapMs) return
    phase = progress.phase
    sentAt = at
    port.send({ type: 'progress', progress })
  }
}
