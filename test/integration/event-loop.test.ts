import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { createInlineHost } from '../../src/main/core/jobs/inline-host.ts'
import { createJobQueue } from '../../src/main/core/jobs/queue.ts'
import type { JobHost } from '../../src/main/core/jobs/types.ts'
import { tasks } from '../fixtures/worker-tasks.ts'

const entry = path.resolve(import.meta.dirname, '../fixtures/worker.ts')
/** Takes about a second, in one go. */
const rounds = 300_000_000

describe('the main process while a job computes without a pause', () => {
  let host: JobHost<typeof tasks>
  afterEach(() => host.dispose())

  async function ticksDuringJob(): Promise<number> {
    const queue = createJobQueue<typeof tasks>({ host, now: Date.now, onChanged: () => {} })
    let ticks = 0
    const ticking = setInterval(() => ticks++, 10)
    await queue.submit({ kind: 'segments', label: '', task: 'compute', input: { rounds } }).result
    clearInterval(ticking)
    return ticks
  }

  it('keeps ticking when the job has a process of its own', async () => {
    host = createChildHost<typeof tasks>({ entry })
    expect(await ticksDuringJob()).toBeGreaterThan(20)
  })

  it('would stand still if it did the work itself', async () => {
    host = createInlineHost(tasks, Date.now)
    expect(await ticksDuringJob()).toBeLessThanOrEqual(1)
  })
})
