import { digammaRise, lnRise } from '../math/gamma.ts'
import type { Groups } from './grouping.ts'
import type { Pace, RhythmModel } from './model.ts'
import { emptyIntegral, powerIntegral } from './power-integral.ts'

/** Groups between two looks at the clock: each costs an integral. */
const chunk = 500

/**
 * Pareto/NBD: while active a customer orders at random moments at a rate λ and may leave at any moment, at a rate μ; both are
 * gamma distributed over customers (shapes r, s; rates α, β). With R = r + x
 *
 *   L = Γ(R) / Γ(r) · α^r β^s · { (α + T)^−R (β + T)^−s + s ∫_{t_x}^{T} (α + u)^−R (β + u)^−(s+1) du },
 *
 * the sum over those who are still there and those who left at u after the last order. The integral is computed as such.
 *
 * Source: D. Schmittlein, D. Morrison, R. Colombo (1987), Counting your customers: who are they and what will they do next?,
 * Management Science 33(1).
 */
export const paretoModel: RhythmModel = {
  names: ['r', 'alpha', 's', 'beta'],
  starts: (rate) =>
    [
      [0.5, 0.5],
      [1, 1],
      [2, 0.5],
      [0.3, 2]
    ].map(([r = 1, s = 1]) => Float64Array.of(r, r / rate, s, r / rate)),
  likelihoodOf: (groups) => (at, gradient, pace) => evaluate(groups, at, gradient, pace)
}

async function evaluate(groups: Groups, at: Float64Array, gradient: Float64Array, pace: Pace): Promise<number> {
  const [r, alpha, s, beta] = at as unknown as [number, number, number, number]
  const { x, tx, T, weight } = groups
  const rise = x.values.map((orders) => lnRise(r, orders))
  const riseR = x.values.map((orders) => digammaRise(r, orders))
  const [lnAlpha, lnBeta, lnS] = [Math.log(alpha), Math.log(beta), Math.log(s)]
  const integral = emptyIntegral()
  let [sum, dR, dAlpha, dS, dBeta] = [0, 0, 0, 0, 0]
  for (let from = 0; from < weight.length; from += chunk) {
    const to = Math.min(weight.length, from + chunk)
    for (let g = from; g < to; g++) {
      const xi = x.index[g] as number
      const R = r + (x.values[xi] as number)
      const ended = T.values[T.index[g] as number] as number
      const last = tx.values[tx.index[g] as number] as number
      const [lnFrom, lnTo] = [Math.log(alpha + ended), Math.log(beta + ended)]
      const alive = -R * lnFrom - s * lnTo
      let log = alive
      let gone = 0
      if (ended > last) {
        const left = lnS + powerIntegral(alpha, beta, R, s + 1, last, ended, integral).log
        const difference = left - alive
        const small = Math.exp(-Math.abs(difference))
        log = Math.max(left, alive) + Math.log1p(small)
        gone = difference > 0 ? 1 / (1 + small) : small / (1 + small)
      }
      const count = weight[g] as number
      const stays = 1 - gone
      sum += count * ((rise[xi] as number) + r * lnAlpha + s * lnBeta + log)
      dR += count * ((riseR[xi] as number) + lnAlpha - stays * lnFrom - gone * integral.logAlpha)
      dAlpha += count * (r / alpha - R * (stays / (alpha + ended) + gone * integral.overAlpha))
      dS += count * (lnBeta - stays * lnTo + gone * (1 / s - integral.logBeta))
      dBeta += count * (s / beta - (s * stays) / (beta + ended) - gone * (s + 1) * integral.overBeta)
    }
    await pace()
  }
  gradient.set([dR, dAlpha, dS, dBeta])
  return sum
}
