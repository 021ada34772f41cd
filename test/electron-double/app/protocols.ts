/** `protocol` and `session.protocol`: schemes of the app's own, and who answers them. */
import type { CustomScheme } from 'electron'
import type { Decision, PageRequest } from '../messages.ts'
import { tooLate } from './ready.ts'
import { Refusal } from './refusing.ts'

type Handler = (request: Request) => Response | Promise<Response>

const schemes = new Map<string, NonNullable<CustomScheme['privileges']>>()

/** Before the app is ready, else Chromium's processes have been told already. */
export function registerSchemesAsPrivileged(custom: CustomScheme[]): void {
  tooLate('protocol.registerSchemesAsPrivileged should be called before app is ready')
  if (!Array.isArray(custom)) throw new Refusal('Argument must be an array of custom schemes.')
  for (const { scheme, privileges = {} } of custom) {
    if (privileges.codeCache === true && privileges.standard !== true)
      throw new Refusal('Code cache can only be enabled when the custom scheme is registered as standard scheme.')
    // Electron would allow it; nobody who means well asks for it.
    if (privileges.bypassCSP === true) throw new Refusal(`The scheme ${scheme} asks to bypass the content security policy.`)
    schemes.set(scheme, privileges)
  }
}

/**
 * In the double's Chromium the scheme is a secure origin of its own (see host/address.ts), which is what Electron makes of it only
 * if it is registered so.
 */
export function needsStandardScheme(url: string): void {
  const scheme = new URL(url).protocol.slice(0, -1)
  if (['http', 'https', 'about', 'data', 'blob', 'file'].includes(scheme)) return
  const { standard, secure } = schemes.get(scheme) ?? {}
  if (standard !== true || secure !== true)
    throw new Refusal(`The scheme ${scheme} is shown in a window but not registered as standard and secure.`)
}

export function supportsFetch(url: string): boolean {
  return /^(https?|blob|data):/.test(url) || schemes.get(new URL(url).protocol.slice(0, -1))?.supportFetchAPI === true
}

export class Protocol {
  private readonly handlers = new Map<string, Handler>()

  registerSchemesAsPrivileged = registerSchemesAsPrivileged
  isProtocolHandled = (scheme: string) => this.handlers.has(scheme)

  handle = (scheme: string, handler: Handler) => {
    if (typeof handler !== 'function') throw new Refusal('The handler of a protocol must be a function.')
    if (this.handlers.has(scheme)) throw new Refusal(`Failed to register protocol: ${scheme}`)
    this.handlers.set(scheme, handler)
  }

  unhandle = (scheme: string) => {
    if (!this.handlers.delete(scheme)) throw new Refusal(`Failed to unhandle protocol: ${scheme}`)
  }

  async answer({ url, method, headers, body }: PageRequest): Promise<Decision | null> {
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1))
    if (handler === undefined) return null
    // A body is sent along with these methods only, and `Request` refuses it elsewhere.
    const init = { method, headers, ...(body === null ? {} : { body: new Uint8Array(body) }) }
    const response = await handler(new Request(url, init))
    if (!(response instanceof Response)) throw new Refusal(`The handler of ${url} answered something else than a Response.`)
    if (response.type === 'error') return { kind: 'failed' }
    return {
      kind: 'answered',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer())
    }
  }
}
