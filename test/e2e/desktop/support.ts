/** What the specs of the desktop app share. */

import type { Desktop } from '../support/desktop.ts'
import type { Driver } from '../support/driver.ts'

export function desktopOf({ desktop }: Driver): Desktop {
  if (desktop === null) throw new Error('This is a spec of the desktop app.')
  return desktop
}

export const titleOf = (driver: Driver): Promise<string | undefined> =>
  desktopOf(driver).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle(), null)

export const boundsOf = (driver: Driver) =>
  desktopOf(driver).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(), null)

/** Answers questions of the app from now on by the first of these buttons that a question has. */
export async function answerQuestions(driver: Driver, ...buttons: string[]): Promise<void> {
  await desktopOf(driver).app.evaluate(({ dialog }, labels) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    const show = async (...args: unknown[]) => {
      const { message, buttons: given = [] } = args.at(-1) as Electron.MessageBoxOptions
      asked.push(message)
      return { response: given.findIndex((label) => labels.includes(label)), checkboxChecked: false }
    }
    dialog.showMessageBox = show
  }, buttons)
}

/** What was asked since `answerQuestions`. */
export const questions = (driver: Driver): Promise<string[]> =>
  desktopOf(driver).app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked, null)

/** What is chosen in the app's dialog for a file or a folder from now on; null when it is closed without a choice. */
export async function answerOpenDialog(driver: Driver, file: string | null): Promise<void> {
  await desktopOf(driver).app.evaluate(({ dialog }, chosen) => {
    const opened: unknown[] = []
    Object.assign(globalThis, { opened })
    dialog.showOpenDialog = async (...args: unknown[]) => {
      opened.push(args.at(-1))
      return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }
    }
  }, file)
}

/** The options of the dialogs that were opened since `answerOpenDialog`. */
export const openDialogs = (driver: Driver): Promise<Electron.OpenDialogOptions[]> =>
  desktopOf(driver).app.evaluate(() => (globalThis as unknown as { opened: Electron.OpenDialogOptions[] }).opened, null)

/** Chooses an item of the menu as a person does. */
export async function chooseInMenu(driver: Driver, id: string): Promise<void> {
  await desktopOf(driver).app.evaluate(({ Menu, BrowserWindow }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click({}, BrowserWindow.getAllWindows()[0])
  }, id)
}
