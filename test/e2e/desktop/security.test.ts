/** Each setting by itself, and every address of the table by every way that a page has. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { foreignAddresses } from '../../fixtures/hostile-urls.ts'
import type { Driver } from '../support/driver.ts'
import { type Elsewhere, openElsewhere } from '../support/elsewhere.ts'
import { home, type Probe, probes } from '../support/probes.ts'
import { provideSextant } from '../support/spec.ts'
import { desktopOf } from './support.ts'

const sextant = provideSextant()
let driver: Driver
let elsewhere: Elsewhere

beforeAll(async () => {
  elsewhere = await openElsewhere()
  driver = await sextant.startForAll()
})
afterAll(() => elsewhere.close())
beforeEach(() => {
  elsewhere.asked.length = 0
})
afterEach(async () => {
  await home(driver)
  // Chromium complains on the console of what it refuses, as it should.
  driver.complaints.length = 0
  driver.strayRequests.length = 0
})

describe('in the desktop app', () => {
  it.each(Object.entries<Probe>(probes))('%s', async (_name, probe) => {
    await probe(driver, elsewhere)
  })
})

it('does not take back --no-sandbox, without which there is no window for root on Linux', async () => {
  const { app } = desktopOf(await sextant.start({ args: ['--no-sandbox'] }))
  const has = (name: string) => app.evaluate((electron, wanted) => electron.app.commandLine.hasSwitch(wanted), name)
  expect({ off: await has('no-sandbox'), on: await has('enable-sandbox') }).toEqual({ off: true, on: false })
})

describe('nothing that is not the page’s own', () => {
  const ways: [way: string, code: (url: string) => string][] = [
    ['is gone to', (url) => `location.href = ${url}`],
    ['is gone to by a link', (url) => `Object.assign(document.body.appendChild(document.createElement('a')), { href: ${url} }).click()`],
    ['is opened', (url) => `open(${url})`],
    [
      'is opened by a link',
      (url) => `Object.assign(document.body.appendChild(document.createElement('a')), { href: ${url}, target: '_blank' }).click()`
    ],
    ['is asked', (url) => `fetch(${url}).then(() => got.push('fetch'), () => {})`],
    ['is posted to', (url) => `fetch(${url}, { method: 'POST', mode: 'no-cors', body: 'x' }).then(() => got.push('post'), () => {})`],
    ['is connected to', (url) => `new WebSocket(${url}).onopen = () => { got.push('socket') }`],
    ['is listened to', (url) => `new EventSource(${url}).onopen = () => { got.push('events') }`],
    ['is told', (url) => `navigator.sendBeacon(${url}, 'x')`],
    ['is shown', (url) => `Object.assign(new Image(), { onload: () => { got.push('image') }, src: ${url} })`],
    ['is framed', (url) => `document.body.appendChild(Object.assign(document.createElement('iframe'), { src: ${url} }))`],
    [
      'is sent a form',
      (url) => `document.body.appendChild(Object.assign(document.createElement('form'), { action: ${url}, method: 'post' })).submit()`
    ],
    ['is run', (url) => `import(${url}).then(() => got.push('script'), () => {})`],
    ['works', (url) => `new Worker(${url}).onmessage = () => { got.push('worker') }`]
  ]

  it.each(ways)('%s', async (_way, code) => {
    const { page } = driver
    const { address } = driver.desktop ?? { address: (url: string) => url }
    const before = page.url()
    const addresses = [...foreignAddresses.map(address), `${elsewhere.url}/x`, `${elsewhere.url.replace('http', 'ws')}/x`]
    const got = await page.evaluate<string[]>(`(async () => {
      const got = []
      for (const url of ${JSON.stringify(addresses)}) {
        try { (() => { ${code('url')} })() } catch {}
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      return got
    })()`)
    expect(got).toEqual([])
    expect(elsewhere.asked).toEqual([])
    expect(page.url()).toBe(before)
    await expect
      .poll(() =>
        page
          .context()
          .pages()
          .map((shown) => shown.url())
      )
      .toEqual([before])
    // A frame that is refused is an empty one.
    const frames = page.frames().map((frame) => frame.url())
    expect(frames.filter((url) => url !== before && !/^(about:blank|about:srcdoc|chrome-error:\/\/chromewebdata\/|)$/.test(url))).toEqual(
      []
    )
  })
})
