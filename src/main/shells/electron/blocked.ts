import { isOwnAddress, origin } from './address.ts'

/**
 * Whether a request must not leave the page. Everything but the interface's own files and what the page makes itself: so
 * http, https, ws, wss, ftp and file are blocked, and so is whatever nobody thought of.
 *
 * @param developing Lets the developer tools load themselves.
 */
export function isBlocked(address: string, developing: boolean): boolean {
  const protocol = URL.parse(address)?.protocol
  switch (protocol) {
    case 'app:':
      return !isOwnAddress(address)
    case 'data:':
      return false
    case 'blob:':
      return !address.startsWith(`blob:${origin}/`)
    case 'devtools:':
      return !developing
    default:
      return true
  }
}
