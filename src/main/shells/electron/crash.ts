/** What happens when a process of the window ends by itself, or stops answering: it is said, and there is a way on. */
import { app, type BrowserWindow } from 'electron'
import { desktop } from '../../../shared/messages/en/desktop.ts'
import { pageAddress } from './address.ts'
import { show } from './ask.ts'

/** The core and its jobs live elsewhere, so a page that is loaded again finds everything as it was stored. */
export function watchWindow(window: BrowserWindow): void {
  const contents = window.webContents
  let asking = false

  const load = () => {
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
    if (reason === 'clean-exit') return
    void ask(() => offerReload(desktop.gone.message, desktop.gone.what(reason, exitCode)))
  })

  contents.on('did-fail-load', (_event, code, description, _address, isMainFrame) => {
    // -3: another load took its place.
    if (isMainFrame && code !== -3) void ask(() => offerReload(desktop.gone.message, desktop.failedToLoad(description)))
  })

  window.on('unresponsive', () => {
    const { message, what, wait, reload } = desktop.silent
    void ask(async () => {
      const answer = await show(window, { type: 'warning', message, detail: what, buttons: [wait, reload], defaultId: 0, cancelId: 0 })
      if (answer === 0 || window.isDestroyed()) return
      // Nothing but its end reaches a process that does not listen.
      contents.once('render-process-gone', load)
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
