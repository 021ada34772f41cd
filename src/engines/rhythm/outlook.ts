import { lnRise } from '../math/gamma.ts'
import type { Histories } from './histories.ts'
import { PhaseCount } from './phase-count.ts'
import { emptyIntegral, powerIntegral } from './power-integral.ts'

/** What a model says of one customer. */
export interface Prospect {
  /** P(alive): the chance that the customer has not left. */
  alive: number
  /** Chance of an order within the time `h` from now, between 0 and `alive`. */
  orderWithin(h: number): number
  /** Expected number of orders within the time `h` from now. */
  ordersWithin(h: number): number
}

export interface FittedModel {
  model: 'bgnbd' | 'mbgnbd' | 'paretonbd' | 'mbgcnbdk'
  parameters: Readonly<Record<string, number>>
  k: number
}

/** The prospect of a customer with x orders after the first, the last of them t_x and today T after the first. */
export function prospectOf({ model, parameters, k }: FittedModel, x: number, tx: number, T: number): Prospect {
  const value = (name: string): number => parameters[name] ?? Number.NaN
  if (model === 'paretonbd') return paretoProspect(value('r'), value('alpha'), value('s'), value('beta'), x, tx, T)
  return coinProspect(value('r'), value('alpha'), value('a'), value('b'), k, x + (model === 'bgnbd' ? 0 : 1), x, tx, T)
}

/**
 * For the models with a coin (`coin-models.ts`). Given that the customer is still there and in the j-th phase of the gap, λ is
 * gamma (R + j, α + T) and p beta (a, b + m), independent of each other; orders come whenever k phases are complete:
 *
 *   E[orders within h] = P(alive) Σ_j P(j) Σ_n P(at least nk − j phases within h) · E[(1 − p)^(n − 1)]
 *
 * All terms are positive. For k = 1 this is the closed form of the papers with its hypergeometric function, which loses its digits near a = 1.
 */
function coinProspect(r: number, alpha: number, a: number, b: number, k: number, m: number, x: number, tx: number, T: number): Prospect {
  const R = r + k * x
  const A = alpha + T
  const q = (T - tx) / A
  const phases = Array.from({ length: k }, (_, j) => Math.exp(lnRise(R, j) - lnRise(1, j)) * q ** j)
  const total = phases.reduce((sum, one) => sum + one)
  const chances = phases.map((one) => one / total)
  const lnOdds = m > 0 ? Math.log(a / (b + m - 1)) + R * Math.log1p((T - tx) / (alpha + tx)) - Math.log(total) : Number.NEGATIVE_INFINITY
  const alive = 1 / (1 + Math.exp(lnOdds))
  const mixed = (h: number, of: (count: PhaseCount, j: number) => number): number =>
    !(h > 0) ? 0 : alive * chances.reduce((sum, chance, j) => (chance > 0 ? sum + chance * of(new PhaseCount(R + j, A, h), j) : sum), 0)
  return {
    alive,
    orderWithin: (h) => (k === 1 ? alive * -Math.expm1(-R * Math.log1p(Math.max(0, h) / A)) : mixed(h, (count, j) => count.atLeast(k - j))),
    ordersWithin: (h) =>
      mixed(h, (count, j) => {
        let [sum, stays] = [0, 1]
        for (let n = 1; n * k - j < count.end; n++) {
          sum += count.atLeast(n * k - j) * stays
          stays *= (b + m + n - 1) / (a + b + m + n - 1)
        }
        return sum
      })
  }
}

/** For Pareto/NBD: given that the customer is still there, λ is gamma (R, α + T) and μ gamma (s, β + T). */
function paretoProspect(r: number, alpha: number, s: number, beta: number, x: number, tx: number, T: number): Prospect {
  const R = r + x
  const [A, B] = [alpha + T, beta + T]
  const integral = emptyIntegral()
  const left =
    T > tx
      ? Math.log(s) + powerIntegral(alpha, beta, R, s + 1, tx, T, integral).log + R * Math.log(A) + s * Math.log(B)
      : Number.NEGATIVE_INFINITY
  const alive = 1 / (1 + Math.exp(left))
  return {
    alive,
    orderWithin(h) {
      if (!(h > 0)) return 0
      const log = powerIntegral(A, B, R + 1, s, 0, h, integral).log
      return alive * Math.min(1, Math.exp(Math.log(R) + R * Math.log(A) + s * Math.log(B) + log))
    },
    ordersWithin(h) {
      if (!(h > 0)) return 0
      // ∫ (B / (B + u))^s du: the time that the customer is still there.
      const logs = Math.log1p(h / B)
      const stretch = Math.abs(s - 1) < 1e-9 ? logs : -Math.expm1((1 - s) * logs) / (s - 1)
      return (alive * R * B * stretch) / A
    }
  }
}

/**
 * By when the next order has come with the given chance; null where it may never come with that chance.
 *
 * @param chance above 0, below 1
 * @returns a time from now, in the unit of the histories, to nine digits
 */
export function nextOrderBy(prospect: Prospect, chance: number): number | null {
  if (chance >= prospect.alive) return null
  let [low, high] = [0, 1]
  while (prospect.orderWithin(high) < chance) {
    low = high
    high *= 2
    if (high > 1e7) return null
  }
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2
    if (prospect.orderWithin(middle) < chance) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Prospects of all customers, in their order: equal histories are computed once. */
export function outlooks(fitted: FittedModel, { x, tx, T }: Histories, h: number): { alive: number; expected: number; order: number }[] {
  const known = new Map<string, { alive: number; expected: number; order: number }>()
  return Array.from(x, (orders, i) => {
    const [last, watched] = [tx[i] as number, T[i] as number]
    const key = `${orders} ${last} ${watched}`
    let found = known.get(key)
    if (found === undefined) {
      const prospect = prospectOf(fitted, orders, last, watched)
      found = { alive: prospect.alive, expected: prospect.ordersWithin(h), order: prospect.orderWithin(h) }
      known.set(key, found)
    }
    return found
  })
}
