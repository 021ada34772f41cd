import { describe, expect, it } from 'vitest'
import { isOwnAddress } from '../../../src/main/shells/electron/address.ts'
import { isBlocked } from '../../../src/main/shells/electron/blocked.ts'
import { isPage } from '../../../src/main/shells/electron/sender.ts'
import { foreignAddresses, hostileRequests } from '../../fixtures/hostile-urls.ts'

const own = ['app://sextant/', 'app://sextant/assets/main-abc.js', 'app://sextant/index.html?x#/segments']

describe('requests', () => {
  it.each([...own, 'data:image/png;base64,AAAA', 'blob:app://sextant/5f0f'])('lets %s pass', (address) => {
    expect(isBlocked(address, false)).toBe(false)
  })

  it.each(foreignAddresses)('blocks %s', (address) => {
    expect(isBlocked(address, false)).toBe(true)
  })

  it('blocks every address of another host under the own scheme', () => {
    const elsewhere = hostileRequests.filter(({ status }) => status === 403)
    expect(elsewhere.length).toBeGreaterThan(5)
    expect(elsewhere.filter(({ url }) => !isBlocked(url, false))).toEqual([])
  })

  it('lets the developer tools load themselves, and nothing else, while somebody works on Sextant', () => {
    expect(foreignAddresses.filter((address) => !isBlocked(address, true))).toEqual(['devtools://devtools/bundled/inspector.html'])
  })
})

describe('who may call', () => {
  it.each(own)('the page: %s', (url) => {
    expect(isOwnAddress(url)).toBe(true)
    expect(isPage({ url, parent: null })).toBe(true)
  })

  it.each([...foreignAddresses, ...hostileRequests.filter(({ status }) => status === 403).map(({ url }) => url), '', 'about:blank'])(
    'not a page at %s',
    (url) => {
      expect(isPage({ url, parent: null })).toBe(false)
    }
  )

  it('not a frame in the page, whatever it shows, and not one that has gone', () => {
    expect(isPage({ url: 'app://sextant/', parent: {} })).toBe(false)
    expect(isPage(null)).toBe(false)
  })
})
