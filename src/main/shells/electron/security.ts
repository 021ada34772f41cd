/**
 * What the page may not do, whatever runs in it. The page is Sextant's own and loads nothing from elsewhere; all of this
 * is for the day on which that turns out wrong.
 */
import { app, type Session, type WebContents, type WebPreferences } from 'electron'
import { isBlocked } from './blocked.ts'

/** Of every window. `preload` is the built preload script. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    // Dropping a file anywhere else than on the page's drop target does nothing.
    navigateOnDragDrop: false,
    // Would fetch its dictionaries from the network.
    spellcheck: false,
    devTools: !app.isPackaged
  }
}

/** To be called before the app is ready. */
export function restrictProcesses(): void {
  // Takes --no-sandbox back, without which Chromium does not start its processes as root on Linux (see scripts/choose-shell.ts).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // No name is ever looked up, no proxy ever asked.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('no-proxy-server')
  app.commandLine.appendSwitch('disable-background-networking')
  // Neither the policy nor the filter of requests sees what WebRTC sends.
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
  app.on('web-contents-created', (_event, contents) => restrictContents(contents))
}

/** The page stays where it is: its screens are behind `#`, which is no navigation. */
function restrictContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: isBlocked(url, !app.isPackaged) }))
  session.on('will-download', (event, item) => {
    // What the page saves, it has made itself.
    if (isBlocked(item.getURL(), false)) event.preventDefault()
  })
}
