/** The trust panel without draws of chance: 20,000 customers, every number of segments from 2 to 15 with ten starts, gap, stability and seeds. */
import { cpuUsage } from 'node:process'
import { scan } from '../../src/main/core/tasks/segment-clustering.ts'
import { spaceOf } from '../../src/main/core/tasks/segment-space.ts'
import { seedsAgree, trust } from '../../src/main/core/tasks/segment-trust.ts'
import { openThreads } from '../../src/main/core/tasks/threads.ts'
import { SegmentsParams } from '../../src/shared/model/segments.ts'
import { customerLikeTable } from './support/measure.ts'

const CUSTOMERS = 20_000

export async function run(): Promise<void> {
  for (const features of [5, 12, 20]) {
    const space = spaceOf(customerLikeTable(CUSTOMERS, features, 7), CUSTOMERS, { p: features, levels: [], gamma: 1 })
    const params = SegmentsParams.parse({})
    const ctx = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
    const threads = openThreads()
    const begun = performance.now()
    const used = cpuUsage()
    try {
      const scanned = await scan(space, params, ctx, threads)
      const middle = performance.now()
      await trust(space, scanned, params, ctx, threads)
      const partition = scanned.partitions[3]
      if (partition !== undefined) await seedsAgree(space, partition, 5, params, ctx, threads)
      const { user } = cpuUsage(used)
      console.log(
        `  ${CUSTOMERS} x ${features}: ${((performance.now() - begun) / 1000).toFixed(1)} s ` +
          `(numbers of segments and silhouettes ${((middle - begun) / 1000).toFixed(1)} s; processor ${(user / 1e6).toFixed(1)} s); at most 30`
      )
    } finally {
      await threads.close()
    }
  }
}
