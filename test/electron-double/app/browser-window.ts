/** The stand-in for `BrowserWindow`: a page in the host's Chromium, and a frame around it that exists as numbers only. */
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import type { App } from './app.ts'
import { host } from './host.ts'
import { needsStandardScheme } from './protocols.ts'
import { needsReady } from './ready.ts'
import { KnownEmitter, Refusal, refusing } from './refusing.ts'
import type { Screen } from './screen.ts'
import { defaultSession } from './session.ts'
import { createWebContents, type WebContents } from './web-contents.ts'
import { checkPreferences, readPreload } from './window-preferences.ts'

const events = [
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'ready-to-show',
  'page-title-updated',
  'responsive',
  'unresponsive',
  'session-end',
  'query-session-end'
]
/** Of the window's frame: what a page lacks of its window's height. */
const titleBar = 28

/** The open windows, in the order in which they were made. */
const open = new Map<number, { window: BrowserWindowDouble; shown: BrowserWindowDouble }>()
let made = 0

export class BrowserWindowDouble extends KnownEmitter {
  readonly id: number
  readonly webContents: WebContents
  private readonly ofApp: App
  private bounds: Rectangle
  private normal: Rectangle
  private minimum: [number, number] = [0, 0]
  private title: string
  private state: 'normal' | 'maximized' | 'minimized' | 'fullscreen' = 'normal'
  private visible: boolean
  private focused = false
  private destroyed = false
  private closing = false
  private page: Promise<unknown>

  constructor(options: BrowserWindowConstructorOptions, app: App, screen: Screen) {
    needsReady('Cannot create BrowserWindow before app is ready')
    super('BrowserWindow', events)
    const { webPreferences = {}, title, show = true, minWidth = 0, minHeight = 0 } = options
    checkPreferences(webPreferences)
    this.id = ++made
    this.ofApp = app
    this.title = title ?? app.name
    this.minimum = [minWidth, minHeight]
    this.bounds = initialBounds(options, screen)
    this.normal = { ...this.bounds }
    this.visible = show
    this.webContents = createWebContents(this.id, defaultSession())
    const [width, height] = this.contentSize()
    this.page = host.ask('window.open', { id: this.id, width, height, preload: readPreload(webPreferences) })
    this.page.catch(() => {})
  }

  loadURL = async (url: string) => {
    needsStandardScheme(url)
    await this.page
    await this.webContents.session.settlePermissions(this.webContents, url)
    await this.webContents.loadURL(url)
  }

  close = () => {
    this.needsLife()
    if (this.closing) return
    if (this.emitPreventable('close')) return this.ofApp.closeWasPrevented()
    this.closing = true
    // The page is asked first in Electron too: the window is there for a moment still.
    void this.page.then(() => this.destroy())
  }

  destroy = () => {
    if (this.destroyed) return
    this.destroyed = true
    open.delete(this.id)
    this.webContents.end()
    this.emit('closed')
    this.ofApp.removeWindow(this)
    void host.ask('window.close', { id: this.id }).catch(() => {})
  }

  show = () => {
    if (!this.visible) this.change(() => (this.visible = true), 'show')
    this.focus()
  }
  showInactive = () => this.change(() => (this.visible = true), 'show')
  hide = () => this.change(() => (this.visible = false), 'hide')
  focus = () => {
    if (!this.focused) this.change(() => (this.focused = true), 'focus')
  }
  blur = () => this.change(() => (this.focused = false), 'blur')
  maximize = () => this.change(() => (this.state = 'maximized'), 'maximize', 'resize')
  unmaximize = () => this.change(() => (this.state = 'normal'), 'unmaximize', 'resize')
  minimize = () => this.change(() => (this.state = 'minimized'), 'minimize')
  restore = () => this.change(() => (this.state = 'normal'), 'restore')
  setFullScreen = (full: boolean) =>
    this.change(() => (this.state = full ? 'fullscreen' : 'normal'), full ? 'enter-full-screen' : 'leave-full-screen', 'resize')

  isVisible = () => this.visible
  isFocused = () => this.focused
  isMaximized = () => this.state === 'maximized'
  isMinimized = () => this.state === 'minimized'
  isFullScreen = () => this.state === 'fullscreen'
  isNormal = () => this.state === 'normal'
  isDestroyed = () => this.destroyed
  isResizable = () => true

