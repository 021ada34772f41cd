/** Headless Chromium before a built browser shell. */
import type { Browser } from 'playwright-core'
import { fromWire, type Wire } from '../../../src/shared/errors.ts'
import type { Driver, Launch } from './driver.ts'
import { drag, dropping, hovering, watchPages } from './page.ts'
import { startShell } from './shell.ts'

export async function launchBrowserShell(openBrowser: () => Promise<Browser>, wanted: Launch): Promise<Driver> {
  const { dataFolder, workspace, viewport, theme } = wanted
  const shell = await startShell({ dataFolder, args: workspace === null ? [] : ['--workspace', workspace] })
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB' })
  const watched = watchPages(context, isLocal)
  const page = await context.newPage()
  await page.goto(shell.link)
  return {
    page,
    dataFolder,
    ...watched,
    workers: shell.workers,
    drop: (...paths) => drag(page, paths, dropping),
    hover: (...paths) => drag(page, paths, hovering),
    async call(method, request) {
      const answer = await page.evaluate(
        async ([name, body]) => {
          const response = await fetch(`/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
          return (await response.json()) as unknown
        },
        [method, JSON.stringify(request)] as const
      )
      return unwrap(answer as Wire<never>)
    },
    stop: shell.stop,
    async close() {
      await context.close()
      await shell.stop()
    },
    desktop: null
  }
}

export function unwrap<T>(wire: Wire<T>): T {
  if (!wire.ok) throw fromWire(wire.error)
  return wire.value
}

function isLocal(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'data:' || protocol === 'blob:' || hostname === '127.0.0.1'
}
