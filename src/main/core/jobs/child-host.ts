import { type ChildProcess, fork } from 'node:child_process'
import { createProcessHost, type ProcessHostOptions, type StartOptions, type WorkerProcess } from './process-host.ts'
import { tailOf } from './stderr-tail.ts'
import type { JobHost, TaskTable } from './types.ts'

/** Runs each task in a child process of Node, in this process's group. */
export function createChildHost<T extends TaskTable>(options: ProcessHostOptions): JobHost<T> {
  return createProcessHost<T>(options, startChild)
}

function startChild({ entry, heapMegabytes, onMessage }: StartOptions): WorkerProcess {
  const child = fork(entry, [], {
    serialization: 'advanced',
    // stdout belongs to whoever called the command line.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${heapMegabytes}`]
  })
  child.on('message', onMessage)
  return {
    send(message) {
      if (child.connected) child.send(message, () => {})
    },
    // The worker ends with its line.
    release: () => child.disconnect(),
    kill: () => child.kill('SIGKILL'),
    ended: endOf(child),
    log: tailOf(child.stderr).text
  }
}

/**
 * How a process ended, once all that it sent has arrived. Not the event 'close', which a channel that was disconnected on
 * this side keeps from coming.
 */
async function endOf(child: ChildProcess): Promise<string> {
  const { promise: exit, resolve } = Promise.withResolvers<string>()
  child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  // Also emitted for messages that could not be delivered to a running worker.
  child.on('error', (error) => child.pid === undefined && resolve(error.message))
  const disconnected = new Promise((done) => child.on('disconnect', done))
  const drained = new Promise((done) => child.stderr?.on('close', done))

  const end = await exit
  if (child.pid !== undefined) await Promise.all([drained, child.connected && disconnected])
  return end
}
