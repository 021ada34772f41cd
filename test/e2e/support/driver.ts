/**
 * What the specs drive: a page with Sextant in it, however it came there. Today it is headless Chromium before a browser
 * shell; another shell needs another `launch` with the same result, and no spec changes.
 */
import { copyFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { ensureBrowser } from '../../../scripts/browser-path.ts'
import { importOrders, type Shell, startShell, temporaryFolder } from './shell.ts'

export interface Driver {
  page: Page
  dataFolder: string
  /** Drops files or folders in the middle of the window, as the system's file manager would. */
  drop(...paths: string[]): Promise<void>
  /** Holds them there without letting go. */
  hover(...paths: string[]): Promise<void>
  /** Process ids of the workers that run now. */
  workers(): number[]
  /** Addresses outside this computer that the page asked for. */
  strayRequests: string[]
  /** Errors and warnings on the page's console, and exceptions that nobody caught. */
  complaints: string[]
  /** Ends Sextant while the page stays. */
  stop(): Promise<unknown>
  close(): Promise<void>
}

export interface LaunchOptions {
  viewport?: { width: number; height: number }
  theme?: 'light' | 'dark'
  /** CSV text: imported before the shell starts, which then opens with it. Without, Sextant starts for the first time. */
  orders?: string
}

const switches = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

let browser: Promise<Browser> | undefined

/** One browser serves all specs of a file; each gets a context of its own in it. */
export function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: ensureBrowser(), args: switches })
  return browser
}

/** The end of all launching. */
export async function closeBrowser(): Promise<void> {
  await forgetWorkspaces()
  await (await browser)?.close()
  browser = undefined
}

/** Starts Sextant with a data folder of its own and shows it. */
export async function launch({ viewport, theme = 'light', orders }: LaunchOptions = {}): Promise<Driver> {
  const dataFolder = await temporaryFolder()
  const workspace = path.join(dataFolder, 'Kitchen shop.sextant')
  if (orders !== undefined) await copyFile(await workspaceWith(orders), workspace)
  const shell = await startShell({ dataFolder, args: orders === undefined ? [] : ['--workspace', workspace] })
  const context = await (await openBrowser()).newContext({
    viewport: viewport ?? { width: 1280, height: 800 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB'
  })
  return openPage(context, shell)
}

const imported = new Map<string, Promise<string>>()

/** A workspace into which these orders were imported: once, however often it is asked for. */
function workspaceWith(orders: string): Promise<string> {
  const known = imported.get(orders)
  if (known !== undefined) return known
  const made = temporaryFolder().then(async (folder) => {
    const [file, workspace] = [path.join(folder, 'orders.csv'), path.join(folder, 'made.sextant')]
    await writeFile(file, orders)
    await importOrders(workspace, file)
    return workspace
  })
  imported.set(orders, made)
  return made
}

/** Removes what `launch` made for all. */
async function forgetWorkspaces(): Promise<void> {
  for (const made of imported.values()) await rm(path.dirname(await made), { recursive: true, force: true })
  imported.clear()
}

async function openPage(context: BrowserContext, shell: Shell): Promise<Driver> {
  const page = await context.newPage()
  const strayRequests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!isLocal(request.url())) strayRequests.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(shell.link)
  // Its sentence, not its frame: before that nothing that is dropped has a place to go.
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  return {
    page,
    dataFolder: shell.dataFolder,
    strayRequests,
    complaints,
    workers: shell.workers,
    drop: (...paths) => drag(context, page, paths, ['dragEnter', 'dragOver', 'drop']),
    hover: (...paths) => drag(context, page, paths, ['dragEnter', 'dragOver']),
    stop: shell.stop,
    async close() {
      await context.close()
      await shell.stop()
      await rm(shell.dataFolder, { recursive: true, force: true })
    }
  }
}

function isLocal(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'data:' || protocol === 'blob:' || hostname === '127.0.0.1'
}

type DragStep = 'dragEnter' | 'dragOver' | 'drop'

/** Through the browser's own drag and drop, so that the page gets real entries, folders included. */
async function drag(context: BrowserContext, page: Page, files: string[], steps: readonly DragStep[]): Promise<void> {
  const devtools = await context.newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const at = { x: width / 2, y: height / 2, data: { items: [], files, dragOperationsMask: 1 } }
  for (const type of steps) await devtools.send('Input.dispatchDragEvent', { type, ...at })
  await devtools.detach()
}
