/** The exact silhouette of 10,000 and 20,000 rows of 12 columns in 8 clusters, beside scikit-learn. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Threads } from '../../src/engines/context.ts'
import { kmeans } from '../../src/engines/kmeans.ts'
import { type Labelling, silhouettes } from '../../src/engines/silhouette.ts'
import { openThreads } from '../../src/main/core/tasks/threads.ts'
import { type Contestant, compare, customerLikeTable, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const P = 12
const ROUNDS = 5

export async function run(): Promise<void> {
  const threads = openThreads()
  try {
    for (const n of [10_000, 20_000]) await race(n, threads)
  } finally {
    await threads.close()
  }
}

async function race(n: number, threads: Threads): Promise<void> {
  const data = customerLikeTable(n, P, 7)
  const labellings: Labelling[] = []
  for (let k = 2; k <= 10; k++) {
    const { labels } = await kmeans(data, n, P, { k, starts: 1, tolerance: 1e-4, maxIterations: 300 }, engineContext())
    labellings.push({ labels, k })
  }
  const inEight = labellings.filter(({ k }) => k === 8)
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  writeFileSync(path.join(folder, 'data.f64'), data)
  writeFileSync(path.join(folder, 'labels.i32'), inEight[0]?.labels ?? new Int32Array())
  const peer = await startScikitLearn(
    `import numpy
from sklearn.metrics import silhouette_score
data = numpy.fromfile(${JSON.stringify(path.join(folder, 'data.f64'))}).reshape(-1, ${P})
labels = numpy.fromfile(${JSON.stringify(path.join(folder, 'labels.i32'))}, dtype=numpy.int32)`
  )
  try {
    const theirs: Contestant[] = peer
      ? [{ name: `scikit-learn ${peer.version}`, peer: true, run: () => peer.measure('silhouette_score(data, labels)') }]
      : []
    const ours = (name: string, of: Labelling[], helpers?: Threads): Contestant => ({
      name,
      run: () =>
        timed(async () => (await silhouettes(data, n, P, of, n, engineContext(helpers))).find((_, i) => of[i]?.k === 8)?.mean ?? Number.NaN)
    })
    console.log(`  ${n.toLocaleString('en')} x ${P}; median of ${ROUNDS}, silhouette for k = 8 last`)
    await compare(
      [
        ...theirs,
        ours('sextant', inEight, threads),
        ours('sextant, one thread', inEight),
        ours('sextant, k = 2 .. 10 at once', labellings, threads)
      ],
      ROUNDS
    )
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}
