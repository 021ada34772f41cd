/**
 * One look at each setting that keeps the page where it is and what it is: it throws when the setting does not hold. Where settings
 * stand behind each other, a probe goes past the ones before, so that each is seen by itself: the page without a policy is one
 * that the main process has loaded, as it never would, and the main process asks the protocol what no page could.
 */
import { expect } from 'vitest'
import { hostileRequests } from '../../fixtures/hostile-urls.ts'
import type { Desktop } from './desktop.ts'
import type { Driver } from './driver.ts'
import type { Elsewhere } from './elsewhere.ts'

export type Probe = (driver: Driver, elsewhere: Elsewhere) => Promise<void>

type ElectronModule = typeof import('electron')

function desktopOf({ desktop }: Driver): Desktop {
  if (desktop === null) throw new Error('These are settings of a desktop shell.')
  return desktop
}

const load = (driver: Driver, url: string) =>
  desktopOf(driver).app.evaluate(async ({ BrowserWindow }: ElectronModule, address: string) => {
    await BrowserWindow.getAllWindows()[0]?.loadURL(address)
  }, url)

/** A page in the same window, with the same preload script, that no policy restrains. */
const bare = (driver: Driver) => load(driver, 'data:text/html,<h1>Bare</h1>')

export async function home(driver: Driver): Promise<void> {
  await load(driver, 'app://sextant/')
  await driver.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
}

/** The directives that a piece of script runs against. */
function violations(driver: Driver, code: string): Promise<string[]> {
  return driver.page.evaluate<string[]>(`new Promise((resolve) => {
    const violated = []
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective))
    ${code}
    setTimeout(() => resolve(violated), 500)
  })`)
}

/** Whether the app's listener of an event says no, all by itself. */
const prevents = (driver: Driver, event: string) =>
  desktopOf(driver).app.evaluate(({ BrowserWindow }: ElectronModule, name: string) => {
    let prevented = false
    const emitter = BrowserWindow.getAllWindows()[0]?.webContents as unknown as NodeJS.EventEmitter
    emitter.emit(name, { url: 'app://sextant/', preventDefault: () => (prevented = true) }, {}, { src: 'app://sextant/' })
    return prevented
  }, event)

/** How the protocol answers the main process: a status, or 0 when there is no answer. */
const statusOf = (driver: Driver, url: string, method = 'GET') =>
  desktopOf(driver).app.evaluate(
    ({ net }: ElectronModule, [address, verb]: readonly [string, string]) =>
      net.fetch(address, { method: verb, bypassCustomProtocolHandlers: false }).then(
        ({ status }) => status,
        () => 0
      ),
    [url, method] as const
  )

async function expectRefused(driver: Driver, choose: (status: number) => boolean): Promise<void> {
  const answered: string[] = []
  for (const { why, url, method = 'GET', status } of hostileRequests.filter((request) => choose(request.status))) {
    const given = await statusOf(driver, url, method)
    if (given !== 0 && given !== status) answered.push(`${why}: ${given}`)
  }
  expect(answered).toEqual([])
  // The same way does lead to what is the page's.
  expect(await statusOf(driver, 'app://sextant/index.html')).toBe(200)
}

const permissionStates = `Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write']
  .map((name) => navigator.permissions.query({ name }).then(({ state }) => name + ' ' + state)))`

