/** The entry of each thread that helps an engine (`core/tasks/threads.ts`): works on the memories that it is sent, one after another. */
import { parentPort } from 'node:worker_threads'
import { help } from '../engines/kernels/helper.ts'

parentPort?.on('message', help)
parentPort?.postMessage('ready')
