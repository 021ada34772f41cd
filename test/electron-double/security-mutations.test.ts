/**
 * Breaks each security setting of the built desktop shell in its turn and sees a test go red: that the settings are tested is itself
 * tested. A setting that cannot be found in the bundle any more fails too.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser, type Driver, launch } from '../e2e/support/driver.ts'
import { type Elsewhere, openElsewhere } from '../e2e/support/elsewhere.ts'
import { type Probe, type ProbeName, probes } from '../e2e/support/probes.ts'
import type { Mutation } from './messages.ts'

interface Breakage {
  setting: string
  /** In the main bundle; those of one setting that has several parts together. */
  broken: Mutation[]
  /** What goes red: a probe of the end-to-end tests, or the start itself, which the stand-in refuses with these words. */
  red: ProbeName | RegExp
}

const breakages: Breakage[] = [
  { setting: 'sandbox', broken: [{ find: 'sandbox: true', replace: 'sandbox: false' }], red: /A window with sandbox: false/ },
  {
    setting: 'sandbox of all processes',
    broken: [{ find: 'app.enableSandbox();', replace: '' }],
    red: 'every process of a page is in the sandbox'
  },
  {
    setting: 'context isolation',
    broken: [{ find: 'contextIsolation: true', replace: 'contextIsolation: false' }],
    red: /A window with contextIsolation: false/
  },
  {
    setting: 'no Node in the page',
    broken: [{ find: 'nodeIntegration: false', replace: 'nodeIntegration: true' }],
    red: /A window with nodeIntegration: true/
  },
  {
    setting: 'web security',
    broken: [{ find: 'webSecurity: true', replace: 'webSecurity: false' }],
    red: /A window with webSecurity: false/
  },
  {
    setting: 'no webview tag',
    broken: [{ find: 'webviewTag: false', replace: 'webviewTag: true' }],
    red: /A window with webviewTag: true/
  },
  {
    setting: 'CSP connect-src',
    broken: [{ find: `securityHeaders("'none'")`, replace: `securityHeaders("'self'")` }],
    red: 'the policy lets the page ask nothing'
  },
  {
    setting: 'CSP script-src',
    broken: [{ find: `"script-src 'self'"`, replace: `"script-src 'self' 'unsafe-inline' 'unsafe-eval'"` }],
    red: 'the policy lets no script in that is not the page’s own'
  },
  {
    setting: 'CSP default-src',
    broken: [{ find: `"default-src 'none'"`, replace: `"default-src *"` }],
    red: 'the policy shows nothing of anybody else’s'
  },
  {
    setting: 'navigation',
    broken: ['will-navigate', 'will-frame-navigate'].map((event) => ({
      find: `contents.on("${event}", (event) => event.preventDefault());`,
      replace: ''
    })),
    red: 'the page stays where it is'
  },
  {
    setting: 'navigation, one of its two listeners',
    broken: [{ find: 'contents.on("will-navigate", (event) => event.preventDefault());', replace: '' }],
    red: 'each listener of a navigation says no by itself'
  },
  {
    setting: 'redirects',
    broken: [{ find: 'contents.on("will-redirect", (event) => event.preventDefault());', replace: '' }],
    red: 'each listener of a navigation says no by itself'
  },
  {
    setting: 'new windows',
    broken: [{ find: '({ action: "deny" })', replace: '({ action: "allow" })' }],
    red: 'the page opens no window'
  },
  {
    setting: 'webviews',
    broken: [{ find: 'contents.on("will-attach-webview", (event) => event.preventDefault());', replace: '' }],
    red: 'no webview comes to life'
  },
  {
    setting: 'permission requests',
    broken: [{ find: '_permission, answer) => answer(false)', replace: '_permission, answer) => answer(true)' }],
    red: 'the page is granted nothing'
  },
  {
    setting: 'permission checks',
    broken: [{ find: 'session.setPermissionCheckHandler(() => false)', replace: 'session.setPermissionCheckHandler(() => true)' }],
    red: 'the page is granted nothing'
  },
  {
    setting: 'device permissions',
    broken: [{ find: 'session.setDevicePermissionHandler(() => false);', replace: '' }],
    red: 'the page is granted nothing'
  },
  {
    setting: 'blocked schemes',
    broken: [{ find: 'answer({ cancel: isBlocked(url, !app.isPackaged) })', replace: 'answer({ cancel: false })' }],
    red: 'nothing leaves a page that no policy restrains'
  },
  {
    setting: 'sender of a call',
    broken: [{ find: 'if (!isTrusted(event)) throw', replace: 'if (false) throw' }],
    red: 'the core answers nobody but the page'
  },
  {
    setting: 'scheme closed to other pages',
    broken: [{ find: 'secure: true,', replace: 'secure: true, supportFetchAPI: true, corsEnabled: true,' }],
    red: 'the page cannot be read by another one'
  },
  {
    setting: 'scheme under the policy',
    broken: [{ find: 'secure: true,', replace: 'secure: true, bypassCSP: true,' }],
    red: /bypass the content security policy/
  },
  { setting: 'protocol: GET only', broken: [{ find: 'method !== "GET"', replace: 'false' }], red: 'the protocol answers GET only' },
  {
    setting: 'protocol: exact host',
    broken: [{ find: 'url.host === "sextant"', replace: 'true' }],
    red: 'the protocol answers for its own host only'
  },
  {
    setting: 'protocol: containment',
    // What a path names is read if it was not listed.
    broken: [
      {
        find: 'file = files.get(new URL(url).pathname)',
        replace: 'path = new URL(url).pathname, file = files.get(path) ?? { path: process.cwd() + path }'
      }
    ],
    red: 'the protocol answers with the files of the interface only'
  },
  {
    setting: 'downloads',
    broken: [{ find: 'if (isBlocked(item.getURL(), false)) event.preventDefault();', replace: '' }],
    red: 'the page saves nothing that it has not made itself'
  },
  {
    setting: 'no names looked up',
    broken: [{ find: 'app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");', replace: '' }],
    red: 'no name is looked up and no proxy asked'
  }
]

let elsewhere: Elsewhere
let driver: Driver | undefined

beforeAll(async () => {
  elsewhere = await openElsewhere()
})
afterEach(async () => {
  await driver?.close()
  driver = undefined
  elsewhere.asked.length = 0
})
afterAll(async () => {
  elsewhere.close()
  await closeBrowser()
})

describe('a broken setting turns a test red:', () => {
  it.each(breakages)('$setting', async ({ broken, red }) => {
    const starting = launch({ mutations: { main: broken } }, 'double')
    if (red instanceof RegExp) return expect(starting).rejects.toThrow(red)
    driver = await starting
    const probe: Probe = probes[red]
    const failure = await probe(driver, elsewhere).then(
      () => null,
      (error: unknown) => error
    )
    expect(failure).toMatchObject({ name: 'AssertionError' })
  })

  it('but not one that is whole', async () => {
    driver = await launch({}, 'double')
    for (const red of new Set(breakages.map(({ red }) => red))) {
      const probe: Probe | undefined = red instanceof RegExp ? undefined : probes[red]
      // Those that leave the page for another one come last in the table of probes, and in that of breakages.
      await probe?.(driver, elsewhere)
    }
  })
})
