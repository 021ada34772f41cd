/**
 * The entry of each thread that helps a task: works on the memories that an engine sends (`core/tasks/threads.ts`), or on what an import
 * asks (`core/tasks/import-helper.ts`), one after another.
 */
import { parentPort } from 'node:worker_threads'
import { help } from '../engines/kernels/helper.ts'
import { createImportWork, type HelperRequest } from './core/tasks/import-work.ts'

const helpImport = createImportWork((answer) => parentPort?.postMessage(answer))

parentPort?.on('message', (sent: WebAssembly.Memory | HelperRequest) => {
  if ('work' in sent) void helpImport(sent)
  else help(sent)
})
parentPort?.postMessage('ready')
