import { afterAll, describe, expect, it, vi } from 'vitest'
import type { EngineContext } from '../../../src/engines/context.ts'
import { kmeans } from '../../../src/engines/kmeans.ts'
import { silhouettes } from '../../../src/engines/silhouette.ts'
import { openThreads } from '../../../src/main/core/tasks/threads.ts'
import { blobs, engineContext } from '../engines/support.ts'

const [n, p] = [40_000, 6]
const data = blobs(5, n, p, 9)
const settings = { k: 7, starts: 3, tolerance: 1e-4, maxIterations: 300 }
const teams = [0, 1, 3].map((count) => openThreads(count))
const helped = teams.map((threads): Partial<EngineContext> => ({ threads, now: () => performance.now() }))
afterAll(() => Promise.all(teams.map((threads) => threads.close())))

describe('threads that help an engine', () => {
  it('do not change a bit of k-means, whatever their number and however often they help', async () => {
    const alone = await kmeans(data, n, p, settings, engineContext(2))
    for (let round = 0; round < 3; round++) {
      for (const ctx of helped) expect(await kmeans(data, n, p, settings, engineContext(2, ctx))).toEqual(alone)
    }
  })

  it('do not change a bit of a silhouette', async () => {
    const labels = Int32Array.from({ length: n }, (_, i) => i % 5)
    const run = (ctx?: Partial<EngineContext>) => silhouettes(data, n, p, [{ labels, k: 5 }], 700, engineContext(2, ctx))
    const alone = await run()
    for (const ctx of helped) expect(await run(ctx)).toEqual(alone)
  })

  it('take blocks: without the caller taking any, the work is done', async () => {
    const threads = openThreads(1)
    // A caller that is held up after its first chunk: the thread has the time to do the rest.
    const chunks: number[] = []
    let now = 0
    const ctx = engineContext(2, {
      threads,
      now: () => (now += 100),
      onProgress: (share) => {
        chunks.push(share)
        const until = performance.now() + 100
        while (performance.now() < until);
      }
    })
    const labels = Int32Array.from({ length: n }, (_, i) => i % 5)
    await silhouettes(data, n, p, [{ labels, k: 5 }], 400, ctx)
    // 400 rows in chunks of 4.
    expect(chunks.length).toBeLessThan(90)
    await threads.close()
  })

  it('stop with the caller when it is cancelled, and help again afterwards', async () => {
    const threads = openThreads(1)
    const stop = new AbortController()
    let reports = 0
    let now = 0
    const cancelled = engineContext(2, {
      threads,
      now: () => (now += 30),
      signal: stop.signal,
      onProgress: () => {
        if (++reports === 20) stop.abort(new Error('enough'))
      }
    })
    await expect(kmeans(data, n, p, { ...settings, starts: 1000 }, cancelled)).rejects.toThrow('enough')
    expect(reports).toBe(20)
    const after = engineContext(2, { threads, now: () => performance.now() })
    expect(await kmeans(data, n, p, settings, after)).toEqual(await kmeans(data, n, p, settings, engineContext(2)))
    await threads.close()
  })

  it('fail the work when one has gone down', async () => {
    const threads = openThreads(1)
    // Not a memory: the thread cannot work on it.
    const help = threads.help({} as WebAssembly.Memory)
    await vi.waitFor(() => expect(() => help.check()).toThrow(), { timeout: 20_000 })
    await threads.close()
  })
})
