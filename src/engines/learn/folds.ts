/** Ways to divide rows into parts to learn from and parts to be judged by. */

export interface Fold {
  train: Int32Array
  test: Int32Array
}

/**
 * Puts groups of rows into k parts so that each part has about as many rows of each class. Groups, a customer's rows for one, stay
 * together. Drawn in an order by lot, those with most positives first.
 *
 * @param group of each row a number from 0; null: each row by itself
 * @returns of each row the part, 0 … k − 1
 * O(n log n).
 */
export function stratifiedParts(label: Float64Array, group: Int32Array | null, k: number, rng: () => number): Int32Array {
  const of = group ?? Int32Array.from(label.keys())
  const groups = of.reduce((most, g) => Math.max(most, g), -1) + 1
  const [rows, positives] = [new Int32Array(groups), new Int32Array(groups)]
  for (let i = 0; i < of.length; i++) {
    const g = of[i] as number
    rows[g] = (rows[g] as number) + 1
    positives[g] = (positives[g] as number) + (label[i] as number)
  }
  const order = shuffled(groups, rng).sort(
    (a, b) => (positives[b] as number) - (positives[a] as number) || (rows[b] as number) - (rows[a] as number)
  )
  const [inPart, hits] = [new Int32Array(k), new Int32Array(k)]
  const part = new Int32Array(groups)
  for (const g of order) {
    const some = (positives[g] as number) > 0
    let best = 0
    for (let f = 1; f < k; f++) {
      const fewer = some
        ? (hits[f] as number) - (hits[best] as number) || (inPart[f] as number) - (inPart[best] as number)
        : (inPart[f] as number) - (inPart[best] as number)
      if (fewer < 0) best = f
    }
    part[g] = best
    inPart[best] = (inPart[best] as number) + (rows[g] as number)
    hits[best] = (hits[best] as number) + (positives[g] as number)
  }
  return Int32Array.from(of, (g) => part[g] as number)
}

/** Each part is judged once, by what was learned from the others. */
export function foldsOf(part: Int32Array, k: number): Fold[] {
  return Array.from({ length: k }, (_, f) => ({ train: where(part, (of) => of !== f), test: where(part, (of) => of === f) }))
}

/**
 * Folds that respect time and customers: learned from moments whose outcome was known when the tested moment came, and from other customers.
 *
 * @param moment of each row, ascending numbers from 0
 * @param known the last moment whose outcome is known at each; −1: none, then it is not tested
 * @param part of each row: which part its customer is in
 */
export function rollingFolds(moment: Int32Array, known: Int32Array, part: Int32Array, k: number): Fold[] {
  const folds: Fold[] = []
  for (let at = 0; at < known.length; at++) {
    const last = known[at] as number
    if (last < 0) continue
    for (let f = 0; f < k; f++) {
      folds.push({
        train: where(part, (of, i) => of !== f && (moment[i] as number) <= last),
        test: where(part, (of, i) => of === f && moment[i] === at)
      })
    }
  }
  return folds
}

function where(part: Int32Array, holds: (of: number, i: number) => boolean): Int32Array {
  const rows = new Int32Array(part.length)
  let count = 0
  for (let i = 0; i < part.length; i++) if (holds(part[i] as number, i)) rows[count++] = i
  return rows.slice(0, count)
}

function shuffled(n: number, rng: () => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1))
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}
