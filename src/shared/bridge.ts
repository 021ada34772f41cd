/**
 * What the desktop shell gives to the page: `window.sextant`, made by the preload script from the contract, and the names
 * under which its two ends talk to each other.
 */
import type { EventName, Method } from './contract.ts'
import type { Wire } from './errors.ts'

/** `File` is the page's. It goes no further than the preload script, which alone may ask where it lies. */
export interface DesktopBridge<File> {
  call(method: Method, request: unknown): Promise<Wire<unknown>>
  /** For as long as the page lives. */
  listen(onEvent: (name: EventName, event: unknown) => void): void
  /** Hands over where a dropped or chosen file lies; the answer's id stands for it from then on. */
  stage(file: File, name: string): Promise<Wire<{ id: string }>>
  /** Lets the person choose a workspace file in the system's own dialog, and opens it. */
  chooseWorkspace(): Promise<Wire<null>>
  /** Lets the person choose a folder in the system's own dialog. Answers where it lies, null when none was chosen. */
  chooseFolder(): Promise<Wire<string | null>>
}

export const bridgeName = 'sextant'

export const channels = {
  /** Page to shell: method and request, answered in wire form. */
  call: 'sextant:call',
  /** Page to shell: a `StageRequest`, answered with its id. */
  stage: 'sextant:stage',
  /** Page to shell: answered once a workspace was chosen and opened, or none was. */
  chooseWorkspace: 'sextant:choose-workspace',
  /** Page to shell: answered with a path, or null. */
  chooseFolder: 'sextant:choose-folder',
  /** Shell to page: an event's name and payload. */
  event: 'sextant:event'
} as const

export interface StageRequest {
  /** Empty for a file that lies nowhere, such as a pasted table. */
  path: string
  /** For people: relative to what was dropped, with `/`. */
  name: string
  /** What such a file holds; null for one that has a path. */
  bytes?: Uint8Array | null
}

/** Commands of the page that the window's menu offers too. Each is one of the command palette's. */
export type MenuCommand = 'import-files' | 'import-folder' | 'new-workspace' | 'keys'

/** The name of the DOM event by which the menu asks the page for a command; its detail is the `MenuCommand`. */
export const menuCommandEvent = 'sextant:command'
