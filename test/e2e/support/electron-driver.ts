/** The built desktop shell over the real Electron, where `findElectron` finds one and there is a display. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { _electron, type ElectronApplication } from 'playwright-core'
import { findElectron } from '../../../scripts/electron-path.ts'
import { environment, programArguments, root, type Started } from './desktop.ts'
import type { Launch } from './driver.ts'
import { watchPages } from './page.ts'

/** Chromium refuses to run as root on Linux with its sandbox, and only there it has to do without. */
const switches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

export async function launchElectron(wanted: Launch): Promise<Started> {
  const executablePath = findElectron()
  if (executablePath === null) throw new Error('There is no Electron runtime; see scripts/electron-path.ts.')
  // Terminals inside of programs that are made with Electron set this, and with it Electron would be a mere Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = environment(wanted)
  const app = await _electron.launch({
    executablePath,
    args: [...switches, root, '--lang=en-GB', ...programArguments(wanted)],
    env,
    colorScheme: wanted.theme,
    locale: 'en-GB'
  })
  const ended = once(app.process(), 'exit').then(([code]: (number | null)[]) => code ?? null)
  const watched = watchPages(app.context(), (address) => /^(app:\/\/sextant\/|data:|blob:app:\/\/sextant\/|devtools:)/.test(address))
  const first = await app.firstWindow()
  await first.emulateMedia({ reducedMotion: 'reduce' })

  return {
    desktop: {
      app,
      ended,
      async startAgain(...args) {
        const second = spawn(executablePath, [...switches, root, ...args], { env, stdio: 'ignore' })
        const [code] = (await once(second, 'exit')) as [number | null]
        return code
      },
      address: (url) => url,
      granted: () => null
    },
    page: () => app.windows().at(-1) ?? first,
    workers: () => jobsOf(app),
    ...watched,
    async end() {
      const { exitCode, signalCode } = app.process()
      if (exitCode === null && signalCode === null) app.process().kill('SIGTERM')
      await ended
    }
  }
}

/** Utility processes, however many of Chromium's helpers stand between them and the main process. */
function jobsOf(app: ElectronApplication): number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => {
      const [pid, ppid] = line.trim().split(/\s+/, 2).map(Number)
      return { pid, ppid, line }
    })
  const family = new Set([app.process().pid])
  for (let before = 0; before < family.size; ) {
    before = family.size
    for (const { pid, ppid } of processes) if (family.has(ppid)) family.add(pid)
  }
  return processes.flatMap(({ pid, line }) =>
    pid !== undefined && family.has(pid) && line.includes('node.mojom.NodeService') ? [pid] : []
  )
}
