/** The parts of Electron that reach into the system. Nothing is opened or shown: it is told, or a test says what the answer is. */
import { host } from './host.ts'
import { needsReady } from './ready.ts'
import { KnownEmitter, Refusal } from './refusing.ts'

/** Notifications of a system that shows them: what was shown is kept for a test to read and click. */
export class Notification extends KnownEmitter {
  static readonly shown: Notification[] = []
  static isSupported = (): boolean => true
  readonly title: string
  readonly body: string

  constructor(options: { title?: unknown; body?: unknown }) {
    super('Notification', ['show', 'click', 'close', 'failed'])
    needsReady('Cannot create Notification before app is ready')
    const unknown = Object.keys(options).find((name) => name !== 'title' && name !== 'body')
    if (unknown !== undefined) throw new Refusal(`Notification: ${unknown} is no option that the double knows.`)
    const { title, body } = options
    // Electron shows an empty one without a word; nobody could read it.
    if (typeof title !== 'string' || title === '') throw new Refusal('A notification has no title.')
    if (typeof body !== 'string' || body === '') throw new Refusal('A notification has no body.')
    this.title = title
    this.body = body
  }

  show(): void {
    Notification.shown.push(this)
    this.emit('show', {})
  }
}

/** No person is there to answer. A test that expects a dialog replaces its method by its answer, here as with the real Electron. */
const unanswered = (name: string) => (): never => {
  needsReady('dialog module can only be used after app is ready')
  throw new Refusal(`dialog.${name} was called, and the test has no answer for it.`)
}

type OpenDialog = (...args: unknown[]) => Promise<unknown>

/** What stands for the person. Whatever it answers, Electron looks at the options first. */
let openAnswer: OpenDialog = async () => unanswered('showOpenDialog')()

/** What lib/browser/api/dialog.ts throws of the options of an open dialog, and names of properties that it would ignore. */
function checkOpenOptions(args: readonly unknown[]): void {
  needsReady('dialog module can only be used after app is ready')
  const options = (args.length > 1 ? args[1] : args[0]) as Record<string, unknown> | undefined
  if (options === null || typeof options !== 'object') throw new Refusal('dialog.showOpenDialog was called without options.')
  const texts = { title: 'Title', buttonLabel: 'Button label', defaultPath: 'Default path', message: 'Message' }
  for (const [name, called] of Object.entries(texts)) {
    if (options[name] !== undefined && typeof options[name] !== 'string') throw new TypeError(`${called} must be a string`)
  }
  const { properties = ['openFile'] } = options
  if (!Array.isArray(properties)) throw new TypeError('Properties must be an array')
  const unknown = properties.find((name) => !openProperties.has(name))
  if (unknown !== undefined) throw new Refusal(`dialog.showOpenDialog: ${unknown} is no property of an open dialog.`)
  if (process.platform !== 'darwin' && properties.includes('openFile') && properties.includes('openDirectory'))
    throw new Refusal('dialog.showOpenDialog: a dialog for files and folders at once is one for folders on this system.')
}

const openProperties = new Set<unknown>([
  'openFile',
  'openDirectory',
  'multiSelections',
  'showHiddenFiles',
  'createDirectory',
  'promptToCreate',
  'noResolveAliases',
  'treatPackageAsDirectory',
  'dontAddToRecent'
])

export const dialog = {
  get showOpenDialog(): OpenDialog {
    return async (...args) => {
      checkOpenOptions(args)
      return openAnswer(...args)
    }
  },
  set showOpenDialog(answer: OpenDialog) {
    openAnswer = answer
  },
  showOpenDialogSync: unanswered('showOpenDialogSync'),
  showSaveDialog: async () => unanswered('showSaveDialog')(),
  showSaveDialogSync: unanswered('showSaveDialogSync'),
  showMessageBox: async () => unanswered('showMessageBox')(),
  showMessageBoxSync: unanswered('showMessageBoxSync'),
  /** The one dialog that Electron shows before it is ready: as text on the terminal, as on a Linux of that moment. */
  showErrorBox: (title: string, content: string) => console.error(`${title}: ${content}`)
}

export const shell = {
  openExternal: async (url: string) => {
    throw new Refusal(`shell.openExternal(${url}): nothing leaves the computer.`)
  },
  openPath: async (_path: string) => '',
  showItemInFolder: (_path: string) => {},
  beep: () => {}
}

type ThemeSource = 'system' | 'light' | 'dark'

export class NativeTheme extends KnownEmitter {
  private source: ThemeSource = 'system'
  private readonly systemIsDark: boolean

  constructor(systemIsDark: boolean) {
    super('nativeTheme', ['updated'])
    this.systemIsDark = systemIsDark
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? this.systemIsDark : this.source === 'dark'
  }

  get shouldUseHighContrastColors(): boolean {
    return false
  }

  get themeSource(): ThemeSource {
    return this.source
  }

  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source)) throw new Refusal(`${source} is no theme source.`)
    this.source = source
    host.tell('theme', { source })
    this.emit('updated', {})
  }
}
