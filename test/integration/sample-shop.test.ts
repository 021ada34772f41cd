import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { createInlineHost } from '../../src/main/core/jobs/inline-host.ts'
import type { TaskContext } from '../../src/main/core/jobs/types.ts'
import { workerEntry } from '../../src/main/core/jobs/worker-entry.ts'
import { draftPrefix } from '../../src/main/core/stale-drafts.ts'
import { tasks } from '../../src/main/core/tasks/index.ts'
import { openTestApp, ordersCsv, type TestApp } from '../fixtures/orders-app.ts'

/** Called when a phase begins, from within the job: events are too few to catch a short one. */
let onPhase: (phase: string) => void = () => {}
/** As few customers as there can be: what is tested here does not depend on how many. */
const few = {
  ...tasks,
  sample(input, ctx) {
    let last: string | null = null
    const onProgress: TaskContext['onProgress'] = (progress) => {
      ctx.onProgress(progress)
      if (progress.phase !== last) onPhase(progress.phase)
      last = progress.phase
    }
    return tasks.sample({ ...input, customers: 200 }, { ...ctx, onProgress })
  }
} satisfies typeof tasks
const small = () => createInlineHost<typeof tasks>(few, Date.now)
const child = () => createChildHost<typeof tasks>({ entry: workerEntry() })

let test: TestApp
const open = (host = small()) => {
  test = openTestApp({ host })
  return test
}
afterEach(() => {
  onPhase = () => {}
  return test.dispose()
})

const data = () => path.join(test.folder, 'data')
/** All that lies in the data folder, hidden things too. */
const files = () => readdirSync(data()).sort()
const workspace = (name: string) => [`${name}.sextant`, `${name}.sextant-shm`, `${name}.sextant-wal`, `${name}.sextant.lock`]
const during = (phase: string) =>
  new Promise<void>((resolve) => {
    onPhase = (begun) => begun === phase && resolve()
  })

