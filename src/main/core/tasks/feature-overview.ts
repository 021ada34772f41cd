import { lookAt } from '../../../engines/features/look.ts'
import { tally } from '../../../engines/math/tally.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { FeatureOverview } from '../../../shared/model/segments.ts'
import { withDatabase } from '../db/open.ts'
import { loadPurchases } from '../db/queries/purchases.ts'
import type { TaskContext } from '../jobs/types.ts'
import { loadFeatures } from './feature-sources.ts'
import { featureTable, scaledCorrelations } from './segment-features.ts'

/** A correlation below this size is nothing to warn of. */
const WORTH_TELLING = 0.7

/** Everything that customers could be told apart by, what it looks like, and what would be done with it. */
export function featureOverview(
  { workspacePath, asOf }: { workspacePath: string; asOf: IsoDate },
  ctx: TaskContext
): Promise<FeatureOverview> {
  return withDatabase(workspacePath, 'read', (db) => {
    ctx.onProgress({ phase: 'segments.load', done: 0, total: null, unit: 'rows' })
    const purchases = loadPurchases(db, asOf)
    const customers = purchases.customers.length
    if (customers === 0) throw new SextantError('workspace.empty')
    const sources = loadFeatures(db, purchases, asOf, ['everything'])
    const table = featureTable(sources)
    const related = scaledCorrelations(table)
    const droppedOf = (feature: string) => table.dropped.find((of) => of.feature === feature) ?? null
    const numbers = sources.numbers.map(({ feature, values }) => {
      const { mostFrequent: _, known: __, ...look } = lookAt(values)
      const j = table.columns.findIndex((of) => of.feature === feature)
      const own = table.columns[j]
      return {
        feature,
        kind: 'number' as const,
        ...look,
        transform: own?.treatment.shape ?? null,
        scale: own?.treatment.scale ?? null,
        winsorised: own?.winsorised ?? 0,
        closest: j < 0 ? null : closestTo(j, table.p, related, (at) => table.columns[at]?.feature ?? ''),
        dropped: droppedOf(feature)
      }
    })
    const categories = sources.categories.map(({ feature, levels, codes }) => {
      const known = codes.filter((code) => code >= 0)
      const counts = tally(known, levels.length)
      return {
        feature,
        kind: 'category' as const,
        missing: codes.length - known.length,
        levels: levels.map((name, code) => ({ name, count: counts[code] as number })),
        dropped: droppedOf(feature)
      }
    })
    return { customers, currency: purchases.currency, features: [...numbers, ...categories], allDifferent: sources.allDifferent }
  })
}

/** The feature that says most of the same. */
function closestTo(
  j: number,
  p: number,
  related: Float64Array,
  nameOf: (at: number) => string
): { feature: string; correlation: number } | null {
  let best: { feature: string; correlation: number } | null = null
  for (let at = 0; at < p; at++) {
    const correlation = related[j * p + at] as number
    if (at !== j && Math.abs(correlation) >= Math.max(WORTH_TELLING, Math.abs(best?.correlation ?? 0)))
      best = { feature: nameOf(at), correlation }
  }
  return best
}
