import { closeSync, existsSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { SextantError } from '../../shared/errors.ts'
import type { Workspace, WorkspaceEntry } from '../../shared/model/workspace.ts'
import { forgetWorkspace, readRecents, rememberWorkspace } from './app-recents.ts'
import { translateFileError } from './db/open.ts'
import { sourceExists } from './db/queries/sources.ts'
import { listTemplates } from './db/queries/templates.ts'
import { workspaceState } from './db/queries/workspace.ts'
import { openWorkspace, type WorkspaceHandle } from './db/workspace.ts'
import { makeFolder } from './make-folder.ts'

const extension = '.sextant'

export interface WorkspaceSession {
  /** The open workspace. Throws `workspace.noneOpen`. */
  current(): WorkspaceHandle
  describe(): Workspace | null
  /** Throws `workspace.noneOpen`. */
  describeOpen(): Workspace
  /** Workspaces that were opened before, and those in the data folder; the newest first. */
  list(): WorkspaceEntry[]
  /**
   * Opens a workspace instead of the one that is open, whose jobs are cancelled. When that fails, the open one stays open.
   * Throws what `openWorkspace` throws.
   */
  open(file: string, options: { create: boolean }): Promise<Workspace>
  /** The same for a `.sextant` file that a person named, wherever it lies. Throws `workspace.notFound` for any other path. */
  openExisting(file: string): Promise<Workspace>
  /**
   * Makes and opens `<data folder>/<name>.sextant`. Throws `workspace.badName` or `workspace.exists`.
   *
   * `provisional`: it goes again when it is closed, unless it was kept or a template was saved in it.
   */
  create(name: string, options?: { provisional: boolean }): Promise<Workspace>
  /** The open workspace holds something of its own now. */
  keep(): void
  /** Closes a provisional workspace that nothing came of, and opens the one before it where that can be opened. Any other stays. */
  leave(): Promise<Workspace | null>
  /**
   * Moves a whole, closed workspace from the same disk into the data folder and opens it: as `<name>.sextant`, or with a
   * number behind the name where that is taken.
   */
  adopt(file: string, name: string): Promise<Workspace>
  /** Opens the workspace of last time, if it can be opened: else the user chooses. */
  openLast(): void
  close(): Promise<void>
}

export interface WorkspaceSessionOptions {
  dataFolder: string
  now: () => number
  /** Whether to remember what was opened; commands of a script leave no traces. */
  remember: boolean
  /** Cancels the jobs of the workspace that is about to be closed, and waits until they have stopped. */
  stopJobs: () => Promise<void>
  /** Another workspace is open now. */
  onOpened: (workspace: WorkspaceHandle) => void
  /** None is. */
  onLeft: () => void
  /** State of the integrity check of the open workspace. */
  checkState: () => Workspace['check']
}

export function createWorkspaceSession(options: WorkspaceSessionOptions): WorkspaceSession {
  const { dataFolder, now, remember, stopJobs, onOpened, onLeft, checkState } = options
  let open: WorkspaceHandle | null = null
  /** The open workspace was made for files that may not be imported, from this one. */
  let provisional: { former: string | null } | null = null
  let turn: Promise<unknown> = Promise.resolve()

  /** One opening or closing at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work)
    turn = result.catch(() => {})
    return result
  }

  function current(): WorkspaceHandle {
    if (open === null) throw new SextantError('workspace.noneOpen')
    return open
  }

  function describeOpen(): Workspace {
    const { path: file, name, db } = current()
    return { path: file, name, check: checkState(), ...workspaceState(db, now()) }
  }

  function take(workspace: WorkspaceHandle): void {
    open = workspace
    if (remember) rememberWorkspace(dataFolder, workspace.path)
    onOpened(workspace)
  }

  const replace = (file: string, create: boolean): Promise<Workspace> => inTurn(() => replaceNow(file, create))

  async function replaceNow(file: string, create: boolean): Promise<Workspace> {
    if (open !== null && path.resolve(file) === open.path) return describeOpen()
    const next = openWorkspace(file, { create, now })
    try {
      await stopJobs()
    } catch (error) {
      next.close()
      throw error
    }
    closeOpen()
    take(next)
    return describeOpen()
  }

  /** With the file, if it was made in vain. */
  function closeOpen(): void {
    const inVain = open !== null && isInVain(open)
    const file = open?.path
    open?.close()
    open = null
    provisional = null
    if (!inVain || file === undefined) return
    for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true })
    if (remember) forgetWorkspace(dataFolder, file)
  }

  /** The file itself is asked: an import may have been stored though its process died before it could say so. */
  const isInVain = ({ db }: WorkspaceHandle): boolean => provisional !== null && !sourceExists(db, {}) && listTemplates(db).length === 0

  function openFormer(former: string | null): WorkspaceHandle | null {
    if (former === null) return null
    try {
      return openWorkspace(former, { now })
    } catch {
      // Moved, open elsewhere, damaged: the user chooses another.
      return null
    }
  }

  function list(): WorkspaceEntry[] {
    const files = new Set([...(open ? [open.path] : []), ...readRecents(dataFolder), ...workspacesIn(dataFolder)])
    return [...files]
      .flatMap((file) => {
        const modifiedAt = modifiedSeconds(file)
        return modifiedAt === null ? [] : [{ path: file, name: path.basename(file, extension), modifiedAt, open: file === open?.path }]
      })
      .sort((a, b) => b.modifiedAt - a.modifiedAt || a.name.localeCompare(b.name))
  }

  return {
    current,
    describeOpen,
    describe: () => (open === null ? null : describeOpen()),
    list,
    open: (file, { create }) => replace(file, create),

    async openExisting(file) {
      if (!path.isAbsolute(file) || path.extname(file) !== extension) throw new SextantError('workspace.notFound', { path: file })
      return replace(file, false)
    },

    async create(name, { provisional: isProvisional } = { provisional: false }) {
      const file = path.join(dataFolder, fileName(name))
      try {
        makeFolder(dataFolder)
      } catch (error) {
        throw translateFileError(error, dataFolder)
      }
      if (existsSync(file)) throw new SextantError('workspace.exists', { path: file })
      return inTurn(async () => {
        // What is itself there in vain is nothing to come back to.
        const former = provisional !== null && open !== null && isInVain(open) ? provisional.former : (open?.path ?? null)
        await replaceNow(file, true)
        provisional = isProvisional ? { former } : null
        return describeOpen()
      })
    },

    keep() {
      provisional = null
    },

    leave: () =>
      inTurn(async () => {
        if (open === null || !isInVain(open)) return open === null ? null : describeOpen()
        await stopJobs()
        const former = provisional?.former ?? null
        closeOpen()
        const next = openFormer(former)
        if (next === null) onLeft()
        else take(next)
        return next === null ? null : describeOpen()
      }),

    async adopt(file, name) {
      const target = moveInto(dataFolder, file, name)
      return replace(target, false)
    },

    openLast() {
      const [last] = readRecents(dataFolder)
      if (last === undefined || open !== null) return
      try {
        take(openWorkspace(last, { now }))
      } catch {
        // Moved, open elsewhere, damaged: opening it from the list says which.
      }
    },

    close: () =>
      inTurn(async () => {
        closeOpen()
      })
  }
}

