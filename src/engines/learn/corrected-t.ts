import { tQuantile, tTail } from '../math/student-t.ts'

export interface CorrectedT {
  mean: number
  /** 95 % interval of the mean difference. */
  low: number
  high: number
  t: number
  /** One-sided: of a mean this far above 0 where there is no difference. */
  p: number
  freedom: number
}

/**
 * Whether one model is better than another over the same folds, with the correction for folds that share rows: plain t takes them for
 * independent and finds differences where there are none.
 *
 * t = mean / √((1/k + test / train) · variance), with k − 1 degrees of freedom.
 *
 * Source: C. Nadeau, Y. Bengio (2003), Inference for the generalization error, Machine Learning 52; R. Bouckaert, E. Frank (2004),
 * Evaluating the replicability of significance tests for comparing learning algorithms.
 *
 * @param differences score of the one less that of the other, by fold; at least two
 * @param train rows of a training part
 * @param test rows of a test part; 0: plain t
 * @returns p = 0 or 1 where all differences are equal and not 0, ½ where they are 0
 * @example correctedT([0.01, 0.03, 0.02], 80, 20).t
 */
export function correctedT(differences: ArrayLike<number>, train: number, test: number): CorrectedT {
  const k = differences.length
  let mean = 0
  for (let i = 0; i < k; i++) mean += (differences[i] as number) / k
  let variance = 0
  for (let i = 0; i < k; i++) variance += ((differences[i] as number) - mean) ** 2 / (k - 1)
  const error = Math.sqrt((1 / k + test / train) * variance)
  const freedom = k - 1
  if (!(error > 0)) {
    const t = mean === 0 ? 0 : Math.sign(mean) * Number.POSITIVE_INFINITY
    return { mean, low: mean, high: mean, t, p: mean > 0 ? 0 : mean < 0 ? 1 : 0.5, freedom }
  }
  const t = mean / error
  const tail = tTail(t, freedom) / 2
  const reach = tQuantile(0.05, freedom) * error
  return { mean, low: mean - reach, high: mean + reach, t, p: t > 0 ? tail : 1 - tail, freedom }
}
