/** The HTTP server of the browser shell: checks each request, then hands it to the one part that serves it. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { type ErrorCode, SextantError, toWire } from '../../../shared/errors.ts'
import { browserShell } from '../../../shared/messages/en/browser.ts'
import { type Call, serveCall } from './api.ts'
import type { EventStream } from './events.ts'
import { isEntry, type Refusal, refusal } from './guard.ts'
import { sendEntry, sendText, sendWire, setSecurityHeaders } from './respond.ts'
import type { Session } from './session.ts'
import type { StaticFiles } from './static.ts'
import type { Uploads } from './uploads.ts'

export interface ServerParts {
  call: Call
  session: Session
  files: StaticFiles
  uploads: Uploads
  events: EventStream
  limits?: Partial<ServerLimits>
}

export interface ServerLimits {
  /** Of a request to the core; files are not sent this way. */
  jsonBytes: number
  /** For all headers to arrive. */
  headersMs: number
  /** For a whole request to arrive; the largest is a dropped file from the same machine. */
  requestMs: number
  connections: number
}

const defaults: ServerLimits = { jsonBytes: 2_000_000, headersMs: 10_000, requestMs: 30 * 60_000, connections: 256 }

/** Makes the server; the caller listens on 127.0.0.1 and closes it. */
export function createServer(parts: ServerParts): http.Server {
  const limits = { ...defaults, ...parts.limits }
  const server = http.createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(limits.headersMs, 5_000),
      maxHeaderSize: 16_384
    },
    (request, response) => {
      setSecurityHeaders(response)
      route(request, response, parts, limits).catch((error: unknown) => fail(request, response, error))
    }
  )
  server.maxConnections = limits.connections
  return server
}

async function route(request: IncomingMessage, response: ServerResponse, parts: ServerParts, limits: ServerLimits): Promise<void> {
  const port = request.socket.localPort ?? 0
  const refused = refusal(request, port)
  if (refused) return refuse(response, refused)

  // Not decoded: names are compared as they were sent.
  const [pathname = '/', query = ''] = (request.url ?? '/').split('?', 2)
  if (isEntry(request)) return enter(request, response, new URLSearchParams(query).get('token') ?? '', parts.session, port)
  if (!parts.session.admits(request, port)) return reject(request, response, 401, new SextantError('request.notSignedIn'))

  if (request.method === 'GET') {
    if (pathname === '/events') return parts.events.attach(response)
    if (!parts.files.serve(pathname, response)) sendText(response, 404, browserShell.notFound)
    return
  }
  const method = /^\/api\/([\w.]+)$/.exec(pathname)?.[1]
  if (method !== undefined) {
    if (!hasType(request, 'application/json')) throw new SextantError('request.wrongType', { expected: 'application/json' })
    return serveCall(method, request, response, parts.call, limits.jsonBytes)
  }
  if (pathname === '/files') {
    if (!hasType(request, 'application/octet-stream')) throw new SextantError('request.wrongType', { expected: 'application/octet-stream' })
    const value = await parts.uploads.receive(new URLSearchParams(query).get('name') ?? '', request)
    return sendWire(response, 200, { ok: true, value })
  }
  reject(request, response, 404, new SextantError('request.unknownMethod', { method: pathname }))
}

function enter(request: IncomingMessage, response: ServerResponse, token: string, session: Session, port: number): void {
  if (session.redeem(token) || session.admits(request, port)) sendEntry(response, session.cookie(port))
  else sendText(response, 403, browserShell.usedLink)
}

function hasType(request: IncomingMessage, expected: string): boolean {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1)
  // An encoded body could grow without limit when unpacked; our own pages never send one.
  return type.trim().toLowerCase() === expected && request.headers['content-encoding'] === undefined
}

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  if (status === 405) response.setHeader('allow', 'GET, POST')
  response.setHeader('connection', 'close')
  sendText(response, status, browserShell.refused(reason))
}

/** What was sent is not read on: the connection is closed after the answer. */
function reject(request: IncomingMessage, response: ServerResponse, status: number, error: SextantError): void {
  response.setHeader('connection', 'close')
  if (request.method === 'GET') sendText(response, status, `${toWire(error).message} ${toWire(error).remedy}`)
  else sendWire(response, status, { ok: false, error: toWire(error) })
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  'request.invalid': 400,
  'request.tooLarge': 413,
  'request.wrongType': 415,
  'file.tooLarge': 413,
  'storage.full': 507,
  'storage.failed': 500
}

async function fail(request: IncomingMessage, response: ServerResponse, error: unknown): Promise<void> {
  // A browser that is still sending does not listen: the rest is read and dropped, then it hears why.
  request.resume()
  await finished(request, { writable: false }).catch(() => response.destroy())
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const known = error instanceof SextantError ? error : new SextantError('internal.unexpected', { reason: String(error) }, { cause: error })
  reject(request, response, statusOf[known.code] ?? 500, known)
}
