import type { EngineContext } from '../context.ts'
import { sampleRows } from '../math/sample.ts'
import { roundest } from './roundest.ts'

/** Changes whenever the same input could give another rule. */
export const RULE_VERSION = 'rule/1'

/** `low <= value < high` in one column; an open side is null. */
export interface Condition {
  column: number
  low: number | null
  high: number | null
}

/** A short description of a group, and how far it can be trusted. Shares are of all rows, not of a sample. */
export interface Rule {
  conditions: Condition[]
  /** Share of rows that the rule tells right: in the group or not. */
  fidelity: number
  /** Of those whom the rule picks, the share that is in the group. */
  precision: number
  /** Of the group, the share that the rule picks. */
  recall: number
}

export interface RuleParams {
  /** Most questions one after the other, 1 .. 5. */
  depth: number
  /** Fewest rows on either side of a split. */
  leaf: number
  /** Rows that are looked at for splits; the figures are of all rows. */
  rows: number
}

export const usualRule: RuleParams = { depth: 3, leaf: 5, rows: 20_000 }

/**
 * The rule that tells a group best from everyone else: a classification tree (CART) with few questions is grown on the
 * group against the rest, both weighing the same however small the group is, and of all its branches the one is kept that
 * picks the group best (the largest F1: neither too wide nor too narrow). Conditions on the same column are joined, and those
 * that change nothing are left out.
 *
 * Deterministic: of equally good splits the one of the first column and the lowest value. Thresholds are the roundest numbers
 * that split the same rows.
 *
 * Source: L. Breiman, J. Friedman, R. Olshen, C. Stone (1984), Classification and regression trees.
 *
 * @param data row-major n x p in units that people understand; not changed
 * @param inside 1 for rows of the group, else 0; at least one of each
 * @throws ctx.signal.reason when cancelled
 * @example findRule(data, n, p, inside, usualRule, ctx).conditions // [{ column: 1, low: 8, high: null }]
 * O(p n log n + 2^depth p n).
 */
export function findRule(data: Float64Array, n: number, p: number, inside: Uint8Array, params: RuleParams, ctx: EngineContext): Rule {
  const rows = sampleRows(n, params.rows, ctx.rng)
  const columns = Array.from({ length: p }, (_, j) => Float64Array.from(rows, (row) => data[row * p + j] as number))
  const own = Uint8Array.from(rows, (row) => inside[row] as number)
  const members = own.reduce((sum, is) => sum + is, 0)
  if (members === 0 || members === own.length) return judged([], data, n, p, inside)
  const grown = new Grower(columns, own, params, ctx.signal)
  let best: Condition[] = []
  let bestScore = -1
  for (const node of grown.nodes()) {
    const score = (2 * node.members) / (node.size + members)
    if (score > bestScore + 1e-12) {
      bestScore = score
      best = node.conditions
    }
  }
  return judged(withoutIdle(best, data, n, p), data, n, p, inside)
}

interface Node {
  conditions: Condition[]
  size: number
  members: number
}

class Grower {
  private readonly sorted: Int32Array[]
  private readonly found: Node[] = []
  private readonly weightIn: number
  private readonly weightOut: number
  private readonly columns: Float64Array[]
  private readonly own: Uint8Array
  private readonly params: RuleParams
  private readonly signal: AbortSignal

