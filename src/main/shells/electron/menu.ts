/** The native menu, kept in step with the recent workspaces. */
import { app, type BrowserWindow, Menu } from 'electron'
import { type MenuCommand, menuCommandEvent } from '../../../shared/bridge.ts'
import { type MenuActions, menuTemplate } from './menu-template.ts'
import type { RecentWorkspace } from './recents.ts'

export function showMenu(recents: readonly RecentWorkspace[], actions: MenuActions): void {
  const { platform } = process
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform, developing: !app.isPackaged, recents }, actions)))
}

/**
 * Asks the page for one of its own commands. As if somebody had clicked in it, because Chromium opens the dialog for files
 * for nothing less.
 */
export function askPage(window: BrowserWindow, command: MenuCommand): void {
  const event = `new CustomEvent(${JSON.stringify(menuCommandEvent)}, { detail: ${JSON.stringify(command)} })`
  window.webContents.executeJavaScript(`void dispatchEvent(${event})`, true).catch(() => {
    // The page has gone or is being loaded: there is nobody to ask.
  })
}