/**
 * A name that every file system takes, so that a workspace can be moved to another computer.
 *
 * @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
function fileName(name: string): string {
  const trimmed = name.trim()
  const forbidden = /[\p{Cc}<>:"/\\|?*]|^\.|\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu
  if (trimmed === '' || forbidden.test(trimmed)) throw new SextantError('workspace.badName', { name })
  return `${trimmed}${extension}`
}

/** Answers where it is now. Whatever else has that name is never overwritten: the name is taken first, by an empty file. */
function moveInto(folder: string, file: string, name: string): string {
  for (let number = 1; ; number++) {
    const target = path.join(folder, fileName(number === 1 ? name : `${name} ${number}`))
    try {
      closeSync(openSync(target, 'wx'))
    } catch (error) {
      if (isTaken(error)) continue
      throw translateFileError(error, target)
    }
    try {
      renameSync(file, target)
      return target
    } catch (error) {
      rmSync(target, { force: true })
      throw translateFileError(error, target)
    }
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

function workspacesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(extension))
      .map((file) => path.join(folder, file))
  } catch {
    return []
  }
}

/** When the workspace last changed, in seconds since 1970 (UTC); what was not moved into the file yet stands in its log. Null if it is gone. */
function modifiedSeconds(file: string): number | null {
  const times = [file, `${file}-wal`].map((part) => statSync(part, { throwIfNoEntry: false })?.mtimeMs)
  return times[0] === undefined ? null : Math.floor(Math.max(...times.map((time) => time ?? 0)) / 1_000)
}
