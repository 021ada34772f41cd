/**
 * A value as text, by the rules of Electron's own messages: what the structured clone algorithm takes, minus what belongs to a
 * page (files, elements, ports). Runs in the app's process, in the page and between them, so it imports nothing.
 */

/** Electron's words for what it cannot send. */
export const cannotClone = 'An object could not be cloned.'

/** A value in place, or a reference into the table of objects. */
type Slot = null | boolean | string | number | { r: number } | { u: 1 } | { n: string } | { i: string }
type ViewName = keyof typeof views
type Entry =
  | { t: 'object'; e: [string, Slot][] }
  | { t: 'array'; n: number; e: [string, Slot][] }
  | { t: 'map'; e: [Slot, Slot][] }
  | { t: 'set'; e: Slot[] }
  | { t: 'date'; v: Slot }
  | { t: 'regexp'; s: string; f: string }
  | { t: 'error'; name: string; message: string; stack: string }
  | { t: 'buffer'; b: string }
  | { t: 'view'; k: ViewName; b: Slot; o: number; n: number }

const views = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView
}
type ViewConstructor = new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView
const errors: Record<string, new (message: string) => Error> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError
}

/** Throws an `Error` with Electron's words when something in `value` cannot be sent. */
export function encode(value: unknown): string {
  let copy: unknown
  try {
    // The engine's own judgement on functions, symbols and proxies; prototypes and getters are gone afterwards.
    copy = structuredClone(value)
  } catch {
    throw new Error(cannotClone)
  }
  const table: Entry[] = []
  const known = new Map<object, number>()

  const slot = (part: unknown): Slot => {
    if (part === undefined) return { u: 1 }
    if (typeof part === 'number')
      return Number.isFinite(part) && !Object.is(part, -0) ? part : { n: Object.is(part, -0) ? '-0' : String(part) }
    if (typeof part === 'bigint') return { i: String(part) }
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part
    return { r: known.get(part) ?? enter(part) }
  }
  const entries = (part: object): [string, Slot][] => Object.entries(part).map(([key, child]) => [key, slot(child)])

  const enter = (part: object): number => {
    const index = table.length
    known.set(part, index)
    table.push({ t: 'object', e: [] })
    table[index] = entryOf(part)
    return index
  }
  const entryOf = (part: object): Entry => {
    switch (Object.prototype.toString.call(part).slice(8, -1)) {
      case 'Object':
        return { t: 'object', e: entries(part) }
      case 'Array':
        return { t: 'array', n: (part as unknown[]).length, e: entries(part) }
      case 'Map':
        return { t: 'map', e: [...(part as Map<unknown, unknown>)].map(([key, child]) => [slot(key), slot(child)]) }
      case 'Set':
        return { t: 'set', e: [...(part as Set<unknown>)].map(slot) }
      case 'Date':
        return { t: 'date', v: slot((part as Date).getTime()) }
      case 'RegExp':
        return { t: 'regexp', s: (part as RegExp).source, f: (part as RegExp).flags }
      case 'Error': {
        const { name, message, stack = '' } = part as Error
        return { t: 'error', name, message, stack }
      }
      case 'ArrayBuffer':
        return { t: 'buffer', b: toBase64(new Uint8Array(part as ArrayBuffer)) }
    }
    if (ArrayBuffer.isView(part)) {
      const kind = (Object.keys(views) as ViewName[]).find((name) => part instanceof views[name])
      if (kind === undefined) throw new Error(cannotClone)
      return { t: 'view', k: kind, b: slot(part.buffer), o: part.byteOffset, n: part.byteLength / bytesOf(kind) }
    }
    throw new Error(cannotClone)
  }
  const root = slot(copy)
  return JSON.stringify({ root, table })
}

/** What was encoded, as a value of this realm. */
export function decode(text: string): unknown {
  const { root, table } = JSON.parse(text) as { root: Slot; table: Entry[] }
  const made = new Map<number, unknown>()

  const value = (slot: Slot): unknown => {
    if (slot === null || typeof slot !== 'object') return slot
    if ('u' in slot) return undefined
    if ('n' in slot) return Number(slot.n)
    if ('i' in slot) return BigInt(slot.i)
    return made.has(slot.r) ? made.get(slot.r) : make(slot.r)
  }
  const fill = (target: object, entries: [string, Slot][]) => {
    for (const [key, child] of entries)
      Object.defineProperty(target, key, { value: value(child), writable: true, enumerable: true, configurable: true })
  }
  const make = (index: number): unknown => {
    const entry = table[index]
    const keep = <T>(object: T): T => {
      made.set(index, object)
      return object
    }
    switch (entry?.t) {
      case 'object': {
        const object = keep({})
        fill(object, entry.e)
        return object
      }
      case 'array': {
        const array = keep(new Array(entry.n))
        fill(array, entry.e)
        return array
      }
      case 'map': {
        const map = keep(new Map())
        for (const [key, child] of entry.e) map.set(value(key), value(child))
        return map
      }
      case 'set': {
        const set = keep(new Set())
        for (const child of entry.e) set.add(value(child))
        return set
      }
      case 'date':
        return keep(new Date(value(entry.v) as number))
      case 'regexp':
        return keep(new RegExp(entry.s, entry.f))
      case 'error':
        return keep(Object.assign(new (errors[entry.name] ?? Error)(entry.message), { stack: entry.stack }))
      case 'buffer':
        return keep(fromBase64(entry.b))
      case 'view':
        return keep(new (views[entry.k] as ViewConstructor)(value(entry.b) as ArrayBuffer, entry.o, entry.n))
    }
    throw new Error('Not a message of the double.')
  }
  return value(root)
}

const bytesOf = (kind: ViewName): number => {
  const view = views[kind]
  return 'BYTES_PER_ELEMENT' in view ? view.BYTES_PER_ELEMENT : 1
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 8_192) text += String.fromCharCode(...bytes.subarray(start, start + 8_192))
  return btoa(text)
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer
}
