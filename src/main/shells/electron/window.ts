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
  const file = path.join(app.getPath('userData'), 'window.json')
  const state = readWindowState(file)
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
  // Its title is the workspace's, see main.ts.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => rememberWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }))

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

/** Not every system moves a window off a display that is unplugged. */
function bringBack(window: BrowserWindow): void {
  if (!window.isMaximized() && !window.isFullScreen()) window.setBounds(saneBounds(window.getNormalBounds(), workAreas()))
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea)
}

const groundNow = (): string => ground[nativeTheme.shouldUseDarkColors ? 'dark' : 'light']
