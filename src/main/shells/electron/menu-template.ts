/** The menu as data: what is in it, in which order, on which system. */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../../../shared/bridge.ts'
import { desktop } from '../../../shared/messages/en/desktop.ts'
import type { RecentWorkspace } from './recents.ts'

export interface MenuState {
  platform: NodeJS.Platform
  /** Reloading and the developer tools are for whoever works on Sextant. */
  developing: boolean
  recents: readonly RecentWorkspace[]
}

export interface MenuActions {
  /** Asks the page, which has the dialog or the list for it. */
  command(command: MenuCommand): void
  /** Asks for a workspace file, then opens it. */
  chooseWorkspace(): void
  openWorkspace(path: string): void
}

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

export function menuTemplate({ platform, developing, recents }: MenuState, actions: MenuActions): Item[] {
  const mac = platform === 'darwin'
  const text = desktop.menu

  const app: Item = {
    label: 'Sextant',
    submenu: [
      { role: 'about', label: text.about },
      separator,
      { role: 'services', label: text.services },
      separator,
      { role: 'hide', label: text.hide },
      { role: 'hideOthers', label: text.hideOthers },
      { role: 'unhide', label: text.showAll },
      separator,
      { role: 'quit', label: text.quit }
    ]
  }
  const file: Item = {
    label: text.file,
    submenu: [
      { id: 'new-workspace', label: text.newWorkspace, accelerator: 'CmdOrCtrl+N', click: () => actions.command('new-workspace') },
      { id: 'open-workspace', label: text.openWorkspace, accelerator: 'CmdOrCtrl+O', click: () => actions.chooseWorkspace() },
      { id: 'open-recent', label: text.openRecent, submenu: recentItems(recents, actions) },
      separator,
      { id: 'import-files', label: text.importFiles, accelerator: 'CmdOrCtrl+I', click: () => actions.command('import-files') },
      { id: 'import-folder', label: text.importFolder, click: () => actions.command('import-folder') },
      separator,
      mac ? { role: 'close', label: text.close } : { role: 'quit', label: text.exit }
    ]
  }
  const edit: Item = {
    label: text.edit,
    submenu: [
      { role: 'undo', label: text.undo },
      { role: 'redo', label: text.redo },
      separator,
      { role: 'cut', label: text.cut },
      { role: 'copy', label: text.copy },
      { role: 'paste', label: text.paste },
      { role: 'selectAll', label: text.selectAll }
    ]
  }
  const view: Item = {
    label: text.view,
    submenu: [
      { role: 'resetZoom', label: text.actualSize },
      { role: 'zoomIn', label: text.zoomIn },
      { role: 'zoomOut', label: text.zoomOut },
      separator,
      { role: 'togglefullscreen', label: text.fullScreen },
      ...(developing ? developerItems() : [])
    ]
  }
  const window: Item = {
    role: 'window',
    label: text.window,
    submenu: [
      { role: 'minimize', label: text.minimize },
      { role: 'zoom', label: text.zoom },
      separator,
      { role: 'front', label: text.front }
    ]
  }
  const help: Item = {
    role: 'help',
    label: text.help,
    submenu: [
      { id: 'keys', label: text.keys, click: () => actions.command('keys') },
      ...(mac ? [] : [separator, { role: 'about', label: text.about } satisfies Item])
    ]
  }
  return [...(mac ? [app] : []), file, edit, view, ...(mac ? [window] : []), help]
}

function recentItems(recents: readonly RecentWorkspace[], { openWorkspace }: MenuActions): Item[] {
  if (recents.length === 0) return [{ label: desktop.menu.noRecent, enabled: false }]
  return recents.map(({ name, path }) => ({ label: escaped(name), toolTip: path, click: () => openWorkspace(path) }))
}

/** Windows and Linux take a single `&` as the mark of a letter that chooses the item. */
const escaped = (label: string): string => label.replaceAll('&', '&&')

function developerItems(): Item[] {
  const text = desktop.menu
  return [separator, { role: 'reload', label: text.reload }, { role: 'toggleDevTools', label: text.developerTools }]
}
