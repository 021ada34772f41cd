/** The double has no silent gaps: what it lacks, and what Electron would not do, is an error with a name. */
import { EventEmitter } from 'node:events'

/** Electron would refuse this, or the double cannot vouch for it. */
export class Refusal extends Error {
  override name = 'ElectronDoubleRefusal'
}

/** Asked of every object by the language itself and by test tools. */
const quiet = new Set(['then', 'toJSON', 'constructor', 'inspect', 'nodeType', '$$typeof', 'asymmetricMatch'])

/** The same object, except that a member which it does not have is refused by name instead of being undefined. */
export function refusing<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && !quiet.has(key)) throw new Refusal(`${name}.${key} is not part of the double.`)
      return Reflect.get(object, key)
    },
    set(object, key, value) {
      if (typeof key === 'string' && !(key in object)) throw new Refusal(`${name}.${key} is not part of the double.`)
      return Reflect.set(object, key, value)
    }
  })
}

type Listener = Parameters<EventEmitter['on']>[1]

/** An emitter that refuses listeners for events which the double never emits: such a listener would seem to work. */
export class KnownEmitter extends EventEmitter {
  private readonly owner: string
  private readonly known: ReadonlySet<string>

  constructor(owner: string, known: readonly string[]) {
    super()
    this.owner = owner
    this.known = new Set(known)
  }

  override on(event: string | symbol, listener: Listener): this {
    return super.on(this.checked(event), listener)
  }
  override addListener(event: string | symbol, listener: Listener): this {
    return super.addListener(this.checked(event), listener)
  }
  override once(event: string | symbol, listener: Listener): this {
    return super.once(this.checked(event), listener)
  }
  override prependListener(event: string | symbol, listener: Listener): this {
    return super.prependListener(this.checked(event), listener)
  }

  /** Emits with an event that listeners may prevent; answers whether one did. */
  emitPreventable(name: string, details: object = {}, ...args: unknown[]): boolean {
    let prevented = false
    const event = {
      ...details,
      get defaultPrevented() {
        return prevented
      },
      preventDefault() {
        prevented = true
      }
    }
    this.emit(name, event, ...args)
    return prevented
  }

  private checked(event: string | symbol): string | symbol {
    if (typeof event === 'string' && !this.known.has(event)) throw new Refusal(`${this.owner} has no event “${event}” in the double.`)
    return event
  }
}
