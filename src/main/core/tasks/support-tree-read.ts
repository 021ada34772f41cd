import type { Database } from 'better-sqlite3'
import { collapse } from '../../../engines/linkage/collapse.ts'
import type { SupportTree } from '../../../shared/model/support-views.ts'
import { pooled } from '../../../shared/pooled.ts'
import { artifactOf } from '../db/queries/runs.ts'
import { runView } from '../db/queries/segment-identity.ts'
import { clustersOf, type StoredFeatures, type StoredTree } from '../db/queries/support-run.ts'

/** More branches than this cannot be told apart on a screen. */
const MOST_BRANCHES = 200

/** The tree of a run as far as it is drawn, with what its branches are like. Null where the run kept none. O(leaves × features). */
export function readSupportTree(db: Database, run: number, range: { from: number; to: number } | null): SupportTree | null {
  const stored = artifactOf<StoredTree>(db, run, 'tree')
  const table = artifactOf<StoredFeatures>(db, run, 'features')
  const features = runView<SupportTree['features']>(db, run, 'features')
  if (stored === null || table === null || features === null) return null
  const { parts, heights, sizes, order, leaf, units } = stored
  const leaves = order.length
  const weights = new Float64Array(leaves)
  const first = new Int32Array(leaves).fill(-1)
  leaf.forEach((at, unit) => {
    weights[at] = (weights[at] as number) + 1
    if (first[at] === -1) first[at] = unit
  })
  const drawn = collapse({ n: leaves, parts, heights, sizes }, order, range, MOST_BRANCHES, weights)
  const firstUnit = ({ from }: { from: number }) => units[first[order[from] as number] as number] as number
  const clusters = clustersOf(db, run, drawn.branches.map(firstUnit))
  const p = features.length
  const values: number[] = []
  const original: (number | null)[] = []
  const known: number[] = []
  for (const { from, to, size } of drawn.branches) {
    for (let d = 0; d < p; d++) {
      let [sum, count] = [0, 0]
      const parts: [number, number][] = []
      for (let place = from; place < to; place++) {
        const row = order[place] as number
        const at = row * p + d
        sum += (weights[row] as number) * (table.scaled[at] as number)
        const knows = table.known[at] as number
        count += knows
        parts.push([table.original[at] as number, knows])
      }
      values.push(sum / size / ((table.spread[d] as number) || 1))
      original.push(pooled(features[d]?.id ?? '', parts))
      known.push(count)
    }
  }
  return {
    run,
    leaves,
    from: drawn.from,
    to: drawn.to,
    branches: drawn.branches.map(({ from, to, size, height }) => ({
      from,
      to,
      units: size,
      height,
      cluster: clusters.get(firstUnit({ from })) ?? -1
    })),
    parts: drawn.parts,
    heights: drawn.heights,
    features,
    values,
    original,
    known
  }
}
