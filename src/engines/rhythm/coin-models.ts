import { digammaRise, lnGamma, lnRise } from '../math/gamma.ts'
import type { Groups } from './grouping.ts'
import type { Pace, RhythmModel } from './model.ts'

/**
 * The models in which a customer tosses a coin after each order and may leave for good.
 *
 * While active a customer orders at gaps that are sums of k exponential phases of rate λ (k = 1: at random moments); λ is gamma
 * distributed over customers (shape r, rate α), the chance p to leave at a toss is beta distributed (a, b). BG/NBD tosses from the
 * second order on, the modified ones from the first. With m tosses survived (m = x, or x + 1) and R = r + kx
 *
 *   L = Γ(R) / Γ(r) · α^r · B(a, b + m) / B(a, b) · { Σ_{j<k} Γ(R + j) / (Γ(R) j!) (T − t_x)^j (α + T)^−(R + j) + a / (b + m − 1) · (α + t_x)^−R }
 *
 * (the second part only for m > 0), where what depends on the data alone is left out.
 *
 * Source: P. Fader, B. Hardie, K. Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2); E. Batislam, M. Denizel,
 * A. Filiztekin (2007), Empirical validation and comparison of models for customer base analysis, IJRM 24(3); M. Platzer,
 * T. Reutterer (2016), Ticking away the moments, Marketing Science 35(5), for k above 1.
 */
export interface CoinModel {
  /** Phases of a gap; 1: orders come at random moments. */
  k: number
  /** 1: a customer may leave after the first order already. */
  firstToss: 0 | 1
}

/** Groups between two looks at the clock. */
const chunk = 20_000

export function coinModel({ k, firstToss }: CoinModel): RhythmModel {
  return {
    names: ['r', 'alpha', 'a', 'b'],
    starts: (rate) =>
      [
        [0.5, 0.5, 2],
        [1, 1, 3],
        [2, 2, 2],
        [0.3, 0.2, 3]
      ].map(([r = 1, a = 1, b = 1]) => Float64Array.of(r, r / (rate * k), a, b)),
    likelihoodOf: (groups) => {
      const tables = tablesOf(groups, k)
      return (at, gradient, pace) => evaluate(groups, tables, at, gradient, k, firstToss, pace)
    }
  }
}

/** ln of what `logLikelihood` leaves out beside k = 1: how regular the gaps are, by all of them or (without) by where the last order stands. */
export function regularity(k: number, x: Float64Array, tx: Float64Array, logGaps: Float64Array | undefined): number {
  if (k === 1) return 0
  let sum = 0
  for (let i = 0; i < x.length; i++) {
    const orders = x[i] as number
    if (orders === 0) continue
    sum +=
      logGaps === undefined
        ? (k - 1) * orders * Math.log(tx[i] as number) - lnGamma(k * orders) + lnGamma(orders)
        : (k - 1) * (logGaps[i] as number) - orders * lnGamma(k)
  }
  return sum
}

