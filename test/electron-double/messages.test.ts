/** What crosses between a page, its preload script and the app, and in which form. */
import { expect, it } from 'vitest'
import { provideTinyApps, showing } from './support/tiny-app.ts'

const tiny = provideTinyApps()

const preload = `
  const { contextBridge, ipcRenderer, webUtils } = require('electron')
  class Model { constructor() { this.own = 1 } method() {} }
  let heard = []
  contextBridge.exposeInMainWorld('api', {
    echo: (...args) => ipcRenderer.invoke('echo', ...args),
    ask: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
    tell: (...args) => ipcRenderer.send('tell', ...args),
    on: (listener) => { ipcRenderer.on('news', (event, ...args) => listener(...args)) },
    pathOf: (file) => webUtils.getPathForFile(file),
    same: (value) => value,
    seen: (value) => Object.prototype.toString.call(value) + ' ' + Object.keys(value ?? {}),
    model: new Model(),
    nested: { list: [{ run: (x) => x + 1 }] },
    fail: () => { throw Object.assign(new TypeError('no'), { code: 'coded' }) },
    reject: async () => { throw Object.assign(new Error('later'), { code: 'coded' }) },
    call: (listener) => listener(2),
    receiver() { return this.nested !== undefined },
    values: { when: new Date(0), map: new Map([['a', 1]]), bytes: new Uint8Array([1, 2]), nothing: undefined, big: 1n }
  })`
const main = showing(
  '<h1>Shown</h1><script>window.early = typeof api</script>',
  `ipcMain.handle('echo', (event, ...args) => args)
   ipcMain.handle('function', () => () => {})
   ipcMain.handle('fails', () => { throw Object.assign(new RangeError('far'), { code: 'coded' }) })
   ipcMain.handle('who', ({ sender, senderFrame }) => [sender.id, senderFrame.url, senderFrame.origin, senderFrame.parent])
   ipcMain.on('tell', (event, ...args) => told.push(args))`
)

async function open() {
  const app = await tiny.run({ main, preload })
  const page = await app.firstWindow()
  await page.getByText('Shown').waitFor()
  /** In the page; what it throws is its answer. */
  const run = <T>(code: string) =>
    page.evaluate<T>(`(async () => { try { return await (${code}) } catch (error) { return String(error) } })()`)
  return { app, page, run }
}

it('goes there and back by calls, sends and news', async () => {
  const { app, run } = await open()
  const values =
    '{ list: [1, undefined], when: new Date(5), map: new Map([[{ k: 1 }, new Set([1n])]]), bytes: new Uint8Array([1, 2]).subarray(1) }'
  expect(
    await run(`api.echo(${values}).then(([v]) => [v.list.length, v.when.getTime(), [...v.map.values()][0].has(1n), [...v.bytes]])`)
  ).toEqual([2, 5, true, [2]])
  await run("api.tell('hello', { a: 1 })")
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { told: unknown[] }).told, null)).toEqual([['hello', { a: 1 }]])
  await run('void api.on((...news) => { window.news = news })')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('news', 1, { two: 2 }), null)
  await expect.poll(() => run('window.news')).toEqual([1, { two: 2 }])
  expect(await run("api.ask('who')")).toEqual([1, 'app://tiny/', 'app://tiny', null])
})

it('is refused when it cannot be cloned, and fails by its text alone', async () => {
  const { run } = await open()
  for (const value of ['() => {}', "new File([], 'x')"])
    expect(await run(`api.echo({ value: ${value} })`)).toBe('Error: An object could not be cloned.')
  expect(await run("api.ask('function')")).toBe("Error: Error invoking remote method 'function': Error: An object could not be cloned.")
  expect(await run("api.ask('nobody')")).toBe("Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'")
  expect(await run("api.ask('fails').catch((error) => [error.message, error.code])")).toEqual([
    "Error invoking remote method 'fails': RangeError: far",
    undefined
  ])
})

it('crosses the bridge by the rules of contextBridge', async () => {
  const { run } = await open()
  expect(await run('window.early')).toBe('object')
  expect(await run('[typeof require, typeof process, typeof module, typeof globalThis.electronDouble]')).toEqual(
    new Array(4).fill('undefined')
  )
  expect(await run('[Object.isFrozen(api), Object.isFrozen(api.nested.list), delete window.api, typeof api]')).toEqual([
    true,
    true,
    false,
    'object'
  ])
  expect(await run('[api.model.own, typeof api.model.method]')).toEqual([1, 'undefined'])
  expect(await run('api.nested.list[0].run(1)')).toBe(2)
  expect(await run('api.call((x) => x * 2)')).toBe(4)
  expect(await run('((f) => api.same(f) === f)(() => 1)')).toBe(true)
  expect(await run('((o) => api.same(o) === o)({})')).toBe(false)
  expect(await run('api.receiver()')).toBe(true)
  expect(await run('(() => { try { api.fail() } catch (error) { return [error.name, error.message, error.code] } })()')).toEqual([
    'Error',
    'no',
    undefined
  ])
  expect(await run('api.reject().catch((error) => [error.message, error.code])')).toEqual(['later', undefined])
  expect(
    await run('[api.values.when.getTime(), api.values.map.get("a"), [...api.values.bytes], "nothing" in api.values, typeof api.values.big]')
  ).toEqual([0, 1, [1, 2], true, 'bigint'])
  // Of an object of the page only its own properties cross: of a signal none.
  expect(await run('api.seen(AbortSignal.timeout(1000))')).toBe('[object Object] ')
  expect(await run('api.same(document.body)')).toContain('Elements do not cross')
  expect(await run('api.same(Symbol())')).toContain('Symbols do not cross')
})

it('tells a preload script where a file lies, and nobody else', async () => {
  const { page, run } = await open()
  expect(await run("api.pathOf(new File(['x'], 'made.csv'))")).toBe('')
  expect(await run("api.pathOf('/etc/passwd')")).toContain('expected to receive a File object')
  await page.evaluate("document.body.innerHTML = '<input type=file>'")
  await page.locator('input').setInputFiles(import.meta.filename)
  expect(await run('api.pathOf(document.querySelector("input").files[0])')).toBe(import.meta.filename)
  expect(await run('[document.querySelector("input").files[0].path, document.querySelector("input").value]')).toEqual([
    undefined,
    'C:\\fakepath\\messages.test.ts'
  ])
})
