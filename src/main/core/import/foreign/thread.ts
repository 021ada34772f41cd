/**
 * A thread of its own for workbooks of formats that are read whole by a library: what such a file makes the library do, it
 * does here, where memory is capped and from where it can be ended. This module is both the thread and what starts it, so
 * that it needs no entry of its own in the bundle.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type ForeignAnswer, type ForeignRequest, foreignRole } from './protocol.ts'

/** Of the thread's own heap. The largest old workbook (65,536 rows of 256 cells) fits. */
const heapMegabytes = 1_024

export function startThread(): Worker {
  return new Worker(new URL(import.meta.url), {
    workerData: foreignRole,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    // Neither its environment nor its output is anyone's business.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true
  })
}

if (!isMainThread && workerData === foreignRole) await serve()

async function serve(): Promise<void> {
  const { createReader } = await import('./workbook.ts')
  const answer = createReader()
  parentPort?.on('message', (request: ForeignRequest) => parentPort?.postMessage(answer(request) satisfies ForeignAnswer))
}
