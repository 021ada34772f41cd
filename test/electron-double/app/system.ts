/** The parts of Electron that reach into the system. Nothing is opened or shown: it is told, or a test says what the answer is. */
import { host } from './host.ts'
import { needsReady } from './ready.ts'
import { KnownEmitter, Refusal } from './refusing.ts'

/** No person is there to answer. A test that expects a dialog replaces its method by its answer, here as with the real Electron. */
const unanswered = (name: string) => (): never => {
  needsReady('dialog module can only be used after app is ready')
  throw new Refusal(`dialog.${name} was called, and the test has no answer for it.`)
}

export const dialog = {
  showOpenDialog: async () => unanswered('showOpenDialog')(),
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
