/** The parts of the stand-in that can be tried without an app. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { urlPattern } from './app/url-pattern.ts'
import { cannotClone, decode, encode } from './codec.ts'
import { fromChromium, policyToChromium, toChromium } from './host/address.ts'

const throughText = (value: unknown) => decode(encode(value))

describe('a message', () => {
  it('arrives as the structured clone that it is', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true }),
        (value) => {
          expect(throughText(value)).toEqual(structuredClone(value))
        }
      )
    )
  })

  it('keeps what is the same the same, and circles round', () => {
    const shared = { a: 1 }
    const circle: Record<string, unknown> = { shared, again: shared }
    circle.self = circle
    const copy = throughText(circle) as typeof circle
    expect(copy.self).toBe(copy)
    expect(copy.shared).toBe(copy.again)
    const bytes = new Uint8Array([1, 2, 3, 4])
    const [first, second] = throughText([bytes.subarray(1), bytes.subarray(2)]) as [Uint8Array, Uint8Array]
    expect([...first, ...second]).toEqual([2, 3, 4, 3, 4])
    expect(first.buffer).toBe(second.buffer)
  })

  it('loses prototypes, keeps errors of the language', () => {
    class Money {
      amount = 1
    }
    expect(Object.getPrototypeOf(throughText(new Money()))).toBe(Object.prototype)
    const error = throughText(new RangeError('too far')) as Error
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toBe('too far')
  })

  it.each([
    ['a function', () => {}],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a proxy', new Proxy({}, {})],
    ['a file', new File([], 'x')],
    ['a port', new MessageChannel().port1]
  ])('cannot be %s, however deep', (_what, value) => {
    expect(() => encode({ list: [value] })).toThrow(cannotClone)
  })
})

describe('a pattern of requests', () => {
  it.each([
    ['<all_urls>', 'app://sextant/x', true],
    ['http://*/*', 'http://127.0.0.1:9/x?y', true],
    ['http://*/*', 'https://example.com/', false],
    ['*://*/*', 'wss://example.com/', true],
    ['*://*/*', 'app://sextant/', false],
    ['app://*/*', 'app://sextant/x', true],
    ['https://*.example.com/*', 'https://a.example.com/', true],
    ['https://*.example.com/*', 'https://example.com/', true],
    ['https://*.example.com/*', 'https://badexample.com/', false],
    ['https://example.com:8080/*', 'https://example.com:8080/', true],
    ['https://example.com:8080/*', 'https://example.com/', false],
    ['https://example.com/a*c', 'https://example.com/abbc', true],
    ['https://example.com/a.c', 'https://example.com/abc', false],
    ['file:///*', 'file:///etc/passwd', true],
    ['data:*', 'data:text/html,x', true]
  ])('%s and %s: %s', (pattern, url, matches) => {
    expect(urlPattern(pattern)(url)).toBe(matches)
  })

  it.each(['', 'http', 'http://', 'http://*', '://x/*', 'http:///*', 'http://a*b/*'])('%s is none', (pattern) => {
    expect(() => urlPattern(pattern)).toThrow('Invalid url pattern')
  })
})

describe('an address of the app', () => {
  it.each([
    'app://sextant/',
    'app://sextant/assets/a.js?x=1#y',
    'app://other.host/x',
    'http://example.com/',
    'about:blank',
    'data:text/html,app://x/'
  ])('%s comes back from Chromium as it was', (url) => {
    expect(fromChromium(toChromium(url))).toBe(url)
  })

  it('has an origin of its own in Chromium, and comes back from within a blob', () => {
    expect(toChromium('app://sextant/x')).toBe('https://sextant.app.invalid/x')
    expect(toChromium('APP://Sextant/X')).toBe('https://sextant.app.invalid/X')
    expect(fromChromium('blob:https://sextant.app.invalid/3f')).toBe('blob:app://sextant/3f')
    expect(fromChromium('https://blocked.invalid/')).toBe('https://blocked.invalid/')
  })

  it('is named by a policy as Chromium knows it', () => {
    expect(policyToChromium("default-src 'none'; img-src app: data: blob:; script-src app://sextant 'self' https://example.com")).toBe(
      "default-src 'none'; img-src https://*.app.invalid data: blob:; script-src https://sextant.app.invalid 'self' https://example.com"
    )
  })
})
