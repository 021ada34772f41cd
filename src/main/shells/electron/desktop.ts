/** Puts the core, the window and the system together, once the app is ready. */
import path from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import packageJson from '../../../../package.json' with { type: 'json' }
import type { Method, RequestOf, ResponseOf } from '../../../shared/contract.ts'
import { fromWire } from '../../../shared/errors.ts'
import { desktop as texts } from '../../../shared/messages/en/desktop.ts'
import { createApp } from '../../core/app.ts'
import { dataFolder } from '../../core/data-folder.ts'
import { workerEntry } from '../../core/jobs/worker-entry.ts'
import type { tasks } from '../../core/tasks/index.ts'
import { loadInterfaceFiles } from '../common/interface-files.ts'
import type { Wanted } from './arguments.ts'
import { chooseFolder, chooseWorkspaceFile, complain, confirmStoppingImport } from './ask.ts'
import { watchHelpers, watchWindow } from './crash.ts'
import { createStagedFiles } from './files.ts'
import { answerPage } from './ipc.ts'
import { askPage, showMenu } from './menu.ts'
import { tellOfAlerts } from './notify.ts'
import { outsideArchive } from './packed.ts'
import { serveInterface } from './protocol.ts'
import { createQuit } from './quit.ts'
import { recentWorkspaces, tellSystemOfWorkspace } from './recents.ts'
import { restrictSession } from './security.ts'
import { createUtilityHost } from './utility-host.ts'
import { bringToFront, closeAtOnce, openWindow } from './window.ts'

export interface Desktop {
  /** Brings the window to the front, or a new one, and opens what is wanted in it. */
  open(wanted: Wanted | null): Promise<void>
}

/** `wanted` is opened before the window comes up; when it cannot be, the window says so. */
export async function startDesktop(wanted: Wanted | null): Promise<Desktop> {
  const built = path.resolve(import.meta.dirname, '..')
  const folder = dataFolder()
  const files = createStagedFiles()
  const core = createApp({
    shell: 'electron',
    version: packageJson.version,
    dataFolder: folder,
    host: createUtilityHost<typeof tasks>({ entry: workerEntry(outsideArchive(import.meta.dirname)) }),
    files,
    now: Date.now
  })
  let window: BrowserWindow | null = null

  const quit = createQuit({
    importRuns,
    confirm() {
      if (window !== null) bringToFront(window)
      return confirmStoppingImport(window, 'quit')
    },
    onClosing: () => window?.setTitle(texts.closing),
    close: core.close,
    quit() {
      if (window !== null) closeAtOnce(window)
      app.quit()
    },
    force: () => app.exit()
  })
  app.on('before-quit', quit.beforeQuit)
  app.on('activate', reveal)
  app.on('window-all-closed', () => {
    // On macOS a program goes on without a window.
    if (process.platform !== 'darwin') app.quit()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      console.log(texts.stopping)
      quit.now()
    })
  }

  restrictSession(session.defaultSession)
  serveInterface(await loadInterfaceFiles(path.join(built, 'renderer')))
  answerPage({ core, files, chooseWorkspace, chooseFolder: () => chooseFolder(window), window: () => window })
  core.subscribe((name, payload) => {
    if (name === 'workspace.changed' && payload.reason === 'opened') void showWorkspace()
    if (name === 'alerts.found') tellOfAlerts(payload.fresh, reveal)
  })
  watchHelpers()
  refreshMenu()

  let failure: unknown = null
  if (wanted !== null) await core.openWorkspace(wanted.path, { create: wanted.create }).catch((error: unknown) => (failure = error))
  reveal()
  if (failure !== null) void complain(window, failure)

  return {
    async open(next) {
      reveal()
      if (next !== null) await openInstead(next)
    }
  }

  function reveal(): void {
    if (quit.isLeaving()) return
    if (window !== null) {
      bringToFront(window)
      return
    }
    const made = openWindow({ preload: path.join(built, 'preload', 'index.cjs'), onShown: () => console.log(texts.ready) })
    window = made
    watchWindow(made)
    made.on('close', (event) => {
      // Elsewhere than on macOS the last window is the program, which may have something to ask before it goes.
      if (process.platform === 'darwin' || quit.isDone()) return
      event.preventDefault()
      app.quit()
    })
    made.on('session-end', quit.now)
    made.on('closed', () => {
      window = null
    })
    void showWorkspace()
  }

  /** Opening another workspace ends the jobs of the one that is open. */
  async function openInstead(next: Wanted): Promise<void> {
    if (quit.isLeaving()) return
    try {
      const open = await call('workspace.current', {})
      if (next.path === open?.path) return
      if ((await importRuns()) && !(await confirmStoppingImport(window, 'switch'))) return
      await core.openWorkspace(next.path, { create: next.create })
    } catch (error) {
      if (!quit.isLeaving()) await complain(window, error)
    }
  }

  async function showWorkspace(): Promise<void> {
    const open = await call('workspace.current', {}).catch(() => null)
    if (open === null) return
    window?.setTitle(texts.title(open.name))
    // For the icon in a window's title on macOS; elsewhere it does nothing.
    window?.setRepresentedFilename(open.path)
    tellSystemOfWorkspace(open.path)
    refreshMenu()
  }

  function refreshMenu(): void {
    showMenu(recentWorkspaces(folder), {
      command(command) {
        reveal()
        if (window !== null) askPage(window, command)
      },
      chooseWorkspace: () => void chooseWorkspace(),
      openWorkspace(file) {
        reveal()
        void openInstead({ path: file, create: false })
      }
    })
  }

  async function chooseWorkspace(): Promise<void> {
    const file = await chooseWorkspaceFile(window, folder)
    reveal()
    if (file !== null) await openInstead({ path: file, create: false })
  }

  async function importRuns(): Promise<boolean> {
    const jobs = await call('jobs.list', {})
    return jobs.some(({ kind, state }) => kind === 'import' && (state === 'running' || state === 'waiting'))
  }

  async function call<M extends Method>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>> {
    const wire = await core.call(method, request)
    if (!wire.ok) throw fromWire(wire.error)
    return wire.value as ResponseOf<M>
  }
}
