/** Talks to the desktop shell over the bridge that its preload script made. */
import type { DesktopBridge } from '../../shared/bridge.ts'
import { SextantError, toWire, type Wire } from '../../shared/errors.ts'
import type { Transport } from '../api.ts'

/** A file is not sent: the shell learns where it lies and reads it there. */
export function desktopTransport(bridge: DesktopBridge<File>): Transport {
  return {
    call: (method, request) => answered(bridge.call(method, request)),
    // The window ends with its shell, so there is no state in which it cannot be heard.
    listen: (onEvent) => bridge.listen(onEvent),
    stage: (file, name) => answered(bridge.stage(file, name))
  }
}

/** Whatever the shell means to say comes as an answer. A rejection says that it could not: it is gone, or the request was none. */
async function answered<T>(call: Promise<Wire<T>>): Promise<Wire<T>> {
  try {
    return await call
  } catch (error) {
    return { ok: false, error: toWire(new SextantError('app.unreachable', {}, { cause: error })) }
  }
}
