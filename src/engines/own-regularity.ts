import type { EngineContext } from './context.ts'
import { lnGamma, lnRise } from './math/gamma.ts'
import { incompleteBetaAbove } from './math/incomplete-beta.ts'
import { fitPool, type Gaps, type Pool } from './own-gaps.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const OWN_REGULARITY_VERSION = 'own-regularity/1'

/** Regularities between which customers are spread: 1 is chance, 18 nearly a clockwork. */
const grid = [0.5, 0.8, 1.2, 2, 3.5, 6, 10, 18]
const rounds = 40

/** What is known of anybody's rhythm: the pace as in own gaps, and how many customers are how regular. */
export interface Regularity {
  pools: Pool[]
  /** Of each pool; they add up to 1. */
  weights: Float64Array
}

/**
 * Learns how much customers differ in regularity. `fitPool` takes all for equally regular; a shop has clockworks and moody buyers, and a gap that
 * is long for the first is nothing with the second. So regularity is spread over a grid, with weights by maximum likelihood (EM);
 * the mean gap has the same distribution at each point of it.
 *
 * Source: N. Laird (1978), Nonparametric maximum likelihood estimation of a mixing distribution, JASA 73.
 *
 * O(customers · rounds), after `fitPool`.
 * @throws rhythm.noRepeats, rhythm.badHistory; ctx.signal.reason when cancelled
 */
export async function fitRegularity(gaps: Gaps, ctx: EngineContext): Promise<Regularity> {
  const pool = await fitPool(gaps, ctx)
  const pools = grid.map((k) => ({ k, r: pool.r, alpha: (pool.alpha * pool.k) / k }))
  const weights = new Float64Array(pools.length).fill(1 / pools.length)
  const customers = Array.from({ length: gaps.starts.length - 1 }, (_, i) => i).filter(
    (i) => (gaps.starts[i + 1] as number) - (gaps.starts[i] as number) >= 2
  )
  if (customers.length === 0) return { pools, weights }
  const p = pools.length
  const likelihood = new Float64Array(customers.length * p)
  for (const [at, i] of customers.entries()) {
    likelihood.set(likelihoods(pools, summaryOf(gaps.gaps.subarray(gaps.starts[i], gaps.starts[i + 1]))), at * p)
  }
  const sums = new Float64Array(p)
  for (let round = 0; round < rounds; round++) {
    sums.fill(0)
    for (let at = 0; at < customers.length; at++) {
      let total = 0
      for (let j = 0; j < p; j++) total += (weights[j] as number) * (likelihood[at * p + j] as number)
      for (let j = 0; j < p; j++) sums[j] = (sums[j] as number) + ((weights[j] as number) * (likelihood[at * p + j] as number)) / total
    }
    // A trace everywhere: nobody's regularity is ruled out by others'.
    for (let j = 0; j < p; j++) weights[j] = ((sums[j] as number) + 0.1) / (customers.length + 0.1 * p)
    ctx.signal.throwIfAborted()
  }
  return { pools, weights }
}

/** A customer's own gaps in short. */
export interface GapSummary {
  n: number
  sum: number
  logs: number
}

export function summaryOf(gaps: ArrayLike<number>): GapSummary {
  const summary = { n: gaps.length, sum: 0, logs: 0 }
  for (let i = 0; i < gaps.length; i++) {
    summary.sum += gaps[i] as number
    summary.logs += Math.log(gaps[i] as number)
  }
  return summary
}

/** The rhythm of one customer, from its own gaps as far as they go and else from everybody's. */
export interface OwnPace {
  /** Chance that a gap is longer than so many days. */
  longerThan(days: number): number
  /** By when, after a wait of `open` days, the order has come with the given chance. */
  orderedBy(open: number, chance: number): number
}

export function ownPace({ pools, weights }: Regularity, own: GapSummary): OwnPace {
  const posterior = likelihoods(pools, own).map((value, j) => value * (weights[j] as number))
  const total = posterior.reduce((sum, value) => sum + value, 0)
  const longerThan = (days: number): number => {
    let chance = 0
    for (let j = 0; j < pools.length; j++) {
      const share = (posterior[j] as number) / total
      if (share < 1e-6) continue
      const { k, r, alpha } = pools[j] as Pool
      const all = alpha + own.sum
      chance += share * incompleteBetaAbove(days / (all + days), k, r + k * own.n, all / (all + days))
    }
    return Math.min(1, chance)
  }
  return {
    longerThan,
    orderedBy(open, chance) {
      const target = longerThan(open) * (1 - chance)
      let [low, high] = [0, 1]
      while (longerThan(open + high) > target && high < 1e5) {
        low = high
        high *= 2
      }
      while (high - low > 0.01) {
        const middle = (low + high) / 2
        if (longerThan(open + middle) > target) low = middle
        else high = middle
      }
      return high
    }
  }
}

/** Of the gaps at each point of the grid, the highest 1: only their ratios matter. */
function likelihoods(pools: readonly Pool[], { n, sum, logs }: GapSummary): Float64Array {
  const values = Float64Array.from(pools, ({ k, r, alpha }) =>
    n === 0 ? 0 : lnRise(r, k * n) - r * Math.log1p(sum / alpha) - k * n * Math.log(alpha + sum) + (k - 1) * logs - n * lnGamma(k)
  )
  const most = values.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY)
  return values.map((value) => Math.exp(value - most))
}
