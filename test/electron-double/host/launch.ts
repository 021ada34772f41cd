/**
 * Starts a built main bundle with the stand-in for `electron` and shows its windows in a Chromium context. What is returned has the
 * names of Playwright's `ElectronApplication`, so that a spec does not know which of the two it drives.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { decode, encode } from '../codec.ts'
import { createLine } from '../line.ts'
import type { DisplaySize, Mutation, OfApp, OfHost } from '../messages.ts'
import { settlePermissions } from './permissions.ts'
import { createRouter } from './requests.ts'
import { type HostWindow, openWindow } from './window.ts'

type ElectronModule = typeof import('electron')

export interface DoubleOptions {
  context: BrowserContext
  /** The main bundle. */
  entry: string
  /** The folder with the package.json. */
  appPath: string
  args?: readonly string[]
  env?: NodeJS.ProcessEnv
  dark?: boolean
  displays?: DisplaySize[]
  /** Changes of the main bundle and of the preload script. */
  mutations?: { main?: Mutation[]; preload?: Mutation[] }
}

export interface DoubleApp {
  process(): ChildProcess
  context(): BrowserContext
  windows(): Page[]
  firstWindow(): Promise<Page>
  /** Runs a function, which must not use anything around it, in the app's process. */
  evaluate<R, A>(run: (electron: ElectronModule, argument: A) => R | Promise<R>, argument: A): Promise<R>
  /** As by the system's own command: the app may still say no. Waits for the end. */
  close(): Promise<void>
  /** Resolves when the main process has become ready; rejects when it could not. */
  ready: Promise<void>
  /** The exit code, null after a signal. */
  ended: Promise<number | null>
  /** What an app must not do: exceptions that nobody caught, refusals among them. */
  defects: string[]
  /** What it wrote. */
  output(): string
  /** What the app grants to its pages, by Electron's names. */
  granted(): readonly string[]
}

export const oneDisplay: DisplaySize = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1
}

const main = path.resolve(import.meta.dirname, '../app/main.ts')

export async function launchDouble(options: DoubleOptions): Promise<DoubleApp> {
  const { context, entry, appPath, args = [], env = process.env, dark = false, displays = [oneDisplay], mutations = {} } = options
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (process.env.SEXTANT_LOG) process.stderr.write(text)
    })
  }
  const defects: string[] = []
  let permissions: string[] = []
  const windows = new Map<number, HostWindow>()
  const owners = new Map<Page, number>()
  const ready = Promise.withResolvers<void>()
  const firstPage = Promise.withResolvers<Page>()
  ready.promise.catch(() => {})
  firstPage.promise.catch(() => {})

  const app = createLine<OfApp, OfHost>(
    (message) => child.connected && child.send(message as object, () => {}),
    (listener) => child.on('message', listener),
    (error) => defects.push(String(error))
  )
  const ended = once(child, 'exit').then(async ([code]: (number | null)[]) => {
    app.hangUp()
    const error = new Error(`The app has ended.\n${output}`)
    ready.reject(error)
    firstPage.reject(error)
    await Promise.all([...windows.values()].map((window) => window.close()))
    return code ?? null
  })

  const ofPage = (page: Page) => windows.get(owners.get(page) ?? 0)
  await context.route('**/*', createRouter(app, { ofPage, first: () => [...windows.values()][0] }))
  context.on('page', (page) => void closeUnlessAllowed(page).catch(() => {}))
  /** A page that another one opened. */
  async function closeUnlessAllowed(page: Page): Promise<void> {
    const opener = await page.opener()
    if (opener !== null && (await ofPage(opener)?.allowsPopup()) === false) await page.close()
  }

  const find = (id: number): HostWindow => {
    const window = windows.get(id)
    if (window === undefined) throw new Error(`No window ${id}.`)
    return window
  }
  app.answer('ready', () => ready.resolve() as undefined)
  app.answer('defect', ({ text }) => void defects.push(text) as undefined)
  app.answer('window.open', async (wanted) => {
    const preload = wanted.preload === null ? null : mutate(wanted.preload, mutations.preload ?? [])
    const window = await openWindow(context, app, { ...wanted, preload }, (page) => owners.set(page, wanted.id))
    windows.set(window.id, window)
    firstPage.resolve(window.page())
    return undefined
  })
  app.answer('window.load', ({ id, url }) => find(id).load(url))
  app.answer('window.reload', ({ id }) => find(id).reload())
  app.answer('window.resize', ({ id, width, height }) => find(id).resize(width, height) as Promise<undefined>)
  app.answer('window.crash', ({ id }) => find(id).crash() as undefined)
  app.answer('window.message', ({ id, channel, args: encoded }) => windows.get(id)?.message(channel, encoded) as undefined)
  app.answer('window.run', async ({ id, code }) => encode(await find(id).page().evaluate(code)))
  app.answer('window.close', async ({ id }) => {
    const window = windows.get(id)
    windows.delete(id)
    await window?.close()
    return undefined
  })
  app.answer('permissions', ({ granted }) => {
    permissions = granted
    return settlePermissions(context, granted) as Promise<undefined>
  })
  app.answer('theme', async ({ source }) => {
    for (const window of windows.values()) await window.page().emulateMedia({ colorScheme: source === 'system' ? null : source })
    return undefined
  })

  app
    .ask('start', { entry, appPath, args: [...args], dark, displays, mutations: mutations.main ?? [] })
    .catch((error: unknown) => ready.reject(error instanceof Error ? error : new Error(String(error))))

  async function evaluate<R, A>(run: (electron: ElectronModule, argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return decode(await app.ask('evaluate', { source: run.toString(), argument: encode(argument) })) as R
  }

  return {
    process: () => child,
    context: () => context,
    windows: () => [...windows.values()].map((window) => window.page()),
    firstWindow: () => firstPage.promise,
    evaluate,
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
    ready: ready.promise,
    ended,
    defects,
    output: () => output,
    granted: () => permissions
  }
}

function mutate(source: string, mutations: readonly Mutation[]): string {
  let text = source
  for (const { find, replace } of mutations) {
    const parts = text.split(find)
    if (parts.length !== 2) throw new Error(`“${find}” is ${parts.length - 1} times in the preload script, not once.`)
    text = parts.join(replace)
  }
  return text
}
