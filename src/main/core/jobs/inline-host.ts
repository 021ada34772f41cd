import { SextantError } from '../../../shared/errors.ts'
import { failureOf } from './outcome.ts'
import type { JobHost, TaskTable } from './types.ts'

/**
 * Runs tasks in this process, for the command line and for tests. Input and output are cloned as if they had crossed a
 * process, so that a task cannot come to rely on sharing.
 *
 * Nothing here can end a task that neither yields nor looks at its signal: where that matters, use a process.
 */
export function createInlineHost<T extends TaskTable>(tasks: T, now: () => number): JobHost<T> {
  const stop = new AbortController()
  const running = new Set<Promise<unknown>>()

  return {
    async run(name, input, { signal, onProgress }) {
      const either = AbortSignal.any([signal, stop.signal])
      const attempt = async () => {
        if (either.aborted) throw new SextantError('job.cancelled')
        const task = tasks[name]
        if (task === undefined) throw new Error(`no task ${name}`)
        return structuredClone(await task(structuredClone(input), { signal: either, onProgress, now }))
      }
      const outcome = attempt().catch((error) => {
        throw failureOf(error, either)
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
