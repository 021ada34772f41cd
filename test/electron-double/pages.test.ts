/** Pages under the stand-in: what the app forbids does not happen, and what it does not forbid does. */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DoubleApp } from './host/launch.ts'
import { provideTinyApps, showing } from './support/tiny-app.ts'

const tiny = provideTinyApps()

/** Somebody else's server. Answers everything, and remembers what it was asked. */
let server: Server
let elsewhere: string
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const redirect = request.url === '/moved' ? { location: '/landed' } : {}
    response.writeHead(request.url === '/moved' ? 302 : 200, {
      'content-type': 'text/html',
      'access-control-allow-origin': '*',
      ...redirect
    })
    response.end('<h1>Elsewhere</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked.length = 0
})

const html = `<h1>Shown</h1><script>
  window.violated = []
  addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))
</script>`

async function open(setup: string, more = '') {
  const main = showing(html, `app.on('web-contents-created', (_event, contents) => { ${setup} })\n${more}`)
  const app = await tiny.run({ main, preload: '' })
  const page = await app.firstWindow()
  await page.getByText('Shown').waitFor()
  return { app, page }
}

/** Plain links, or others by their attributes, clicked as a person does. */
const click = (href: string, attributes = '') =>
  `document.body.insertAdjacentHTML('beforeend', '<a id="go" href="${href}" ${attributes}>Go</a>'); document.getElementById('go').click()`
const told = (app: DoubleApp) => app.evaluate(() => (globalThis as unknown as { told: string[] }).told, null)
const tell =
  "for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) contents.on(name, (event) => told.push(name + ' ' + event.url))"
const prevent = (name: string) => `contents.on('${name}', (event) => event.preventDefault())`

describe('a navigation', () => {
  it('that nobody prevents goes where it leads, after the app has heard of it', async () => {
    const { app, page } = await open(tell)
    await page.evaluate(click(`${elsewhere}/plain`))
    await page.getByText('Elsewhere').waitFor()
    expect(await told(app)).toEqual([`will-frame-navigate ${elsewhere}/plain`, `will-navigate ${elsewhere}/plain`])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL(), null)).toBe(
      `${elsewhere}/plain`
    )
  })

  it.each(['will-navigate', 'will-frame-navigate'])('is stopped by %s, wherever it leads', async (name) => {
    const { app, page } = await open(`${tell}; ${prevent(name)}`)
    const before = page.url()
    for (const target of [`${elsewhere}/plain`, 'about:blank', 'mailto:somebody@example.com', 'app://tiny/other', '/other']) {
      await page.evaluate(`location.href = ${JSON.stringify(target)}`)
      await expect.poll(async () => (await told(app)).length).toBeGreaterThan(0)
      await app.evaluate(() => void (globalThis as unknown as { told: string[] }).told.splice(0), null)
    }
    await page.evaluate(`document.body.innerHTML = '<form action="${elsewhere}/form" method="post"></form>'; document.forms[0].submit()`)
    await expect.poll(() => told(app)).toContain(`will-frame-navigate ${elsewhere}/form`)
    expect({ url: page.url(), asked }).toEqual({ url: before, asked: [] })
  })

  it('within the page is none', async () => {
    const { app, page } = await open(`${tell}; ${prevent('will-navigate')}`)
    await page.evaluate("location.hash = 'x'; history.pushState(null, '', '/y')")
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL(), null))
      .toBe('app://tiny/y')
    expect(await told(app)).toEqual([])
  })

  it('is followed through a redirect, unless that is prevented', async () => {
    const free = await open(tell)
    await free.page.evaluate(click(`${elsewhere}/moved`))
    await free.page.getByText('Elsewhere').waitFor()
    expect(await told(free.app)).toContain(`will-redirect ${elsewhere}/landed`)
    expect(asked).toEqual(['GET /moved', 'GET /landed'])

    const barred = await open(`${tell}; ${prevent('will-redirect')}`)
    await barred.page.evaluate(click(`${elsewhere}/moved`))
    await expect.poll(() => told(barred.app)).toContain(`will-redirect ${elsewhere}/landed`)
    expect(asked.slice(2)).toEqual(['GET /moved'])
  })
})

describe('a window that a page opens', () => {
  const ways = (url: string): [string, string][] => [
    ['a call', `void open(${JSON.stringify(url)})`],
    ['a target', click(url, 'target="_blank"')],
    ['a form', `document.body.innerHTML = '<form action="${url}" target="_blank"></form>'; document.forms[0].submit()`]
  ]

  it('comes up where the app says nothing', async () => {
    for (const [, way] of ways(`${elsewhere}/popup`)) {
      const { app, page } = await open('')
      const [popup] = await Promise.all([app.context().waitForEvent('page'), page.evaluate(way)])
      await popup.getByText('Elsewhere').waitFor()
    }
  })

  it('does not where the app denies it, and asks nothing', async () => {
    const { app, page } = await open("contents.setWindowOpenHandler(({ url }) => { told.push('open ' + url); return { action: 'deny' } })")
    let opened = 0
    for (const url of [`${elsewhere}/popup`, 'about:blank', 'app://tiny/other']) {
      for (const [, way] of ways(url)) {
        await page.evaluate(way)
        opened += 1
        await expect.poll(async () => (await told(app)).length).toBe(opened)
      }
    }
    expect(await page.evaluate("open('about:blank')")).toBeNull()
    await expect.poll(() => app.context().pages().length).toBe(1)
    expect(asked).toEqual([])
  })
})

