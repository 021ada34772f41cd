/** `POST /api/<method>`: JSON in, the core's answer out. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SextantError, toWire, type Wire } from '../../../shared/errors.ts'
import { sendWire } from './respond.ts'

export type Call = (method: string, request: unknown) => Promise<Wire<unknown>>

/** Browsers give up on an answer that says nothing for minutes; an import may take that long. */
const silenceMs = 20_000

/**
 * Reads the request, calls the core and answers. Errors of the core are answers too (status 200, `ok: false`); a status
 * of 4xx says that the request never reached it.
 */
export async function serveCall(method: string, request: IncomingMessage, response: ServerResponse, call: Call, maxBytes: number) {
  const body = await readJson(method, request, maxBytes)
  const stopWaiting = keepAlive(response)
  const wire = await call(method, body).catch((error: unknown): Wire<never> => ({ ok: false, error: toWire(error) }))
  const alreadyBegun = stopWaiting()
  if (alreadyBegun) response.end(JSON.stringify(wire))
  else sendWire(response, 200, wire)
}

/** Sends a space now and then, which JSON allows before a value. The returned function stops it and tells whether any was sent. */
function keepAlive(response: ServerResponse): () => boolean {
  const timer = setInterval(() => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.write(' ')
  }, silenceMs)
  return () => {
    clearInterval(timer)
    return response.headersSent
  }
}

async function readJson(method: string, request: IncomingMessage, maxBytes: number): Promise<unknown> {
  // The request outlives an early end of the loop, since the answer uses its connection.
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new SextantError('request.tooLarge', { limit: maxBytes })
    chunks.push(chunk)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)), refusePrototype)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON'
    throw new SextantError('request.invalid', { method, reason }, { cause: error })
  }
}

/** `__proto__` is an ordinary key to JSON.parse and a trap to whoever copies the object afterwards. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new Error('the key __proto__ is not allowed')
  return value
}
