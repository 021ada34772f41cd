import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { digamma, digammaRise, lnGamma, lnRise } from './math/gamma.ts'
import { ranks } from './math/ranks.ts'
import { type Convergence, fitByLikelihood } from './rhythm/fit.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const GAMMA_GAMMA_VERSION = 'gamma-gamma/2'

/** What each customer spent: orders after the first, and their mean value. */
export interface Spends {
  x: Float64Array
  meanValue: Float64Array
}

export interface GammaGammaFit {
  parameters: { p: number; q: number; v: number }
  logLikelihood: number
  standardErrors: Record<'p' | 'q' | 'v', number | null>
  convergence: Omit<Convergence, 'bounded'> & { bounded: string[] }
  /** Customers whom the fit is of. */
  customers: number
  /** Customers with orders after the first whose mean value is not above 0: the model has no place for them. */
  leftOut: number
  /** Between the number of orders and their mean value; the model takes it for 0. Null where one of them is the same for all. */
  correlation: { pearson: number | null; ranks: number | null }
}

const names = ['p', 'q', 'v'] as const
/** Customers whom all starts are tried on. */
const TRIED_ON = 10_000

/**
 * Gamma-Gamma: the value of an order is gamma distributed around a customer's own mean (shape p, rate ν), and ν gamma distributed over
 * customers (q, v). With z the mean of x orders
 *
 *   ln L = ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q ln v + (px − 1) ln z + px ln x − (px + q) ln(v + xz)
 *
 * It takes value and number of orders for independent; `correlation` says how far they are.
 * O(customers) an evaluation, a few dozen evaluations.
 *
 * Source: P. Fader, B. Hardie (2013), The gamma-gamma model of monetary value, brucehardie.com/notes/025.
 *
 * @param spends customers with x = 0 are passed over; v comes in the unit of the values
 * @throws rhythm.noCustomers, rhythm.badHistory, rhythm.noRepeats; ctx.signal.reason when cancelled
 */
export async function fitGammaGamma(spends: Spends, ctx: EngineContext): Promise<GammaGammaFit> {
  const { x, z, leftOut } = usable(spends)
  const n = x.length
  // In units of the typical value, so that the starts fit any currency.
  const scale = z.reduce((sum, value) => sum + Math.log(value), 0) / n
  const unit = Math.exp(scale)
  const scaled = z.map((value) => value / unit)
  const logs = scaled.map(Math.log)
  const logX = x.map(Math.log)

  const likelihood =
    (step: number) =>
    async (at: Float64Array, gradient: Float64Array, pace: () => Promise<void>): Promise<number> => {
      const [p, q, v] = at as unknown as [number, number, number]
      const slopeQ = digamma(q)
      let [sum, dP, dQ, dV] = [0, 0, 0, 0]
      for (let i = 0; i < n; i += step) {
        const [orders, value] = [x[i] as number, scaled[i] as number]
        const own = p * orders
        const paid = orders * value
        const lnRate = Math.log(v + paid)
        // q ln v − q ln(v + xz), with its digits where v is large.
        const lnShare = -Math.log1p(paid / v)
        const slope = digammaRise(q, own)
        sum += lnRise(q, own) - lnGamma(own) + q * lnShare + (own - 1) * (logs[i] as number) + own * ((logX[i] as number) - lnRate)
        dP += orders * (slopeQ + slope - digamma(own) + (logs[i] as number) + (logX[i] as number) - lnRate)
        dQ += slope + lnShare
        dV += (q * paid) / (v * (v + paid)) - own / (v + paid)
        if (i % 5_000 < step) await pace()
      }
      gradient.set([dP, dQ, dV])
      return sum
    }
  const starts = [Float64Array.of(2, 3, 1), Float64Array.of(6, 4, 0.5), Float64Array.of(1, 1.5, 1), Float64Array.of(20, 10, 0.5)]
  // Every so many-th customer shows where the maximum is.
  const step = Math.ceil(n / TRIED_ON)
  const part = step > 1 ? { customers: Math.ceil(n / step), logLikelihood: likelihood(step), starts } : undefined
  const fit = await fitByLikelihood({ customers: n, logLikelihood: likelihood(1), starts, part }, ctx)
  const [p, q, v] = fit.parameters as unknown as [number, number, number]
  const [pError, qError, vError] = fit.standardErrors as [number | null, number | null, number | null]
  return {
    parameters: { p, q, v: v * unit },
    // The density of a value is that of the scaled one over the unit.
    logLikelihood: fit.logLikelihood - n * scale,
    standardErrors: { p: pError, q: qError, v: vError === null ? null : vError * unit },
    convergence: { ...fit.convergence, bounded: fit.convergence.bounded.map((i) => names[i] as string) },
    customers: n,
    leftOut,
    correlation: { pearson: correlationOf(x, z), ranks: correlationOf(ranks(x), ranks(z)) }
  }
}

/**
 * The expected mean value of a customer's orders, given the mean z of x of them: between z and what is typical for all, the nearer
 * to z the more orders there were.
 *
 * @returns null where the model expects no finite value (px + q ≤ 1)
 */
export function expectedValue({ p, q, v }: GammaGammaFit['parameters'], x: number, z: number): number | null {
  const all = p * x + q - 1
  return all > 0 ? (p * (v + x * z)) / all : null
}

function usable({ x, meanValue }: Spends): { x: Float64Array; z: Float64Array; leftOut: number } {
  if (x.length === 0) throw new SextantError('rhythm.noCustomers')
  for (let i = 0; i < x.length; i++) {
    const [orders, value] = [x[i] as number, meanValue[i] as number]
    const where = `Customer ${i + 1}`
    if (!(Number.isSafeInteger(orders) && orders >= 0)) {
      throw new SextantError('rhythm.badHistory', { where, reason: `x = ${orders}, which is no number of orders` })
    }
    if (!Number.isFinite(value)) throw new SextantError('rhythm.badHistory', { where, reason: `a mean value of ${value}` })
  }
  const rows = Array.from(x.keys()).filter((i) => (x[i] as number) > 0)
  const kept = rows.filter((i) => (meanValue[i] as number) > 0)
  if (kept.length === 0) throw new SextantError('rhythm.noRepeats', { customers: x.length })
  const pick = (values: Float64Array) => Float64Array.from(kept, (i) => values[i] as number)
  return { x: pick(x), z: pick(meanValue), leftOut: rows.length - kept.length }
}

function correlationOf(a: Float64Array, b: Float64Array): number | null {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [centreA, centreB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [u, w] = [(a[i] as number) - centreA, (b[i] as number) - centreB]
    ab += u * w
    aa += u * u
    bb += w * w
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}
