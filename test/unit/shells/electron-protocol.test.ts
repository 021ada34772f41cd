import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InterfaceFiles, loadInterfaceFiles } from '../../../src/main/shells/common/interface-files.ts'
import { answer } from '../../../src/main/shells/electron/answer.ts'
import { hostileRequests } from '../../fixtures/hostile-urls.ts'

let folder: string
let files: InterfaceFiles

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sextant-protocol-'))
  const renderer = path.join(folder, 'renderer')
  await mkdir(path.join(renderer, 'assets'), { recursive: true })
  await writeFile(path.join(renderer, 'index.html'), '<!doctype html><title>Sextant</title>')
  await writeFile(path.join(renderer, 'assets', 'main-abc.js'), 'export {}')
  await writeFile(path.join(renderer, 'assets', 'über uns.woff2'), 'font')
  await writeFile(path.join(folder, 'secret.txt'), 'secret')
  await symlink(path.join(folder, 'secret.txt'), path.join(renderer, 'assets', 'link.js'))
  files = await loadInterfaceFiles(renderer)
})
afterAll(() => rm(folder, { recursive: true }))

const get = (url: string) => answer({ method: 'GET', url }, files)

describe('app://', () => {
  it.each([
    ['app://sextant/', '<!doctype html><title>Sextant</title>', 'text/html; charset=utf-8', 'no-store'],
    ['app://sextant/index.html', '<!doctype html><title>Sextant</title>', 'text/html; charset=utf-8', 'no-store'],
    ['app://sextant/assets/main-abc.js', 'export {}', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['app://sextant/assets/%C3%BCber%20uns.woff2', 'font', 'font/woff2', 'private, max-age=31536000, immutable'],
    ['app://sextant/?from=somewhere#/segments', '<!doctype html><title>Sextant</title>', 'text/html; charset=utf-8', 'no-store']
  ])('serves %s', async (url, body, type, caching) => {
    const response = await get(url)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(body)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe(caching)
  })

  it.each(hostileRequests)('refuses $why: $url', async ({ url, method = 'GET', status }) => {
    const response = await answer({ method, url }, files)
    expect({ status: response.status, body: await response.text() }).toEqual({ status, body: '' })
  })

  it.each(['app://sextant/', 'app://sextant/nothing', 'app://evil/'])('lets the page talk to nobody (%s)', async (url) => {
    const { headers } = await get(url)
    const policy = headers.get('content-security-policy')?.split('; ')
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'none'", "frame-ancestors 'none'"])
    )
    expect(policy?.filter((rule) => /eval|script-src.*inline|\*|https?:/.test(rule))).toEqual([])
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin'
    })
  })
})
