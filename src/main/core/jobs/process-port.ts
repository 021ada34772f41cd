import { Worker } from 'node:worker_threads'
import type { Port } from './serve.ts'

/** The line of a process that was started by `child-host.ts`. */
export function processPort(): Port {
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