describe('a request', () => {
  const block =
    "session.defaultSession.webRequest.onBeforeRequest({ urls: ['http://*/*', 'ws://*/*'] }, (details, answer) => { told.push(details.resourceType + ' ' + details.url); answer({ cancel: true }) })"
  const socket = (url: string) =>
    `new Promise((resolve) => { const socket = new WebSocket(${JSON.stringify(url)}); socket.onerror = () => resolve('error'); socket.onopen = () => resolve('open') })`

  /** One without an origin, and so without a policy of the app's or of Chromium's own. */
  const bare = ({ BrowserWindow }: typeof import('electron')) => BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<h1>Bare</h1>')

  it('goes out unless the app cancels it', async () => {
    const free = await open('')
    await free.app.evaluate(bare, null)
    expect(await free.page.evaluate(`fetch('${elsewhere}/fetched').then((answer) => answer.status)`)).toBe(200)
    await free.page.evaluate(socket(`${elsewhere.replace('http', 'ws')}/socket`))
    expect(asked).toContain('GET /fetched')

    const barred = await open('', block)
    await barred.app.evaluate(bare, null)
    asked.length = 0
    expect(await barred.page.evaluate(`fetch('${elsewhere}/fetched').catch(() => 'failed')`)).toBe('failed')
    expect(await barred.page.evaluate(socket(`${elsewhere.replace('http', 'ws')}/socket`))).toBe('error')
    expect(asked).toEqual([])
    expect(await told(barred.app)).toEqual([`xhr ${elsewhere}/fetched`, `webSocket ${elsewhere.replace('http', 'ws')}/socket`])
  })

  it('of the app is answered with the policy that Chromium then enforces', async () => {
    const policy = "default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'none'; img-src app:"
    const { page } = await open(
      '',
      `protocol.unhandle('app'); protocol.handle('app', (request) => new Response(${JSON.stringify(html)}, { headers: { 'content-type': 'text/html', 'content-security-policy': "${policy}" } }))`
    )
    expect(await page.evaluate("fetch('/x').catch(() => 'failed')")).toBe('failed')
    await page.evaluate(`new Image().src = '${elsewhere}/image'`)
    await expect.poll(() => page.evaluate('violated')).toEqual(['connect-src', 'img-src'])
    expect(asked).toEqual([])
  })

  it('by fetch is for schemes that were registered for it', async () => {
    const { page } = await open('')
    expect(await page.evaluate("fetch('/x').catch(() => 'failed')")).toBe('failed')
    expect(
      await page.evaluate(
        "new Promise((resolve) => { const request = new XMLHttpRequest(); request.onload = () => resolve(request.status); request.open('GET', '/x'); request.send() })"
      )
    ).toBe(200)
  })
})

describe('a page', () => {
  const state = (name: string) => `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`

  it('has every permission, unless both handlers say no', async () => {
    const free = await open('')
    expect(await free.page.evaluate(`Promise.all([${state('geolocation')}, ${state('notifications')}, ${state('camera')}])`)).toEqual([
      'granted',
      'granted',
      'granted'
    ])
    const half = await open('', 'session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => answer(false))')
    expect(await half.page.evaluate(state('geolocation'))).toBe('granted')
    const barred = await open(
      '',
      `session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => answer(permission === 'notifications'))
       session.defaultSession.setPermissionCheckHandler(() => false)`
    )
    expect(await barred.page.evaluate(`Promise.all([${state('geolocation')}, ${state('notifications')}, ${state('camera')}])`)).toEqual([
      'denied',
      'granted',
      'denied'
    ])
    expect(barred.app.granted()).toEqual(['notifications', 'hid', 'serial', 'usb'])
  })

  it('saves what the app lets it save', async () => {
    const save = click('data:text/plain,saved', 'download="saved.txt"')
    const free = await open('')
    const [download] = await Promise.all([free.page.waitForEvent('download'), free.page.evaluate(save)])
    expect(await download.failure()).toBeNull()
    const barred = await open(
      '',
      "session.defaultSession.on('will-download', (event, item) => { told.push(item.getURL()); event.preventDefault() })"
    )
    const [cancelled] = await Promise.all([barred.page.waitForEvent('download'), barred.page.evaluate(save)])
    await expect.poll(() => told(barred.app)).toEqual(['data:text/plain,saved'])
    const kept = await cancelled.path().catch(() => null)
    await expect.poll(() => kept !== null && existsSync(kept)).toBe(false)
  })

  it('that crashes is told of, and comes back when it is loaded again', async () => {
    const { app } = await open("contents.on('render-process-gone', (event, details) => told.push('gone ' + details.reason))")
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), null)
    await expect.poll(() => told(app)).toEqual(['gone crashed'])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed(), null)).toBe(true)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('app://tiny/again'), null)
    await app.windows()[0]?.getByText('Shown').waitFor()
  })

  it('has the size of its window', async () => {
    const { app, page } = await open('')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_111, 555), null)
    await expect.poll(() => page.evaluate('[innerWidth, innerHeight]')).toEqual([1_111, 555])
  })
})
