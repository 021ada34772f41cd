import { availableParallelism } from 'node:os'
import { type Transferable, Worker } from 'node:worker_threads'
import { threadEntry } from './worker-entry.ts'

/** What may be asked, by name, and what is answered. */
export type Works = Record<string, { asked: unknown; answered: unknown }>

export interface HelperRequest {
  number: number
  kind: string
  asked: unknown
}

export interface HelperAnswer {
  number: number
  answered?: unknown
  error?: { message: string; code?: string }
}

/** The thread has ended, or cannot be started: whoever asked does it alone, if it still has what it takes. */
export class HelperGone extends Error {}

/** The same promise, whose failure is told to whom waits for it in the end, and is no defect until then. */
export function toldLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/**
 * A thread that takes work off this one, one request after another. None is started before the first request, and with one core there is
 * none. It holds no lock and no database, and can be ended at any moment.
 */
export class HelperThread<W extends Works> {
  private worker: Worker | null = null
  private hasGone: boolean
  private requests = 0
  private readonly open = new Map<number, { done: (answered: unknown) => void; failed: (error: Error) => void }>()

  constructor(isAlone = availableParallelism() < 2) {
    this.hasGone = isAlone
  }

  /** Starts it, if it was not; false: there is none to be had. */
  start(): boolean {
    if (this.hasGone) return false
    try {
      this.worker ??= this.make()
      return true
    } catch {
      // The system has no thread to give.
      this.hasGone = true
      return false
    }
  }

  /** Rejects with `HelperGone`, or with what the work threw. */
  ask<K extends keyof W & string>(kind: K, asked: W[K]['asked'], transfer: readonly Transferable[] = []): Promise<W[K]['answered']> {
    if (!this.start()) return Promise.reject(new HelperGone())
    const number = this.requests++
    const request: HelperRequest = { number, kind, asked }
    try {
      this.worker?.postMessage(request, transfer)
    } catch (error) {
      return Promise.reject(error)
    }
    return new Promise<W[K]['answered']>((done, failed) => {
      this.open.set(number, { done, failed })
    })
  }

  /** Ends it; what was asked is not done. */
  async close(): Promise<void> {
    const { worker } = this
    this.lose()
    await worker?.terminate()
  }

  private make(): Worker {
    const worker = new Worker(threadEntry(), { env: {}, execArgv: [] })
    worker.on('message', (answer: HelperAnswer | 'ready') => {
      if (answer === 'ready') return
      const asked = this.open.get(answer.number)
      this.open.delete(answer.number)
      if (answer.error === undefined) asked?.done(answer.answered)
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

/** A function for each kind of work: what it answers, and which memory of that is handed over. */
export type Workers<W extends Works> = {
  [K in keyof W]: (asked: W[K]['asked']) => Promise<{ answered: W[K]['answered']; transfer?: Transferable[] }>
}

/** In the thread: does what it is asked, and answers each request. */
export function answering<W extends Works>(workers: Workers<W>, answer: (answer: HelperAnswer, transfer: Transferable[]) => void) {
  return async ({ number, kind, asked }: HelperRequest): Promise<void> => {
    try {
      const { answered, transfer = [] } = await (workers[kind] as Workers<W>[keyof W])(asked)
      answer({ number, answered }, transfer)
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException
      answer({ number, error: code === undefined ? { message } : { message, code } }, [])
    }
  }
}
