import { gaussLegendre } from '../math/gauss-legendre.ts'

/**
 * ∫ from `low` to `high` of (α + u)^−A (β + u)^−B du, α and β above 0, A and B any with A + B above 0, and how its logarithm
 * moves with each of the four. In w = ln(min(α, β) + u) the integrand is smooth, log-concave and has no singularity nearer than π,
 * so that a few nodes give all digits, where the hypergeometric functions of the closed form cancel each other.
 * Relative errors are below 1e-11.
 */
export interface PowerIntegral {
  log: number
  /** Means over the integrand, which are the derivatives of `log` by −A, −B, and by α over −A, β over −B. */
  logAlpha: number
  logBeta: number
  overAlpha: number
  overBeta: number
}

const few = gaussLegendre(16)
const many = gaussLegendre(40)
/** What the integrand falls by, as a logarithm, before it is cut off. */
const dropped = 46

export function powerIntegral(
  alpha: number,
  beta: number,
  A: number,
  B: number,
  low: number,
  high: number,
  into: PowerIntegral
): PowerIntegral {
  const least = Math.min(alpha, beta)
  const [alphaMore, betaMore] = [alpha - least, beta - least]
  /** One of the two is w itself. */
  const lnWith = (more: number, w: number, e: number): number => (more === 0 ? w : Math.log(e + more))
  const begin = Math.log(least + low)
  // The width in w; exact for a short stretch too.
  let width = Math.log1p((high - low) / (least + low))
  const height = (w: number): number => {
    const e = Math.exp(w)
    return w - A * lnWith(alphaMore, w, e) - B * lnWith(betaMore, w, e)
  }
  const top = height(begin)
  let drop = top - height(begin + width)
  if (drop > dropped + 4) {
    // The fall steepens all the way: between the two ends of this stretch it passes `dropped` once.
    let [near, far] = [0, width]
    for (let step = 0; step < 60 && !(drop > dropped && drop < dropped + 4); step++) {
      const middle = (near + far) / 2
      drop = top - height(begin + middle)
      if (drop > dropped) far = middle
      else near = middle
      width = far
    }
  }
  const { nodes, weights } = width < 1.5 && Math.abs(drop) < 6 ? few : many
  let [sum, byA, byB, overA, overB] = [0, 0, 0, 0, 0]
  for (let i = 0; i < nodes.length; i++) {
    const w = begin + width * (nodes[i] as number)
    const e = Math.exp(w)
    const lnAlpha = lnWith(alphaMore, w, e)
    const lnBeta = lnWith(betaMore, w, e)
    const mass = (weights[i] as number) * Math.exp(w - A * lnAlpha - B * lnBeta - top)
    sum += mass
    byA += mass * lnAlpha
    byB += mass * lnBeta
    overA += mass / (e + alphaMore)
    overB += mass / (e + betaMore)
  }
  into.log = width > 0 ? top + Math.log(sum * width) : Number.NEGATIVE_INFINITY
  into.logAlpha = byA / sum
  into.logBeta = byB / sum
  into.overAlpha = overA / sum
  into.overBeta = overB / sum
  return into
}

export const emptyIntegral = (): PowerIntegral => ({ log: 0, logAlpha: 0, logBeta: 0, overAlpha: 0, overBeta: 0 })
