/** Runs in the page's own world before any of its scripts: receives what the preload script exposes, and stands at the exits. */
import { ask } from './ask.ts'
import { createBridge, deepFreeze } from './bridge.ts'
import type {} from './parameters.ts'

const { secret } = electronDouble

if (window.top === window) {
  createBridge(secret, 'main', (key, api) => {
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object')
    deepFreeze(api)
    Object.defineProperty(window, key, { value: api, enumerable: true })
  })
}

/** Denied by the app it opens nothing and answers null, where Chromium alone would show a window for a moment. */
const open = window.open.bind(window)
window.open = (url = '', target = '', features = '') => {
  const address = url === '' ? 'about:blank' : new URL(url, document.baseURI).href
  const opens = target === '' || !['_self', '_parent', '_top'].includes(target)
  if (opens && ask({ secret, kind: 'open', url: address, frameName: target, features }) !== true) return null
  return open(url, target, features)
}

/** Sockets bypass what the host sees of requests. A blocked one goes to an address that nobody has. */
const NativeSocket = window.WebSocket
window.WebSocket = new Proxy(NativeSocket, {
  construct(target, [url, protocols = []]: [url: string | URL, protocols?: string | string[]]) {
    const address = new URL(url, document.baseURI).href.replace(/^http/, 'ws')
    return new target(ask({ secret, kind: 'socket', url: address }) === true ? address : 'wss://blocked.invalid', protocols)
  }
})
