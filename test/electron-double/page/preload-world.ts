/** Runs in a world of its own before the page's scripts: what a sandboxed preload script finds around it, and the ways to the app. */
import { decode, encode } from '../codec.ts'
import { ask } from './ask.ts'
import { createBridge } from './bridge.ts'
import type { FromPage, ToPage } from './parameters.ts'

type Listener = (event: object, ...args: unknown[]) => void

declare global {
  /** The app's script, wrapped as Node wraps CommonJS. Null when the window has none. */
  const electronDoublePreload: ((require: (name: string) => unknown, module: object, exports: object, process: object) => void) | null
}

const { secret, platform, versions } = electronDouble
const globals = globalThis as unknown as Record<string, (message: string) => void>

function post(message: FromPage): void {
  globals[`${secret}Post`]?.(JSON.stringify(message))
}

const refuse = (what: string): never => {
  throw new Error(`${what} is not part of the double.`)
}
const refusing = <T extends object>(name: string, target: T): T =>
  new Proxy(target, {
    get: (object, key) => (key in object || typeof key === 'symbol' ? Reflect.get(object, key) : refuse(`${name}.${key}`))
  })

function createIpcRenderer() {
  const listeners = new Map<string, Listener[]>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let asked = 0

  globals[`${secret}Receive`] = (text) => {
    const message = JSON.parse(text) as ToPage
    if (message.type === 'message') {
      for (const listener of [...(listeners.get(message.channel) ?? [])])
        listener({ sender: ipc, ports: [] }, ...(decode(message.args) as unknown[]))
      return
    }
    const { resolve, reject } = waiting.get(message.id) ?? {}
    waiting.delete(message.id)
    if (message.ok) resolve?.(decode(message.value))
    else reject?.(new Error(message.error))
  }

  const ipc = {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const encoded = encode(args)
      const id = ++asked
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        post({ type: 'invoke', id, frameUrl: location.href, channel, args: encoded })
      })
    },
    send(channel: string, ...args: unknown[]): void {
      post({ type: 'send', frameUrl: location.href, channel, args: encode(args) })
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipc
    },
    once(channel: string, listener: Listener) {
      const only: Listener = (...args) => {
        ipc.removeListener(channel, only)
        listener(...args)
      }
      return ipc.on(channel, only)
    },
    removeListener(channel: string, listener: Listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener)
      )
      return ipc
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel)
      return ipc
    }
  }
  return { ...ipc, addListener: ipc.on, off: ipc.removeListener }
}

function createElectron() {
  const bridge = createBridge(secret, 'preload', () => {
    throw new Error('The page exposes nothing to its preload script.')
  })
  return refusing('electron', {
    contextBridge: refusing('contextBridge', {
      exposeInMainWorld(key: string, api: unknown): void {
        if (typeof key !== 'string') throw new TypeError('The name of an exposed API must be a string.')
        bridge.expose(key, api)
      }
    }),
    ipcRenderer: refusing('ipcRenderer', createIpcRenderer()),
    webUtils: refusing('webUtils', {
      getPathForFile(file: unknown): string {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object but one was not provided')
        return String(ask({ secret, kind: 'file', file }))
      }
    })
  })
}

/** A navigation that the page begins is the app's to prevent, before Chromium starts it. */
function watchNavigation(): void {
  navigation.addEventListener('navigate', (event) => {
    const { destination, hashChange, downloadRequest } = event
    if (destination.sameDocument || hashChange || downloadRequest !== null || !event.cancelable) return
    if (ask({ secret, kind: 'navigate', url: destination.url, isMainFrame: window.top === window }) === true) event.preventDefault()
  })
}

watchNavigation()
if (window.top === window) {
  const electron = createElectron()
  const process = refusing('process', { platform, versions, type: 'renderer', sandboxed: true, contextIsolated: true, argv: [], env: {} })
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    electronDoublePreload?.(require, module, module.exports, process)
  } catch (error) {
    post({ type: 'preload-error', message: error instanceof Error ? String(error.stack) : String(error) })
  }
}
