/** What is said of a rule "who has A has B", from four counts of baskets. */
import { lnGamma } from '../math/gamma.ts'

export interface RuleMeasures {
  support: number
  confidence: number
  /** Times as often as if A and B had nothing to do with each other. */
  lift: number
  /** Share of baskets with both beyond that. */
  leverage: number
  /** How much oftener A without B would be expected; infinite where it never is. */
  conviction: number
  /** Fisher's exact test, one-sided: so many with both, or more, by chance. */
  p: number
}

/** @param both baskets with A and B, `first` with A, `second` with B, of `all` */
export function ruleMeasures(both: number, first: number, second: number, all: number): RuleMeasures {
  const confidence = both / first
  const expected = second / all
  return {
    support: both / all,
    confidence,
    lift: confidence / expected,
    leverage: both / all - (first / all) * expected,
    conviction: both === first ? Number.POSITIVE_INFINITY : (1 - expected) / (1 - confidence),
    p: fisherGreater(both, first, second, all)
  }
}

/**
 * Chance of at least `both` in common when `first` and `second` of `all` are drawn independently: the upper tail of the hypergeometric
 * distribution. O(tail).
 *
 * Source: R. A. Fisher (1935), The logic of inductive inference.
 */
export function fisherGreater(both: number, first: number, second: number, all: number): number {
  const last = Math.min(first, second)
  const least = Math.max(0, first + second - all)
  if (both <= least) return 1
  const choose = (n: number, k: number) => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1)
  const start = Math.exp(choose(second, both) + choose(all - second, first - both) - choose(all, first))
  let [term, sum] = [1, 1]
  for (let k = both; k < last; k++) {
    term *= ((second - k) * (first - k)) / ((k + 1) * (all - second - first + k + 1))
    sum += term
    if (term < 1e-17 * sum && (second - k) * (first - k) < (k + 1) * (all - second - first + k + 1)) break
  }
  return Math.min(1, start * sum)
}

/** Chance of at least `count` where `expected` are expected and each comes by itself (Poisson). O(√expected + count). */
export function poissonAtLeast(count: number, expected: number): number {
  if (count <= 0) return 1
  if (!(expected > 0)) return 0
  // The smaller of the two tails is summed; its terms fall from the count on.
  if (count > expected) {
    let term = Math.exp(count * Math.log(expected) - expected - lnGamma(count + 1))
    let sum = term
    for (let k = count + 1; term > 1e-17 * sum; k++) {
      term *= expected / k
      sum += term
    }
    return Math.min(1, sum)
  }
  let term = Math.exp((count - 1) * Math.log(expected) - expected - lnGamma(count))
  let sum = term
  for (let k = count - 1; k > 0 && term > 1e-17 * sum; k--) {
    term *= k / expected
    sum += term
  }
  return Math.max(0, 1 - sum)
}
