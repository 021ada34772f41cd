import { availableParallelism } from 'node:os'
import { type Transferable, Worker } from 'node:worker_threads'
import { threadEntry } from '../jobs/worker-entry.ts'
import type { HelperAnswer, HelperRequest } from './import-work.ts'

/** The thread has ended, or cannot be started: whoever asked does it alone, if it still has what it takes. */
export class HelperGone extends Error {}

/**
 * A thread that takes work off an import, one request after another. None is started before the first request, and with one core there is
 * none. It holds no lock and no database, and can be ended at any moment.
 */
export class ImportHelper {
  private worker: Worker | null = null
  private hasGone: boolean
  private asked = 0
  private readonly open = new Map<number, { done: () => void; failed: (error: Error) => void }>()

  constructor(isAlone = availableParallelism() < 2) {
    this.hasGone = isAlone
  }

  /** Whether there is any use in asking. */
  get isThere(): boolean {
    return !this.hasGone
  }

  /** Resolves when it is done. Rejects with `HelperGone`, or with what the work threw. */
  ask(work: HelperRequest['work'], transfer: readonly Transferable[] = []): Promise<void> {
    if (this.hasGone) return Promise.reject(new HelperGone())
    this.worker ??= this.start()
    const request: HelperRequest = { number: this.asked++, work }
    const answer = new Promise<void>((done, failed) => {
      this.open.set(request.number, { done, failed })
    })
    this.worker.postMessage(request, transfer)
    return answer
  }

  /** Ends it; what was asked is not done. */
  async close(): Promise<void> {
    const { worker } = this
    this.lose()
    await worker?.terminate()
  }

  private start(): Worker {
    const worker = new Worker(threadEntry(), { env: {}, execArgv: [] })
    worker.on('message', (answer: HelperAnswer | 'ready') => {
      if (answer === 'ready') return
      const asked = this.open.get(answer.number)
      this.open.delete(answer.number)
      if (answer.error === null) asked?.done()
      else asked?.failed(Object.assign(new Error(answer.error.message), answer.error))
    })
    worker.on('error', () => this.lose())
    worker.on('exit', () => this.lose())
    return worker
  }

  private lose(): void {
    this.hasGone = true
    this.worker = null
    for (const { failed } of this.open.values()) failed(new HelperGone())
    this.open.clear()
  }
}
