import { Worker } from 'node:worker_threads'
import type { Port } from './serve.ts'

/** Electron's end of the line in a utility process, as far as it is used here: core knows nothing of Electron. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

/** The line of this process to its host: `process.parentPort` in a utility process of Electron, else that of a child process of Node. */
export function processPort(): Port {
  const parentPort = Reflect.get(process, 'parentPort') as ParentPort | undefined
  return parentPort === undefined ? childPort() : utilityPort(parentPort)
}

function childPort(): Port {
  return {
    send(message) {
      // A host that is gone is noticed by its 'disconnect', not here.
      process.send?.(message, undefined, undefined, () => {})
    },
    onMessage(handler) {
      process.on('message', handler)
    }
  }
}

function utilityPort(parentPort: ParentPort): Port {
  return {
    send: (message) => parentPort.postMessage(message),
    onMessage(handler) {
      parentPort.on('message', ({ data }) => handler(data))
    }
  }
}

/**
 * Ends this process when a promise is rejected that nobody waits for. Node does so by itself; a utility process of Electron would
 * write a warning and go on, and the job with it, without end.
 */
export function endOnRejection(): void {
  process.on('unhandledRejection', (reason) => {
    throw reason
  })
}

/**
 * Ends this process as soon as its host is gone, also in the middle of a computation that never yields: then no event of
 * this thread comes through, so a thread of its own looks twice a second whether the parent is still there. Windows keeps
 * the number of a dead parent, other systems give the orphan a new one.
 */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit())
  const watcher = `
    const { workerData: parent } = require('node:worker_threads')
    const alive = () => { try { return process.kill(parent, 0) } catch (error) { return error.code === 'EPERM' } }
    setInterval(() => { if (process.ppid !== parent || !alive()) process.kill(process.pid, 'SIGKILL') }, 500)`
  new Worker(watcher, { eval: true, workerData: process.ppid, env: {} }).unref()
}
