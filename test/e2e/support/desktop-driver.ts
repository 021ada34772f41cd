/** The built desktop shell, over the real Electron or over its stand-in. Once started the two are driven alike. */
import type { Browser } from 'playwright-core'
import type { Method, RequestOf } from '../../../src/shared/contract.ts'
import type { Wire } from '../../../src/shared/errors.ts'
import { unwrap } from './browser-driver.ts'
import { launchDouble } from './double-driver.ts'
import type { Driver, Launch } from './driver.ts'
import { launchElectron } from './electron-driver.ts'
import { drag, dropping, hovering } from './page.ts'

export async function launchDesktop(openBrowser: () => Promise<Browser>, wanted: Launch, shell: 'double' | 'electron'): Promise<Driver> {
  const started = await (shell === 'double' ? launchDouble(openBrowser, wanted) : launchElectron(wanted))
  const { desktop, page, workers, strayRequests, complaints } = started
  const { width, height } = wanted.viewport
  const resize = ({ BrowserWindow }: typeof import('electron'), size: readonly [number, number]) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(...size)
  if (!wanted.keepSize) await desktop.app.evaluate(resize, [width, height] as const)
  return {
    get page() {
      return page()
    },
    dataFolder: wanted.dataFolder,
    strayRequests,
    complaints,
    workers,
    drop: (...paths) => drag(page(), paths, dropping),
    hover: (...paths) => drag(page(), paths, hovering),
    async call<M extends Method>(method: M, request: RequestOf<M>) {
      const answer = await page().evaluate<Wire<never>>(`sextant.call(${JSON.stringify(method)}, ${JSON.stringify(request)})`)
      return unwrap(answer)
    },
    async stop() {
      // A signal is not asked whether an import may be stopped.
      desktop.app.process().kill('SIGTERM')
      return desktop.ended
    },
    close: started.end,
    desktop
  }
}
