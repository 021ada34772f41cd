/** What the double's two halves ask and tell each other. Values of the app itself travel as text, see `codec.ts`. */

/** What `BrowserWindow` asks of Chromium. */
export interface OfHost {
  /** A page for a window, with its preload script waiting for the first load. */
  'window.open': { payload: { id: number; width: number; height: number; preload: string | null }; answer: undefined }
  /** Null when it was loaded, else why not in Chromium's words. */
  'window.load': { payload: { id: number; url: string; userAgent?: string }; answer: string | null }
  'window.reload': { payload: { id: number }; answer: string | null }
  'window.close': { payload: { id: number }; answer: undefined }
  'window.resize': { payload: { id: number; width: number; height: number }; answer: undefined }
  'window.crash': { payload: { id: number }; answer: undefined }
  /** `webContents.executeJavaScript`; the answer is encoded. */
  'window.run': { payload: { id: number; code: string }; answer: string }
  /** `webContents.send`; the arguments are encoded. */
  'window.message': { payload: { id: number; channel: string; args: string }; answer: undefined }
  /** Electron's names of the permissions that pages have from now on. */
  permissions: { payload: { granted: string[] }; answer: undefined }
  theme: { payload: { source: 'system' | 'light' | 'dark' }; answer: undefined }
  /** The app is ready, in Electron's sense. */
  ready: { payload: undefined; answer: undefined }
  /** Something happened that an app must not do or suffer unnoticed. */
  defect: { payload: { text: string }; answer: undefined }
}

/** What Chromium, or whoever drives it, asks of the app. */
export interface OfApp {
  start: { payload: Start; answer: undefined }
  request: { payload: PageRequest; answer: Decision }
  /** Whether the app prevented it. */
  'will-navigate': { payload: { id: number; url: string; isMainFrame: boolean }; answer: boolean }
  'will-redirect': { payload: { id: number; url: string; isMainFrame: boolean }; answer: boolean }
  /** Whether the window may be opened. */
  'window-open': { payload: WindowOpening; answer: boolean }
  /** Whether a page may save this. */
  'will-download': { payload: { id: number; url: string; filename: string }; answer: boolean }
  'ipc.invoke': { payload: PageMessage; answer: { ok: true; value: string } | { ok: false; error: string } }
  'ipc.send': { payload: PageMessage; answer: undefined }
  'page.event': { payload: PageEvent; answer: undefined }
  /** Runs a function of a test in the app's process, as Playwright does with the real Electron. Argument and answer are encoded. */
  evaluate: { payload: { source: string; argument: string }; answer: string }
}

export interface Start {
  /** The main bundle. */
  entry: string
  /** What `electron` was given: the folder with the package.json. */
  appPath: string
  /** Arguments after it. */
  args: string[]
  dark: boolean
  displays: DisplaySize[]
  mutations: Mutation[]
}

/** What a screen is: position and size of the whole, and of what bars and docks leave. */
export interface DisplaySize {
  id: number
  bounds: { x: number; y: number; width: number; height: number }
  workArea: { x: number; y: number; width: number; height: number }
  scaleFactor: number
}

/** A change of a bundle as it is loaded, which must be found in it exactly once. */
export interface Mutation {
  find: string
  replace: string
}

export interface PageRequest {
  id: number
  url: string
  method: string
  headers: Record<string, string>
  body: Uint8Array | null
  /** Electron's word for what the request is for. */
  resourceType: string
  /** By `fetch`, which works with schemes only that were registered for it. */
  isFetch: boolean
}

export type Decision =
  | { kind: 'blocked' }
  | { kind: 'network' }
  /** No handler for its scheme, or one that failed. */
  | { kind: 'failed' }
  | { kind: 'answered'; status: number; headers: Record<string, string>; body: Uint8Array }

export interface WindowOpening {
  id: number
  url: string
  frameName: string
  features: string
  disposition: 'default' | 'foreground-tab' | 'background-tab' | 'new-window' | 'other'
}

export interface PageMessage {
  id: number
  /** Where the frame that speaks is, as the app knows addresses. */
  frameUrl: string
  channel: string
  args: string
}

export type PageEvent = { id: number } & (
  | { event: 'did-start-navigation' | 'did-navigate' | 'did-navigate-in-page'; url: string }
  | { event: 'dom-ready' | 'did-finish-load' | 'did-stop-loading' }
  | { event: 'did-fail-load'; url: string; reason: string }
  | { event: 'render-process-gone' }
  | { event: 'page-title-updated'; title: string }
  | { event: 'preload-error'; message: string }
)
