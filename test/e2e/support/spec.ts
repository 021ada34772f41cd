/** What every spec needs around it: one browser a file, one Sextant a test, and nothing to complain about afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect } from 'vitest'
import { closeBrowser, type Driver, type LaunchOptions, launch } from './driver.ts'

export interface Spec {
  /** Starts Sextant; it is stopped after the test, which fails if the page complained or asked anything of another computer. */
  start(options?: LaunchOptions): Promise<Driver>
  /** The same for a `beforeAll`, until the end of the file: screens that only show are looked at one after the other. */
  startForAll(options?: LaunchOptions): Promise<Driver>
  /** Writes a file that is gone after the test file. Answers its path. */
  file(name: string, content: string | Buffer): string
}

/** To be called once at the top of a test file. */
export function provideSextant(): Spec {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-spec-'))
  const forOne: Driver[] = []
  const forAll: Driver[] = []

  afterEach(() => end(forOne))
  afterAll(async () => {
    try {
      await end(forAll)
    } finally {
      await closeBrowser()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const starting = (drivers: Driver[]) => async (options?: LaunchOptions) => {
    const driver = await launch(options)
    drivers.push(driver)
    return driver
  }
  return {
    start: starting(forOne),
    startForAll: starting(forAll),
    file(name, content) {
      const file = path.join(folder, name)
      writeFileSync(file, content)
      return file
    }
  }
}

/** Closes them all, then says what they complained of. */
async function end(drivers: Driver[]): Promise<void> {
  const ended = drivers.splice(0)
  // The last first: one that was started again is in the folder of the one before.
  for (const driver of ended.toReversed()) await driver.close()
  for (const { complaints, strayRequests } of ended) expect({ complaints, strayRequests }).toEqual({ complaints: [], strayRequests: [] })
}
