import { findRule, usualRule } from '../../../engines/explain/rule.ts'
import type { SegmentRule } from '../../../shared/model/explanation.ts'
import type { TaskContext } from '../jobs/types.ts'
import { engineContext } from './segment-clustering.ts'
import type { FeatureTable } from './segment-features.ts'

/** First of the streams of random numbers, one a segment. */
const STREAM = 300

/** Of whom a feature is known, for a rule to ask for it: it speaks of everybody. */
const LEAST_KNOWN = 0.95

/** The rule that tells each segment best, in the units of the files, by what is known of nearly everybody. O(k p n log n). */
export function rulesOf(all: FeatureTable, places: Int32Array, k: number, seed: number, ctx: TaskContext): SegmentRule[] {
  const table = askable(all)
  return Array.from({ length: k }, (_, place) => {
    const inside = Uint8Array.from(places, (of) => Number(of === place))
    const context = engineContext(ctx, 'segments.explain', seed, STREAM + place, place, k)
    return ruleOf(findRule(table.original, table.n, table.p, inside, usualRule, context), table)
  })
}

function askable({ n, p, columns, original }: FeatureTable): Pick<FeatureTable, 'n' | 'p' | 'columns' | 'original'> {
  const kept = columns.flatMap(({ look }, j) => (look.known >= LEAST_KNOWN * n ? [j] : []))
  return {
    n,
    p: kept.length,
    columns: kept.map((j) => columns[j] as FeatureTable['columns'][number]),
    original: Float64Array.from({ length: n * kept.length }, (_, at) => {
      const row = Math.floor(at / kept.length)
      return original[row * p + (kept[at % kept.length] as number)] as number
    })
  }
}

function ruleOf({ conditions, ...figures }: ReturnType<typeof findRule>, { columns }: Pick<FeatureTable, 'columns'>): SegmentRule {
  const named = conditions.map(({ column, low, high }) => ({ feature: columns[column]?.feature ?? '', low, high }))
  return { conditions: named, text: named.map(inSigns).join(' and ') || 'everyone', ...figures }
}

function inSigns({ feature, low, high }: SegmentRule['conditions'][number]): string {
  if (low !== null && high !== null) return `${low} <= ${feature} < ${high}`
  return low !== null ? `${feature} >= ${low}` : `${feature} < ${high}`
}
