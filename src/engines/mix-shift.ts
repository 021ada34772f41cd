import { SextantError } from '../shared/errors.ts'

/** What was bought, line by line. */
export interface Mix {
  /** 0 … categories − 1 of each line. */
  category: Int32Array
  categories: number
  /** The order of each line, 0 …; orders are shuffled whole, as what is bought together is no independent evidence. */
  order: Int32Array
  /** Of each order, 1 if it is of the later time. */
  later: Uint8Array
  /** What a line counts: pieces or money, at least 0. Left out: 1. */
  weight?: Float64Array | undefined
}

export interface MixShift {
  /** Jensen–Shannon divergence of the two mixes, in bits: 0 the same, 1 nothing in common. */
  divergence: number
  /** Chance of as large a divergence if orders had fallen to the two times at random. Never below 1 / (shuffles + 1). */
  p: number
  /** The smallest p that so few orders could give: above the asked level, no shift can be seen in them. */
  leastP: number
  /** Of each category: its share before and later, and its part of the divergence. */
  parts: { before: number; later: number; part: number }[]
}

/**
 * Whether the mix of categories has shifted from one time to a later one: Jensen–Shannon divergence, tested by dealing the
 * orders to the two times anew. O(shuffles · lines).
 *
 * Source: J. Lin (1991), Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37; B. Phipson, G. Smyth
 * (2010), Permutation p-values should never be zero, SAGMB 9 (the 1 added to both counts).
 *
 * @returns null when one of the times has no line with weight: there is nothing to compare
 * @throws engine.badParameter for fewer than one shuffle
 */
export function mixShift(mix: Mix, shuffles: number, rng: () => number): MixShift | null {
  if (!(Number.isSafeInteger(shuffles) && shuffles >= 1)) {
    throw new SextantError('engine.badParameter', { parameter: 'shuffles', value: shuffles, reason: 'it must be a whole number from 1' })
  }
  const { categories, later } = mix
  const sums = new Float64Array(2 * categories)
  const observed = divergenceOf(mix, later, sums)
  const shares = sharesOf(sums, categories)
  if (observed === null || shares === null) return null
  const dealt = later.slice()
  const trial = new Float64Array(2 * categories)
  let asLarge = 0
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    for (let i = dealt.length - 1; i > 0; i--) {
      const j = Math.floor(rng() * (i + 1))
      const other = dealt[j] as number
      dealt[j] = dealt[i] as number
      dealt[i] = other
    }
    // A deal that leaves one time without weight says nothing; it counts as large, which errs on the safe side.
    const value = divergenceOf(mix, dealt, trial)
    if (value === null || value >= observed - 1e-12) asLarge++
  }
  return {
    divergence: observed,
    p: (asLarge + 1) / (shuffles + 1),
    leastP: Math.max(1 / (shuffles + 1), 1 / deals(later)),
    parts: shares.map(([before, after]) => ({ before, later: after, part: partOf(before, after) }))
  }
}

/** The divergence; the weights of each category and time are left in `sums`. Called for each shuffle: nothing is allocated. */
function divergenceOf({ category, categories, order, weight }: Mix, later: Uint8Array, sums: Float64Array): number | null {
  sums.fill(0)
  for (let i = 0; i < category.length; i++) {
    const at = (later[order[i] as number] as number) * categories + (category[i] as number)
    sums[at] = (sums[at] as number) + (weight === undefined ? 1 : (weight[i] as number))
  }
  let [before, after] = [0, 0]
  for (let c = 0; c < categories; c++) {
    before += sums[c] as number
    after += sums[categories + c] as number
  }
  if (!(before > 0 && after > 0)) return null
  let divergence = 0
  for (let c = 0; c < categories; c++) {
    const [had, has] = [sums[c] as number, sums[categories + c] as number]
    if (had > 0 || has > 0) divergence += partOf(had / before, has / after)
  }
  return divergence
}

/** Of each category; null when a time has no weight at all. */
function sharesOf(sums: Float64Array, categories: number): [before: number, later: number][] | null {
  const total = (from: number): number => sums.subarray(from, from + categories).reduce((sum, value) => sum + value, 0)
  const [before, after] = [total(0), total(categories)]
  if (!(before > 0 && after > 0)) return null
  return Array.from({ length: categories }, (_, c) => [(sums[c] as number) / before, (sums[categories + c] as number) / after])
}

function partOf(before: number, later: number): number {
  const middle = (before + later) / 2
  return (before > 0 ? (before / 2) * Math.log2(before / middle) : 0) + (later > 0 ? (later / 2) * Math.log2(later / middle) : 0)
}

/** In how many ways the orders can be dealt. */
function deals(later: Uint8Array): number {
  const n = later.length
  const k = later.reduce((sum, one) => sum + one, 0)
  let ways = 1
  for (let i = 1; i <= Math.min(k, n - k) && ways < 1e15; i++) ways = (ways * (n - i + 1)) / i
  return ways
}
