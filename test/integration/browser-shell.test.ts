/** The built browser shell as a process: files in, events out, and how it ends. */
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, connect } from '../e2e/support/client.ts'
import { type Shell, startShell } from '../e2e/support/shell.ts'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { sextant, temporaryFolder } from './cli.support.ts'

const small = sampleOrders({ customers: 100 })
const large = sampleOrders({ customers: 4_000, badRows: false })

let folder: string
let shell: Shell
let client: Client
const workspace = () => path.join(folder, 'Shop.sextant')
/** What the shell keeps of dropped files. */
const kept = () => readdirSync(path.join(folder, 'tmp'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'))

beforeEach(async () => {
  folder = await temporaryFolder()
  await mkdir(path.join(folder, 'tmp'))
  process.env.TMPDIR = path.join(folder, 'tmp')
  shell = await startShell({ dataFolder: folder })
  delete process.env.TMPDIR
  client = await connect(shell.link)
  await client.call('workspace.create', { name: 'Shop' })
})
afterEach(async () => {
  await shell.stop()
  await rm(folder, { recursive: true, force: true })
})

function upload(name: string, content: string): Promise<string> {
  const file = path.join(folder, 'source.csv')
  writeFileSync(file, content)
  return client.upload(file, name)
}

/** Starts the import of the large file and waits until its worker is at work. Answers what becomes of it. */
async function startLargeImport() {
  const id = await upload('large.csv', large)
  const outcome = client.call('import.start', { files: [id], label: 'large' }).then(
    () => 'stored',
    (error: unknown) => error
  )
  await expect.poll(shell.workers, { interval: 10 }).toHaveLength(1)
  await expect.poll(async () => (await client.call('jobs.list', {})).some((job) => job.progress !== null)).toBe(true)
  // In an object: a promise that an async function returns is waited for.
  return { outcome, worker: shell.workers()[0] ?? 0 }
}

const countsByCli = async () => (await sextant('sources', '--workspace', workspace(), '--json')).json().totals

describe('dropped files', () => {
  it('are previewed, imported, and gone from the temporary folder', async () => {
    const id = await upload('2024/orders.csv', small)
    expect(kept()).toHaveLength(1)
    const preview = await client.call('import.preview', { files: [id] })
    expect(preview.groups[0]?.files[0]?.file).toBe('2024/orders.csv')
    const [stored] = await client.call('import.start', { files: [id], label: 'orders' })
    expect(stored?.source.file).toBe('2024/orders.csv')
    expect(kept()).toEqual([])
  })

  it('are gone when they are given up', async () => {
    const id = await upload('orders.csv', small)
    await client.call('import.discard', { files: [id] })
    expect(kept()).toEqual([])
    await expect(client.call('import.preview', { files: [id] })).rejects.toMatchObject({ code: 'request.unknownFile' })
  })

  it('are named by id alone: a path of this computer is nobody’s file', async () => {
    const file = path.join(folder, 'source.csv')
    writeFileSync(file, small)
    for (const id of [file, `../source.csv`, 'toString', '__proto__']) {
      await expect(client.call('import.preview', { files: [id] })).rejects.toMatchObject({ code: 'request.unknownFile' })
    }
  })

  it('cannot open a workspace that was never opened here', async () => {
    const other = path.join(folder, 'elsewhere', 'other.sextant')
    await mkdir(path.dirname(other))
    await sextant('import', path.join(folder, 'missing.csv'), '--workspace', other)
    for (const place of [other, '/etc/passwd', '../other.sextant']) {
      await expect(client.call('workspace.open', { path: place })).rejects.toMatchObject({ code: 'workspace.notFound' })
    }
  })
})

describe('the main process', () => {
  it('goes on answering while a worker imports', async () => {
    const { outcome } = await startLargeImport()
    let ended = false
    void outcome.finally(() => {
      ended = true
    })
    let answers = 0
    while (!ended) {
      await client.call('app.info', {})
      answers++
    }
    expect(await outcome).toBe('stored')
    // One or two would get through even if it stood still in between.
    expect(answers).toBeGreaterThan(20)
  })

  it('turns a second opener away, and lets it in afterwards', async () => {
    const turnedAway = await sextant('sources', '--workspace', workspace(), '--json')
    expect([turnedAway.code, turnedAway.json().error]).toMatchObject([1, { code: 'workspace.locked', details: { pid: shell.pid } }])
    await shell.stop()
    expect((await sextant('sources', '--workspace', workspace(), '--json')).code).toBe(0)
  })
})

describe.skipIf(process.platform === 'win32')('an end in the middle of an import', () => {
  it('by SIGTERM is graceful: rolled back, cleaned up, exit code 0', async () => {
    const { outcome } = await startLargeImport()
    expect(await shell.stop()).toBe(0)
    expect(await outcome).not.toBe('stored')
    expect(shell.workers()).toEqual([])
    expect(readdirSync(path.join(folder, 'tmp'))).toEqual([])
    expect(await countsByCli()).toMatchObject({ orderLines: 0, customers: 0 })
  })

  it('by SIGKILL leaves everything or nothing, no worker, and the next start tidies up', async () => {
    const { outcome, worker } = await startLargeImport()
    shell.process.kill('SIGKILL')
    await outcome
    await expect.poll(() => isAlive(worker), { timeout: 15_000 }).toBe(false)
    expect([0, large.trimEnd().split('\n').length - 1]).toContain((await countsByCli()).orderLines)
    expect(kept()).toHaveLength(1)
    process.env.TMPDIR = path.join(folder, 'tmp')
    const next = await startShell({ dataFolder: folder })
    delete process.env.TMPDIR
    expect(kept()).toEqual([])
    await next.stop()
  })
})

/** A process that has ended and waits to be buried (`Z`) is dead. */
function isAlive(pid: number): boolean {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' }).split('\n')
  return lines.some((line) => Number.parseInt(line, 10) === pid && !line.includes('Z'))
}
