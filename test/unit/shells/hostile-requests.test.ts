import { mkdirSync, readdirSync, statSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUploads } from '../../../src/main/shells/browser/uploads.ts'
import { raw, type Shot, shoot, startEcho } from './support.ts'

type Echo = Awaited<ReturnType<typeof startEcho>>
let echo: Echo
let cookie: string

beforeAll(async () => {
  echo = await startEcho({ jsonBytes: 10_000 }, { bytes: 50_000, files: 3 })
  const entry = await shoot(echo.port, { path: `/?token=${echo.session.mintToken()}` })
  cookie = entry.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})
afterAll(() => echo.close())

/** A request as our own page would send it. */
const good = (): Required<Shot> => ({
  method: 'POST',
  path: '/api/echo',
  headers: {
    host: `127.0.0.1:${echo.port}`,
    origin: echo.origin,
    cookie,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin'
  },
  body: '{"a":1}'
})

const withHeaders = (headers: Record<string, string | undefined>) => (): Shot => ({ ...good(), headers: { ...good().headers, ...headers } })
const get = (target: string) => (): Shot => ({ path: target, headers: { cookie } })

describe('a request of our own page', () => {
  it('is answered', async () => {
    const answer = await shoot(echo.port, good())
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { a: 1 } })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
  })

  it('gets the page and its assets', async () => {
    expect((await shoot(echo.port, get('/')())).headers['content-type']).toBe('text/html; charset=utf-8')
    expect((await shoot(echo.port, get('/assets/main-abc.js')())).body).toBe('export {}')
  })
})

