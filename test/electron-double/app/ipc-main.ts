/** `ipcMain`: messages of pages reach the app as copies, and answers leave it as copies. */
import { decode, encode } from '../codec.ts'
import type { PageMessage } from '../messages.ts'
import { contentsOf } from './browser-window.ts'
import { mainFrame } from './frame.ts'
import { Refusal } from './refusing.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

export class IpcMain {
  private readonly handlers = new Map<string, Handler>()
  private readonly listeners = new Map<string, Set<Handler>>()

  handle = (channel: string, handler: Handler) => {
    if (this.handlers.has(channel)) throw new Refusal(`Attempted to register a second handler for '${channel}'`)
    if (typeof handler !== 'function') throw new Refusal(`Expected handler to be a function, but found type '${typeof handler}'`)
    this.handlers.set(channel, handler)
  }
  handleOnce = (channel: string, handler: Handler) => {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }
  removeHandler = (channel: string) => void this.handlers.delete(channel)

  on = (channel: string, listener: Handler) => {
    this.listeners.set(channel, (this.listeners.get(channel) ?? new Set()).add(listener))
    return this
  }
  removeListener = (channel: string, listener: Handler) => {
    this.listeners.get(channel)?.delete(listener)
    return this
  }
  off = this.removeListener
  removeAllListeners = (channel: string) => {
    this.listeners.delete(channel)
    return this
  }

  /** The page gets Electron's text of what went wrong and nothing else: errors lose their fields on the way. */
  async invoke(message: PageMessage): Promise<{ ok: true; value: string } | { ok: false; error: string }> {
    const { channel } = message
    try {
      const handler = this.handlers.get(channel)
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      return { ok: true, value: encode(await handler(eventOf(message), ...argumentsOf(message))) }
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      return { ok: false, error: `Error invoking remote method '${channel}': ${String(error)}` }
    }
  }

  send(message: PageMessage): void {
    for (const listener of this.listeners.get(message.channel) ?? []) listener(eventOf(message), ...argumentsOf(message))
  }
}

const argumentsOf = ({ args }: PageMessage) => decode(args) as unknown[]

function eventOf({ id, frameUrl }: PageMessage) {
  return { type: 'frame', processId: 1, frameId: 1, sender: contentsOf(id), senderFrame: mainFrame(frameUrl) }
}
