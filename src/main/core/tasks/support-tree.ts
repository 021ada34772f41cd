import type { EngineContext } from '../../../engines/context.ts'
import { copheneticCorrelation } from '../../../engines/linkage/cophenetic.ts'
import { cutTree } from '../../../engines/linkage/cut.ts'
import { leafOrder } from '../../../engines/linkage/leaf-order.ts'
import { spaceOf } from '../../../engines/linkage/metric.ts'
import { cutByBranches, cutByGap, cutBySilhouette } from '../../../engines/linkage/proposals.ts'
import type { Tree } from '../../../engines/linkage/tree.ts'
import { twoStage, twoStageError } from '../../../engines/linkage/two-stage.ts'
import { linkage } from '../../../engines/linkage.ts'
import { countDistinct } from '../../../engines/math/distinct.ts'
import { tally } from '../../../engines/math/tally.ts'
import { partOf } from '../../../engines/pace.ts'
import { affordableRows, type Silhouette, silhouettes } from '../../../engines/silhouette.ts'
import type { SupportTable } from '../../../engines/support/features.ts'
import { SextantError } from '../../../shared/errors.ts'
import { count } from '../../../shared/format.ts'
import { fewestSupportClusters, mostSupportClusters, type SupportParams, type SupportResult } from '../../../shared/model/support.ts'

/** More rows take too long (Ward, single) or too much memory (average, complete) to cluster exactly. */
export const EXACT_ROWS = { ward: 20_000, single: 20_000, average: 12_000, complete: 12_000 } as const

/** A cluster of fewer is no group that one would treat in its own way: of all, and in any case. */
const LEAST = { share: 0.02, rows: 5 }
/** Rows of which a cluster is large enough to be treated in its own way. @param n rows that are clustered */
export const enoughRows = (n: number): number => Math.max(LEAST.rows, LEAST.share * n)
/** Proposals go to ten: nobody keeps more kinds of need apart. */
const MOST_PROPOSED = 10

export interface Cut {
  tree: Tree
  /** The leaf of each row; its own number where the tree is exact. */
  leaf: Int32Array
  order: Int32Array
  cophenetic: number | null
  k: number
  labels: Int32Array
  silhouette: Silhouette
  chosenBy: SupportResult['kChosenBy']
  cuts: SupportResult['cuts']
  criteria: SupportResult['criteria']
  twoStage: SupportResult['twoStage']
}

/** Makes the tree, proposes cuts and takes one. @throws support.allAlike, engine.* */
export async function cutTable({ scaled, n, p }: SupportTable, params: SupportParams, ctx: EngineContext): Promise<Cut> {
  const { linkage: how, metric, clusters } = params
  const exact = n <= EXACT_ROWS[how]
  if (!exact && metric === 'gower') {
    const reason = `at most ${count(EXACT_ROWS[how])} can be compared by it`
    throw new SextantError('engine.badParameter', { parameter: 'metric', value: metric, reason })
  }
  const most = Math.min(mostSupportClusters, countDistinct(scaled, p, mostSupportClusters), n - 1)
  if (most < fewestSupportClusters) throw new SextantError('support.allAlike')
  const stages = exact ? null : await twoStage(scaled, n, p, { linkage: how, metric }, partOf(ctx, 0, 0.5))
  const tree = stages?.tree ?? (await linkage(scaled, n, p, { linkage: how, metric }, partOf(ctx, 0, 0.5)))
  const leaf = stages?.leaf ?? new Int32Array(n).map((_, i) => i)
  const space = spaceOf(stages?.centres ?? scaled, tree.n, p, metric)
  const cophenetic = await copheneticCorrelation(tree, space, partOf(ctx, 0.5, 0.7))
  const order = await leafOrder(tree, space, partOf(ctx, 0.7, 0.85))
  const ks = Array.from({ length: most - fewestSupportClusters + 1 }, (_, i) => fewestSupportClusters + i)
  const labellings = ks.map((k) => {
    const cut = cutTree(tree, k, stages?.weights)
    return { k, labels: leaf.map((at) => cut[at] as number) }
  })
  const found = await silhouettes(scaled, n, p, labellings, affordableRows(n), partOf(ctx, 0.85, 1))
  const criteria = ks.map((k, i) => ({
    k,
    silhouette: found[i]?.mean ?? Number.NaN,
    smallest: Math.min(...tally(labellings[i]?.labels ?? new Int32Array(), k))
  }))
  const least = enoughRows(n)
  const proposed = cutBySilhouette(
    criteria.filter(({ k }) => k <= MOST_PROPOSED),
    least
  )
  const k = clusters === 'auto' ? proposed : Math.min(clusters, most)
  const at = ks.indexOf(k)
  const branches = cutByBranches(tree, least, MOST_PROPOSED, stages?.weights)
  const gap = cutByGap(
    tree,
    ks.filter((one) => one <= MOST_PROPOSED)
  )
  return {
    tree,
    leaf,
    order,
    cophenetic,
    k,
    labels: labellings[at]?.labels as Int32Array,
    silhouette: found[at] as Silhouette,
    chosenBy: clusters === 'auto' ? 'silhouette' : 'request',
    cuts: [{ by: 'silhouette', k: proposed }, ...(gap === null ? [] : [{ by: 'gap' as const, k: gap }]), { by: 'branches', k: branches }],
    criteria,
    twoStage: stages && { leaves: tree.n, ...(await twoStageError(scaled, n, p, { linkage: how, metric }, stages, k, ctx)) }
  }
}
