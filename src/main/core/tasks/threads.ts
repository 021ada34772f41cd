/**
 * The threads that help an engine. They are worker threads of the job's own process: an engine shares its memory with
 * them, which processes cannot. They touch no database and no file, so they may be ended at any moment.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Threads } from '../../../engines/context.ts'
import { threadEntry } from '../jobs/worker-entry.ts'

/** More would wait for memory rather than compute. */
const MOST_HELPERS = 7

export interface OwnedThreads extends Threads {
  /** Ends them. */
  close(): Promise<void>
}

/**
 * Threads for the engines of one task. None is started before the first engine asks for help, and with one core there are
 * none at all.
 *
 * @param count how many besides this thread; as many as there are other cores if left out
 */
export function openThreads(count = Math.min(MOST_HELPERS, availableParallelism() - 1)): OwnedThreads {
  let workers: Worker[] | undefined
  let failure: Error | undefined

  function start(): Worker {
    const worker = new Worker(threadEntry(), { env: {}, execArgv: [] })
    let ready = false
    // Waiting for work must not keep the process alive.
    worker.unref()
    worker.once('message', () => {
      ready = true
    })
    let complaint: Error | undefined
    worker.once('error', (error) => {
      complaint = error instanceof Error ? error : new Error(String(error))
    })
    // Only by now has all arrived that it said: its error may overtake that it was ready.
    worker.once('exit', () => {
      // One that never came up took no work: the others, or the caller alone, do it all.
      if (ready) failure = complaint
    })
    return worker
  }

  return {
    help(memory) {
      workers ??= Array.from({ length: count }, start)
      for (const worker of workers) worker.postMessage(memory)
      return {
        check() {
          if (failure !== undefined) throw failure
        }
      }
    },
    async close() {
      await Promise.all((workers ?? []).map((worker) => worker.terminate()))
      workers = undefined
    }
  }
}

/** Does the work with threads that end with it. */
export async function withThreads<T>(work: (threads: Threads) => Promise<T>): Promise<T> {
  const threads = openThreads()
  try {
    return await work(threads)
  } finally {
    await threads.close()
  }
}
