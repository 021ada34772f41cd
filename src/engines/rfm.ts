import { type RfmGroup, rfmGroups } from '../shared/model/rfm.ts'

/** Changes whenever the same input could give other groups. */
export const RFM_VERSION = 'rfm/1'

/**
 * Fifths: 1 for the lowest fifth of values to 5 for the highest. Equal values are in the same fifth, that of their middle
 * rank, so that a fifth can hold more or fewer than a fifth of all: nothing but chance could part equals.
 *
 * @example fifths(Float64Array.of(10, 20, 30, 40, 50)) // [1, 2, 3, 4, 5]
 * O(n log n).
 */
export function fifths(values: Float64Array): Uint8Array {
  const n = values.length
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const scores = new Uint8Array(n)
  for (let start = 0; start < n; ) {
    let end = start
    while (end < n && values[order[end] as number] === values[order[start] as number]) end++
    const middle = (start + end) / 2 / n
    const score = Math.min(5, Math.floor(middle * 5) + 1)
    for (let i = start; i < end; i++) scores[order[i] as number] = score
    start = end
  }
  return scores
}

/**
 * Recency, frequency and money in fifths each, and the named group of each customer.
 *
 * Source: A. Hughes (1994), Strategic database marketing (scores in fifths); names as they have become usual.
 *
 * @param recency days since the last order: the fewest score 5
 * @returns indices into `rfmGroups`
 * O(n log n).
 */
export function rfm(recency: Float64Array, frequency: Float64Array, monetary: Float64Array): Int32Array {
  const r = fifths(recency.map((days) => -days))
  const f = fifths(frequency)
  const m = fifths(monetary)
  return Int32Array.from(r, (score, i) => rfmGroups.indexOf(groupOf(score, ((f[i] as number) + (m[i] as number)) / 2)))
}

/** By recency and by the mean of frequency and money, both 1 .. 5. Every pair has exactly one group. */
export function groupOf(r: number, fm: number): RfmGroup {
  if (r >= 4) {
    if (fm >= 4) return r === 5 ? 'champions' : 'loyal'
    if (fm >= 2.5) return 'potentialLoyal'
    return r === 5 ? 'newcomers' : 'promising'
  }
  if (r === 3) {
    if (fm >= 4) return 'loyal'
    return fm >= 2.5 ? 'needAttention' : 'aboutToSleep'
  }
  if (fm >= 4.5) return 'cannotLose'
  if (fm >= 3) return 'atRisk'
  return r === 2 ? 'hibernating' : 'lost'
}
