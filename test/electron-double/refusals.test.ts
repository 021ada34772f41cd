/** What Electron refuses, and what nobody who means well would ask of it: each is an error here too, never a silence. */
import { expect, it } from 'vitest'
import { provideTinyApps, showing } from './support/tiny-app.ts'

const tiny = provideTinyApps()

/** Runs each in its turn and keeps what it was told. */
const attempts = (codes: readonly string[]) => `
  globalThis.refused = []
  for (const attempt of [${codes.map((code) => `async () => { ${code} }`).join(', ')}]) {
    await attempt().then(() => refused.push('accepted'), (error) => refused.push(error.message))
  }`

type Refused = { refused: string[] }
const readRefused = () => (globalThis as unknown as Refused).refused

const beforeReady: [what: string, code: string, words: RegExp][] = [
  ['a window', 'new BrowserWindow()', /before app is ready/],
  ['a utility process', "utilityProcess.fork('/worker.js')", /utilityProcess cannot be created before app is ready/],
  ['the session', 'session.defaultSession', /Session can only be received when app is ready/],
  ['a protocol handler', "protocol.handle('app', () => new Response())", /Session can only be received when app is ready/],
  ['the displays', 'screen.getAllDisplays()', /can't be used before the app 'ready' event/],
  ['a dialog', 'await dialog.showMessageBox({})', /can only be used after app is ready/],
  ['the language', 'app.getLocale()', /after the ready event/]
]

it('refuses what comes too early', async () => {
  const app = await tiny.run({
    main: `import { app, BrowserWindow, dialog, protocol, screen, session, utilityProcess } from 'electron'\n${attempts(beforeReady.map(([, code]) => code))}`
  })
  const refused = await app.evaluate(readRefused, null)
  for (const [index, [what, , words]] of beforeReady.entries()) expect(refused[index], what).toMatch(words)
})

const window = (preferences: string) => `new BrowserWindow({ webPreferences: { ${preferences} } })`
const afterReady: [what: string, code: string, words: RegExp][] = [
  ['schemes', 'protocol.registerSchemesAsPrivileged([])', /should be called before app is ready/],
  ['the sandbox', 'app.enableSandbox()', /before app is ready/],
  ['switches', "app.commandLine.appendSwitch('lang', 'en')", /before the app is ready/],
  ['the folder of user data', "app.setPath('userData', '/somewhere')", /too late/],
  ['a second handler', "ipcMain.handle('twice', () => {}); ipcMain.handle('twice', () => {})", /second handler for 'twice'/],
  ['a handler that is no function', "ipcMain.handle('other', 'text')", /found type 'string'/],
  ['a second protocol handler', "protocol.handle('app', () => {}); protocol.handle('app', () => {})", /Failed to register protocol: app/],
  ['a window without sandbox', window('sandbox: false'), /sandbox: false/],
  ['a window without isolation', window('contextIsolation: false'), /contextIsolation: false/],
  ['a window with Node', window('nodeIntegration: true'), /nodeIntegration: true/],
  ['workers with Node', window('nodeIntegrationInWorker: true'), /nodeIntegrationInWorker: true/],
  ['frames with Node', window('nodeIntegrationInSubFrames: true'), /nodeIntegrationInSubFrames: true/],
  ['a window without web security', window('webSecurity: false'), /webSecurity: false/],
  ['a window with webviews', window('webviewTag: true'), /webviewTag: true/],
  ['insecure content', window('allowRunningInsecureContent: true'), /allowRunningInsecureContent: true/],
  ['experiments', window('experimentalFeatures: true'), /experimentalFeatures: true/],
  ['a preload script of a relative path', window("preload: 'preload.cjs'"), /must have absolute path/],
  ['a preload script that is a module', window('preload: import.meta.filename'), /A sandbox cannot run/],
  ['a scheme that is not registered', "await new BrowserWindow().loadURL('tiny://tiny/')", /not registered as standard and secure/],
  ['a message that cannot be cloned', "new BrowserWindow().webContents.send('x', () => {})", /An object could not be cloned/],
  [
    'a message to a process that cannot be cloned',
    'utilityProcess.fork(import.meta.filename).postMessage(() => {})',
    /could not be cloned/
  ],
  ['a process of a relative path', "utilityProcess.fork('worker.js')", /absolute path/],
  ['a process without a script', "utilityProcess.fork('')", /Missing UtilityProcess entry script/],
  ['a process with stdin', "utilityProcess.fork('/x.js', [], { stdio: ['pipe', 'pipe', 'pipe'] })", /stdin value other than ignore/],
  ['a menu that is none', 'Menu.setApplicationMenu({})', /Invalid menu/],
  ['a menu item that is none', 'Menu.buildFromTemplate([{ click() {} }])', /at least one of label, role or type/],
  ['an unknown role', "Menu.buildFromTemplate([{ role: 'fly' }])", /Unknown role/],
  ['an unknown accelerator', "Menu.buildFromTemplate([{ label: 'x', accelerator: 'Hyper+Q' }])", /Not an accelerator/],
  ['a pattern that is none', "session.defaultSession.webRequest.onBeforeRequest({ urls: ['http'] }, () => {})", /Invalid url pattern/],
  ['a question without an answer', 'await dialog.showOpenDialog({})', /no answer for it/],
  ['an open dialog without options', 'await dialog.showOpenDialog()', /without options/],
  ['an open dialog whose properties are no list', "await dialog.showOpenDialog({ properties: 'openDirectory' })", /must be an array/],
  ['an open dialog with an unknown property', "await dialog.showOpenDialog({ properties: ['openFolder'] })", /openFolder is no property/],
  ['an open dialog with a title that is no text', 'await dialog.showOpenDialog({ title: 1 })', /Title must be a string/],
  ['a way out', "await shell.openExternal('https://example.com/')", /nothing leaves the computer/],
  ['an unknown member of the app', 'app.dockBadge', /app\.dockBadge is not part of the double/],
  ['an unknown member of a window', 'new BrowserWindow().explode()', /BrowserWindow\.explode is not part/],
  ['an unknown static member', 'BrowserWindow.explode()', /BrowserWindow\.explode is not part/],
  ['an unknown member of contents', 'new BrowserWindow().webContents.print()', /webContents\.print is not part/],
  ['an unknown member of the module', 'electron.default.powerMonitor', /electron\.powerMonitor is not part/],
  ['an unknown member to be set', 'app.badge = 1', /app\.badge is not part/],
  ['an unknown event', "app.on('gpu-info-update', () => {})", /app has no event “gpu-info-update”/],
  ['an unknown event of a window', "new BrowserWindow().once('swipe', () => {})", /BrowserWindow has no event “swipe”/]
]

it('refuses what comes too late, what opens the sandbox, and what it does not know', async () => {
  const app = await tiny.run({
    main: `
      import * as electron from 'electron'
      const { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell, utilityProcess } = electron
      globalThis.done = app.whenReady().then(async () => { ${attempts(afterReady.map(([, code]) => code))} })`
  })
  await app.evaluate(() => (globalThis as unknown as { done: Promise<void> }).done, null)
  const refused = await app.evaluate(readRefused, null)
  for (const [index, [what, , words]] of afterReady.entries()) expect(refused[index], what).toMatch(words)
})

it('refuses a scheme that bypasses the policy', async () => {
  const code = "protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, bypassCSP: true } }])"
  const app = await tiny.run({ main: `import { protocol } from 'electron'\n${attempts([code])}` })
  expect(await app.evaluate(readRefused, null)).toEqual([expect.stringMatching(/bypass the content security policy/)])
})

it('refuses an import of what it does not have', async () => {
  const app = await tiny.start(tiny.write({ main: "import { powerMonitor } from 'electron'\npowerMonitor.on('suspend', () => {})" }))
  await expect(app.ready).rejects.toThrow(/does not provide an export named 'powerMonitor'/)
})

it('tells of an entry that waits for the app at its top level', async () => {
  const app = await tiny.start(tiny.write({ main: "import { app } from 'electron'\nawait app.whenReady()" }))
  await expect(app.ready).rejects.toThrow()
  expect(await app.ended).toBe(13)
  expect(app.defects).toEqual([expect.stringMatching(/top level wait for the app to be ready/)])
})

it.each([
  [
    'a listener',
    "app.on('window-all-closed', () => { throw new Error('oops') }); app.whenReady().then(() => app.emit('window-all-closed'))"
  ],
  ['a promise', "app.whenReady().then(() => { throw new Error('oops') })"],
  ['a timer', "setTimeout(() => { throw new Error('oops') })"]
])('tells of an exception that nobody caught, in %s', async (_what, code) => {
  const app = await tiny.run({ main: `import { app } from 'electron'\n${code}` })
  await expect.poll(() => app.defects).toEqual([expect.stringMatching(/Error: oops/)])
})

it.each([
  ['a module of Node', "require('node:fs')", /module not found: node:fs/],
  ['a file of its own', "require('./other.cjs')", /module not found: \.\/other\.cjs/],
  ['an unknown member of the module', "require('electron').clipboard", /electron\.clipboard is not part of the double/],
  ['an unknown member of ipc', "require('electron').ipcRenderer.sendSync('x')", /ipcRenderer\.sendSync is not part of the double/],
  ['a name that is taken', "require('electron').contextBridge.exposeInMainWorld('document', {})", /existing property on the window/],
  ['a symbol', "require('electron').contextBridge.exposeInMainWorld('api', { x: Symbol() })", /Symbols do not cross/]
])('refuses a preload script %s', async (_what, preload, words) => {
  const app = await tiny.run({ main: showing('<h1>Shown</h1>'), preload })
  await (await app.firstWindow()).getByText('Shown').waitFor()
  const told = await app.evaluate(() => (globalThis as unknown as { told: string[] }).told, null)
  expect(told).toEqual([expect.stringMatching(words)])
})

it('refuses a change of a bundle that finds no place in it', async () => {
  const app = await tiny.start(tiny.write({ main: "import 'electron'" }), { mutations: { main: [{ find: 'sandbox: true', replace: '' }] } })
  await expect(app.ready).rejects.toThrow(/0 times in the bundle/)
})
