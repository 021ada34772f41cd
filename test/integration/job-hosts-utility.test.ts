/** The utility-process host over the stand-in's `utilityProcess`: real processes that have `parentPort` and no other line. */
import path from 'node:path'
import type { ForkOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createUtilityHost } from '../../src/main/shells/electron/utility-host.ts'
import { becomeReady } from '../electron-double/app/ready.ts'
import { describeJobHost } from '../fixtures/worker-contract.ts'
import type { tasks } from '../fixtures/worker-tasks.ts'

/** Electron's side: what it is told of a process, and a way to tell what became of it. */
const electron = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events')
  return { app: new EventEmitter(), forked: [] as ForkOptions[] }
})
vi.mock('electron', async () => {
  const { createUtilityProcess } = await import('../electron-double/app/utility-process.ts')
  const utilityProcess = createUtilityProcess((event, details) => electron.app.emit(event, {}, details))
  const fork = (entry: string, args: string[], options: ForkOptions) => {
    electron.forked.push(options)
    return utilityProcess.fork(entry, args, options)
  }
  return { app: electron.app, utilityProcess: { fork } }
})

becomeReady(() => {})
const entry = path.resolve(import.meta.dirname, '../fixtures/worker.ts')
const ignore = { signal: new AbortController().signal, onProgress: () => {} }

describeJobHost({
  name: 'utility process',
  process: true,
  killed: 'killed, code 9',
  create: (options) => createUtilityHost({ entry, ...options })
})

describe('utility process', () => {
  it('says why a worker could not be started', async () => {
    const host = createUtilityHost<typeof tasks>({ entry: path.resolve(entry, '../no-such-worker.ts') })
    await expect(host.run('sum', { upTo: 1 }, ignore)).rejects.toMatchObject({
      code: 'job.crashed',
      details: { reason: 'exit code 1', log: expect.stringContaining('Cannot find module') }
    })
  })

  it.each([
    ['oom', 'out of memory'],
    ['crashed', 'crashed, code 9'],
    ['killed', 'killed, code 9'],
    ['abnormal-exit', 'exit code 9'],
    ['launch-failed', 'it could not be started']
  ])('says what Electron knows of an end (%s)', async (reason, said) => {
    const host = createUtilityHost<typeof tasks>({ entry })
    const onProgress = ({ done: pid }: { done: number }) => {
      const name = electron.forked.at(-1)?.serviceName
      electron.app.emit('child-process-gone', {}, { type: 'Utility', name: 'another', reason: 'oom', exitCode: 9 })
      electron.app.emit('child-process-gone', {}, { type: 'Utility', name, reason, exitCode: 9 })
      process.kill(pid, 'SIGKILL')
    }
    await expect(host.run('spin', {}, { ...ignore, onProgress })).rejects.toMatchObject({ code: 'job.crashed', details: { reason: said } })
    expect(electron.app.listenerCount('child-process-gone')).toBe(0)
  })

  it('names each process, for Electron tells of its end by that', async () => {
    const host = createUtilityHost<typeof tasks>({ entry })
    const before = electron.forked.length
    await Promise.all([host.run('sum', { upTo: 1 }, ignore), host.run('sum', { upTo: 1 }, ignore)])
    const names = electron.forked.slice(before).map(({ serviceName }) => serviceName)
    expect(new Set(names).size).toBe(2)
  })
})
