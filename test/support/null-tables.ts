/** Tables whose groups are known: none at all, or three heaps. And what the verdict says of them, by the way of the task. */
import { chance, shareAsClear } from '../../src/engines/chance.ts'
import type { EngineContext } from '../../src/engines/context.ts'
import { embedMixed } from '../../src/engines/kprototypes.ts'
import { normalNumber } from '../../src/engines/math/normal.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import { bootstrapJaccard } from '../../src/engines/stability.ts'
import { clusteredRows, featureTable, scaledLattices } from '../../src/main/core/tasks/segment-features.ts'
import { spaceOf } from '../../src/main/core/tasks/segment-space.ts'
import { judge } from '../../src/main/core/tasks/segment-verdict.ts'
import { leastOf } from '../../src/main/core/tasks/segments.ts'
import type { VerdictLevel } from '../../src/shared/model/common.ts'

export type NullKind = 'gaussian' | 'uniform' | 'logNormal' | 'integers' | 'counts' | 'blobs'

/** How far each follows what they have in common. */
const loadings = [1, -0.8, 0.4]
const columns = ['extra:a', 'extra:b', 'extra:c']

/** Columns of `rows` numbers, correlated but for the uniform one. */
export function nullTable(kind: NullKind, rows: number, seed: number): Float64Array[] {
  const rng = seededRng(seed)
  const normal = () => normalNumber(rng)
  const found = columns.map(() => new Float64Array(rows))
  for (let i = 0; i < rows; i++) {
    const common = normal()
    const heap = Math.floor(rng() * 3)
    found.forEach((column, j) => {
      const x = 0.7 * common * (loadings[j] ?? 0) + normal()
      column[i] = {
        gaussian: () => 10 * x,
        uniform: () => rng(),
        logNormal: () => Math.exp(3 + 1.2 * x),
        integers: () => Math.round(6 + 2 * x),
        counts: () => Math.floor(Math.exp(0.6 + 0.9 * x)),
        blobs: () => normal() + (heap === j ? 8 : 0)
      }[kind]()
    })
  }
  return found
}

const FIRST = 19

/** As the tasks do it: treated, compared with draws, judged as the best by evidence. */
export async function verdictOf(kind: NullKind, seed: number, rows = 200, draws = 199): Promise<{ level: VerdictLevel }> {
  const numbers = nullTable(kind, rows, seed).map((values, j) => ({ feature: columns[j] as string, values }))
  const table = featureTable({ numbers, categories: [], allDifferent: [] })
  const { rows: scaled, mixed } = clusteredRows(table)
  const space = spaceOf(scaled, table.n, mixed)
  const contextOf = (): EngineContext => ({
    signal: new AbortController().signal,
    onProgress: () => {},
    now: () => 0,
    rng: seededRng(seed + 2 ** 32)
  })
  const ks = Array.from({ length: 14 }, (_, i) => i + 2)
  const compare = (count: number) =>
    chance(
      scaled,
      table.n,
      space.width,
      scaledLattices(table),
      {
        ks,
        draws: count,
        rows: 1000,
        evaluated: 400,
        starts: 1,
        tolerance: 1e-3,
        maxIterations: 50,
        open: space.open,
        embed: (of, n) => embedMixed(of, n, mixed)
      },
      contextOf()
    )
  // The first draws are the same however many follow: two of them that reach the data's figure settle it.
  const begun = await compare(FIRST)
  if (shareAsClear(begun, Math.max(...begun.observed), ks) * (FIRST + 1) - 1 > 0.01 * (draws + 1) - 1) return { level: 'none' }
  const ctx = contextOf()
  const drawn = await compare(draws)
  const k = ks[drawn.observed.indexOf(Math.max(...drawn.observed))] as number
  const clusterer = space.open(table.n, k, ctx)
  clusterer.rows.set(scaled)
  const { labels } = await clusterer.run({ k, starts: 5, tolerance: 1e-4, maxIterations: 300 }, ctx)
  clusterer.close()
  const stability = await bootstrapJaccard(
    scaled,
    table.n,
    space.width,
    { labels, k },
    { draws: 10, starts: 2, tolerance: 1e-4, maxIterations: 300 },
    ctx
  )
  return { level: judge(drawn, 'evidence', k, leastOf(stability)).verdict.level }
}
