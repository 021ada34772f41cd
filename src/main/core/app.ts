import type * as z from 'zod'
import { type EventName, type EventOf, events, type Method, methods } from '../../shared/contract.ts'
import { SextantError, toWire, type Wire } from '../../shared/errors.ts'
import type { Workspace } from '../../shared/model/workspace.ts'
import { createWorkspaceSession } from './app-workspace.ts'
import type { WorkspaceHandle } from './db/workspace.ts'
import { createJobQueue } from './jobs/queue.ts'
import type { JobHost } from './jobs/types.ts'
import { createOfferedFiles } from './offered-files.ts'
import type { Context, DroppedFiles } from './services/context.ts'
import { handlers, reruns } from './services/index.ts'
import type { tasks } from './tasks/index.ts'
import { createWatcher } from './watch/watcher.ts'

export interface AppOptions {
  shell: 'electron' | 'browser' | 'cli'
  version: string
  /** Where workspaces are made, and where it is remembered which were open. */
  dataFolder: string
  host: JobHost<typeof tasks>
  files: DroppedFiles
  /** Milliseconds since the epoch. */
  now: () => number
  /** Between two looks into the watched folders, 4,000 if left out. The command line never looks. */
  watchEveryMs?: number
  /** Also hold responses and events against the contract: for tests. */
  strict?: boolean
}

/** Name and payload of each event. */
export type AppEvent = { [E in EventName]: [name: E, payload: EventOf<E>] }[EventName]

export interface App {
  /** Answers any method of the contract; every failure comes back in wire form. */
  call(method: string, request: unknown): Promise<Wire<unknown>>
  /** The returned function ends the subscription. */
  subscribe(listener: (...event: AppEvent) => void): () => void
  /** For the shell itself, which may name any path. Throws coded errors. */
  openWorkspace(path: string, options: { create: boolean }): Promise<Workspace>
  /** Cancels what runs, waits until it has stopped, and closes the workspace. May be called again. */
  close(): Promise<void>
}

/**
 * The core behind every shell: one open workspace, its jobs and the contract's methods. The workspace of last time is opened by
 * the first call, unless the shell opens one before; the command line always says which.
 */
export function createApp(options: AppOptions): App {
  const { shell, version, dataFolder, host, now, strict = false, watchEveryMs = 4_000 } = options
  const listeners = new Set<(...event: AppEvent) => void>()
  const forPeople = shell !== 'cli'
  let check: Workspace['check'] = 'not-needed'
  let lastIsTried = !forPeople
  let closing: Promise<void> | null = null

  function emit<E extends EventName>(name: E, payload: EventOf<E>): void {
    if (strict) events[name].parse(payload)
    const event = [name, payload] as AppEvent
    for (const listener of listeners) listener(...event)
  }

  const jobs = createJobQueue<typeof tasks>({ host, now, onChanged: (job) => emit('job.changed', job) })
  const session = createWorkspaceSession({
    dataFolder,
    now,
    remember: forPeople,
    stopJobs,
    onOpened(workspace) {
      startCheck(workspace)
      emit('workspace.changed', { reason: 'opened' })
    },
    onLeft: () => emit('workspace.changed', { reason: 'opened' }),
    checkState: () => check
  })
  const watcher = createWatcher({
    session,
    jobs,
    now,
    onChanged: () => emit('workspace.changed', { reason: 'watched' }),
    onImported: () => emit('workspace.changed', { reason: 'imported' }),
    rerun: (kind) => reruns[kind](context)
  })
  const files = createOfferedFiles(options.files)
  const context: Context = { info: { version, shell, dataFolder }, session, jobs, files, watcher, now, emit }
  const looks = forPeople ? setInterval(() => void watcher.look(), watchEveryMs) : undefined
  looks?.unref()

  async function stopJobs(): Promise<void> {
    for (const { id, state } of jobs.list()) if (state === 'running' || state === 'waiting') jobs.cancel(id)
    await jobs.idle()
  }

  /** After an unclean end, in the background: whoever works meanwhile is told when it is over. */
  function startCheck(workspace: WorkspaceHandle): void {
    check = workspace.needsCheck ? 'running' : 'not-needed'
    if (!workspace.needsCheck) return
    const finish = (state: 'ok' | 'damaged' | 'not-needed') => {
      if (session.describe()?.path !== workspace.path) return
      if (state === 'ok') workspace.checked()
      check = state
      emit('workspace.changed', { reason: 'checked' })
    }
    jobs
      .submit({ kind: 'check', label: workspace.name, task: 'check', input: { workspacePath: workspace.path } })
      .result.then(({ state }) => finish(state))
      // Cancelled or crashed: nothing is known, and the next session owes the check still.
      .catch(() => finish('not-needed'))
  }

  async function answer(method: string, request: unknown): Promise<unknown> {
    if (!isMethod(method)) throw new SextantError('request.unknownMethod', { method })
    if (closing !== null) throw new SextantError('app.closing')
    if (!lastIsTried) {
      lastIsTried = true
      session.openLast()
    }
    const parsed = methods[method].request.safeParse(request)
    if (!parsed.success) throw new SextantError('request.invalid', { method, reason: firstIssue(parsed.error) })
    const handler = handlers[method] as (context: Context, request: unknown) => unknown
    const response = await handler(context, parsed.data)
    return strict ? methods[method].response.parse(response) : response
  }

  return {
    async call(method, request) {
      try {
        return { ok: true, value: await answer(method, request) }
      } catch (error) {
        return { ok: false, error: toWire(error) }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    openWorkspace(path, { create }) {
      lastIsTried = true
      return session.open(path, { create })
    },
    close() {
      clearInterval(looks)
      closing ??= jobs.dispose().finally(session.close)
      return closing
    }
  }
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(methods, name)
}

function firstIssue({ issues: [first] }: z.ZodError): string {
  return first === undefined ? 'unknown' : [first.path.join('.'), first.message].filter((part) => part !== '').join(': ')
}
