/**
 * `contextBridge` between two worlds of a page, each with objects of its own. What crosses is copied by Electron's rules: functions
 * and promises are proxied, prototypes stay behind, errors keep their message alone. Both worlds run this; events of the window,
 * which both see, carry the copies.
 */

/** A value under way. */
type Parcel =
  | { kind: 'value'; value: unknown }
  | { kind: 'function'; id: number }
  | { kind: 'yours'; id: number }
  | { kind: 'promise'; id: number }
  | { kind: 'error'; message: string }
  | { kind: 'array'; items: Parcel[] }
  | { kind: 'object'; entries: [string, Parcel][] }

type Message =
  | { type: 'hello' }
  | { type: 'expose'; key: string; api: Parcel }
  | { type: 'call'; id: number; args: Parcel[] }
  | { type: 'settle'; id: number; ok: boolean; value: Parcel }
type Reply = { ok: true; value: Parcel } | { ok: false; message: string }

type AnyFunction = (...args: unknown[]) => unknown
interface Local {
  call: AnyFunction
  receiver: unknown
}

/** As the page's scripts have not touched them yet. */
const { dispatchEvent, addEventListener, CustomEvent, structuredClone, Blob } = globalThis
const noError = 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'
const deepest = 1_000

export interface Bridge {
  /** Puts a copy of `api` into the other world's `window`. Throws as Electron does. */
  expose(key: string, api: unknown): void
}

/** `place` puts what the other world exposes into this one. */
export function createBridge(secret: string, world: 'main' | 'preload', place: (key: string, api: unknown) => void): Bridge {
  const other = world === 'main' ? 'preload' : 'main'
  const functions: Local[] = []
  const promises: unknown[] = []
  /** Proxies of this world, by the number of the function that they stand for. */
  const numbers = new WeakMap<object, number>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()

  /** Runs the other world's handler, which has replied when this returns. */
  function send(message: Message): Reply {
    let reply: Reply = { ok: false, message: 'The other world of the page is not there.' }
    const listener = (event: Event) => {
      event.stopImmediatePropagation()
      reply = (event as CustomEvent<Reply>).detail
    }
    addEventListener.call(window, `${secret}-reply-${world}`, listener, { once: true })
    dispatchEvent.call(window, new CustomEvent(`${secret}-to-${other}`, { detail: message }))
    window.removeEventListener(`${secret}-reply-${world}`, listener)
    return reply
  }

  function pack(value: unknown, receiver: unknown, depth = 0, known = new Map<object, Parcel>()): Parcel {
    if (depth >= deepest) {
      throw new TypeError('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.')
    }
    if (typeof value === 'symbol') throw new Error('Symbols do not cross the bridge.')
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return { kind: 'value', value }
    const before = known.get(value)
    if (before !== undefined) return before
    const keep = (parcel: Parcel): Parcel => {
      known.set(value, parcel)
      return parcel
    }
    if (typeof value === 'function') {
      const id = numbers.get(value)
      if (id !== undefined) return { kind: 'yours', id }
      return keep({ kind: 'function', id: functions.push({ call: value as AnyFunction, receiver }) - 1 })
    }
    if (value instanceof Promise) return keep(packPromise(value))
    if (value instanceof Error) return { kind: 'error', message: String(value.message) }
    if (Array.isArray(value)) {
      const items: Parcel[] = []
      keep({ kind: 'array', items })
      for (const item of value) items.push(pack(item, value, depth + 1, known))
      return known.get(value) as Parcel
    }
    if (value instanceof Blob) return { kind: 'value', value }
    if (value instanceof Node) throw new Error('Elements do not cross the bridge of the double.')
    if (isCloned(value)) return keep({ kind: 'value', value: structuredClone(value) })
    // Objects of classes and of the page too, as far as they have properties of their own.
    const entries: [string, Parcel][] = []
    keep({ kind: 'object', entries })
    for (const key of Object.keys(value)) entries.push([key, pack((value as Record<string, unknown>)[key], value, depth + 1, known)])
    return known.get(value) as Parcel
  }

  function packPromise(promise: Promise<unknown>): Parcel {
    const id = promises.push(promise) - 1
    const settle = (ok: boolean) => (result: unknown) => {
      let value: Parcel
      let kept = ok
      try {
        value = pack(result, window)
      } catch (error) {
        kept = false
        value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
      }
      send({ type: 'settle', id, ok: kept, value })
    }
    promise.then(settle(true), settle(false))
    return { kind: 'promise', id }
  }

  function unpack(parcel: Parcel, known = new Map<Parcel, unknown>()): unknown {
    const before = known.get(parcel)
    if (before !== undefined) return before
    const keep = <T>(made: T): T => {
      known.set(parcel, made)
      return made
    }
    switch (parcel.kind) {
      case 'value':
        return parcel.value
      case 'error':
        return new Error(parcel.message)
      case 'yours':
        return functions[parcel.id]?.call
      case 'function':
        return keep(proxyOf(parcel.id))
      case 'promise':
        return keep(new Promise((resolve, reject) => waiting.set(parcel.id, { resolve, reject })))
      case 'array': {
        const array: unknown[] = keep([])
        for (const item of parcel.items) array.push(unpack(item, known))
        return array
      }
      case 'object': {
        const object = keep({})
        for (const [key, child] of parcel.entries) {
          Object.defineProperty(object, key, { value: unpack(child, known), writable: true, enumerable: true, configurable: true })
        }
        return object
      }
    }
  }

  function proxyOf(id: number): AnyFunction {
    const proxy = (...args: unknown[]): unknown => {
      const known = new Map<object, Parcel>()
      const reply = send({ type: 'call', id, args: args.map((arg) => pack(arg, window, 0, known)) })
      if (!reply.ok) throw new Error(reply.message)
      return unpack(reply.value)
    }
    numbers.set(proxy, id)
    return proxy
  }

  function receive(message: Message): Reply {
    const nothing: Parcel = { kind: 'value', value: undefined }
    try {
      if (message.type === 'expose') place(message.key, unpack(message.api))
      else if (message.type === 'settle') {
        const { resolve, reject } = waiting.get(message.id) ?? {}
        waiting.delete(message.id)
        const value = unpack(message.value)
        if (message.ok) resolve?.(value)
        else reject?.(value)
      } else if (message.type === 'call') {
        const local = functions[message.id]
        if (local === undefined) throw new Error('No such function.')
        return {
          ok: true,
          value: pack(
            local.call.apply(
              local.receiver,
              message.args.map((arg) => unpack(arg))
            ),
            window
          )
        }
      }
      return { ok: true, value: nothing }
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : noError }
    }
  }

  addEventListener.call(
    window,
    `${secret}-to-${world}`,
    (event) => {
      event.stopImmediatePropagation()
      const reply = receive((event as CustomEvent<Message>).detail)
      dispatchEvent.call(window, new CustomEvent(`${secret}-reply-${other}`, { detail: reply }))
    },
    true
  )

  return {
    expose(key, api) {
      const reply = send({ type: 'expose', key, api: pack(api, undefined) })
      if (!reply.ok) throw new Error(reply.message)
    }
  }
}

/** What Electron clones as a whole instead of looking at its properties. */
function isCloned(value: object): boolean {
  const name = Object.prototype.toString.call(value).slice(8, -1)
  return ArrayBuffer.isView(value) || ['Date', 'RegExp', 'Map', 'Set', 'ArrayBuffer', 'SharedArrayBuffer'].includes(name)
}

/** All the way down, as Electron freezes what it exposes. */
export function deepFreeze(value: unknown): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return
  Object.freeze(value)
  for (const child of Object.values(value)) deepFreeze(child)
}
