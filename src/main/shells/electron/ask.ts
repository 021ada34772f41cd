/** The few questions and complaints for which the page is not the place: it is gone, or it is about to be. */
import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import { toWire } from '../../../shared/errors.ts'
import { desktop } from '../../../shared/messages/en/desktop.ts'

/** Whether to go on although that stops an import. Esc and Enter keep it. */
export async function confirmStoppingImport(window: BrowserWindow | null, what: 'quit' | 'switch'): Promise<boolean> {
  const text = desktop.importRuns
  const go = what === 'quit' ? text.doQuit : text.doSwitch
  const buttons = [text.wait, go]
  const answer = await show(window, { type: 'question', message: text[what], detail: text.what, buttons, defaultId: 0, cancelId: 0 })
  return buttons[answer] === go
}

export async function complain(window: BrowserWindow | null, error: unknown): Promise<void> {
  const { message, remedy } = toWire(error)
  await show(window, { type: 'error', message, detail: remedy, buttons: [desktop.ok] })
}

/** The path of a workspace file, null when none was chosen. */
export async function chooseWorkspaceFile(window: BrowserWindow | null, folder: string): Promise<string | null> {
  const { title, kind } = desktop.open
  const options = { title, defaultPath: folder, filters: [{ name: kind, extensions: ['sextant'] }], properties: ['openFile' as const] }
  const { filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
  return filePaths[0] ?? null
}

/** The path of a folder, null when none was chosen. */
export async function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  const { folderTitle: title, folderButton: buttonLabel } = desktop.open
  const options = { title, buttonLabel, properties: ['openDirectory' as const, 'createDirectory' as const] }
  const { filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
  return filePaths[0] ?? null
}

/** The index of the button. On a window, as its sheet, where there is one. */
export async function show(window: BrowserWindow | null, options: MessageBoxOptions): Promise<number> {
  const { response } = await (window === null || window.isDestroyed()
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options))
  return response
}
