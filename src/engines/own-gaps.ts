import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { digamma, digammaRise, lnGamma, lnRise } from './math/gamma.ts'
import { betaOddsQuantile, incompleteBetaAbove, logIncompleteBetaAbove } from './math/incomplete-beta.ts'
import { type Convergence, fitByLikelihood } from './rhythm/fit.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const OWN_GAPS_VERSION = 'own-gaps/1'

/** Gaps between the orders of customers, one customer after another. */
export interface Gaps {
  /** Above 0, in days or any other unit. */
  gaps: Float64Array
  /** Of each customer, where its gaps begin; one more number at the end. */
  starts: Int32Array
}

/** What is known of anybody's gaps: they are gamma distributed (shape k) around a pace that is gamma distributed over customers (shape r, alpha). */
export interface Pool {
  k: number
  r: number
  alpha: number
}

export interface PoolFit extends Pool {
  logLikelihood: number
  convergence: Omit<Convergence, 'bounded'> & { bounded: string[] }
  /** Customers with a gap, and gaps. */
  customers: number
  gaps: number
}

const names = ['k', 'r', 'alpha'] as const

/**
 * Learns from all customers how regular gaps are (k) and how much customers differ in pace (r, alpha), by maximum likelihood. Open
 * gaps are not in it: who has left would count as slow.
 *
 * O(customers) an evaluation, some dozens of them.
 *
 * @throws rhythm.badHistory for a gap that is not above 0; rhythm.noRepeats when there is none; ctx.signal.reason when cancelled
 */
export async function fitPool({ gaps, starts }: Gaps, ctx: EngineContext): Promise<PoolFit> {
  const fault = gaps.findIndex((gap) => !(gap > 0 && gap < Number.POSITIVE_INFINITY))
  if (fault >= 0)
    throw new SextantError('rhythm.badHistory', { where: `Gap ${fault + 1}`, reason: `${gaps[fault]} is no time between two days` })
  const rows = Array.from({ length: Math.max(0, starts.length - 1) }, (_, i) => ({
    from: starts[i] as number,
    to: starts[i + 1] as number
  }))
  const customers = rows.filter(({ from, to }) => to > from)
  if (customers.length === 0) throw new SextantError('rhythm.noRepeats', { customers: rows.length })
  // In units of the typical gap.
  const unit = Math.exp(gaps.reduce((sum, gap) => sum + Math.log(gap), 0) / gaps.length)
  const counts = Float64Array.from(customers, ({ from, to }) => to - from)
  const sums = Float64Array.from(customers, ({ from, to }) => gaps.subarray(from, to).reduce((sum, gap) => sum + gap / unit, 0))
  const logs = Float64Array.from(customers, ({ from, to }) => gaps.subarray(from, to).reduce((sum, gap) => sum + Math.log(gap / unit), 0))
  const logLikelihood = async (at: Float64Array, gradient: Float64Array, pace: () => Promise<void>): Promise<number> => {
    const [k, r, alpha] = at as unknown as [number, number, number]
    const [ofK, slopeK, slopeR] = [lnGamma(k), digamma(k), digamma(r)]
    let [sum, dK, dR, dAlpha] = [0, 0, 0, 0]
    for (let i = 0; i < counts.length; i++) {
      const [n, total] = [counts[i] as number, sums[i] as number]
      const own = k * n
      const lnTotal = Math.log(alpha + total)
      const lnShare = -Math.log1p(total / alpha)
      const slope = digammaRise(r, own)
      sum += lnRise(r, own) + r * lnShare + (k - 1) * (logs[i] as number) - n * ofK - own * lnTotal
      dK += n * (slopeR + slope - slopeK - lnTotal) + (logs[i] as number)
      dR += slope + lnShare
      dAlpha += (r * total) / (alpha * (alpha + total)) - own / (alpha + total)
      if (i % 5_000 === 4_999) await pace()
    }
    gradient.set([dK, dR, dAlpha])
    return sum
  }
  const point = [Float64Array.of(1, 2, 2), Float64Array.of(3, 1, 3)]
  const fit = await fitByLikelihood({ customers: counts.length, logLikelihood, starts: point }, ctx)
  const [k, r, alpha] = fit.parameters as unknown as [number, number, number]
  return {
    k,
    r,
    alpha: alpha * unit,
    logLikelihood: fit.logLikelihood - gaps.length * Math.log(unit),
    convergence: { ...fit.convergence, bounded: fit.convergence.bounded.map((i) => names[i] as string) },
    customers: counts.length,
    gaps: gaps.length
  }
}

