import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { chooseShell, type Situation } from '../../../scripts/choose-shell.ts'
import { ensureElectron, fetchOnceADay, findElectron } from '../../../scripts/electron-path.ts'
import { runDesktop } from '../../../scripts/run-desktop.ts'
import { desktop } from '../../../src/shared/messages/en/desktop.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sextant-start-'))
})
afterAll(() => rm(folder, { recursive: true }))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('which shell npm start opens', () => {
  const found = async () => ({ path: '/e/electron' })
  const never = (): never => {
    throw new Error('nobody should look for a runtime')
  }
  const situation: Situation = { platform: 'linux', env: { DISPLAY: ':0' }, root: false, browserAsked: false, runtime: found }

  it.each<[string, Partial<Situation>, readonly string[]]>([
    ['Linux with X', {}, []],
    ['Linux with Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, []],
    ['Linux as root', { root: true }, ['--no-sandbox']],
    ['macOS', { platform: 'darwin', env: {} }, []],
    ['macOS as root', { platform: 'darwin', env: {}, root: true }, []],
    ['Windows', { platform: 'win32', env: {} }, []]
  ])('the desktop app: %s', async (_where, part, switches) => {
    expect(await chooseShell({ ...situation, ...part })).toEqual({ shell: 'desktop', program: '/e/electron', switches })
  })

  it.each<[string, Partial<Situation>, string]>([
    ['that is asked for', { browserAsked: true, runtime: never }, 'as asked'],
    ['without a display', { env: {}, runtime: never }, 'no display was found for a window'],
    ['with an empty one', { env: { DISPLAY: '', WAYLAND_DISPLAY: '' }, runtime: never }, 'no display was found for a window'],
    ['without a runtime', { runtime: async () => ({ missing: 'because' }) }, 'because']
  ])('the browser: %s', async (_why, part, why) => {
    expect(await chooseShell({ ...situation, ...part })).toEqual({ shell: 'browser', why })
  })
})

describe('the runtime', () => {
  const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron'

  it('is where ELECTRON_OVERRIDE_DIST_PATH says', async () => {
    const file = path.join(folder, 'dist', program)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, '')
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', path.join(folder, 'dist'))
    expect(findElectron()).toBe(file)
    expect(await ensureElectron()).toEqual({ path: file })
  })

  it('is nowhere when it is not there, and is not fetched in its place', async () => {
    const nowhere = path.join(folder, 'nowhere')
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', nowhere)
    expect(findElectron()).toBeNull()
    expect(await ensureElectron()).toEqual({ missing: expect.stringContaining(nowhere) })
  })
})

describe('fetching the runtime', () => {
  const hour = 3_600_000
  /** A download that fails until it does not. */
  function fetching() {
    const state = { there: false, downloads: 0 }
    const at = (now: number, version = '45.0.0') =>
      fetchOnceADay({
        find: () => (state.there ? '/e/electron' : null),
        async download() {
          state.downloads++
          return 'fetch failed'
        },
        memory: path.join(folder, 'cache', 'electron.json'),
        version,
        now
      })
    return { state, at }
  }
  afterEach(() => rm(path.join(folder, 'cache'), { recursive: true, force: true }))

  it('is tried once a day when it fails, and says so', async () => {
    const { state, at } = fetching()
    expect(await at(0)).toEqual({ missing: expect.stringContaining('could not be downloaded: fetch failed') })
    expect(await at(23 * hour)).toEqual({ missing: expect.stringContaining('earlier today: fetch failed') })
    expect(state.downloads).toBe(1)
    expect(await at(24 * hour)).toEqual({ missing: expect.stringContaining('could not be downloaded: fetch failed') })
    expect(state.downloads).toBe(2)
  })

  it('is tried at once for another version, and when the clock was set back', async () => {
    const { state, at } = fetching()
    await at(48 * hour)
    await at(48 * hour, '46.0.0')
    await at(2 * hour, '46.0.0')
    expect(state.downloads).toBe(3)
  })

  it('is forgotten once it went well', async () => {
    const { state, at } = fetching()
    await at(0)
    state.there = true
    expect(await at(25 * hour)).toEqual({ path: '/e/electron' })
    state.there = false
    await at(26 * hour)
    expect(state.downloads).toBe(3)
  })

  it('is not kept from it by a memory that makes no sense', async () => {
    const { state, at } = fetching()
    await mkdir(path.join(folder, 'cache'))
    await writeFile(path.join(folder, 'cache', 'electron.json'), '{"at":"yesterday"')
    await at(0)
    expect(state.downloads).toBe(1)
  })
})

describe('running the desktop app', () => {
  /** A program that stands for Electron, run by Node. */
  async function run(source: string) {
    const file = path.join(folder, 'program.cjs')
    await writeFile(file, source)
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const outcome = await runDesktop(process.execPath, [file, '--workspace=x'])
    return { outcome, out: out.mock.calls.map(([text]) => text).join(''), complaints: complaints.mock.calls.map(([text]) => text).join('') }
  }
  const sayReady = `console.log(${JSON.stringify(desktop.ready)})`

  it('ends with it', async () => {
    const { outcome, out } = await run(`${sayReady}; process.exitCode = 3`)
    expect(outcome).toEqual({ ran: true, code: 3 })
    expect(out).toContain(desktop.ready)
  })

  it('ends with one that found another open', async () => {
    expect((await run(`console.log(${JSON.stringify(desktop.alreadyOpen)})`)).outcome).toEqual({ ran: true, code: 0 })
  })

  it('keeps back what it complains of until it is there', async () => {
    const { complaints } = await run(`console.error('no GPU'); setTimeout(() => ${sayReady}, 100)`)
    expect(complaints).toBe('no GPU\n')
  })

  it.each([
    [
      "console.error('Missing X server'); console.error('The platform failed to initialize.'); process.exit(1)",
      'The platform failed to initialize.'
    ],
    ['process.exit(9)', 'exit code 9'],
    ["process.kill(process.pid, 'SIGKILL')", 'SIGKILL']
  ])('says why it never came up: %s', async (source, reason) => {
    const { outcome, complaints } = await run(source)
    expect(outcome).toEqual({ ran: false, why: `the desktop runtime does not start: ${reason}` })
    expect(complaints).toBe('')
  })

  it('says so when it is no program', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    expect(await runDesktop(path.join(folder, 'nothing'), [])).toEqual({ ran: false, why: expect.stringContaining('ENOENT') })
  })

  it('is Electron, not a mere Node', async () => {
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1')
    const { out } = await run(`console.log('as node:', process.env.ELECTRON_RUN_AS_NODE); ${sayReady}`)
    expect(out).toContain('as node: undefined')
  })
})