  constructor(columns: Float64Array[], own: Uint8Array, params: RuleParams, signal: AbortSignal) {
    this.columns = columns
    this.own = own
    this.params = params
    this.signal = signal
    this.sorted = columns.map((values) =>
      Int32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b)
    )
    const members = own.reduce((sum, is) => sum + is, 0)
    this.weightIn = 0.5 / members
    this.weightOut = 0.5 / (own.length - members)
  }

  /** The root's children and all below, depth first. */
  nodes(): Node[] {
    this.grow(new Uint8Array(this.own.length).fill(1), [], this.params.depth)
    return this.found
  }

  private grow(here: Uint8Array, conditions: Condition[], depth: number): void {
    this.signal.throwIfAborted()
    const [size, members] = this.count(here)
    if (conditions.length > 0) this.found.push({ conditions, size, members })
    if (depth === 0 || members === 0 || members === size) return
    const split = this.bestSplit(here, size, members)
    if (split === null) return
    const values = this.columns[split.column] as Float64Array
    const above = here.map((is, i) => (is === 1 && (values[i] as number) >= split.at ? 1 : 0))
    const below = here.map((is, i) => (is === 1 && (values[i] as number) < split.at ? 1 : 0))
    this.grow(above, narrowed(conditions, { column: split.column, low: split.at, high: null }), depth - 1)
    this.grow(below, narrowed(conditions, { column: split.column, low: null, high: split.at }), depth - 1)
  }

  private count(here: Uint8Array): [size: number, members: number] {
    let size = 0
    let members = 0
    for (let i = 0; i < here.length; i++) {
      if (here[i] === 0) continue
      size++
      members += this.own[i] as number
    }
    return [size, members]
  }

  /** The split that leaves the least Gini impurity, weighed; null where none leaves enough rows on both sides. */
  private bestSplit(here: Uint8Array, size: number, members: number): { column: number; at: number } | null {
    const { leaf } = this.params
    let best: { column: number; at: number } | null = null
    let least = this.impurity(members, size) - 1e-12
    for (const [index, order] of this.sorted.entries()) {
      const values = this.columns[index] as Float64Array
      let seen = 0
      let seenMembers = 0
      let last = Number.NaN
      for (const row of order) {
        if (here[row] === 0) continue
        const value = values[row] as number
        if (seen >= leaf && size - seen >= leaf && value > last) {
          const left = this.impurity(members - seenMembers, size - seen) + this.impurity(seenMembers, seen)
          if (left < least - 1e-12) {
            least = left
            best = { column: index, at: roundest(last, value) }
          }
        }
        seen++
        seenMembers += this.own[row] as number
        last = value
      }
    }
    return best
  }

  /** Gini impurity of a node times its weight. */
  private impurity(members: number, size: number): number {
    const a = members * this.weightIn
    const b = (size - members) * this.weightOut
    return a + b === 0 ? 0 : (2 * a * b) / (a + b)
  }
}

/** One condition a column: the narrower of both sides. */
function narrowed(conditions: readonly Condition[], next: Condition): Condition[] {
  const former = conditions.find(({ column: of }) => of === next.column)
  if (former === undefined) return [...conditions, next]
  const low = Math.max(former.low ?? Number.NEGATIVE_INFINITY, next.low ?? Number.NEGATIVE_INFINITY)
  const high = Math.min(former.high ?? Number.POSITIVE_INFINITY, next.high ?? Number.POSITIVE_INFINITY)
  const joined = { column: next.column, low: Number.isFinite(low) ? low : null, high: Number.isFinite(high) ? high : null }
  return conditions.map((condition) => (condition === former ? joined : condition))
}

/** Leaves out what picks the same rows without it. */
function withoutIdle(conditions: Condition[], data: Float64Array, n: number, p: number): Condition[] {
  let kept = conditions
  for (const condition of conditions) {
    const fewer = kept.filter((other) => other !== condition)
    if (fewer.length > 0 && picked(fewer, data, n, p) === picked(kept, data, n, p)) kept = fewer
  }
  return kept
}

function picked(conditions: readonly Condition[], data: Float64Array, n: number, p: number): number {
  let count = 0
  for (let i = 0; i < n; i++) if (meets(conditions, data, i, p)) count++
  return count
}

/** Whether row `i` is one that the rule picks. */
export function meets(conditions: readonly Condition[], data: Float64Array, i: number, p: number): boolean {
  return conditions.every(({ column: of, low, high }) => {
    const value = data[i * p + of] as number
    return (low === null || value >= low) && (high === null || value < high)
  })
}

function judged(conditions: Condition[], data: Float64Array, n: number, p: number, inside: Uint8Array): Rule {
  let right = 0
  let hits = 0
  let chosen = 0
  let members = 0
  for (let i = 0; i < n; i++) {
    const says = meets(conditions, data, i, p)
    const is = inside[i] === 1
    if (says === is) right++
    if (says) chosen++
    if (is) members++
    if (says && is) hits++
  }
  return {
    conditions,
    fidelity: right / n,
    precision: chosen === 0 ? 0 : hits / chosen,
    recall: members === 0 ? 0 : hits / members
  }
}
