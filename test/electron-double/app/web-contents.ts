/** The stand-in for `webContents`: what the app does to a page goes to the host, what happens in it comes back as events. */
import { decode, encode } from '../codec.ts'
import type { PageEvent, WindowOpening } from '../messages.ts'
import { mainFrame } from './frame.ts'
import { host } from './host.ts'
import { KnownEmitter, Refusal, refusing } from './refusing.ts'
import type { Session } from './session.ts'

const events = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'will-prevent-unload',
  'did-start-loading',
  'did-stop-loading',
  'did-start-navigation',
  'did-navigate',
  'did-navigate-in-page',
  'did-finish-load',
  'did-fail-load',
  'did-create-window',
  'dom-ready',
  'page-title-updated',
  'preload-error',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'destroyed'
]

type OpenHandler = (details: object) => { action: 'allow' | 'deny' }

export class WebContents extends KnownEmitter {
  readonly id: number
  readonly session: Session
  private url = ''
  private title = ''
  private loading = false
  private crashed = false
  private destroyed = false
  private zoom = 0
  private opens: OpenHandler | null = null

  constructor(id: number, session: Session) {
    super('webContents', events)
    this.id = id
    this.session = session
  }

  get mainFrame() {
    return mainFrame(this.url)
  }

  getURL = () => this.url
  getTitle = () => this.title
  isLoading = () => this.loading
  isCrashed = () => this.crashed
  isDestroyed = () => this.destroyed
  isDevToolsOpened = () => false
  openDevTools = () => {}
  closeDevTools = () => {}
  toggleDevTools = () => {}
  focus = () => {}
  getType = () => 'window' as const
  getZoomLevel = () => this.zoom
  setZoomLevel = (level: number) => {
    this.zoom = level
  }
  setVisualZoomLevelLimits = async (_minimum: number, _maximum: number) => {}

  loadURL = async (url: string): Promise<void> => {
    this.needsLife()
    new URL(url)
    this.begin(url)
    const failure = await host.ask('window.load', { id: this.id, url })
    if (failure !== null) throw Object.assign(new Error(`${failure} loading '${url}'`), { code: failure.replace(/ .*$/, ''), url })
  }

  reload = () => {
    this.needsLife()
    this.begin(this.url)
    void host.ask('window.reload', { id: this.id })
  }
  reloadIgnoringCache = () => this.reload()

  stop = () => {}

  /** Arguments that cannot be sent throw here, as in Electron. */
  send = (channel: string, ...args: unknown[]) => {
    this.needsLife()
    if (typeof channel !== 'string') throw new Refusal('Missing required channel argument')
    host.tell('window.message', { id: this.id, channel, args: encode(args) })
  }

  executeJavaScript = async (code: string) => {
    this.needsLife()
    return decode(await host.ask('window.run', { id: this.id, code }))
  }

  forcefullyCrashRenderer = () => {
    void host.ask('window.crash', { id: this.id })
  }

  setWindowOpenHandler = (handler: OpenHandler) => {
    this.opens = handler
  }

  /** Whether a page may open a window. Without a handler it may, as in Electron. */
  mayOpen(opening: WindowOpening): boolean {
    if (this.opens === null) return true
    const { url, frameName, features, disposition } = opening
    const answer: unknown = this.opens({ url, frameName, features, disposition, referrer: { url: this.url, policy: 'no-referrer' } })
    if (typeof answer === 'object' && answer !== null && 'action' in answer) {
      if (answer.action === 'allow') return true
      if (answer.action === 'deny') return false
    }
    throw new Refusal("The window open handler response must be an object with an 'action' property of 'allow' or 'deny'.")
  }

  /** Something happened in the page. */
  happened(event: PageEvent): void {
    switch (event.event) {
      case 'did-start-navigation':
        this.begin(event.url)
        this.emit('did-start-navigation', { url: event.url, isSameDocument: false, isMainFrame: true }, event.url, false, true)
        break
      case 'did-navigate':
        this.url = event.url
        this.emit('did-navigate', {}, event.url, 200, 'OK')
        break
      case 'did-navigate-in-page':
        this.url = event.url
        this.emit('did-navigate-in-page', {}, event.url, true)
        break
      case 'did-fail-load':
        this.emit('did-fail-load', {}, -2, event.reason, event.url, true)
        break
      case 'did-stop-loading':
        this.loading = false
        this.emit('did-stop-loading', {})
        break
      case 'render-process-gone':
        this.crashed = true
        this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
        break
      case 'page-title-updated':
        this.title = event.title
        this.emit('page-title-updated', {}, event.title, true)
        break
      case 'preload-error':
        this.emit('preload-error', {}, 'preload', new Error(event.message))
        break
      default:
        this.emit(event.event, {})
    }
  }

  /** With its window. */
  end(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('destroyed')
  }

  private begin(url: string): void {
    this.crashed = false
    if (this.loading) return
    this.loading = true
    this.url ||= url
    this.emit('did-start-loading', {})
  }

  private needsLife(): void {
    if (this.destroyed) throw new Refusal('Object has been destroyed')
  }
}

export const createWebContents = (id: number, session: Session): WebContents => refusing('webContents', new WebContents(id, session))
