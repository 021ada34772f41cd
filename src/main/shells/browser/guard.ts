/**
 * What every request must satisfy before anything else looks at it. Loopback alone protects nothing: any page in the
 * user's browser can send requests here, and a name that an attacker owns can be made to resolve to 127.0.0.1.
 */
import type { IncomingMessage } from 'node:http'

/** A request that is not served, with the HTTP status that says so. */
export interface Refusal {
  status: 403 | 405
  reason: string
}

/**
 * Null when the request may go on.
 * - `Host` must be our own address to the letter, which ends DNS rebinding.
 * - `Origin` must be ours wherever a browser sends one, and must be there on POST.
 * - `Sec-Fetch-Site`, where a browser sends it, must not tell of another site; the entry link may be opened from anywhere.
 */
export function refusal(request: IncomingMessage, port: number): Refusal | null {
  const { host, origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const own = `127.0.0.1:${port}`
  if (host !== own) return { status: 403, reason: 'host' }
  if (request.method !== 'GET' && request.method !== 'POST') return { status: 405, reason: 'method' }
  if (origin === undefined ? request.method === 'POST' : origin !== `http://${own}`) return { status: 403, reason: 'origin' }
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isEntry(request)) return { status: 403, reason: 'site' }
  return null
}

/** `GET /?token=…`: the link that was printed. It may be clicked in a terminal, a mail or a page of another origin. */
export function isEntry(request: IncomingMessage): boolean {
  return request.method === 'GET' && (request.url ?? '').startsWith('/?token=')
}
