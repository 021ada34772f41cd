/**
 * The entry of each thread that helps a task: works on the memories that an engine sends (`core/tasks/threads.ts`), or on what an import
 * asks (`core/jobs/helper-thread.ts`), one after another.
 */
import { parentPort } from 'node:worker_threads'
import { help } from '../engines/kernels/helper.ts'
import { type ScanWorks, scanWorkers } from './core/import/coded/scan-halves.ts'
import { answering, type HelperRequest } from './core/jobs/helper-thread.ts'
import { type ImportWorks, importWorkers } from './core/tasks/import-work.ts'

const answer = answering<ImportWorks & ScanWorks>({ ...importWorkers(), ...scanWorkers }, (told, transfer) =>
  parentPort?.postMessage(told, transfer)
)

parentPort?.on('message', (sent: WebAssembly.Memory | HelperRequest) => {
  if ('kind' in sent) void answer(sent)
  else help(sent)
})
parentPort?.postMessage('ready')
