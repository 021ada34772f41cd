/** The exact silhouette of 10,000 rows of 12 columns in 8 clusters, beside scikit-learn. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { kmeans } from '../../src/engines/kmeans.ts'
import { type Labelling, silhouettes } from '../../src/engines/silhouette.ts'
import { type Contestant, compare, customerLikeTable, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const [N, P] = [10_000, 12]
const ROUNDS = 5

export async function run(): Promise<void> {
  const data = customerLikeTable(N, P, 7)
  const labellings: Labelling[] = []
  for (let k = 2; k <= 10; k++) {
    const { labels } = await kmeans(data, N, P, { k, starts: 1, tolerance: 1e-4, maxIterations: 300 }, engineContext())
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
labels = numpy.fromfile(${JSON.stringify(path.join(folder, 'labels.i32'))}, dtype=numpy.int32)`,
    'silhouette_score(data, labels)'
  )
  try {
    const ours = (name: string, of: Labelling[]): Contestant => ({
      name,
      run: () =>
        timed(async () => (await silhouettes(data, N, P, of, N, engineContext())).find((_, i) => of[i]?.k === 8)?.mean ?? Number.NaN)
    })
    console.log(`  ${N.toLocaleString('en')} x ${P}; median of ${ROUNDS}, silhouette for k = 8 last`)
    await compare(
      [
        ...(peer ? [{ name: `scikit-learn ${peer.version}`, run: () => peer.measure() }] : []),
        ours('sextant', inEight),
        ours('sextant, k = 2 .. 10 at once', labellings)
      ],
      ROUNDS
    )
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}
