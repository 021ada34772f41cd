/** Every member of Electron that the desktop shell uses is one that Electron declares, is called as declared, and is in the stand-in. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Use, usesOfElectron } from './support/electron-use.ts'
import { provideTinyApps, showing } from './support/tiny-app.ts'

const tiny = provideTinyApps()
let uses: Use[]
let imported: Set<string>

beforeAll(() => {
  ;({ uses, imported } = usesOfElectron(['src/main/shells/electron', 'src/preload']))
})

describe('what the shell uses of Electron', () => {
  it('is found', () => {
    expect(imported.size).toBeGreaterThan(10)
    expect(uses.length).toBeGreaterThan(100)
    expect(uses).toContainEqual(expect.objectContaining({ owner: 'App', member: 'on', event: 'before-quit', given: 2, least: 2, most: 2 }))
    expect(uses).toContainEqual(expect.objectContaining({ owner: 'IpcMainInvokeEvent', member: 'senderFrame' }))
    expect(uses).toContainEqual(expect.objectContaining({ owner: 'ContextBridge', member: 'exposeInMainWorld', given: 2 }))
    expect(uses).toContainEqual(expect.objectContaining({ owner: 'BrowserWindow', member: 'constructor' }))
  })

  const isWrong = ({ declared, given, least = 0, most = 0 }: Use) => !declared || (given !== undefined && (given < least || given > most))

  it('is declared, and called with as many arguments as declared', () => {
    expect(uses.filter(isWrong)).toEqual([])
    const wrong = usesOfElectron(['test/electron-double/wrong-use']).uses.filter(isWrong)
    expect(wrong.map(({ member }) => member)).toEqual(['launchRocket', 'setPath', 'quit'])
  })
})

/** Something of each kind, from an app that does what makes one. */
const main = showing(
  '<h1>Shown</h1><a href="data:text/plain,x" download="x.txt">Save</a>',
  `const seen = globalThis.seen = {
     App: app, CommandLine: app.commandLine, Dialog: electron.dialog, IpcMain: ipcMain, Menu: electron.Menu, NativeTheme: electron.nativeTheme,
     Protocol: protocol, Screen: electron.screen, Process: process, Session: session.defaultSession, WebRequest: session.defaultSession.webRequest,
     SessionModule: session, Display: electron.screen.getPrimaryDisplay(), BrowserWindowClass: BrowserWindow,
     NotificationClass: electron.Notification, Notification: new electron.Notification({ title: 'Title', body: 'Body' })
   }
   app.on('browser-window-created', (event, window) => { seen.BrowserWindow = window; seen.WebContents = window.webContents })
   ipcMain.handle('hello', (event) => { seen.IpcMainInvokeEvent = event; seen.WebFrameMain = event.senderFrame })
   session.defaultSession.on('will-download', (event, item) => { seen.Event = event; seen.DownloadItem = item })
   session.defaultSession.webRequest.onBeforeRequest((details, answer) => { seen.OnBeforeRequestListenerDetails = details; answer({}) })
   seen.UtilityProcessClass = electron.utilityProcess
   seen.UtilityProcess = electron.utilityProcess.fork(path.join(import.meta.dirname, 'preload.cjs'), { stdio: 'ignore' })`
)
const preload = `
  const { contextBridge, ipcRenderer, webUtils } = require('electron')
  contextBridge.exposeInMainWorld('seen', { ContextBridge: Object.keys(contextBridge), IpcRenderer: Object.keys(ipcRenderer), WebUtils: Object.keys(webUtils) })
  ipcRenderer.invoke('hello')`

/** What a dialog answers and what became of a process are plain values, which tests and events bring along. */
const values = [
  'OpenDialogReturnValue',
  'MessageBoxReturnValue',
  'Details',
  'RenderProcessGoneDetails',
  'Rectangle',
  'Point',
  'Size',
  '__type',
  'Error'
]

describe('the stand-in', () => {
  it('has all of it, events too', async () => {
    const app = await tiny.run({ main, preload })
    const page = await app.firstWindow()
    await page.getByText('Save').click()
    const inPage = await page.evaluate<Record<string, string[]>>('seen')
    const names = ['IpcMainInvokeEvent', 'DownloadItem']
    await expect
      .poll(() => app.evaluate((_, kinds) => kinds.every((kind) => kind in (globalThis as unknown as { seen: object }).seen), names))
      .toBe(true)

    const lacking = await app.evaluate(
      (_, wanted) => {
        const { seen } = globalThis as unknown as { seen: Record<string, object> }
        return wanted.filter(({ owner, member, event }) => {
          // Statics are declared on the class like everything else.
          const objects = [seen[owner], seen[`${owner}Class`], seen[`${owner}Module`]].filter((object) => object !== undefined)
          if (!objects.some((object) => member in object)) return true
          if (event === undefined) return false
          try {
            const [emitter] = objects as NodeJS.EventEmitter[]
            const listener = () => {}
            emitter?.on(event, listener).off(event, listener)
            return false
          } catch {
            return true
          }
        })
      },
      uses
        .filter(({ owner, member }) => !values.includes(owner) && member !== 'constructor' && !(owner in inPage))
        .map(({ owner, member, event, place }) => ({ owner, member, event, place }))
    )
    expect(lacking).toEqual([])
    const lackingInPage = uses.filter(({ owner, member }) => inPage[owner]?.includes(member) === false)
    expect(lackingInPage).toEqual([])
  })

  it('lacks what nobody uses, and says so', async () => {
    const app = await tiny.run({ main: "import 'electron'" })
    expect(await app.evaluate(({ app: it }) => 'setBadgeCount' in it, null)).toBe(false)
  })
})