export interface OwnRhythm {
  /** Chance that a customer of this rhythm leaves a gap as long as the open one, or longer. */
  chanceOfWaiting: number
  /** The gap that half of the next ones are shorter than, and the bounds of the middle share that was asked for. */
  median: number
  low: number
  high: number
  /** How much of this is the customer's own history, the rest being everybody's: 0 without a gap, near 1 with many. */
  ownShare: number
}

/**
 * The customer's own rhythm, pooled with everybody's as far as its history is thin, and how unusual the gap is that is open now.
 * The next gap over (alpha + sum of gaps) is beta prime (k, r + kn). O(1).
 *
 * @param own the customer's gaps, oldest first
 * @param open time since the last order, at least 0
 * @param share of gaps between `low` and `high`
 */
export function ownRhythm({ k, r, alpha }: Pool, own: Float64Array, open: number, share: number): OwnRhythm {
  const weight = k * own.length
  const total = alpha + own.reduce((sum, gap) => sum + gap, 0)
  const shape = r + weight
  const at = (p: number): number => total * betaOddsQuantile(p, k, shape)
  return {
    chanceOfWaiting: incompleteBetaAbove(open / (total + open), k, shape, total / (total + open)),
    median: at(0.5),
    low: at((1 - share) / 2),
    high: at((1 + share) / 2),
    ownShare: weight / shape
  }
}

/** Gaps in which a change is looked for: the newest. */
const lookedAt = 50
/** The changes that are looked for: twice as slow, twice as fast. */
const factors = { slower: 2, faster: 0.5 } as const

const mostLog = 690

export interface ChangeOfRhythm {
  /** Evidence against an unchanged rhythm: its expectation is at most 1 when nothing has changed, so 20 or more has a chance of at most 1 in 20. */
  evidence: number
  /** min(1, 1 / evidence). */
  p: number
  /** Number of the gap from which the change most likely began, 0 the oldest; the number of gaps for the open one. */
  since: number
}

/**
 * Whether a customer has become slower or faster: the likelihood of the newest gaps, the open one included as "at least", with a change of pace
 * by 2 (or 1/2) from one of them on, over the likelihood without; the mean over where it began. That is an e-value: by Markov's
 * inequality 1 / evidence is a p-value, for whatever the number of gaps was when one looked. O(lookedAt²).
 *
 * Source: A. Wald (1945), Sequential tests of statistical hypotheses, Annals of Mathematical Statistics 16; V. Vovk, R. Wang (2021), E-values,
 * Annals of Statistics 49.
 *
 * @returns null below two gaps: a change needs something to have changed from
 */
export function changeOfRhythm(pool: Pool, own: Float64Array, open: number, direction: keyof typeof factors): ChangeOfRhythm | null {
  const n = own.length
  if (n < 2) return null
  const factor = factors[direction]
  // The first gap is what the others are compared with.
  const from = Math.max(1, n - lookedAt)
  let before = pool.alpha
  for (let i = 0; i < from; i++) before += own[i] as number
  const unchanged = logOf(pool, own, open, from, n, from, before, 1)
  const ratios: number[] = []
  for (let start = from; start <= n; start++) ratios.push(logOf(pool, own, open, from, n, start, before, factor) - unchanged)
  const most = Math.max(...ratios)
  const mean = ratios.reduce((sum, ratio) => sum + Math.exp(ratio - most), 0) / ratios.length
  // A number, however clear it is.
  const evidence = mean * Math.exp(Math.min(most, mostLog))
  return { evidence, p: Math.min(1, 1 / evidence), since: from + ratios.indexOf(most) }
}

/** ln of the likelihood of the gaps `from` … n − 1 and the open one, given those before, if from `start` on gaps are `factor` times as long. */
function logOf(
  { k, r }: Pool,
  own: Float64Array,
  open: number,
  from: number,
  n: number,
  start: number,
  before: number,
  factor: number
): number {
  let total = before
  let log = 0
  for (let i = from; i < n; i++) {
    const stretch = i >= start ? factor : 1
    const gap = (own[i] as number) / stretch
    const shape = r + k * i
    log += logDensity(k, shape, gap, total) - Math.log(stretch)
    total += gap
  }
  const waited = open / factor
  return log + logIncompleteBetaAbove(waited / (total + waited), k, r + k * n, total / (total + waited))
}

/** ln of the density of the next gap: beta prime, times the total. */
function logDensity(k: number, shape: number, gap: number, total: number): number {
  return (
    lnGamma(shape + k) -
    lnGamma(shape) -
    lnGamma(k) +
    (k - 1) * Math.log(gap) +
    shape * Math.log(total) -
    (shape + k) * Math.log(total + gap)
  )
}