  getBounds = (): Rectangle => ({ ...this.bounds })
  getNormalBounds = (): Rectangle => ({ ...this.normal })
  getSize = () => [this.bounds.width, this.bounds.height]
  getPosition = () => [this.bounds.x, this.bounds.y]
  getMinimumSize = () => this.minimum
  getContentSize = () => this.contentSize()
  setBounds = (wanted: Partial<Rectangle>) => {
    this.needsLife()
    const before = this.bounds
    this.bounds = this.normal = this.atLeastMinimum({ ...before, ...wanted })
    if (this.bounds.x !== before.x || this.bounds.y !== before.y) this.emit('move')
    if (this.bounds.width === before.width && this.bounds.height === before.height) return
    const [width, height] = this.contentSize()
    void host.ask('window.resize', { id: this.id, width, height })
    this.emit('resize')
  }
  setSize = (width: number, height: number) => this.setBounds({ width, height })
  setPosition = (x: number, y: number) => this.setBounds({ x, y })
  setContentSize = (width: number, height: number) => this.setBounds({ width, height: height + titleBar })
  setMinimumSize = (width: number, height: number) => {
    this.minimum = [width, height]
  }
  center = () => {}

  getTitle = () => this.title
  setTitle = (title: string) => {
    this.title = title
  }
  setBackgroundColor = (_color: string) => {}
  setMenuBarVisibility = (_visible: boolean) => {}
  setAutoHideMenuBar = (_hide: boolean) => {}
  setMenu = (_menu: unknown) => {}
  removeMenu = () => {}
  setProgressBar = (_share: number) => {}
  setRepresentedFilename = (_file: string) => {}
  setDocumentEdited = (_edited: boolean) => {}
  setIcon = (_icon: unknown) => {}
  flashFrame = (_flash: boolean) => {}

  private contentSize(): [width: number, height: number] {
    return [this.bounds.width, this.bounds.height - titleBar]
  }

  private atLeastMinimum(bounds: Rectangle): Rectangle {
    const [width, height] = this.minimum
    return { ...bounds, width: Math.max(bounds.width, width), height: Math.max(bounds.height, height) }
  }

  private change(apply: () => void, ...emitted: string[]): void {
    this.needsLife()
    apply()
    for (const event of emitted) this.emit(event)
  }

  private needsLife(): void {
    if (this.destroyed) throw new Refusal('Object has been destroyed')
  }
}

function initialBounds(
  { x, y, width = 800, height = 600, useContentSize = false }: BrowserWindowConstructorOptions,
  screen: Screen
): Rectangle {
  // Electron puts a window without a position into the middle of the primary display, wherever x and y are not both given.
  const { workArea } = screen.getPrimaryDisplay()
  const size = { width, height: height + (useContentSize ? titleBar : 0) }
  if (x !== undefined && y !== undefined) return { x, y, ...size }
  return {
    x: workArea.x + Math.round((workArea.width - size.width) / 2),
    y: workArea.y + Math.round((workArea.height - size.height) / 2),
    ...size
  }
}

/** By the number that its window and its `webContents` share. */
export const contentsOf = (id: number): WebContents | undefined => open.get(id)?.window.webContents
export const windowOf = (id: number): BrowserWindowDouble | undefined => open.get(id)?.window

/** The constructor as the app sees it. */
export function createBrowserWindowClass(app: App, screen: Screen) {
  const all = () => [...open.values()].map(({ shown }) => shown)
  const windowClass = class BrowserWindow {
    constructor(options: BrowserWindowConstructorOptions = {}) {
      const window = new BrowserWindowDouble(options, app, screen)
      const shown = refusing('BrowserWindow', window)
      open.set(window.id, { window, shown })
      app.addWindow(window)
      app.emit('web-contents-created', {}, window.webContents)
      app.emit('browser-window-created', {}, shown)
      // biome-ignore lint/correctness/noConstructorReturn: what the app holds must refuse what the double lacks
      return shown
    }
    static getAllWindows = all
    static getFocusedWindow = () => all().find((window) => window.isFocused()) ?? null
    static fromWebContents = (contents: WebContents) => all().find((window) => window.webContents === contents) ?? null
    static fromId = (id: number) => open.get(id)?.shown ?? null
  }
  return refusing('BrowserWindow', windowClass)
}
