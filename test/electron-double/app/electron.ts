/** The stand-in for the module `electron`, as the main process sees it. */
import type { Start } from '../messages.ts'
import { App } from './app.ts'
import { createBrowserWindowClass } from './browser-window.ts'
import { IpcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { net } from './net.ts'
import { registerSchemesAsPrivileged } from './protocols.ts'
import { refusing } from './refusing.ts'
import { guarded, Screen } from './screen.ts'
import { defaultSession } from './session.ts'
import { dialog, NativeTheme, Notification, shell } from './system.ts'
import { createUtilityProcess } from './utility-process.ts'

export function createElectron({ appPath, args, dark, displays }: Start) {
  const app = new App(appPath, args)
  const screen = new Screen(displays)
  const ipcMain = new IpcMain()
  const module = {
    app: refusing('app', app),
    BrowserWindow: createBrowserWindowClass(app, screen),
    dialog: refusing('dialog', dialog),
    ipcMain: refusing('ipcMain', ipcMain),
    Menu: refusing('Menu', Menu),
    MenuItem,
    net: refusing('net', net),
    Notification: refusing('Notification', Notification),
    nativeTheme: refusing('nativeTheme', new NativeTheme(dark)),
    /** The default session's, which is there when the app is ready; schemes are registered before. */
    protocol: refusing('protocol', {
      registerSchemesAsPrivileged,
      handle: (...handler: Parameters<ReturnType<typeof defaultSession>['protocol']['handle']>) =>
        defaultSession().protocol.handle(...handler),
      unhandle: (scheme: string) => defaultSession().protocol.unhandle(scheme),
      isProtocolHandled: (scheme: string) => defaultSession().protocol.isProtocolHandled(scheme)
    }),
    screen: guarded(screen),
    session: refusing('session', {
      get defaultSession() {
        return defaultSession()
      }
    }),
    shell: refusing('shell', shell),
    utilityProcess: refusing(
      'utilityProcess',
      createUtilityProcess((event, details) => app.emit(event, {}, details))
    )
  }
  return { app, ipcMain, module: refusing('electron', module), members: Object.keys(module) }
}
