import type { DesktopBridge } from '../../shared/bridge.ts'
import type { Transport } from '../api.ts'
import { browserTransport } from './browserTransport.ts'
import { desktopTransport } from './desktopTransport.ts'

declare global {
  /** Made by the preload script of the desktop shell; missing in a browser. */
  var sextant: DesktopBridge<File> | undefined
}

/** The way to the core from wherever this page is shown. */
export function transport(): Transport {
  return globalThis.sextant === undefined ? browserTransport() : desktopTransport(globalThis.sextant)
}
