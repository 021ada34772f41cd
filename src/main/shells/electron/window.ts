/** The window: comes up where it was, in its theme's ground, and only with something to see. */
import path from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { ground } from '../../../shared/ground.ts'
import { pageAddress } from './address.ts'
import { leastSize, saneBounds } from './bounds.ts'
import { webPreferences } from './security.ts'
import { readWindowState, rememberWindowState } from './window-state.ts'

export interface WindowOptions {
  preload: string
  /** Something can be seen. */
  onShown: () => void
}

export function openWindow({ preload, onShown }: WindowOptions): BrowserWindow {
  const state = readWindowState(stateFile())
  const window = new BrowserWindow({
    ...saneBounds(state?.bounds ?? null, workAreas()),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: app.getName(),
    backgroundColor: groundNow(),
    show: false,
    webPreferences: webPreferences(preload)
  })

  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize()
    window.show()
    onShown()
  })
  // Its title is the workspace's, see desktop.ts.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => rememberPlace(window))

  const onTheme = () => window.setBackgroundColor(groundNow())
  const onDisplay = () => bringBack(window)
  nativeTheme.on('updated', onTheme)
  screen.on('display-removed', onDisplay)
  window.on('closed', () => {
    nativeTheme.off('updated', onTheme)
    screen.off('display-removed', onDisplay)
  })

  // A page that does not come is told by crash.ts.
  window.loadURL(pageAddress).catch(() => {})
  return window
}

/** In front of everything, wherever it is. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Closes it without asking its page, which may be the very thing that does not answer. */
export function closeAtOnce(window: BrowserWindow): void {
  rememberPlace(window)
  window.destroy()
}

function rememberPlace(window: BrowserWindow): void {
  rememberWindowState(stateFile(), { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
}

const stateFile = (): string => path.join(app.getPath('userData'), 'window.json')

/** Not every system moves a window off a display that is unplugged. */
function bringBack(window: BrowserWindow): void {
  if (!window.isMaximized() && !window.isFullScreen()) window.setBounds(saneBounds(window.getNormalBounds(), workAreas()))
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea)
}

const groundNow = (): string => ground[nativeTheme.shouldUseDarkColors ? 'dark' : 'light']
