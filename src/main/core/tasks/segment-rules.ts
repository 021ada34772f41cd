import { findRule, usualRule } from '../../../engines/explain/rule.ts'
import type { SegmentRule } from '../../../shared/model/explanation.ts'
import type { TaskContext } from '../jobs/types.ts'
import { engineContext } from './segment-clustering.ts'
import type { FeatureTable } from './segment-features.ts'

/** First of the streams of random numbers, one a segment. */
const STREAM = 300

/** The rule that tells each segment best, in the units of the files. O(k p n log n). */
export function rulesOf(table: FeatureTable, places: Int32Array, k: number, seed: number, ctx: TaskContext): SegmentRule[] {
  return Array.from({ length: k }, (_, place) => {
    const inside = Uint8Array.from(places, (of) => Number(of === place))
    const context = engineContext(ctx, 'segments.explain', seed, STREAM + place, place, k)
    return ruleOf(findRule(table.original, table.n, table.p, inside, usualRule, context), table)
  })
}

function ruleOf({ conditions, ...figures }: ReturnType<typeof findRule>, { columns }: FeatureTable): SegmentRule {
  const named = conditions.map(({ column, low, high }) => ({ feature: columns[column]?.feature ?? '', low, high }))
  return { conditions: named, text: named.map(inSigns).join(' and ') || 'everyone', ...figures }
}

function inSigns({ feature, low, high }: SegmentRule['conditions'][number]): string {
  if (low !== null && high !== null) return `${low} <= ${feature} < ${high}`
  return low !== null ? `${feature} >= ${low}` : `${feature} < ${high}`
}
