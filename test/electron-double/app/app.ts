/** The stand-in for Electron's `app`: the order of a life from the first event to the exit code. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { host } from './host.ts'
import { createPaths, type Paths } from './paths.ts'
import { becomeReady, isReady, needsReady, tooLate, whenReady } from './ready.ts'
import { KnownEmitter, Refusal } from './refusing.ts'
import { holdsLock, lockInstance, releaseLock } from './single-instance.ts'

/** What `app` needs of a window to end it. */
export interface Closable {
  close(): void
  destroy(): void
}

const events = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'open-file',
  'open-url',
  'activate',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
  'child-process-gone',
  'second-instance'
]

export class App extends KnownEmitter {
  readonly isPackaged = false
  readonly commandLine: CommandLine
  readonly dock = undefined
  readonly whenReady = whenReady
  readonly isReady = isReady
  readonly hasSingleInstanceLock = holdsLock
  readonly releaseSingleInstanceLock = releaseLock
  name: string

  private readonly version: string
  private readonly appPath: string
  private readonly paths: Paths
  private readonly windows = new Set<Closable>()
  private readonly recentDocuments: string[] = []
  private quitting = false
  private exiting = false
  private ended = false
  private exitCode = 0

  constructor(appPath: string, args: readonly string[]) {
    super('app', events)
    const about = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8')) as Record<'name' | 'productName' | 'version', string>
    this.name = about.productName ?? about.name
    this.version = about.version
    this.appPath = appPath
    this.paths = createPaths(this.name, args)
    this.commandLine = new CommandLine(args)
  }

  getName = () => this.name
  setName = (name: string) => {
    this.name = name
  }
  getVersion = () => this.version
  getAppPath = () => this.appPath
  getPath = (name: string) => this.paths.get(name)
  setPath = (name: string, folder: string) => this.paths.set(name, folder)
  getLocale = () => {
    needsReady('app.getLocale() must be called after the ready event fires.')
    return 'en-GB'
  }
  getPreferredSystemLanguages = () => ['en-GB']
  setAppUserModelId = (_id: string) => {}
  setAboutPanelOptions = (_options: object) => {}
  showAboutPanel = () => {}
  focus = (_options?: object) => {}
  hide = () => {}
  show = () => {}
  enableSandbox = () => {
    tooLate('app.enableSandbox() can only be called before app is ready.')
    this.commandLine.removeSwitch('no-sandbox')
    this.commandLine.appendSwitch('enable-sandbox')
  }
  disableHardwareAcceleration = () => tooLate('app.disableHardwareAcceleration() can only be called before app is ready')
  addRecentDocument = (file: string) => {
    const document = path.resolve(file)
    const index = this.recentDocuments.indexOf(document)
    if (index >= 0) this.recentDocuments.splice(index, 1)
    this.recentDocuments.unshift(document)
  }
  getRecentDocuments = () => [...this.recentDocuments]
  clearRecentDocuments = () => {
    this.recentDocuments.length = 0
  }

  requestSingleInstanceLock = (additionalData?: Record<string, unknown>) =>
    lockInstance(
      this.paths.get('userData'),
      { argv: process.argv, workingDirectory: process.cwd(), additionalData },
      ({ argv, workingDirectory, additionalData: data }) => {
        const tell = () => this.emit('second-instance', {}, argv, workingDirectory, data)
        if (isReady()) tell()
        else void whenReady().then(tell)
      }
    )

  /** Asks the app, then its windows, then the app again; each may say no. */
  quit = () => {
    if (this.quitting) return
    this.quitting = !this.emitPreventable('before-quit')
    if (!this.quitting) return
    if (this.windows.size === 0) this.notifyAndEnd()
    else for (const window of [...this.windows]) window.close()
  }

  /** Asks nobody. */
  exit = (code = 0) => {
    if (!Number.isInteger(code)) throw new Refusal('app.exit takes a whole number.')
    if (!isReady()) process.exit(code)
    this.exitCode = code
    this.quitting = true
    this.exiting = true
    if (this.windows.size === 0) this.end()
    else for (const window of [...this.windows]) window.destroy()
  }

  /** Once the main bundle has run to its end. */
  launch(): void {
    this.emit('will-finish-launching')
    becomeReady(() => this.emit('ready', {}, {}))
    host.tell('ready', undefined)
    // Asked to end before it was ready: ready all the same, as Electron is, and then over.
    if (this.ended) setImmediate(() => process.exit(this.exitCode))
  }

  addWindow(window: Closable): void {
    this.windows.add(window)
  }

  removeWindow(window: Closable): void {
    if (!this.windows.delete(window) || this.windows.size > 0) return
    if (this.exiting) this.end()
    else if (this.quitting) this.notifyAndEnd()
    else if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  /** A window that refuses to close calls the whole ending off. */
  closeWasPrevented(): void {
    this.quitting = false
  }

  private notifyAndEnd(): void {
    if (this.ended) return
    if (this.emitPreventable('will-quit')) this.quitting = false
    else this.end()
  }

  private end(): void {
    if (this.ended) return
    this.ended = true
    this.emit('quit', {}, this.exitCode)
    releaseLock()
    if (isReady()) setImmediate(() => process.exit(this.exitCode))
  }
}

/** `app.commandLine`: Chromium's switches. The double records them; none changes its Chromium. */
class CommandLine {
  private readonly switches = new Map<string, string>()

  constructor(args: readonly string[]) {
    for (const argument of args) {
      const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
      if (name !== undefined) this.switches.set(name.toLowerCase(), value)
    }
  }

  hasSwitch = (name: string) => this.switches.has(name)
  getSwitchValue = (name: string) => this.switches.get(name) ?? ''
  removeSwitch = (name: string) => void this.switches.delete(name)
  appendSwitch = (name: string, value = '') => {
    tooLate('Switches are read before the app is ready.')
    this.switches.set(name, value)
  }
}
