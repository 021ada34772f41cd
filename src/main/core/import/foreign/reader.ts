import type { Worker } from 'node:worker_threads'
import { SextantError } from '../../../../shared/errors.ts'
import { damaged } from '../container/guard.ts'
import type { ForeignAnswer, ForeignRequest } from './protocol.ts'

/** A thread that nobody has asked for so long gives its memory back. */
const idleMs = 3_000
const checkMs = 250

interface Running {
  worker: Worker
  /** Of the workbook that it holds. */
  holds: string
  idle: NodeJS.Timeout | undefined
}

/** What a request may cost, and what it is about. */
export interface Terms {
  file: string
  /** For people: "it begins like …". */
  format: string
  /** Of computing; waiting for a busy machine does not count. */
  seconds: number
  signal: AbortSignal
}

/** The one thread of this process, between requests. */
let running: Running | null = null
let queue: Promise<unknown> = Promise.resolve()

/**
 * Asks the thread about a workbook, which is opened there first unless it is the one that it holds. Requests wait for each
 * other. A thread that fails, takes too long or is no longer wanted is ended.
 *
 * Errors: `file.damaged`, `file.encrypted`, `file.notATable`, `file.tooLarge` (time, memory).
 *
 * @param key of the workbook's bytes
 */
export function ask(key: string, bytes: () => Promise<Uint8Array>, request: ForeignRequest | null, terms: Terms): Promise<ForeignAnswer> {
  const answer = queue.then(() => answerOf(key, bytes, request, terms))
  queue = answer.catch(() => {})
  return answer
}

async function answerOf(
  key: string,
  bytes: () => Promise<Uint8Array>,
  request: ForeignRequest | null,
  terms: Terms
): Promise<ForeignAnswer> {
  terms.signal.throwIfAborted()
  clearTimeout(running?.idle)
  if (request !== null && running?.holds === key) return exchange(running, request, terms)
  const content = await bytes()
  if (running === null) {
    // Loaded when it is needed: most files need no library.
    const { startThread } = await import('./thread.ts')
    running = { worker: startThread(), holds: '', idle: undefined }
  }
  const opened = await exchange(running, { kind: 'open', bytes: content }, terms)
  running.holds = key
  return request === null ? opened : exchange(running, request, terms)
}

async function exchange(thread: Running, request: ForeignRequest, terms: Terms): Promise<ForeignAnswer> {
  try {
    const answer = await reply(thread.worker, request, terms)
    if (answer.kind === 'failed') throw failure(terms, answer.why)
    thread.worker.unref()
    thread.idle = setTimeout(() => end(thread), idleMs).unref()
    return answer
  } catch (error) {
    end(thread)
    throw error
  }
}

function end(thread: Running): void {
  clearTimeout(thread.idle)
  if (running === thread) running = null
  // What it still has to say concerns nobody, but must be heard.
  thread.worker.on('error', () => {})
  void thread.worker.terminate()
}

function reply(worker: Worker, request: ForeignRequest, terms: Terms): Promise<ForeignAnswer> {
  const { file, seconds, signal } = terms
  return new Promise<ForeignAnswer>((resolve, reject) => {
    const onAbort = () => settle(() => reject(signal.reason))
    const watch = setInterval(() => {
      worker.cpuUsage().then(
        ({ user, system }) => {
          spent ??= user + system
          if ((user + system - spent) / 1e6 > seconds)
            settle(() => reject(tooLarge(file, `reading it takes longer than ${seconds} seconds`)))
        },
        () => {}
      )
    }, checkMs)
    let spent: number | undefined
    const onMessage = (answer: ForeignAnswer) => settle(() => resolve(answer))
    const onError = (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      settle(() => reject(memory ? tooLarge(file, 'reading it takes too much memory') : failure(terms, 'broken')))
    }
    const onExit = () => settle(() => reject(failure(terms, 'broken')))
    const settle = (outcome: () => void) => {
      clearInterval(watch)
      signal.removeEventListener('abort', onAbort)
      // One by one: the thread has listeners of its own to stay reachable.
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      outcome()
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    signal.addEventListener('abort', onAbort, { once: true })
    worker.ref()
    worker.postMessage(request)
  })
}

const tooLarge = (file: string, reason: string) => new SextantError('file.tooLarge', { file, reason: `${reason}; save it as XLSX` })

function failure({ file, format }: Terms, why: 'encrypted' | 'noWorkbook' | 'broken'): SextantError {
  if (why === 'encrypted') return new SextantError('file.encrypted', { file })
  if (why === 'noWorkbook') return new SextantError('file.notATable', { file, reason: 'it is an Office document that holds no workbook' })
  return damaged(file, `it begins like ${format}, but cannot be read as one`)
}
