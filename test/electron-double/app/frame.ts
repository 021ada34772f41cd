/** `event.senderFrame` and `webContents.mainFrame`: where a message comes from. */
import { refusing } from './refusing.ts'

export interface Frame {
  url: string
  origin: string
  parent: null
  top: Frame | null
  detached: boolean
  isDestroyed(): boolean
}

/** The double lets main frames speak only, as Electron does unless subframes get a preload of their own. */
export function mainFrame(url: string): Frame {
  const frame: Frame = {
    url,
    origin: originOf(url),
    parent: null,
    get top() {
      return shown
    },
    detached: false,
    isDestroyed: () => false
  }
  const shown = refusing('WebFrameMain', frame)
  return shown
}

/** Of a scheme that is registered as standard too, which `URL` knows nothing of. */
export function originOf(url: string): string {
  const { protocol, host, origin } = new URL(url)
  return origin !== 'null' || host === '' ? origin : `${protocol}//${host}`
}
