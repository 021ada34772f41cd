import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { createInlineHost } from '../../src/main/core/jobs/inline-host.ts'
import { workerEntry } from '../../src/main/core/jobs/worker-entry.ts'
import type { tasks as productTasks } from '../../src/main/core/tasks/index.ts'
import { describeJobHost, isAlive } from '../fixtures/worker-contract.ts'
import { tasks } from '../fixtures/worker-tasks.ts'

const fixtures = path.resolve(import.meta.dirname, '../fixtures')
const entry = path.join(fixtures, 'worker.ts')

describeJobHost({ name: 'inline', process: false, create: () => createInlineHost(tasks, Date.now) })
describeJobHost({ name: 'child process', process: true, create: (options) => createChildHost({ entry, ...options }) })

describe('child process', () => {
  it('starts the worker that comes with this build', async () => {
    const host = createChildHost<typeof productTasks>({ entry: workerEntry() })
    const run = host.run('check', { workspacePath: '/no/such.sextant' }, { signal: new AbortController().signal, onProgress: () => {} })
    await expect(run).rejects.toMatchObject({ code: 'workspace.notFound', details: { path: '/no/such.sextant' } })
    await host.dispose()
  })

  it('says why a worker could not be started', async () => {
    const host = createChildHost({ entry: path.join(fixtures, 'no-such-worker.ts') })
    const run = host.run('sum', { upTo: 1 }, { signal: new AbortController().signal, onProgress: () => {} })
    await expect(run).rejects.toMatchObject({ code: 'job.crashed', details: { log: expect.stringContaining('Cannot find module') } })
  })

  it.each(['spin', 'ignoreCancel'])('dies with its host, however busy (%s)', async (task) => {
    const parent = spawn(process.execPath, [path.join(fixtures, 'worker-parent.ts'), task], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = Number(await new Promise<string>((resolve) => createInterface(parent.stdout).once('line', resolve)))
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
  })

  it.skipIf(process.platform !== 'linux')("stays in its host's process group", async () => {
    const groupOf = (pid: number | string) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[2]
    const host = createChildHost<typeof tasks>({ entry, graceMs: 0 })
    const stop = new AbortController()
    let group: string | undefined
    const onProgress = ({ done }: { done: number }) => {
      group = groupOf(done)
      stop.abort()
    }
    await expect(host.run('ignoreCancel', {}, { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(group).toBe(groupOf('self'))
    await host.dispose()
  })
})
