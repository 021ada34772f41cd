/** One `BrowserWindow`: a page of Chromium, and another one after its renderer has crashed. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Line } from '../line.ts'
import type { OfApp, OfHost, PageEvent } from '../messages.ts'
import { fromChromium, toChromium } from './address.ts'
import { createWorld, type World } from './world.ts'

export interface HostWindow {
  readonly id: number
  /** The page that is shown now. */
  page(): Page
  load(url: string): Promise<string | null>
  reload(): Promise<string | null>
  resize(width: number, height: number): Promise<void>
  crash(): void
  message(channel: string, args: string): void
  close(): Promise<void>
  /** Whether the app allows the window that this page has opened: the next one, or the one that asks for this address first. */
  allowsPopup(url?: string): Promise<boolean>
}

export interface WindowOptions {
  id: number
  width: number
  height: number
  preload: string | null
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

export async function openWindow(
  context: BrowserContext,
  app: Line<OfApp, OfHost>,
  { id, width, height, preload }: WindowOptions,
  onPage: (page: Page) => void
): Promise<HostWindow> {
  let size = { width, height }
  let crashed = false
  let closed = false
  let lastUrl = 'about:blank'
  const popups = createPopups()

  const tell = (event: DistributiveOmit<PageEvent, 'id'>) => app.tell('page.event', { id, ...event } as PageEvent)

  async function create(): Promise<{ page: Page; world: World }> {
    const made = await context.newPage()
    onPage(made)
    await made.setViewportSize(size)
    const session = await context.newCDPSession(made)
    made.on('crash', () => {
      crashed = true
      tell({ event: 'render-process-gone' })
    })
    made.on('download', (download) => {
      const saved = { id, url: fromChromium(download.url()), filename: download.suggestedFilename() }
      app
        .ask('will-download', saved)
        // What was small may have come whole before the app's answer.
        .then((may) => (may ? undefined : download.cancel().then(() => download.delete())))
        .catch(ignore)
    })
    watch(session, made)
    return { page: made, world: await createWorld(session, preload, { onMessage, onQuestion }) }
  }

  function watch(session: CDPSession, made: Page): void {
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) tell({ event: 'did-navigate', url: fromChromium(frame.url) })
    })
    session.on('Page.navigatedWithinDocument', ({ url }) => tell({ event: 'did-navigate-in-page', url: fromChromium(url) }))
    session.on('Page.domContentEventFired', () => tell({ event: 'dom-ready' }))
    session.on('Page.loadEventFired', () => {
      tell({ event: 'did-finish-load' })
      tell({ event: 'did-stop-loading' })
      made.title().then((title) => tell({ event: 'page-title-updated', title }), ignore)
    })
    // Whatever opens a window: a link with a target, a form, a click with Ctrl. Those that a script opens were asked about before.
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      const opening = {
        id,
        url: fromChromium(url),
        frameName: windowName,
        features: windowFeatures.join(','),
        disposition: 'foreground-tab'
      } as const
      popups.add(url, sanctioned.delete(url) ? Promise.resolve(true) : app.ask('window-open', opening))
    })
  }

  const sanctioned = new Set<string>()

  const onMessage: Parameters<typeof createWorld>[2]['onMessage'] = (message, reply) => {
    if (message.type === 'preload-error') return tell({ event: 'preload-error', message: message.message })
    const { channel, args } = message
    const sent = { id, frameUrl: fromChromium(message.frameUrl), channel, args }
    if (message.type === 'send') return app.tell('ipc.send', sent)
    app.ask('ipc.invoke', sent).then((answer) => reply({ type: 'settle', id: message.id, ...answer }), ignore)
  }

  const onQuestion: Parameters<typeof createWorld>[2]['onQuestion'] = async (question) => {
    const url = fromChromium(question.url)
    if (question.kind === 'navigate') return app.ask('will-navigate', { id, url, isMainFrame: question.isMainFrame })
    if (question.kind === 'open') {
      const { frameName, features } = question
      const allowed = await app.ask('window-open', { id, url, frameName, features, disposition: 'new-window' })
      if (allowed) sanctioned.add(question.url)
      return allowed
    }
    const { kind } = await app.ask('request', {
      id,
      url,
      method: 'GET',
      headers: {},
      body: null,
      resourceType: 'webSocket',
      isFetch: false
    })
    return kind !== 'blocked'
  }

  let { page, world } = await create()

  /** Null when it went well, else why not, as Chromium says it. */
  async function navigate(go: () => Promise<unknown>, url: string): Promise<string | null> {
    tell({ event: 'did-start-navigation', url })
    try {
      await go()
      return null
    } catch (error) {
      const reason = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED'
      tell({ event: 'did-fail-load', url, reason })
      tell({ event: 'did-stop-loading' })
      return `${reason} (-2)`
    }
  }

  async function load(url: string): Promise<string | null> {
    lastUrl = url
    if (crashed) {
      const old = page
      ;({ page, world } = await create())
      crashed = false
      await old.close().catch(ignore)
    }
    return navigate(() => page.goto(toChromium(url)), url)
  }

  return {
    id,
    page: () => page,
    load,
    reload: () => (crashed ? load(lastUrl) : navigate(() => page.reload(), lastUrl)),
    async resize(newWidth, newHeight) {
      size = { width: newWidth, height: newHeight }
      await page.setViewportSize(size)
    },
    crash() {
      // Never answered: who should.
      void context.newCDPSession(page).then((session) => session.send('Page.crash').catch(ignore))
    },
    message: (channel, args) => world.post({ type: 'message', channel, args }),
    async close() {
      if (closed) return
      closed = true
      await page.close().catch(ignore)
    },
    allowsPopup: (url) => (url === undefined ? popups.next() : popups.of(url))
  }
}

/**
 * Windows that a page opens, as Chromium announces them. They show as a page, in the same order, and as a request, where there is
 * one; either may come before the announcement has.
 */
function createPopups() {
  const announced: { url: string; allowed: Promise<boolean> }[] = []
  const waiting = new Set<() => void>()
  let shown = 0

  const until = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => waiting.add(resolve))
    }
  }
  return {
    add(url: string, allowed: Promise<boolean>) {
      announced.push({ url, allowed })
      for (const resolve of waiting) resolve()
      waiting.clear()
    },
    async of(url: string) {
      return (await until(() => announced.findLast((popup) => popup.url === url))).allowed
    },
    async next() {
      const index = shown++
      return (await until(() => announced[index])).allowed
    }
  }
}

const ignore = () => {}
