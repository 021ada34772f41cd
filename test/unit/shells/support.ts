import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createEventStream } from '../../../src/main/shells/browser/events.ts'
import { createServer, type ServerLimits } from '../../../src/main/shells/browser/server.ts'
import { createSession } from '../../../src/main/shells/browser/session.ts'
import { loadStaticFiles } from '../../../src/main/shells/browser/static.ts'
import { createUploads, type UploadLimits } from '../../../src/main/shells/browser/uploads.ts'
import { SextantError, toWire } from '../../../src/shared/errors.ts'

export interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

export interface Shot {
  method?: string
  path: string
  headers?: Record<string, string | undefined>
  body?: string | Buffer
}

/** A server over a core that echoes what reaches it, with everything in a folder of its own. */
export async function startEcho(limits: Partial<ServerLimits> = {}, uploadLimits?: UploadLimits) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sextant-test-'))
  const renderer = path.join(folder, 'renderer')
  await mkdir(path.join(renderer, 'assets'), { recursive: true })
  await writeFile(path.join(renderer, 'index.html'), '<!doctype html><title>Sextant</title>')
  await writeFile(path.join(renderer, 'assets', 'main-abc.js'), 'export {}')
  await writeFile(path.join(folder, 'secret.txt'), 'secret')
  await symlink(path.join(folder, 'secret.txt'), path.join(renderer, 'assets', 'link.js'))
  const temporary = path.join(folder, 'tmp')
  await mkdir(temporary)

  const calls: { method: string; request: unknown }[] = []
  const session = createSession()
  const uploads = await createUploads(uploadLimits, temporary)
  const events = createEventStream()
  const server = createServer({
    session,
    uploads,
    events,
    limits,
    files: await loadStaticFiles(renderer),
    call: async (method, request) => {
      if (method !== 'echo') return { ok: false, error: toWire(new SextantError('request.unknownMethod', { method })) }
      calls.push({ method, request })
      return { ok: true, value: request }
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const close = async () => {
    events.close()
    server.close()
    server.closeAllConnections()
    await uploads.dispose()
    await rm(folder, { recursive: true })
  }
  return { port, origin: `http://127.0.0.1:${port}`, server, session, uploads, events, calls, folder, temporary, close }
}

/** Sends exactly what it is told: no header is added but `Host`, which may be overridden. */
export function shoot(port: number, { method = 'GET', path: target, headers = {}, body }: Shot): Promise<Answer> {
  const given = Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined))
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method, path: target, headers: given, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() })
      )
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Writes bytes to the port and answers what came back by the time the server closed the connection. */
export function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk.toString()
    })
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}
