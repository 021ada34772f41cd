/**
 * The entry of each thread that helps a task: works on the memories that an engine sends (`core/tasks/threads.ts`), one after another, or
 * hashes batches of lines (`core/tasks/line-hashes.ts`).
 */
import { parentPort } from 'node:worker_threads'
import { help } from '../engines/kernels/helper.ts'
import { createHasher, type HashRequest } from './core/tasks/hash-batch.ts'

const hashed = createHasher()

parentPort?.on('message', (sent: WebAssembly.Memory | HashRequest) => {
  if (sent instanceof WebAssembly.Memory) {
    help(sent)
    return
  }
  parentPort?.postMessage(hashed(sent))
})
parentPort?.postMessage('ready')
