import { tQuantile, tTail } from '../math/student-t.ts'

/** For a chance of 80 % to see what is there. */
const POWER = 0.8416212335729143

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

/**
 * How many times as many rows would show a difference of the size seen, four times of five: its error falls with the root of their number.
 *
 * @param alpha one-sided
 * @returns 1 or more; null where the difference is none or the other way round
 * @example moreRows({ t: 1.5, freedom: 9 }, 0.01) // 5.9
 */
export function moreRows({ t, freedom }: Pick<CorrectedT, 't' | 'freedom'>, alpha: number): number | null {
  return t > 0 ? Math.max(1, ((tQuantile(2 * alpha, freedom) + POWER) / t) ** 2) : null
}
