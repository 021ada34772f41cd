/** What happens when a process of the window ends by itself, or stops answering: it is said, and there is a way on. */
import { app, type BrowserWindow } from 'electron'
import { desktop } from '../../../shared/messages/en/desktop.ts'
import { pageAddress } from './address.ts'
import { show } from './ask.ts'

/** The core and its jobs live elsewhere, so a page that is loaded again finds everything as it was stored. */
export function watchWindow(window: BrowserWindow): void {
  const contents = window.webContents
  let asking = false
  /** Its end is this module's own doing. */
  let endedHere = false

  const load = () => {
    endedHere = false
    contents.loadURL(pageAddress).catch(() => {})
  }

  /** One question at a time: a page that is silent may be gone a moment later. */
  async function ask(work: () => Promise<void>): Promise<void> {
    if (asking || window.isDestroyed()) return
    asking = true
    try {
      await work()
    } finally {
      asking = false
    }
  }

  async function offerReload(message: string, detail: string): Promise<void> {
    const { reload, quit } = desktop.gone
    const answer = await show(window, { type: 'error', message, detail, buttons: [reload, quit], defaultId: 0, cancelId: 0 })
    if (window.isDestroyed()) return
    if (answer === 0) load()
    else app.quit()
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (endedHere) load()
    else if (reason !== 'clean-exit') void ask(() => offerReload(desktop.gone.message, desktop.gone.what(reason, exitCode)))
  })

  contents.on('did-fail-load', (_event, code, description, _address, isMainFrame) => {
    // -3: another load took its place.
    if (isMainFrame && code !== -3) void ask(() => offerReload(desktop.failedToLoad(description), desktop.gone.safe))
  })

  // Without its bridge a page can do nothing, and does not know why.
  contents.on('preload-error', (_event, _path, error) => {
    void ask(() => offerReload(desktop.failedToLoad(error.message), desktop.gone.safe))
  })

  window.on('unresponsive', () => {
    const { message, what, wait, reload } = desktop.silent
    void ask(async () => {
      // It may come round while the question stands, which then goes by itself.
      const cameRound = new AbortController()
      const dismiss = () => cameRound.abort()
      window.once('responsive', dismiss)
      const { signal } = cameRound
      const answer = await show(window, {
        type: 'warning',
        message,
        detail: what,
        buttons: [wait, reload],
        defaultId: 0,
        cancelId: 0,
        signal
      })
      if (window.isDestroyed()) return
      window.off('responsive', dismiss)
      // Or have gone altogether.
      if (contents.isCrashed()) return load()
      if (answer === 0) return
      // Nothing but its end reaches a process that does not listen.
      endedHere = true
      contents.forcefullyCrashRenderer()
    })
  })
}

/** The other processes come back by themselves, and a job that lost its own has failed with its reason: a line for the log. */
export function watchHelpers(): void {
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit' && reason !== 'killed') console.error(desktop.helperGone(name ?? type, reason, exitCode))
  })
}
