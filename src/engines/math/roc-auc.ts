import { ranks } from './ranks.ts'

/**
 * Area under the ROC curve: the chance that a row of the class has a higher score than one that is not of it, equal ones counted half.
 * By the sum of ranks. O(n log n).
 *
 * @param label 1 for the class, 0 else
 * @returns NaN when one of the two has no row
 */
export function rocAuc(scores: Float64Array, label: Float64Array): number {
  const ranked = ranks(scores)
  let [positives, sum] = [0, 0]
  for (let i = 0; i < label.length; i++) {
    if (label[i] !== 1) continue
    positives++
    sum += ranked[i] as number
  }
  const negatives = label.length - positives
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
