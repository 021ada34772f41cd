/** The built desktop shell over the stand-in for Electron, in the headless Chromium that all specs of a file share. */
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { fromChromium, toChromium } from '../../electron-double/host/address.ts'
import { type DoubleApp, launchDouble as launchApp } from '../../electron-double/host/launch.ts'
import { environment, programArguments, root, type Started } from './desktop.ts'
import type { Launch } from './driver.ts'
import { watchPages } from './page.ts'
import { childrenOf } from './shell.ts'

export async function launchDouble(openBrowser: () => Promise<Browser>, wanted: Launch): Promise<Started> {
  const { theme, displays, mutations } = wanted
  const browser = await openBrowser()
  const newContext = () => browser.newContext({ colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB' })
  const context = await newContext()
  const watched = watchPages(context, isLocal)
  const common = {
    entry: path.join(root, 'out', 'main', 'electron.js'),
    appPath: root,
    env: environment(wanted),
    dark: theme === 'dark',
    ...(displays === undefined ? {} : { displays }),
    ...(mutations === undefined ? {} : { mutations })
  }
  const app = await launchApp({ context, args: programArguments(wanted), ...common })
  try {
    await app.ready
    await app.firstWindow()
  } catch (error) {
    await end(app)
    await context.close()
    throw error
  }

  return {
    desktop: {
      app,
      ended: app.ended,
      async startAgain(...args) {
        const other = await newContext()
        const second = await launchApp({ context: other, args, ...common })
        const code = await second.ended
        watched.complaints.push(...second.defects)
        await other.close()
        return code
      },
      address: toChromium,
      granted: app.granted
    },
    page: () => app.windows()[0] ?? context.pages()[0] ?? fail(),
    workers: () => childrenOf(app.process().pid ?? 0),
    ...watched,
    async end() {
      await end(app)
      await context.close()
      watched.complaints.push(...app.defects)
    }
  }
}

async function end(app: DoubleApp): Promise<void> {
  const { exitCode, signalCode } = app.process()
  if (exitCode === null && signalCode === null) app.process().kill('SIGTERM')
  await app.ended
}

function isLocal(address: string): boolean {
  return /^(app:\/\/sextant\/|data:|blob:app:\/\/sextant\/)/.test(fromChromium(address))
}

function fail(): never {
  throw new Error('There is no window.')
}
