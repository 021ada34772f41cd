/** `app://sextant/…`: how the interface reaches its window without a server. */
import { protocol } from 'electron'
import type { InterfaceFiles } from '../common/interface-files.ts'
import { scheme } from './address.ts'
import { answer } from './answer.ts'

/**
 * To be called before the app is ready: Chromium tells its processes of schemes when it starts them. `standard` and `secure`
 * give the page an origin, and with it storage. Without `corsEnabled` no other origin can read it, without `supportFetchAPI`
 * no script can ask it, and without `bypassCSP` the policy holds.
 */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

export function serveInterface(files: InterfaceFiles): void {
  protocol.handle(scheme, (request) => answer(request, files))
}
