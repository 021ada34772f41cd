import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppEvent } from '../../../src/main/core/app.ts'
import { answerPage, type BridgeParts } from '../../../src/main/shells/electron/ipc.ts'
import { channels } from '../../../src/shared/bridge.ts'
import { SextantError } from '../../../src/shared/errors.ts'

type Handler = (event: object, ...args: unknown[]) => Promise<unknown>
const electron = vi.hoisted(() => ({ handlers: new Map<string, Handler>() }))
vi.mock('electron', () => ({ ipcMain: { handle: (channel: string, handler: Handler) => electron.handlers.set(channel, handler) } }))

const page = { url: 'app://sextant/#/segments', parent: null }

function open() {
  const calls: unknown[] = []
  const sent: unknown[][] = []
  let gone = false
  const webContents = { isDestroyed: () => gone, send: (...message: unknown[]) => sent.push(message) }
  let emit: (...event: AppEvent) => void = () => {}
  const chooseWorkspace = vi.fn(async () => {})
  const chooseFolder = vi.fn(async () => '/home/ann/exports')
  const parts: BridgeParts = {
    core: {
      async call(method: string, request: unknown) {
        calls.push([method, request])
        return { ok: true as const, value: request }
      },
      subscribe(listener: typeof emit) {
        emit = listener
        return () => {}
      }
    },
    files: {
      async stage(path: string) {
        if (path === '') throw new SextantError('file.notFound', { file: 'orders.csv' })
        return { id: `id of ${path}` }
      }
    },
    chooseWorkspace,
    chooseFolder,
    window: () => (gone ? null : ({ webContents } as unknown as BrowserWindow))
  }
  answerPage(parts)
  const ask = (channel: string, event: object, ...args: unknown[]) => electron.handlers.get(channel)?.(event, ...args)
  const fromPage = { sender: webContents, senderFrame: page }
  return {
    ask,
    fromPage,
    calls,
    sent,
    chooseWorkspace,
    chooseFolder,
    emit: (...event: AppEvent) => emit(...event),
    close() {
      gone = true
    }
  }
}

beforeEach(() => electron.handlers.clear())

describe('the bridge', () => {
  it('passes calls of the page on to the core, and its answers back', async () => {
    const { ask, fromPage, calls } = open()
    expect(await ask(channels.call, fromPage, 'segments.latest', { a: 1 })).toEqual({ ok: true, value: { a: 1 } })
    expect(calls).toEqual([['segments.latest', { a: 1 }]])
  })

  it.each([undefined, null, 7, {}, ['app.info']])('knows no method %j', async (method) => {
    const { ask, fromPage, calls } = open()
    expect(await ask(channels.call, fromPage, method, {})).toMatchObject({ ok: false, error: { code: 'request.unknownMethod' } })
    expect(calls).toEqual([])
  })

  it('gives an id for a file', async () => {
    const { ask, fromPage } = open()
    expect(await ask(channels.stage, fromPage, { path: '/x/orders.csv', name: 'orders.csv' })).toEqual({
      ok: true,
      value: { id: 'id of /x/orders.csv' }
    })
  })

  it('answers failures with their fields', async () => {
    const { ask, fromPage } = open()
    const answer = await ask(channels.stage, fromPage, { path: '', name: 'orders.csv' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'file.notFound', details: { file: 'orders.csv' } } })
    expect(structuredClone(answer)).toEqual(answer)
  })

  it.each([undefined, null, 'orders.csv', { path: '/x' }, { path: 1, name: 'x' }, { path: '/x', name: 'x'.repeat(5_000) }])(
    'takes no file from %j',
    async (request) => {
      const { ask, fromPage } = open()
      expect(await ask(channels.stage, fromPage, request)).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
    }
  )

  it('hands events over, and to nobody when there is no window', () => {
    const { emit, sent, close } = open()
    emit('workspace.changed', { reason: 'opened' })
    close()
    emit('workspace.changed', { reason: 'imported' })
    expect(sent).toEqual([[channels.event, 'workspace.changed', { reason: 'opened' }]])
  })

  it.each<[string, (fromPage: object) => object]>([
    ['another window', (own) => ({ ...own, sender: {} })],
    ['a frame in the page', (own) => ({ ...own, senderFrame: { ...page, parent: page } })],
    ['a page that was replaced', (own) => ({ ...own, senderFrame: { ...page, url: 'https://example.com/' } })],
    ['a frame that has gone', (own) => ({ ...own, senderFrame: null })]
  ])('does nothing for %s', async (_who, from) => {
    const { ask, fromPage, calls, chooseWorkspace, chooseFolder } = open()
    const refused = { ok: false, error: { code: 'request.untrusted' } }
    expect(await ask(channels.call, from(fromPage), 'app.info', {})).toMatchObject(refused)
    expect(await ask(channels.stage, from(fromPage), { path: '/x', name: 'x' })).toMatchObject(refused)
    expect(await ask(channels.chooseWorkspace, from(fromPage))).toMatchObject(refused)
    expect(await ask(channels.chooseFolder, from(fromPage))).toMatchObject(refused)
    expect(calls).toEqual([])
    expect(chooseFolder).not.toHaveBeenCalled()
    expect(chooseWorkspace).not.toHaveBeenCalled()
  })
})
