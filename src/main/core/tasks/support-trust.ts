import { chance } from '../../../engines/chance.ts'
import type { EngineContext } from '../../../engines/context.ts'
import { agreementWithMlHclust } from '../../../engines/linkage/agreement.ts'
import { openLinkage } from '../../../engines/linkage/clusterer.ts'
import { copheneticCorrelation } from '../../../engines/linkage/cophenetic.ts'
import { cutTree } from '../../../engines/linkage/cut.ts'
import { spaceOf } from '../../../engines/linkage/metric.ts'
import { linkage } from '../../../engines/linkage.ts'
import { adjustedRand } from '../../../engines/math/adjusted-rand.ts'
import { takeRows } from '../../../engines/math/columns.ts'
import { countDistinct } from '../../../engines/math/distinct.ts'
import { sampleRows } from '../../../engines/math/sample.ts'
import type { SingleMode } from '../../../engines/null/single-mode.ts'
import { partOf } from '../../../engines/pace.ts'
import { bootstrapJaccard } from '../../../engines/stability.ts'
import type { SupportTable } from '../../../engines/support/features.ts'
import { support as words } from '../../../shared/messages/en/support.ts'
import type { Verdict } from '../../../shared/model/common.ts'
import { type SupportParams, type SupportResult, supportLinkages } from '../../../shared/model/support.ts'
import { ENOUGH_CUSTOMERS, judge, summariseChance } from './segment-verdict.ts'
import type { Cut } from './support-tree.ts'

/** Tables drawn, rows of each. */
const [DRAWS, ROWS] = [199, 500]
const [STABILITY_ROWS, BOOTSTRAPS] = [1000, 25]
const COMPARED_ROWS = 1500
/** The searches are trees: these settings of k-means mean nothing to them. */
const search = { starts: 1, tolerance: 0, maxIterations: 1 }

export interface SupportTrust {
  verdict: Verdict
  chance: SupportResult['chance']
  stability: (number | null)[]
  agreement: SupportResult['agreement']
  otherLinkages: SupportResult['otherLinkages']
}

/** How far the clusters are to be trusted. @param without what tables of chance alone are drawn from */
export async function trustSupport(
  without: () => SingleMode,
  table: SupportTable,
  cut: Cut,
  params: SupportParams,
  from: SupportResult['from'],
  ctx: EngineContext
): Promise<SupportTrust> {
  const { scaled, n, p } = table
  const { linkage: how, metric } = params
  const open = openLinkage(p, how, metric)
  const chosen = sampleRows(n, STABILITY_ROWS, ctx.rng)
  const ours = Int32Array.from(chosen, (row) => cut.labels[row] as number)
  const settings = { ...search, draws: BOOTSTRAPS, open }
  const sample = takeRows(scaled, p, chosen)
  const stability = await bootstrapJaccard(sample, chosen.length, p, { labels: ours, k: cut.k }, settings, partOf(ctx, 0, 0.2))
  const agreement = await agreementWithMlHclust(scaled, n, p, { linkage: how, metric }, cut.k, partOf(ctx, 0.2, 0.3))
  const otherLinkages = await compareLinkages(table, cut, params, partOf(ctx, 0.3, 0.4))
  const judged =
    n < ENOUGH_CUSTOMERS ? tooFew(n) : await compareWithChance(without, table, cut, params, stability, from, partOf(ctx, 0.4, 1))
  return { ...judged, stability, agreement: { package: 'ml-hclust', ...agreement }, otherLinkages }
}

function tooFew(n: number): Pick<SupportTrust, 'verdict' | 'chance'> {
  return { verdict: { level: 'insufficient-data', reason: words.verdict.few(n, ENOUGH_CUSTOMERS) }, chance: null }
}

async function compareWithChance(
  without: () => SingleMode,
  table: SupportTable,
  cut: Cut,
  { linkage: how, metric, clusters }: SupportParams,
  stability: (number | null)[],
  from: SupportResult['from'],
  ctx: EngineContext
): Promise<Pick<SupportTrust, 'verdict' | 'chance'>> {
  const { scaled, n, p } = table
  const ks = cut.criteria.map(({ k }) => k).filter((k) => k <= 10 || k === cut.k)
  const drawn = await chance(
    scaled,
    n,
    p,
    new Array(p).fill(null),
    {
      ...search,
      ks,
      draws: DRAWS,
      rows: ROWS,
      evaluated: ROWS,
      open: openLinkage(p, how, metric),
      without,
      embed: (rows) => ({ data: rows, p })
    },
    ctx
  )
  const known = stability.filter((value) => value !== null)
  const least = known.length === 0 ? null : Math.min(...known)
  const { verdict, chance: share } = judge(drawn, clusters === 'auto' ? 'evidence' : 'request', cut.k, least)
  const { level } = verdict
  const reason =
    level === 'none' ? words.verdict.none(share, from) : level === 'insufficient-data' ? verdict.reason : words.verdict[level](from)
  const { k: figures, rows } = summariseChance(drawn)
  const best = figures.reduce((a, b) => ((b.observed ?? -1) > (a.observed ?? -1) ? b : a))
  return { verdict: { level, reason }, chance: { draws: DRAWS, rows, share, observed: best.observed ?? 0, high: best.high ?? 0 } }
}

/** The same sample by the other linkages, cut into as many. */
async function compareLinkages(
  { scaled, n, p }: SupportTable,
  { labels, k }: Cut,
  { linkage: own, metric }: SupportParams,
  ctx: EngineContext
): Promise<SupportResult['otherLinkages']> {
  const rows = sampleRows(n, COMPARED_ROWS, ctx.rng)
  const sample = takeRows(scaled, p, rows)
  const ours = Int32Array.from(rows, (row) => labels[row] as number)
  const found: SupportResult['otherLinkages'] = []
  for (const how of supportLinkages) {
    if (how === own || (how === 'ward' && metric !== 'euclidean')) continue
    const tree = await linkage(sample, rows.length, p, { linkage: how, metric }, ctx)
    const cophenetic = await copheneticCorrelation(tree, spaceOf(sample, rows.length, p, metric), ctx)
    const clusters = Math.min(k, countDistinct(sample, p, k))
    found.push({ linkage: how, rows: rows.length, cophenetic, sameClusters: adjustedRand(cutTree(tree, clusters), ours) })
  }
  return found
}
