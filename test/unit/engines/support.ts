import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { EngineContext } from '../../../src/engines/context.ts'
import { plusPlusCentres } from '../../../src/engines/kmeans/seeding.ts'
import { KmeansTable } from '../../../src/engines/kmeans/table.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'

/** A context without a clock: nothing is ever due, so an engine runs through. */
export function engineContext(seed = 1, over: Partial<EngineContext> = {}): EngineContext {
  return { signal: new AbortController().signal, onProgress: () => {}, now: () => 0, rng: seededRng(seed), ...over }
}

/** A table in the kernels' memory; nothing needs to be closed, because there are no threads. */
export function kmeansTable(data: Float64Array, n: number, p: number, most: number): KmeansTable {
  const table = new KmeansTable(n, p, most, engineContext())
  table.rows.set(data)
  return table
}

/** k-means++ centres of a table. */
export function startCentres(data: Float64Array, n: number, p: number, k: number, seed: number): Promise<Float64Array> {
  return plusPlusCentres(kmeansTable(data, n, p, k), k, engineContext(seed))
}

const folder = path.resolve(import.meta.dirname, '../../reference')

export function readReference(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8')
}

/** Fisher's iris: 150 x 4, and the species of each row. */
export function iris(): { data: Float64Array; n: number; p: number; species: Int32Array } {
  const rows = readReference('iris.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const names = [...new Set(rows.map((cells) => cells[4]))]
  return {
    data: Float64Array.from(rows.flatMap((cells) => cells.slice(0, 4).map(Number))),
    n: rows.length,
    p: 4,
    species: Int32Array.from(rows, (cells) => names.indexOf(cells[4]))
  }
}

/** Rows around `centres` points, with some rows repeated, so that there are ties. */
export function blobs(seed: number, n: number, p: number, centres: number): Float64Array {
  const rng = seededRng(seed)
  const middle = Float64Array.from({ length: centres * p }, () => rng() * 10)
  const data = Float64Array.from({ length: n * p }, (_, at) => {
    const c = Math.floor(at / p) % centres
    return (middle[c * p + (at % p)] ?? 0) + rng() + rng() + rng() - 1.5
  })
  for (let i = 0; i < n / 10; i++) data.copyWithin(2 * i * p, (2 * i + 1) * p, (2 * i + 2) * p)
  return data
}
