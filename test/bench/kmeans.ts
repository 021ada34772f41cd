/** k-means of 100,000 rows of 12 columns in 8 clusters from one given start, beside scikit-learn and `ml-kmeans`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { kmeans as mlKmeans } from 'ml-kmeans'
import { kmeans } from '../../src/engines/kmeans.ts'
import { takeRows } from '../../src/engines/math/columns.ts'
import { sampleRows } from '../../src/engines/math/sample.ts'
import { type Contestant, compare, customerLikeTable, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const [N, P, K] = [100_000, 12, 8]
const [ROUNDS, TOLERANCE, ITERATIONS] = [5, 1e-4, 300]

export async function run(): Promise<void> {
  const data = customerLikeTable(N, P, 7)
  const start = takeRows(data, P, sampleRows(N, K, engineContext().rng))
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  writeFileSync(path.join(folder, 'data.f64'), data)
  writeFileSync(path.join(folder, 'start.f64'), start)
  const peer = await startScikitLearn(
    `import numpy
from sklearn.cluster import KMeans
data = numpy.fromfile(${JSON.stringify(path.join(folder, 'data.f64'))}).reshape(-1, ${P})
start = numpy.fromfile(${JSON.stringify(path.join(folder, 'start.f64'))}).reshape(-1, ${P})`,
    `KMeans(${K}, init=start, n_init=1, algorithm="lloyd", tol=${TOLERANCE}, max_iter=${ITERATIONS}).fit(data).inertia_`
  )
  try {
    const settings = { k: K, starts: 1, tolerance: TOLERANCE, maxIterations: ITERATIONS, init: start }
    const ours: Contestant = {
      name: 'sextant',
      run: () => timed(async () => (await kmeans(data, N, P, settings, engineContext())).inertia)
    }
    const rows = nested(data)
    const options = { initialization: nested(start), maxIterations: ITERATIONS, tolerance: 1e-6 }
    const other: Contestant = { name: 'ml-kmeans', run: () => timed(() => inertiaOf(rows, mlKmeans(rows, K, options))) }
    console.log(`  ${N.toLocaleString('en')} x ${P}, k = ${K}, one start; median of ${ROUNDS}, inertia last`)
    await compare([...(peer ? [{ name: `scikit-learn ${peer.version}`, run: () => peer.measure() }] : []), ours, other], ROUNDS)
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}

function nested(flat: Float64Array): number[][] {
  return Array.from({ length: flat.length / P }, (_, i) => Array.from(flat.subarray(i * P, (i + 1) * P)))
}

function inertiaOf(rows: number[][], { clusters, centroids }: { clusters: number[]; centroids: number[][] }): number {
  return rows.reduce((sum, row, i) => {
    const centre = centroids[clusters[i] ?? 0] ?? []
    return sum + row.reduce((squares, value, d) => squares + (value - (centre[d] ?? 0)) ** 2, 0)
  }, 0)
}
