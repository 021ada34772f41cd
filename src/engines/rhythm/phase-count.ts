import { lnGamma, lnRise } from '../math/gamma.ts'

/** What the chance of a count may be before it is taken for none. */
const negligible = 1e-18
/** Counts that are told apart at most: more come only of a rate that the model believes to be without any bound, just after the first order. */
const most = 1_000_000
/** So many standard deviations below the mean begins what is summed. */
const deviations = 14

/**
 * How many phases pass in a time t when they come at random at a rate that is gamma distributed (shape R, rate A): negative binomial,
 * with z = t / (A + t) the chance of one more. Summed from where the chances are more than nothing, so that R of many thousands is no trouble.
 */
export class PhaseCount {
  private readonly from: number
  /** Chance of a count below each number from `from` on. */
  private below: number[] = [0]

  constructor(R: number, A: number, t: number) {
    const z = t / (A + t)
    const mean = (R * t) / A
    const deviation = Math.sqrt(mean * (1 + t / A))
    this.from = Math.max(0, Math.floor(mean - deviations * deviation))
    const n = this.from
    const logFirst = lnRise(R, n) - lnGamma(n + 1) - R * Math.log1p(t / A) + (n > 0 ? n * Math.log(z) : 0)
    let chance = Math.exp(logFirst)
    let sum = 0
    for (let count = n; count < n + most; count++) {
      sum += chance
      this.below.push(sum)
      const ratio = ((R + count) / (count + 1)) * z
      // Beyond the mode the chances fall, ever faster or towards the ratio z.
      if (ratio < 1 && chance / (1 - Math.max(ratio, z)) < negligible) break
      chance *= ratio
    }
    // Nothing is left out that would count: what is missing to 1 is the error of the first logarithm.
    this.below = this.below.map((share) => share / sum)
  }

  /** Chance of `count` or more. */
  atLeast(count: number): number {
    if (count <= this.from) return 1
    return Math.max(0, 1 - (this.below[count - this.from] ?? 1))
  }

  /** From this count on `atLeast` is 0. */
  get end(): number {
    return this.from + this.below.length - 1
  }
}