export const probes = {
  async 'the page has no Node and no Electron'({ page }) {
    const names = ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer']
    expect(await page.evaluate(`[${names.map((name) => `typeof ${name}`).join(', ')}]`)).toEqual(names.map(() => 'undefined'))
    expect(await page.evaluate('Object.keys(sextant).sort()')).toEqual(['call', 'chooseFolder', 'chooseWorkspace', 'listen', 'stage'])
  },

  async 'every process of a page is in the sandbox'(driver) {
    const { app } = desktopOf(driver)
    const has = (name: string) => app.evaluate((electron, wanted) => electron.app.commandLine.hasSwitch(wanted), name)
    // Root on Linux has none, and has said so.
    expect(await has('enable-sandbox')).toBe(!(await has('no-sandbox')))
  },

  async 'no name is looked up and no proxy asked'(driver) {
    const switches = ['host-resolver-rules', 'no-proxy-server', 'disable-background-networking', 'force-webrtc-ip-handling-policy']
    const { app } = desktopOf(driver)
    expect(await app.evaluate((electron, names) => names.filter((name) => !electron.app.commandLine.hasSwitch(name)), switches)).toEqual([])
  },

  async 'the policy lets the page ask nothing'(driver) {
    const violated = await violations(
      driver,
      `fetch('/index.html').catch(() => {})
       new XMLHttpRequest().open('GET', '/index.html')
       try { new EventSource('/index.html') } catch {}
       navigator.sendBeacon('/index.html', 'x')
       try { new WebSocket('wss://127.0.0.1:9/') } catch {}`
    )
    expect(violated.length).toBeGreaterThanOrEqual(4)
    expect(new Set(violated)).toEqual(new Set(['connect-src']))
  },

  async 'the policy lets no script in that is not the page’s own'(driver) {
    const violated = await violations(
      driver,
      `document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.inlined = true">')
       const script = document.createElement('script'); script.textContent = 'window.inlined = true'; document.body.append(script)
       // Later: what a debugger runs may build code.
       setTimeout(() => new Function('window.inlined = true')())`
    )
    expect(violated).toEqual(expect.arrayContaining(['script-src-attr', 'script-src-elem', 'script-src']))
    expect(await driver.page.evaluate('window.inlined')).toBeUndefined()
  },

  async 'the policy shows nothing of anybody else’s'(driver, { url, asked }) {
    const violated = await violations(
      driver,
      `new Image().src = '${url}/image'
       for (const html of ['<iframe src="${url}/frame"></iframe>', '<iframe srcdoc="x"></iframe>', '<object data="${url}/object"></object>',
         '<link rel="stylesheet" href="${url}/style">', '<video src="${url}/video"></video>', '<base href="${url}/">'])
         document.body.insertAdjacentHTML('beforeend', html)
       const form = document.createElement('form'); form.action = '${url}/form'; form.method = 'post'; document.body.append(form); form.submit()`
    )
    const directives = ['img-src', 'frame-src', 'object-src', 'style-src-elem', 'media-src', 'base-uri']
    // A form is a navigation too, of which either guard may hear first.
    expect([...new Set(violated)].filter((directive) => directive !== 'form-action').sort()).toEqual(directives.sort())
    expect(asked).toEqual([])
  },

  async 'the page stays where it is'(driver, { url, asked }) {
    const before = driver.page.url()
    const { address } = desktopOf(driver)
    for (const target of [`${url}/`, address('app://sextant/index.html'), address('app://evil/'), 'about:blank', 'mailto:x@example.com']) {
      const text = JSON.stringify(target)
      for (const way of [`location.href = ${text}`, `Object.assign(document.createElement('a'), { href: ${text} }).click()`]) {
        // A page that does leave has no answer any more.
        await driver.page.evaluate(`void (${way})`).catch(() => {})
      }
    }
    await driver.page.waitForTimeout(300)
    expect({ url: driver.page.url(), asked }).toEqual({ url: before, asked: [] })
    // Its screens are behind `#`, which is no navigation.
    await driver.page.evaluate("location.hash = '#/data'")
    await expect.poll(() => driver.page.url()).toMatch(/#\/data$/)
  },

  async 'each listener of a navigation says no by itself'(driver) {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) expect(await prevents(driver, name), name).toBe(true)
  },

  async 'the page opens no window'(driver, { url, asked }) {
    const { app, address } = desktopOf(driver)
    const context = driver.page.context()
    for (const target of [`${url}/`, 'about:blank', address('app://sextant/')]) {
      expect(await driver.page.evaluate(`String(open(${JSON.stringify(target)}))`)).toBe('null')
      await driver.page.evaluate(
        `(() => { const link = document.createElement('a'); link.href = ${JSON.stringify(target)}; link.target = '_blank'; document.body.append(link); link.click() })()`
      )
    }
    // Chromium has a denied one for a moment.
    await expect.poll(() => context.pages().length).toBe(1)
    expect(asked).toEqual([])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1)
  },

  async 'no webview comes to life'(driver) {
    expect(await prevents(driver, 'will-attach-webview')).toBe(true)
  },

  async 'the page is granted nothing'(driver) {
    const states = await driver.page.evaluate<string[]>(permissionStates)
    expect(states.filter((state) => !state.endsWith(' denied'))).toEqual([])
    const located = 'new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve("here"), ({ code }) => resolve(code)))'
    expect(await driver.page.evaluate(located)).toBe(1)
    expect(desktopOf(driver).granted() ?? []).toEqual([])
  },

  async 'nothing leaves a page that no policy restrains'(driver, { url, asked }) {
    await bare(driver)
    const socket = `${url.replace('http', 'ws')}/socket`
    await driver.page.evaluate(`Promise.all([
      fetch('${url}/fetch').catch(() => {}),
      new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = resolve; image.src = '${url}/image' }),
      new Promise((resolve) => { const frame = document.createElement('iframe'); frame.src = '${url}/frame'; frame.onload = resolve; document.body.append(frame); setTimeout(resolve, 500) }),
      new Promise((resolve) => { const socket = new WebSocket('${socket}'); socket.onopen = socket.onerror = resolve })
    ])`)
    expect(asked).toEqual([])
  },

  async 'the core answers nobody but the page'(driver) {
    await bare(driver)
    for (const call of [
      "call('workspace.list', {})",
      "call('app.info', {})",
      "stage(new File(['x'], 'x.csv'), 'x.csv')",
      'chooseWorkspace()',
      'chooseFolder()'
    ]) {
      expect(await driver.page.evaluate(`sextant.${call}`), call).toMatchObject({ ok: false, error: { code: 'request.untrusted' } })
    }
  },

  async 'the page cannot be read by another one'(driver) {
    await bare(driver)
    const page = desktopOf(driver).address('app://sextant/index.html')
    for (const mode of ['cors', 'no-cors']) {
      expect(await driver.page.evaluate(`fetch('${page}', { mode: '${mode}' }).then(() => 'read', () => 'refused')`), mode).toBe('refused')
    }
  },

  async 'the protocol answers GET only'(driver) {
    await expectRefused(driver, (status) => status === 405)
  },

  async 'the protocol answers for its own host only'(driver) {
    await expectRefused(driver, (status) => status === 403)
  },

  async 'the protocol answers with the files of the interface only'(driver) {
    await expectRefused(driver, (status) => status === 404)
  },

  async 'the page saves nothing that it has not made itself'(driver, { url }) {
    const prevented = await desktopOf(driver).app.evaluate(({ session }: ElectronModule, address: string) => {
      let count = 0
      const item = { getURL: () => address }
      const emitter = session.defaultSession as unknown as NodeJS.EventEmitter
      emitter.emit('will-download', { preventDefault: () => (count += 1) }, item)
      return count
    }, `${url}/file`)
    expect(prevented).toBe(1)
  }
} satisfies Record<string, Probe>

export type ProbeName = keyof typeof probes