async function evaluate(
  groups: Groups,
  tables: Tables,
  at: Float64Array,
  gradient: Float64Array,
  k: number,
  firstToss: 0 | 1,
  pace: Pace
): Promise<number> {
  const [r, alpha, a, b] = at as unknown as [number, number, number, number]
  const { x, tx, T, weight } = groups
  fill(tables, groups, r, alpha, a, b, k, firstToss)
  const { ofX, logT, logTx } = tables
  let [sum, dR, dAlpha, dA, dB] = [0, 0, 0, 0, 0]
  for (let from = 0; from < weight.length; from += chunk) {
    const to = Math.min(weight.length, from + chunk)
    for (let g = from; g < to; g++) {
      const xi = x.index[g] as number
      const R = ofX.R[xi] as number
      const ended = T.values[T.index[g] as number] as number
      const last = tx.values[tx.index[g] as number] as number
      const lnEnded = logT[T.index[g] as number] as number
      const lnLast = logTx[tx.index[g] as number] as number
      // Still a customer: the gap since the last order is longer than it is.
      let alive = -R * lnEnded
      let aliveR = -lnEnded
      let aliveAlpha = -R / (alpha + ended)
      if (k > 1) {
        const q = (ended - last) / (alpha + ended)
        const row = xi * k
        let power = 1
        let value = 0
        let byR = 0
        let byQ = 0
        for (let j = 0; j < k; j++) {
          const term = (ofX.phase[row + j] as number) * power
          value += term
          byR += term * (ofX.phaseR[row + j] as number)
          byQ += j * term
          power *= q
        }
        alive += Math.log(value)
        aliveR += byR / value
        // q falls with α as −q / (α + T).
        aliveAlpha -= byQ / value / (alpha + ended)
      }
      let log = alive
      let gone = 0
      if ((ofX.tosses[xi] as number) > 0) {
        const left = (ofX.logLeave[xi] as number) - R * lnLast
        const difference = left - alive
        const small = Math.exp(-Math.abs(difference))
        log = Math.max(left, alive) + Math.log1p(small)
        gone = difference > 0 ? 1 / (1 + small) : small / (1 + small)
      }
      const count = weight[g] as number
      const stays = 1 - gone
      sum += count * ((ofX.log[xi] as number) + log)
      dR += count * ((ofX.byR[xi] as number) + stays * aliveR - gone * lnLast)
      dAlpha += count * (r / alpha + stays * aliveAlpha - (gone * R) / (alpha + last))
      dA += count * ((ofX.byA[xi] as number) + gone / a)
      dB += count * ((ofX.byB[xi] as number) - (gone > 0 ? gone * (ofX.leaveB[xi] as number) : 0))
    }
    await pace()
  }
  gradient.set([dR, dAlpha, dA, dB])
  return sum
}

/** What is computed once for customers that agree in a number. */
interface Tables {
  /** ln of (α + T) / α and of (α + t_x) / α: with α taken out, a large r and α lose no digits. */
  logT: Float64Array
  logTx: Float64Array
  ofX: Record<(typeof columns)[number], Float64Array>
}

/** By the number of orders; `phase` and `phaseR` have k numbers for each. */
const columns = ['R', 'tosses', 'log', 'byR', 'byA', 'byB', 'logLeave', 'leaveB', 'phase', 'phaseR'] as const

function tablesOf({ x, tx, T }: Groups, k: number): Tables {
  const ofX = Object.fromEntries(columns.map((name) => [name, new Float64Array(x.values.length * (name.startsWith('phase') ? k : 1))]))
  return { logT: new Float64Array(T.values.length), logTx: new Float64Array(tx.values.length), ofX: ofX as Tables['ofX'] }
}

function fill(
  { logT, logTx, ofX }: Tables,
  { x, tx, T }: Groups,
  r: number,
  alpha: number,
  a: number,
  b: number,
  k: number,
  firstToss: 0 | 1
): void {
  for (let i = 0; i < logT.length; i++) logT[i] = Math.log1p((T.values[i] as number) / alpha)
  for (let i = 0; i < logTx.length; i++) logTx[i] = Math.log1p((tx.values[i] as number) / alpha)
  for (let i = 0; i < x.values.length; i++) {
    const orders = x.values[i] as number
    const m = orders + firstToss
    ofX.R[i] = r + k * orders
    ofX.tosses[i] = m
    ofX.log[i] = lnRise(r, k * orders) - k * orders * Math.log(alpha) + lnRise(b, m) - lnRise(a + b, m)
    ofX.byR[i] = digammaRise(r, k * orders)
    ofX.byA[i] = -digammaRise(a + b, m)
    ofX.byB[i] = digammaRise(b, m) - digammaRise(a + b, m)
    ofX.logLeave[i] = m > 0 ? Math.log(a / (b + m - 1)) : 0
    ofX.leaveB[i] = m > 0 ? 1 / (b + m - 1) : 0
    let [coefficient, slope] = [1, 0]
    for (let j = 0; j < k; j++) {
      ofX.phase[i * k + j] = coefficient
      ofX.phaseR[i * k + j] = slope
      const risen = r + k * orders + j
      coefficient *= risen / (j + 1)
      slope += 1 / risen
    }
  }
}
