/** What only a desktop shell has: a main process, a window of the system, and what the system asks of a program. */
import path from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import type { Launch } from './driver.ts'

export interface Desktop {
  app: Pick<ElectronApplication, 'evaluate' | 'process'>
  /** The exit code, null after a signal. */
  ended: Promise<number | null>
  /** Starts the program once more, as a double click on a file does. Answers its exit code. */
  startAgain(...args: string[]): Promise<number | null>
  /** What the page calls an address of the app's scheme. */
  address(url: string): string
  /** What the app grants to its pages, by Electron's names; null where only the pages can tell. */
  granted(): readonly string[] | null
}

/** A desktop shell that has been started, over whichever Electron. */
export interface Started {
  desktop: Desktop
  /** The page of its window now. */
  page(): Page
  workers(): number[]
  strayRequests: string[]
  complaints: string[]
  /** Ends everything, whatever state it is in. */
  end(): Promise<void>
}

export const root = path.resolve(import.meta.dirname, '../../..')

export function programArguments({ workspace, args = [] }: Launch): string[] {
  return [...(workspace === null ? [] : [`--workspace=${workspace}`]), ...args]
}

/** `SEXTANT_HOME` makes two data folders two programs: each has its profile, and its lock, inside. */
export const environment = ({ dataFolder }: Launch): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  SEXTANT_HOME: dataFolder
})
