/** The job host of the desktop app: each task in a utility process, Electron's child process that works in a package too. */
import { app, type Details, utilityProcess } from 'electron'
import { createProcessHost, type ProcessHostOptions, type StartOptions, type WorkerProcess } from '../../core/jobs/process-host.ts'
import { tailOf } from '../../core/jobs/stderr-tail.ts'
import type { JobHost, TaskTable } from '../../core/jobs/types.ts'

/** How long the last words of a process that crashed may take to come through its pipe, whose end Electron does not tell. */
const lastWordsMs = 200

/** Needs the app to be ready before the first task. */
export function createUtilityHost<T extends TaskTable>(options: ProcessHostOptions): JobHost<T> {
  return createProcessHost<T>(options, startUtility)
}

let started = 0

function startUtility({ entry, heapMegabytes, onMessage }: StartOptions): WorkerProcess {
  // By its name Electron tells what became of it.
  const serviceName = `Sextant job ${++started}`
  const child = utilityProcess.fork(entry, [], {
    serviceName,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Electron takes V8's options from Chromium's switch, not from Node's.
    execArgv: [`--js-flags=--max-old-space-size=${heapMegabytes}`]
  })
  const log = tailOf(child.stderr)
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  let gone: Details['reason'] | undefined
  let fatal = ''
  let answered = false
  let wanted = false

  const onGone = (_event: unknown, { name, reason }: Details) => {
    if (name !== serviceName) return
    gone ??= reason
    // Nothing else is ever heard of a process that did not start.
    if (reason === 'launch-failed') finish(0)
  }
  app.on('child-process-gone', onGone)
  child.on('message', onMessage)
  child.on('error', (_type, location) => {
    fatal = location
  })
  child.on('exit', (code) => {
    if (answered || wanted) return finish(code)
    // Electron stops listening now, though what the process wrote last may still be on its way.
    process.nextTick(log.follow)
    setTimeout(finish, lastWordsMs, code)
  })

  function finish(code: number): void {
    app.off('child-process-gone', onGone)
    end(describe(code, gone))
  }

  function kill(): void {
    wanted = true
    // Before it has started there is nothing to kill yet.
    if (!child.kill() && child.pid === undefined) child.once('spawn', () => child.kill())
  }

  return {
    send: (message) => child.postMessage(message),
    release() {
      answered = true
      // What it had to store is stored, and it has nothing else to do.
      child.kill()
    },
    kill,
    ended,
    log: () => `${log.text()}${fatal}`
  }
}

/** Exit and crash are different things; the number alone does not tell them apart. */
function describe(code: number, gone: Details['reason'] | undefined): string {
  switch (gone) {
    case 'oom':
      return 'out of memory'
    case 'crashed':
    case 'killed':
      return `${gone}, code ${code}`
    case 'launch-failed':
      return 'it could not be started'
    default:
      return `exit code ${code}`
  }
}
