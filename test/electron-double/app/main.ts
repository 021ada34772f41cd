/**
 * Entry of the app's process: puts the stand-in in the place of `electron` and runs the built main bundle, in the order in which
 * Electron does. Everything else comes over the line from the host.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'
import { decode, encode } from '../codec.ts'
import type { Mutation, Start } from '../messages.ts'
import { contentsOf, windowOf } from './browser-window.ts'
import { createElectron } from './electron.ts'
import { hideParent, host, report } from './host.ts'
import { defaultSession } from './session.ts'

const about = JSON.parse(readFileSync(new URL('../../../node_modules/electron/package.json', import.meta.url), 'utf8')) as {
  version: string
}

process.on('uncaughtException', (error) => report('an uncaught exception', error))
process.on('unhandledRejection', (error) => report('an unhandled rejection', error))

host.answer('start', (start) => run(start))

async function run(start: Start): Promise<undefined> {
  const electron = createElectron(start)
  becomeElectron(start)
  answerHost(electron)
  provide(electron)
  const mutated = mutateOnLoad(start.entry, start.mutations)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.listenerCount(signal) === 1 && electron.app.quit())
  }
  await importEntry(start.entry)
  mutated()
  electron.app.launch()
}

/** What the app can read of its process. */
function becomeElectron({ appPath, args }: Start): void {
  process.argv = [process.execPath, appPath, ...args]
  Object.defineProperty(process, 'type', { value: 'browser', enumerable: true })
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  Object.defineProperty(process, 'resourcesPath', { value: path.join(appPath, 'resources'), enumerable: true })
  Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: about.version, chrome: '0' }, enumerable: true })
  hideParent()
}

/** `import … from 'electron'` and `require('electron')` find the stand-in; a name that it lacks is an error where it is imported. */
function provide({ module, members }: ReturnType<typeof createElectron>): void {
  const key = Symbol.for('electron-double')
  Object.defineProperty(globalThis, key, { value: module })
  const found = `globalThis[Symbol.for('electron-double')]`
  const source = [`export default ${found}`, ...members.map((name) => `export const ${name} = ${found}.${name}`)].join('\n')
  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/main)?$/.test(specifier)
        ? { url: 'electron-double:main', shortCircuit: true, format: 'module' }
        : next(specifier, context),
    load: (url, context, next) => (url === 'electron-double:main' ? { format: 'module', shortCircuit: true, source } : next(url, context))
  })
}

/** Changes the bundle as it is read. The function returned throws unless each change has found its place. */
function mutateOnLoad(entry: string, mutations: Mutation[]): () => void {
  const folder = path.dirname(entry)
  const applied = new Map(mutations.map((mutation) => [mutation, 0]))
  if (mutations.length > 0) {
    registerHooks({
      load(url, context, next) {
        const loaded = next(url, context)
        if (!url.startsWith('file:') || !fileURLToPath(url).startsWith(folder) || loaded.source === undefined) return loaded
        let source = Buffer.from(loaded.source as string).toString()
        for (const mutation of mutations) {
          const parts = source.split(mutation.find)
          applied.set(mutation, (applied.get(mutation) ?? 0) + parts.length - 1)
          source = parts.join(mutation.replace)
        }
        return { ...loaded, source }
      }
    })
  }
  return () => {
    for (const [{ find }, count] of applied) if (count !== 1) throw new Error(`“${find}” is ${count} times in the bundle, not once.`)
  }
}

/**
 * Electron becomes ready once the entry has run to its end, so an entry that waits for that never ends: nothing is left to do then,
 * which Node notices.
 */
async function importEntry(entry: string): Promise<void> {
  const stuck = () => {
    report('the main bundle', new Error('It never ends: does its top level wait for the app to be ready?'))
    process.exit(13)
  }
  process.once('beforeExit', stuck)
  process.channel?.unref()
  await import(pathToFileURL(entry).href)
  process.channel?.ref()
  process.off('beforeExit', stuck)
}

function answerHost({ app, ipcMain, module }: ReturnType<typeof createElectron>): void {
  host.answer('request', (request) => defaultSession().decide(request))
  host.answer('will-navigate', ({ id, url, isMainFrame }) => {
    const contents = contentsOf(id)
    const details = { url, isSameDocument: false, isMainFrame, initiator: contents?.mainFrame, frame: contents?.mainFrame }
    if (contents?.emitPreventable('will-frame-navigate', details)) return true
    return isMainFrame && contents?.emitPreventable('will-navigate', details, url, false, true) === true
  })
  host.answer('will-redirect', ({ id, url, isMainFrame }) => {
    const details = { url, isSameDocument: false, isMainFrame }
    return contentsOf(id)?.emitPreventable('will-redirect', details, url, false, isMainFrame) === true
  })
  host.answer('window-open', (opening) => contentsOf(opening.id)?.mayOpen(opening) === true)
  host.answer('will-download', ({ id, url, filename }) => defaultSession().mayDownload(contentsOf(id), url, filename))
  host.answer('ipc.invoke', (message) => ipcMain.invoke(message))
  host.answer('ipc.send', (message) => {
    ipcMain.send(message)
    return undefined
  })
  host.answer('page.event', (event) => {
    const contents = contentsOf(event.id)
    contents?.happened(event)
    // Electron tells these to the window or to the app as well.
    const window = windowOf(event.id)
    if (event.event === 'did-finish-load') window?.emit('ready-to-show', {})
    if (event.event === 'page-title-updated' && window?.emitPreventable('page-title-updated', {}, event.title, true) === false)
      window.setTitle(event.title)
    if (event.event === 'render-process-gone') app.emit('render-process-gone', {}, contents, { reason: 'crashed', exitCode: 5 })
    return undefined
  })
  host.answer('evaluate', async ({ source, argument }) => {
    // A function of a test, as Playwright hands it to the real Electron.
    const run = runInThisContext(`(${source})`) as (electron: unknown, argument: unknown) => unknown
    return encode(await run(module, decode(argument)))
  })
}
