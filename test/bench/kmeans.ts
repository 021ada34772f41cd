/**
 * k-means of 100,000 and 1,000,000 rows of 12 columns in 8 clusters from one given start, and from ten starts of each
 * one's own, beside scikit-learn (its solvers in float64, on both cores) and `ml-kmeans`. The inertia comes last: equal
 * from the given start, and within 1 % from ten.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { kmeans as mlKmeans } from 'ml-kmeans'
import type { Threads } from '../../src/engines/context.ts'
import { type KmeansParams, kmeans } from '../../src/engines/kmeans.ts'
import { takeRows } from '../../src/engines/math/columns.ts'
import { sampleRows } from '../../src/engines/math/sample.ts'
import { openThreads } from '../../src/main/core/tasks/threads.ts'
import { type Contestant, compare, customerLikeTable, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const [P, K] = [12, 8]
const [ROUNDS, ROUNDS_OF_TEN] = [5, 3]
const [TOLERANCE, ITERATIONS] = [1e-4, 300]

export async function run(): Promise<void> {
  const threads = openThreads()
  try {
    await race(100_000, threads, true)
    await race(1_000_000, threads, false)
  } finally {
    await threads.close()
  }
}

async function race(n: number, threads: Threads, withMlKmeans: boolean): Promise<void> {
  const data = customerLikeTable(n, P, 7)
  const start = takeRows(data, P, sampleRows(n, K, engineContext().rng))
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  writeFileSync(path.join(folder, 'data.f64'), data)
  writeFileSync(path.join(folder, 'start.f64'), start)
  const peer = await startScikitLearn(
    `import numpy
from sklearn.cluster import KMeans
data = numpy.fromfile(${JSON.stringify(path.join(folder, 'data.f64'))}).reshape(-1, ${P})
start = numpy.fromfile(${JSON.stringify(path.join(folder, 'start.f64'))}).reshape(-1, ${P})
def fit(init, n_init, algorithm):
    return KMeans(${K}, init=init, n_init=n_init, algorithm=algorithm, tol=${TOLERANCE}, max_iter=${ITERATIONS}, random_state=1).fit(data).inertia_`
  )
  try {
    const theirs = (solver: string, measured: string): Contestant[] =>
      peer ? [{ name: `scikit-learn ${peer.version} ${solver}`, peer: true, run: () => peer.measure(measured) }] : []
    const ours = (name: string, params: Partial<KmeansParams>, helpers?: Threads): Contestant => {
      const settings = { k: K, starts: 1, tolerance: TOLERANCE, maxIterations: ITERATIONS, ...params }
      return { name, run: () => timed(async () => (await kmeans(data, n, P, settings, engineContext(helpers))).inertia) }
    }
    const title = `  ${n.toLocaleString('en')} x ${P}, k = ${K}`
    console.log(`${title}, one given start; median of ${ROUNDS}`)
    await compare(
      [
        ...theirs('lloyd', 'fit(start, 1, "lloyd")'),
        ...theirs('elkan', 'fit(start, 1, "elkan")'),
        ours('sextant', { init: start }, threads),
        ours('sextant, one thread', { init: start }),
        ...(withMlKmeans ? [mlKmeansContestant(data, start)] : [])
      ],
      ROUNDS
    )
    if (!withMlKmeans) return
    console.log(`${title}, ten starts of one's own; median of ${ROUNDS_OF_TEN}`)
    await compare([...theirs('lloyd', 'fit("k-means++", 10, "lloyd")'), ours('sextant', { starts: 10 }, threads)], ROUNDS_OF_TEN)
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}

function mlKmeansContestant(data: Float64Array, start: Float64Array): Contestant {
  const rows = nested(data)
  const options = { initialization: nested(start), maxIterations: ITERATIONS, tolerance: 1e-6 }
  return { name: 'ml-kmeans', run: () => timed(() => inertiaOf(rows, mlKmeans(rows, K, options))) }
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
