import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import type { ItemSets } from './fp-growth.ts'
import { type RuleMeasures, ruleMeasures } from './measures.ts'

export interface Rule extends RuleMeasures {
  /** Items, ascending. */
  if: number[]
  then: number
  /** Baskets with all of them, with those of `if`, and with `then`. */
  count: number
  ifCount: number
  thenCount: number
  /** p adjusted for the number of rules looked at (Benjamini and Hochberg). */
  q: number
}

/**
 * All rules with one consequence that the item sets hold, of at least the given confidence; the one with the highest lift first.
 *
 * @param all baskets
 * @param shortest items of a rule at least, its consequence included
 * O(items of all sets).
 */
export function rulesOf({ starts, items, counts }: ItemSets, all: number, confidence: number, shortest: number): Rule[] {
  const known = new Map<string, number>()
  for (let s = 0; s + 1 < starts.length; s++) known.set(items.subarray(starts[s], starts[s + 1]).join(), counts[s] as number)
  const rules: Omit<Rule, 'q'>[] = []
  for (let s = 0; s + 1 < starts.length; s++) {
    const set = items.subarray(starts[s], starts[s + 1])
    if (set.length < Math.max(2, shortest)) continue
    for (const then of set) {
      const others = Array.from(set).filter((item) => item !== then)
      const count = counts[s] as number
      const ifCount = known.get(others.join()) as number
      if (count / ifCount < confidence - 1e-12) continue
      const thenCount = known.get(String(then)) as number
      rules.push({ if: others, then, count, ifCount, thenCount, ...ruleMeasures(count, ifCount, thenCount, all) })
    }
  }
  const q = benjaminiHochberg(rules.map(({ p }) => p))
  return rules
    .map((rule, i) => ({ ...rule, q: q[i] as number }))
    .sort((a, b) => b.lift - a.lift || b.count - a.count || compare(a.if, b.if) || a.then - b.then)
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number)
  return a.length - b.length
}
