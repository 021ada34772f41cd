/**
 * What the specs drive: a page with Sextant in it, however it came there. `SEXTANT_E2E` says which way: headless Chromium before a
 * browser shell, the built desktop shell over the stand-in for Electron, or the real one. No spec knows which.
 */
import { copyFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Method, RequestOf, ResponseOf } from '../../../src/shared/contract.ts'
import type { DisplaySize, Mutation } from '../../electron-double/messages.ts'
import { launchChromium } from '../../electron-double/support/chromium.ts'
import { launchBrowserShell } from './browser-driver.ts'
import type { Desktop } from './desktop.ts'
import { launchDesktop } from './desktop-driver.ts'
import { importOrders, temporaryFolder } from './shell.ts'

export interface Driver {
  /** The page that is shown now: a window has another one after its renderer has crashed. */
  readonly page: Page
  dataFolder: string
  /** Drops files or folders in the middle of the window, as the system's file manager would. */
  drop(...paths: string[]): Promise<void>
  /** Holds them there without letting go. */
  hover(...paths: string[]): Promise<void>
  /** Calls a method of the core as the page can. Throws what the page would be told. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>>
  /** Process ids of the workers that run now. */
  workers(): number[]
  /** Addresses outside this computer that the page asked for. */
  strayRequests: string[]
  /** Errors and warnings on the page's console, and exceptions that nobody caught. */
  complaints: string[]
  /** Ends Sextant while the page stays, if it can. */
  stop(): Promise<unknown>
  close(): Promise<void>
  /** Its main process and what belongs to it; null in a browser. */
  desktop: Desktop | null
}

export interface LaunchOptions {
  viewport?: { width: number; height: number }
  theme?: 'light' | 'dark'
  /** CSV text: imported before the shell starts, which then opens with it. Without, Sextant starts for the first time. */
  orders?: string
  /** A folder in which Sextant was before; it is left to whoever made it. */
  dataFolder?: string
  /** Of the desktop shell. */
  args?: readonly string[]
  /** Its window comes up as it likes, instead of in the size of `viewport`. */
  keepSize?: boolean
  /** Of the stand-in alone: what is plugged in, and what is broken on purpose. */
  displays?: DisplaySize[]
  mutations?: { main?: Mutation[]; preload?: Mutation[] }
}

/** How one shell is started: with a data folder, and a workspace that it opens. */
export interface Launch extends Omit<LaunchOptions, 'orders' | 'dataFolder'> {
  dataFolder: string
  workspace: string | null
  viewport: { width: number; height: number }
  theme: 'light' | 'dark'
}

export type ShellName = 'browser' | 'double' | 'electron'

export const shellName = (): ShellName => (process.env.SEXTANT_E2E as ShellName | undefined) ?? 'browser'

let browser: Promise<Browser> | undefined

/** One browser serves all specs of a file; each gets a context of its own in it. */
export function openBrowser(): Promise<Browser> {
  browser ??= launchChromium()
  return browser
}

/** The end of all launching. */
export async function closeBrowser(): Promise<void> {
  await forgetWorkspaces()
  await (await browser)?.close()
  browser = undefined
}

/** Starts Sextant with a data folder of its own and shows it. `shell` decides for whoever is no test. */
export async function launch(options: LaunchOptions = {}, shell = shellName()): Promise<Driver> {
  const { orders, dataFolder = await temporaryFolder(), viewport = { width: 1280, height: 800 }, theme = 'light' } = options
  let workspace: string | null = null
  if (orders !== undefined) {
    workspace = path.join(dataFolder, 'Kitchen shop.sextant')
    await copyFile(await workspaceWith(orders), workspace)
  }
  const wanted: Launch = { ...options, dataFolder, workspace, viewport, theme }
  const driver = await (shell === 'browser' ? launchBrowserShell(openBrowser, wanted) : launchDesktop(openBrowser, wanted, shell))
  // Its sentence, not its frame: before that nothing that is dropped has a place to go.
  await driver.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  const { close } = driver
  driver.close = async () => {
    await close()
    if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
  }
  return driver
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
