/** What every spec needs around it: one browser a file, one Sextant a test, and nothing to complain about afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect } from 'vitest'
import { closeBrowser, type Driver, type LaunchOptions, launch } from './driver.ts'

export interface Spec {
  /** Starts Sextant; it is stopped after the test, which fails if the page complained or asked anything of another computer. */
  start(options?: LaunchOptions): Promise<Driver>
  /** Writes a file that is gone after the test file. Answers its path. */
  file(name: string, content: string | Buffer): string
}

/** To be called once at the top of a test file. */
export function provideSextant(): Spec {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-spec-'))
  let open: Driver[] = []

  afterEach(async () => {
    const drivers = open
    open = []
    await Promise.all(drivers.map((driver) => driver.close()))
    for (const { complaints, strayRequests } of drivers)
      expect({ complaints, strayRequests }).toEqual({ complaints: [], strayRequests: [] })
  })
  afterAll(async () => {
    await closeBrowser()
    rmSync(folder, { recursive: true, force: true })
  })

  return {
    async start(options) {
      const driver = await launch(options)
      open.push(driver)
      return driver
    },
    file(name, content) {
      const file = path.join(folder, name)
      writeFileSync(file, content)
      return file
    }
  }
}