describe('the sample shop', () => {
  it('is made, imported and opened in one go, and leaves only its workspace; then its segments are found', async () => {
    open(child())
    const made = await test.call('sample.open', {})
    expect(made).toMatchObject({ name: 'Sample shop', path: path.join(data(), 'Sample shop.sextant'), asOf: '2025-09-30', currency: 'EUR' })
    expect(made.counts).toMatchObject({ rejectedRows: expect.any(Number), orders: expect.any(Number) })
    expect(await test.call('workspace.current', {})).toEqual(made)
    expect(files()).toEqual([...workspace('Sample shop'), 'recent.json'].sort())

    const [imported, ...others] = await test.call('sources.list', {})
    expect([imported?.label, others]).toEqual(['Sample shop', []])
    const orders = imported?.sources.find(({ kind }) => kind === 'orders')
    expect(orders).toMatchObject({ file: 'Sample shop/orders.xlsx', rows: { duplicate: 0, rejected: 5, blank: 0 } })
    const home = await test.call('home.summary', {})
    expect(home.period).toEqual({ from: '2024-10-01', to: '2025-09-30', previousFrom: '2023-10-01', previousTo: '2024-09-30' })
    expect(home.figures.every(({ value, previous }) => (value ?? 0) > 0 && (previous ?? 0) > 0)).toBe(true)
    // Its segments are found while Home is read.
    const jobs = await test.call('jobs.list', {})
    expect(jobs.map(({ kind, state, label }) => [kind, state, label])).toEqual([
      ['segments', 'running', 'Sample shop'],
      ['sample', 'done', 'Sample shop']
    ])
    await expect
      .poll(() => test.call('segments.latest', {}), { timeout: 120_000 })
      .toMatchObject({ stale: false, customers: expect.any(Number) })
  })

  it('is the next to the one that is there, which it leaves alone', async () => {
    open()
    mkdirSync(data())
    writeFileSync(path.join(data(), 'Sample shop.sextant'), 'something else')
    expect(await test.call('sample.open', {})).toMatchObject({ name: 'Sample shop 2' })
    expect(await test.call('sample.open', {})).toMatchObject({ name: 'Sample shop 3' })
    expect(readFileSync(path.join(data(), 'Sample shop.sextant'), 'utf8')).toBe('something else')
    const changes = test.events.filter(([name]) => name === 'workspace.changed') as [string, { reason: string }][]
    expect(changes.filter(([, { reason }]) => reason !== 'segmented')).toHaveLength(2)
  })

  it.each(['sample.simulate', 'sample.write', 'import.read', 'import.store', 'import.index'])(
    'that is cancelled during %s leaves nothing behind, and the open workspace open',
    async (phase) => {
      open()
      await test.call('workspace.create', { name: 'mine' })
      const before = files()
      const phaseBegins = during(phase)
      const outcome = test.call('sample.open', {}).catch((error) => error)
      await phaseBegins
      const [job] = await test.call('jobs.list', {})
      await test.call('jobs.cancel', { id: job?.id ?? '' })
      expect(await outcome).toMatchObject({ code: 'job.cancelled' })
      expect(files()).toEqual(before)
      expect(await test.call('workspace.current', {})).toMatchObject({ name: 'mine' })
    }
  )

  it('whose process dies leaves nothing behind', async () => {
    open(child())
    const outcome = test.call('sample.open', {}).catch((error) => error)
    await test.job(({ kind, progress }) => kind === 'sample' && progress?.phase === 'import.store')
    const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
    for (const line of listed) {
      const [pid, parent] = line.trim().split(/\s+/, 2).map(Number)
      if (parent === process.pid && /worker\.ts/.test(line)) process.kill(pid ?? 0, 'SIGKILL')
    }
    expect(await outcome).toMatchObject({ code: 'job.crashed' })
    expect(files()).toEqual([])
    expect(await test.call('workspace.current', {})).toBeNull()
  })

  it('removes what a dead process has left of another, and nothing of a living one', async () => {
    open()
    const alive = `${draftPrefix()}alive`
    for (const name of ['.sextant-draft-999999999-dead', alive]) mkdirSync(path.join(data(), name, 'Sample shop'), { recursive: true })
    await test.call('sample.open', {})
    expect(files()).toEqual([alive, ...workspace('Sample shop'), 'recent.json'].sort())
  })

  it('waits for an import that was started meanwhile', async () => {
    open()
    const mine = await test.call('workspace.create', { name: 'mine' })
    const storing = during('import.store')
    const outcome = test.call('sample.open', {})
    await storing
    const rows = Array.from({ length: 4_000 }, (_, i) => `A${i},C${i % 50},2024-01-15,P1,1,9.50`)
    const imported = test.call('import.start', { files: [test.file('orders.csv', ordersCsv(rows))], label: '' })
    expect(await imported).toMatchObject([{ rows: { stored: 4_000 } }])
    expect(await outcome).toMatchObject({ name: 'Sample shop' })
    expect(await test.call('workspace.open', { path: mine.path })).toMatchObject({ counts: { orderLines: 4_000 } })
  })

  it('gives way to a workspace that is opened meanwhile', async () => {
    open()
    const reading = during('import.read')
    const outcome = test.call('sample.open', {}).catch((error) => error)
    await reading
    await test.call('workspace.create', { name: 'mine' })
    expect(await outcome).toMatchObject({ code: 'job.cancelled' })
    expect(await test.call('workspace.current', {})).toMatchObject({ name: 'mine' })
    expect(files()).toEqual([...workspace('mine'), 'recent.json'].sort())
  })

  it('is refused in words where workspaces cannot be written', async () => {
    open()
    writeFileSync(data(), 'a file where the folder would be')
    await expect(test.call('sample.open', {})).rejects.toMatchObject({ code: expect.stringMatching(/^(workspace|storage)\./) })
  })
})
