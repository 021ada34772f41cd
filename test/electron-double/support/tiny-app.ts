/** Apps of a few lines, to try the stand-in on: written to a folder, started, ended and removed with the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach } from 'vitest'
import { type DoubleApp, type DoubleOptions, launchDouble } from '../host/launch.ts'
import { launchChromium } from './chromium.ts'

export interface TinyApp {
  /** An ES module. */
  main: string
  /** A CommonJS script; `main` finds it as `preload.cjs` beside itself. */
  preload?: string
}

type Options = Partial<Pick<DoubleOptions, 'args' | 'displays' | 'dark' | 'mutations'>>

/** To be called once at the top of a test file. */
export function provideTinyApps() {
  const folders: string[] = []
  const running: DoubleApp[] = []
  let browser: Promise<Browser> | undefined

  afterEach(async () => {
    for (const app of running.splice(0)) {
      if (app.process().exitCode === null && app.process().signalCode === null) app.process().kill('SIGKILL')
      await app.ended
      await app.context().close()
    }
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  afterAll(async () => (await browser)?.close())

  /** Writes an app. Answers its folder. */
  function write({ main, preload }: TinyApp): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'electron-double-'))
    folders.push(folder)
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'tiny', version: '1.2.3', type: 'module' }))
    writeFileSync(path.join(folder, 'main.js'), main)
    if (preload !== undefined) writeFileSync(path.join(folder, 'preload.cjs'), preload)
    return folder
  }

  /** Starts what was written. It need not become ready. */
  async function start(folder: string, options: Options = {}): Promise<DoubleApp> {
    browser ??= launchChromium()
    const context = await (await browser).newContext()
    const { args = [], ...rest } = options
    const userData = `--user-data-dir=${path.join(folder, 'user')}`
    const app = await launchDouble({ context, entry: path.join(folder, 'main.js'), appPath: folder, args: [userData, ...args], ...rest })
    running.push(app)
    return app
  }

  /** Both, waiting until it is ready. */
  async function run(tiny: TinyApp, options: Options = {}): Promise<DoubleApp> {
    const app = await start(write(tiny), options)
    await app.ready
    return app
  }

  return { write, start, run }
}

/** A window that shows `html` from `app://tiny/`, with whatever the preload script exposes. */
export const showing = (html: string, more = ''): string => `
  import path from 'node:path'
  import * as electron from 'electron'
  const { app, BrowserWindow, ipcMain, protocol, session } = electron
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  app.on('window-all-closed', () => {})
  const told = globalThis.told = []
  app.whenReady().then(async () => {
    protocol.handle('app', () => new Response(${JSON.stringify(html)}, { headers: { 'content-type': 'text/html' } }))
    ${more}
    const window = globalThis.shown = new BrowserWindow({ webPreferences: { preload: path.join(import.meta.dirname, 'preload.cjs') } })
    window.webContents.on('preload-error', (_event, _path, error) => told.push('preload-error ' + error.message))
    await window.loadURL('app://tiny/')
  })`
