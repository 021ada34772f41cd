import { EventEmitter } from 'node:events'
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { watchHelpers, watchWindow } from '../../../src/main/shells/electron/crash.ts'
import { desktop } from '../../../src/shared/messages/en/desktop.ts'

/** Electron's dialogs and app, as far as they are used: each question is kept with the way to answer it. */
const electron = await vi.hoisted(async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const asked: { options: MessageBoxOptions; answer: (button: string) => void }[] = []
  return {
    asked,
    app: Object.assign(new Emitter(), { quit: vi.fn() }),
    dialog: {
      showMessageBox: (_window: BrowserWindow, options: MessageBoxOptions) =>
        new Promise<{ response: number }>((resolve) => {
          asked.push({ options, answer: (button) => resolve({ response: options.buttons?.indexOf(button) ?? -1 }) })
          options.signal?.addEventListener('abort', () => resolve({ response: options.cancelId ?? 0 }))
        })
    }
  }
})
vi.mock('electron', () => electron)

const settle = () => new Promise((resolve) => setImmediate(resolve))
const { reload, quit } = desktop.gone
const { wait } = desktop.silent

function openWindow() {
  const log: string[] = []
  let crashed = false
  const webContents = Object.assign(new EventEmitter(), {
    isCrashed: () => crashed,
    async loadURL(url: string) {
      crashed = false
      log.push(url)
    },
    forcefullyCrashRenderer() {
      log.push('killed')
      // Electron tells it later.
      setImmediate(() => webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }))
    }
  })
  const window = Object.assign(new EventEmitter(), { webContents, isDestroyed: () => false })
  watchWindow(window as unknown as BrowserWindow)
  const gone = (reason: string) => {
    crashed = true
    webContents.emit('render-process-gone', {}, { reason, exitCode: 11 })
  }
  return { window, webContents, gone, log }
}

beforeEach(() => {
  electron.asked.length = 0
  electron.app.quit.mockClear()
})

describe('a page whose process has gone', () => {
  it('is loaded again when that is wanted, after it was said what happened', async () => {
    const { gone, log } = openWindow()
    gone('crashed')
    expect(electron.asked).toHaveLength(1)
    expect(electron.asked[0]?.options.detail).toContain('(crashed, code 11)')
    expect(log).toEqual([])
    electron.asked[0]?.answer(reload)
    await settle()
    expect(log).toEqual(['app://sextant/'])
  })

  it('is the end of it when that is wanted', async () => {
    const { gone, log } = openWindow()
    gone('oom')
    electron.asked[0]?.answer(quit)
    await settle()
    expect(electron.app.quit).toHaveBeenCalledOnce()
    expect(log).toEqual([])
  })

  it('is nothing to speak of when it ended of its own accord', () => {
    openWindow().gone('clean-exit')
    expect(electron.asked).toEqual([])
  })

  it('is asked about again when it happens again, but not twice at once', async () => {
    const { gone } = openWindow()
    gone('crashed')
    gone('crashed')
    expect(electron.asked).toHaveLength(1)
    electron.asked[0]?.answer(reload)
    await settle()
    gone('killed')
    expect(electron.asked).toHaveLength(2)
  })
})

describe('a page that does not come', () => {
  it.each<[string, unknown[], number]>([
    ['its load failed', ['did-fail-load', {}, -324, 'ERR_EMPTY_RESPONSE', 'app://sextant/', true], 1],
    ['another load took its place', ['did-fail-load', {}, -3, 'ERR_ABORTED', 'app://sextant/', true], 0],
    ['something in it did not load', ['did-fail-load', {}, -20, 'ERR_BLOCKED', 'https://example.com/', false], 0],
    ['its bridge failed', ['preload-error', {}, '/preload/index.cjs', new Error('no bridge')], 1]
  ])('%s', (_what, [event, ...args], questions) => {
    openWindow().webContents.emit(String(event), ...args)
    expect(electron.asked).toHaveLength(questions)
  })
})

describe('a page that does not answer', () => {
  it('is waited for', async () => {
    const { window, log } = openWindow()
    window.emit('unresponsive')
    electron.asked[0]?.answer(wait)
    await settle()
    expect(log).toEqual([])
  })

  it('is ended and loaded again, without a second question', async () => {
    const { window, log } = openWindow()
    window.emit('unresponsive')
    electron.asked[0]?.answer(reload)
    await settle()
    await settle()
    expect(log).toEqual(['killed', 'app://sextant/'])
    expect(electron.asked).toHaveLength(1)
  })

  it('takes its question along when it comes round', async () => {
    const { window, log } = openWindow()
    window.emit('unresponsive')
    window.emit('responsive')
    await settle()
    expect(log).toEqual([])
    window.emit('unresponsive')
    expect(electron.asked).toHaveLength(2)
  })

  it('is loaded again when it has gone meanwhile', async () => {
    const { window, gone, log } = openWindow()
    window.emit('unresponsive')
    gone('crashed')
    electron.asked[0]?.answer(wait)
    await settle()
    expect(log).toEqual(['app://sextant/'])
    expect(electron.asked).toHaveLength(1)
  })
})

it('writes a line about the other processes, unless they were meant to end', () => {
  const line = vi.spyOn(console, 'error').mockImplementation(() => {})
  watchHelpers()
  for (const reason of ['clean-exit', 'killed', 'crashed', 'oom']) {
    electron.app.emit('child-process-gone', {}, { type: 'GPU', reason, exitCode: 139 })
  }
  expect(line.mock.calls.map(([text]) => text)).toEqual([
    'A helper process (GPU) has gone: crashed, code 139.',
    'A helper process (GPU) has gone: oom, code 139.'
  ])
})