describe('hostile requests', () => {
  const table: [name: string, shot: () => Shot, status: number][] = [
    ['a name that was rebound to 127.0.0.1', withHeaders({ host: 'attacker.example' }), 403],
    ['localhost by name', () => withHeaders({ host: `localhost:${echo.port}` })(), 403],
    ['another port in Host', withHeaders({ host: '127.0.0.1:80' }), 403],
    ['Host without port', withHeaders({ host: '127.0.0.1' }), 403],
    ['a foreign Origin', withHeaders({ origin: 'https://attacker.example' }), 403],
    ['a server on another port of this machine', withHeaders({ origin: 'http://127.0.0.1:9' }), 403],
    ['Origin null, as sandboxed frames send it', withHeaders({ origin: 'null' }), 403],
    ['POST without Origin', withHeaders({ origin: undefined }), 403],
    ['https instead of http in Origin', () => withHeaders({ origin: `https://127.0.0.1:${echo.port}` })(), 403],
    ['a cross-site fetch', withHeaders({ 'sec-fetch-site': 'cross-site' }), 403],
    ['another port as same-site', withHeaders({ 'sec-fetch-site': 'same-site' }), 403],
    ['a foreign page embedding an asset', () => ({ path: '/assets/main-abc.js', headers: { cookie, 'sec-fetch-site': 'same-site' } }), 403],
    ['no cookie', withHeaders({ cookie: undefined }), 401],
    ['a wrong cookie', () => withHeaders({ cookie: `sextant-${echo.port}=${'A'.repeat(43)}` })(), 401],
    ['an empty cookie', () => withHeaders({ cookie: `sextant-${echo.port}=` })(), 401],
    ['the cookie of another port', () => withHeaders({ cookie: cookie.replace(String(echo.port), '1') })(), 401],
    ['the page without cookie', () => ({ path: '/' }), 401],
    ['events without cookie', () => ({ path: '/events' }), 401],
    ['an unknown token', () => ({ path: '/?token=AAAA' }), 403],
    ['an empty token', () => ({ path: '/?token=' }), 403],
    ['PUT', () => ({ ...good(), method: 'PUT' }), 405],
    ['DELETE', () => ({ ...good(), method: 'DELETE' }), 405],
    ['OPTIONS (a preflight)', () => ({ ...good(), method: 'OPTIONS' }), 405],
    ['HEAD', () => ({ method: 'HEAD', path: '/', headers: { cookie } }), 405],
    ['TRACE', () => ({ method: 'TRACE', path: '/', headers: { cookie } }), 405],
    ['traversal', get('/../secret.txt'), 404],
    ['traversal inside a folder', get('/assets/../../secret.txt'), 404],
    ['encoded traversal', get('/%2e%2e/secret.txt'), 404],
    ['encoded slashes', get('/..%2fsecret.txt'), 404],
    ['doubly encoded traversal', get('/%252e%252e%252fsecret.txt'), 404],
    ['backslashes', get('/..\\secret.txt'), 404],
    ['an absolute path', get('//etc/passwd'), 404],
    ['a NUL byte', get('/index.html%00.js'), 404],
    ['a broken escape', get('/%zz'), 404],
    ['a symbolic link that leads out', get('/assets/link.js'), 404],
    ['a folder', get('/assets'), 404],
    ['a form’s content type', withHeaders({ 'content-type': 'text/plain' }), 415],
    ['no content type', withHeaders({ 'content-type': undefined }), 415],
    ['a compressed body', withHeaders({ 'content-encoding': 'gzip' }), 415],
    ['a huge body', () => ({ ...good(), body: JSON.stringify('x'.repeat(20_000)) }), 413],
    ['bad JSON', () => ({ ...good(), body: '{"a":' }), 400],
    ['an empty body', () => ({ ...good(), body: '' }), 400],
    ['bytes that are not UTF-8', () => ({ ...good(), body: Buffer.from([0x22, 0xff, 0x22]) }), 400],
    ['a prototype key', () => ({ ...good(), body: '{"a":{"__proto__":{"polluted":true}}}' }), 400],
    ['GET on a method', () => ({ ...good(), method: 'GET', body: '' }), 404],
    ['POST on a page', () => ({ ...good(), path: '/' }), 404],
    ['traversal in a method name', () => ({ ...good(), path: '/api/../echo' }), 404],
    ['an empty method name', () => ({ ...good(), path: '/api/' }), 404],
    ['a file without the bytes type', () => ({ ...good(), path: '/files?name=a.csv' }), 415]
  ]

  it.each(table)('%s', async (_name, shot, status) => {
    const before = echo.calls.length
    const answer = await shoot(echo.port, shot())
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('secret')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(echo.calls.length).toBe(before)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it.each(['constructor', '__proto__', 'toString'])('a method called %s reaches the core as that name and nothing else', async (name) => {
    const answer = await shoot(echo.port, { ...good(), path: `/api/${name}` })
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'request.unknownMethod' } })
  })

  it('a token works once; the page that it opened may reload the link', async () => {
    const link = `/?token=${echo.session.mintToken()}`
    const first = await shoot(echo.port, { path: link, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(first.status).toBe(200)
    expect(first.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(first.body).toContain('url=/"')
    expect(first.body).not.toContain('token')
    expect((await shoot(echo.port, { path: link })).status).toBe(403)
    expect((await shoot(echo.port, { path: link, headers: { cookie } })).status).toBe(200)
  })

  it('bytes that are not HTTP end the connection', async () => {
    expect(await raw(echo.port, 'GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    expect(await raw(echo.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${echo.port}\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431/
    )
    const twoLengths = `POST /api/echo HTTP/1.1\r\nHost: 127.0.0.1:${echo.port}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await raw(echo.port, twoLengths)).toMatch(/^HTTP\/1.1 400/)
  })
})

describe('slow clients', () => {
  it('are cut off when their headers do not arrive', async () => {
    const slow = await startEcho({ headersMs: 200, requestMs: 400 })
    expect(await raw(slow.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${slow.port}\r\n`)).toMatch(/^HTTP\/1.1 408/)
    await slow.close()
  })

  it('are cut off when their body does not arrive', async () => {
    const slow = await startEcho({ headersMs: 200, requestMs: 400 })
    const entry = await shoot(slow.port, { path: `/?token=${slow.session.mintToken()}` })
    const own = entry.headers['set-cookie']?.[0]?.split(';')[0]
    const head = [
      'POST /api/echo HTTP/1.1',
      `Host: 127.0.0.1:${slow.port}`,
      `Origin: ${slow.origin}`,
      `Cookie: ${own}`,
      'Content-Type: application/json',
      'Content-Length: 100'
    ]
    await raw(slow.port, `${head.join('\r\n')}\r\n\r\n{"a"`)
    expect(slow.calls).toEqual([])
    await slow.close()
  })
})

describe('dropped files', () => {
  const drop = (name: string, body: Buffer) =>
    shoot(echo.port, {
      ...good(),
      path: `/files?name=${encodeURIComponent(name)}`,
      headers: { ...good().headers, 'content-type': 'application/octet-stream' },
      body
    })
  const stored = () => readdirSync(echo.temporary, { recursive: true, encoding: 'utf8' }).filter((name) => path.extname(name) !== '')

  it('are stored privately under an id and deleted when forgotten', async () => {
    const bytes = Buffer.from('a,b\n1,2\n')
    const { id } = JSON.parse((await drop('shop/2024/orders.csv', bytes)).body).value
    const upload = echo.uploads.resolve(id)
    expect(upload.name).toBe('shop/2024/orders.csv')
    expect(path.relative(echo.temporary, upload.path)).not.toMatch(/^\.\./)
    const folder = path.join(echo.temporary, readdirSync(echo.temporary)[0] ?? '')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(upload.path).size).toBe(bytes.length)
    await echo.uploads.forget([id])
    expect(stored()).toEqual([])
    expect(() => echo.uploads.resolve(id)).toThrow(expect.objectContaining({ code: 'request.unknownFile' }))
  })

  it.each([
    ['../../escape.csv', 'escape.csv'],
    ['..\\..\\escape.csv', 'escape.csv'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Users\\a.csv', 'C_/Users/a.csv'],
    ['a\u0000b\n.csv', 'a_b_.csv'],
    ['', 'file'],
    ['...', 'file'],
    [`${'ü'.repeat(300)}.csv`, `${'ü'.repeat(300)}.csv`]
  ])('named %j stay inside the folder', async (name, shown) => {
    const { id } = JSON.parse((await drop(name, Buffer.from('x'))).body).value
    const upload = echo.uploads.resolve(id)
    expect(upload.name).toBe(shown)
    expect(path.relative(echo.temporary, upload.path).split(path.sep)).toHaveLength(3)
    await echo.uploads.forget([id])
  })

  it('that are too large are refused, with nothing left', async () => {
    const answer = await drop('big.csv', Buffer.alloc(200_000))
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.body).error.code).toBe('file.tooLarge')
    expect(stored()).toEqual([])
  })

  it('that break off leave nothing', async () => {
    const { port, origin } = echo
    const head = ['POST /files?name=a.csv HTTP/1.1', `Host: 127.0.0.1:${port}`, `Origin: ${origin}`, `Cookie: ${cookie}`]
    const socket = net.connect(port, '127.0.0.1')
    socket.write(`${head.join('\r\n')}\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nabc`)
    await expect.poll(stored).toHaveLength(1)
    socket.destroy()
    await expect.poll(stored).toEqual([])
  })

  it('are limited in number', async () => {
    const ids: string[] = []
    for (const name of ['1.csv', '2.csv', '3.csv']) ids.push(JSON.parse((await drop(name, Buffer.from('x'))).body).value.id)
    expect((await drop('4.csv', Buffer.from('x'))).status).toBe(413)
    await echo.uploads.forget(ids)
  })

  it('of dead processes are removed at start, those of live ones are kept', async () => {
    const parent = path.join(echo.folder, 'stale')
    // Process ids end far below this number on every system.
    for (const pid of [2 ** 30, process.ppid]) mkdirSync(path.join(parent, `sextant-files-${pid}-x`), { recursive: true })
    const uploads = await createUploads(undefined, parent)
    expect(readdirSync(parent)).toContain(`sextant-files-${process.ppid}-x`)
    expect(readdirSync(parent)).not.toContain(`sextant-files-${2 ** 30}-x`)
    await uploads.dispose()
    expect(readdirSync(parent)).toEqual([`sextant-files-${process.ppid}-x`])
  })
})

describe('events', () => {
  it('reach a page that listens, by name and as JSON', async () => {
    const controller = new AbortController()
    const received: string[] = []
    await new Promise<void>((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port: echo.port, path: '/events', headers: { cookie }, signal: controller.signal })
      request.on('error', (error) => (controller.signal.aborted ? resolve() : reject(error)))
      request.on('response', (response) => {
        expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
        response.on('error', () => resolve())
        response.on('data', (chunk: Buffer) => {
          received.push(chunk.toString())
          if (received.length === 1) echo.events.send('workspace.changed', { reason: 'imported' })
          else controller.abort()
        })
      })
    })
    expect(received).toEqual(['retry: 1000\n\n', 'event: workspace.changed\ndata: {"reason":"imported"}\n\n'])
  })
})
