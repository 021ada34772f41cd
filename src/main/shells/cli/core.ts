/** The core as a command sees it: one open workspace, tasks in this process, errors thrown, progress on stderr. */
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import packageJson from '../../../../package.json' with { type: 'json' }
import type { Method, RequestOf, ResponseOf } from '../../../shared/contract.ts'
import { fromWire } from '../../../shared/errors.ts'
import type { Workspace } from '../../../shared/model/workspace.ts'
import { type App, createApp } from '../../core/app.ts'
import { dataFolder } from '../../core/data-folder.ts'
import { createInlineHost } from '../../core/jobs/inline-host.ts'
import { tasks } from '../../core/tasks/index.ts'
import type { Arguments } from './arguments.ts'
import { createProgressPrinter } from './progress.ts'

export interface Core {
  /** As it was when it was opened. */
  workspace: Workspace
  /** Throws the core's coded error. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>>
}

/** Opens `--workspace`, does the work and closes it, whatever happens. Ctrl+C cancels what runs: nothing half-done is stored. */
export async function withWorkspace<T>(args: Arguments, { create = false }, work: (core: Core) => Promise<T>): Promise<T> {
  const app = createApp({
    shell: 'cli',
    version: packageJson.version,
    dataFolder: dataFolder(),
    host: createInlineHost(tasks, Date.now),
    // On the command line a file's id is its path.
    files: { resolve: (file) => ({ path: file, name: path.basename(path.resolve(file)) }), forget: async () => {} },
    now: Date.now
  })
  const progress = createProgressPrinter(process.stderr, Date.now)
  app.subscribe((name, event) => {
    if (name === 'job.changed') progress.show(event)
  })
  const cancel = () => void cancelAll(app)
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  const file = path.resolve(args.required('workspace'))
  const wasThere = existsSync(file)
  /** The workspace was made by this command, which has not done what it was made for. */
  let inVain = false
  try {
    const workspace = await app.openWorkspace(file, { create })
    inVain = !wasThere
    const result = await work({ workspace, call: (method, request) => call(app, method, request) })
    inVain = false
    return result
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
    progress.end()
    await app.close()
    // A slip in a file's name must not leave an empty workspace behind.
    if (inVain) for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(file + suffix, { force: true })
  }
}

async function call<M extends Method>(app: App, method: M, request: RequestOf<M>): Promise<ResponseOf<M>> {
  const wire = await app.call(method, request)
  if (!wire.ok) throw fromWire(wire.error)
  return wire.value as ResponseOf<M>
}

async function cancelAll(app: App): Promise<void> {
  const jobs = await call(app, 'jobs.list', {})
  const running = jobs.filter(({ state }) => state === 'running' || state === 'waiting')
  await Promise.all(running.map(({ id }) => app.call('jobs.cancel', { id })))
}
