/** Answers and the headers that all of them carry. */
import type { ServerResponse } from 'node:http'
import type { Wire } from '../../../shared/errors.ts'
import { securityHeaders } from '../common/headers.ts'

const headers = Object.entries(securityHeaders("'self'"))

/** Set before anything is routed, so that no answer goes without them. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of headers) response.setHeader(name, value)
}

export function sendWire(response: ServerResponse, status: number, wire: Wire<unknown>): void {
  const body = Buffer.from(JSON.stringify(wire))
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'content-length': body.length
  })
  response.end(body)
}

/** A page of one sentence, for people who open an address by hand. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${text}\n`)
}

/**
 * Goes to the clean address. A page and not a 303: when the link was clicked on another site, browsers hold a strict
 * cookie back along the whole chain of redirects, but not on a step that this page takes.
 */
export function sendEntry(response: ServerResponse, cookie: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'set-cookie': cookie })
  // The empty icon keeps the browser from asking for one.
  response.end('<!doctype html><meta http-equiv="refresh" content="0;url=/"><link rel="icon" href="data:,"><title>Sextant</title>\n')
}
