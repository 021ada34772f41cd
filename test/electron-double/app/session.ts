/** The stand-in for the default session: permissions, requests and protocols of all windows. */
import type { Decision, PageRequest } from '../messages.ts'
import { host } from './host.ts'
import { Protocol, supportsFetch } from './protocols.ts'
import { needsReady } from './ready.ts'
import { KnownEmitter, refusing } from './refusing.ts'
import { WebRequest } from './web-request.ts'

type RequestHandler = (webContents: unknown, permission: string, callback: (granted: boolean) => void, details: object) => void
type CheckHandler = (webContents: unknown, permission: string, requestingOrigin: string, details: object) => boolean
type DeviceHandler = (details: object) => boolean

/** Those that Chromium can be told of, by Electron's names. */
export const permissions = [
  'geolocation',
  'notifications',
  'media',
  'midi',
  'midiSysex',
  'clipboard-read',
  'clipboard-sanitized-write',
  'idle-detection',
  'storage-access',
  'window-management'
] as const

export class Session extends KnownEmitter {
  readonly webRequest = refusing('webRequest', new WebRequest())
  readonly protocol = refusing('session.protocol', new Protocol())
  private onRequest: RequestHandler | null = null
  private onCheck: CheckHandler | null = null
  private onDevice: DeviceHandler | null = null

  constructor() {
    super('session', ['will-download'])
  }

  setPermissionRequestHandler = (handler: RequestHandler | null) => {
    this.onRequest = handler
  }
  setPermissionCheckHandler = (handler: CheckHandler | null) => {
    this.onCheck = handler
  }
  /** Devices: the double's Chromium has none, but without a handler every one of them would be granted in Electron. */
  setDevicePermissionHandler = (handler: DeviceHandler | null) => {
    this.onDevice = handler
  }

  /**
   * Chromium wants to know before a page asks, Electron asks the app when it does. So the app is asked for each permission before
   * a page is loaded; a page has what either of the two handlers grants, and everything where there is none, as in Electron.
   */
  async settlePermissions(webContents: unknown, url: string): Promise<void> {
    const granted: string[] = []
    for (const permission of permissions) {
      const details = { requestingUrl: url, isMainFrame: true, securityOrigin: url, mediaTypes: ['video', 'audio'] }
      const { promise, resolve } = Promise.withResolvers<boolean>()
      if (this.onRequest === null) resolve(true)
      else this.onRequest(webContents, permission, resolve, details)
      const checked = this.onCheck === null || this.onCheck(webContents, permission, url, details)
      if ((await promise) || checked) granted.push(permission)
    }
    for (const deviceType of ['hid', 'serial', 'usb'] as const) {
      if (this.onDevice === null || this.onDevice({ deviceType, origin: url, device: {} })) granted.push(deviceType)
    }
    await host.ask('permissions', { granted })
  }

  mayDownload(webContents: unknown, url: string, filename: string): boolean {
    const item = refusing('DownloadItem', { getURL: () => url, getFilename: () => filename, getMimeType: () => '', getTotalBytes: () => 0 })
    return !this.emitPreventable('will-download', {}, item, webContents)
  }

  async decide(request: PageRequest): Promise<Decision> {
    if (await this.webRequest.blocks(request)) return { kind: 'blocked' }
    if (request.isFetch && !supportsFetch(request.url)) return { kind: 'failed' }
    const answer = await this.protocol.answer(request)
    if (answer !== null) return answer
    return /^(https?|wss?):/.test(request.url) ? { kind: 'network' } : { kind: 'failed' }
  }
}

let made: Session | undefined

/** The one that all windows share. */
export function defaultSession(): Session {
  needsReady('Session can only be received when app is ready')
  made ??= refusing('session', new Session())
  return made
}
