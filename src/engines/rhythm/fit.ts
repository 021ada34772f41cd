import type { EngineContext } from '../context.ts'
import { inverseOn, type Maximum, maximise, type Objective } from '../math/maximise.ts'
import { pacer } from '../pace.ts'

/** What was found, and how far it can be relied on. */
export interface Fit {
  parameters: Float64Array
  logLikelihood: number
  /** From the observed information; null where there is none: at a bound, or where the likelihood is no hill. */
  standardErrors: (number | null)[]
  convergence: Convergence
}

export interface Convergence {
  /**
   * `converged`: a maximum inside the range, by gradient and curvature. `boundary`: the likelihood still rises at the edge of the range in the
   * parameters of `bounded`: the data does not tell them, though it may tell what follows from them. `flat`: no hill: other
   * parameters do as well. `unfinished`: the search ended before a maximum.
   */
  state: 'converged' | 'boundary' | 'flat' | 'unfinished'
  /** Largest slope of the mean log-likelihood of a customer by the logarithm of a parameter. */
  gradient: number
  /** Numbers of the parameters at the edge of their range. */
  bounded: number[]
  /** Of so many starts so many came to the maximum that was kept. */
  starts: number
  agreeing: number
  iterations: number
  evaluations: number
}

export interface Search {
  /** How many customers the likelihood is of. */
  customers: number
  logLikelihood: (at: Float64Array, gradient: Float64Array, pace: () => Promise<void>) => Promise<number>
  /** The same on a part of the customers, to try all starts on. Left out: the starts are tried on all. */
  part?: Omit<Search, 'part'> | undefined
  starts: Float64Array[]
}

/** Parameters are sought between e^−bound and e^bound. */
const bound = 14
const maxIterations = 300
/** Of the mean log-likelihood of a customer: where it is reached, the parameters stand to about eight digits. */
const tolerance = 1e-8
/** A slope that rounding leaves even at a maximum; above it a search is unfinished. */
const accepted = 1e-6
/** Maxima closer than this, in log-likelihood in all, are the same. */
const same = 1e-3

/**
 * Maximum likelihood in the logarithms of the parameters, from several starts. On many customers the starts are tried on a
 * part of them, and each different maximum that was found there is then followed up on all.
 */
export async function fitByLikelihood(search: Search, ctx: EngineContext): Promise<Fit> {
  const look = pacer(ctx)
  const steps = search.part ? search.starts.length + 2 : search.starts.length
  let done = 0
  const pace = () => look(done / steps)
  const climb = async (part: Omit<Search, 'part'>, start: Float64Array, curvature?: Float64Array): Promise<Maximum> => {
    const found = await maximise(meanOf(part, pace), start, { bound, curvature, maxIterations, tolerance })
    done++
    return found
  }
  const all = search.starts.map((start) => start.map(Math.log))
  const first: Maximum[] = []
  for (const start of all) first.push(await climb(search.part ?? search, start))
  const scale = (search.part ?? search).customers
  const best = bestOf(first)
  let agreeing = first.filter((one) => isSame(one, best, scale)).length
  let kept = best
  let evaluations = first.reduce((sum, one) => sum + one.evaluations, 0)
  if (search.part) {
    const different: Maximum[] = []
    for (const one of first) if (isInside(one) && !different.some((other) => isSame(one, other, scale))) different.push(one)
    const followed: Maximum[] = []
    for (const one of different) followed.push(await climb(search, one.at, one.curvature))
    // The part had no maximum to begin at, or it led nowhere.
    if (!followed.some(isInside)) for (const start of all) followed.push(await climb(search, start))
    kept = bestOf(followed)
    evaluations = followed.reduce((sum, one) => sum + one.evaluations, 0)
    const reached = followed.map((one) => isSame(one, kept, search.customers))
    agreeing = reached.slice(different.length).some(Boolean)
      ? reached.slice(different.length).filter(Boolean).length
      : first.filter((one) => different.some((other, i) => reached[i] && isSame(one, other, scale))).length
  }
  return {
    parameters: kept.at.map(Math.exp),
    logLikelihood: kept.value * search.customers,
    standardErrors: errorsOf(kept, search.customers),
    convergence: {
      state: stateOf(kept),
      gradient: kept.gradient,
      bounded: kept.bounded,
      starts: all.length,
      agreeing,
      iterations: kept.iterations,
      evaluations
    }
  }
}

/** The mean log-likelihood of a customer as a function of the logarithms of the parameters. */
function meanOf({ logLikelihood, customers }: Omit<Search, 'part'>, pace: () => Promise<void>): Objective {
  return async (at, gradient) => {
    const parameters = at.map(Math.exp)
    const value = await logLikelihood(parameters, gradient, pace)
    for (let i = 0; i < at.length; i++) gradient[i] = ((gradient[i] as number) * (parameters[i] as number)) / customers
    return value / customers
  }
}

function bestOf(found: readonly Maximum[]): Maximum {
  return found.reduce((best, one) => (one.value > best.value ? one : best))
}

function isSame(one: Maximum, other: Maximum, customers: number): boolean {
  return Math.abs(one.value - other.value) * customers < same
}

function isInside({ gradient, bounded, definite }: Maximum): boolean {
  return gradient <= accepted && bounded.length === 0 && definite
}

function stateOf({ gradient, bounded, definite }: Maximum): Convergence['state'] {
  if (!(gradient <= accepted)) return 'unfinished'
  if (bounded.length > 0) return 'boundary'
  return definite ? 'converged' : 'flat'
}

/** By the logarithm's rule: the error of a parameter is the parameter times the error of its logarithm. */
function errorsOf({ at, curvature, bounded, definite }: Maximum, customers: number): (number | null)[] {
  const p = at.length
  const free = Array.from(at.keys()).filter((i) => !bounded.includes(i))
  const inverse = definite ? inverseOn(curvature, p, free) : null
  return Array.from(at, (log, i) =>
    inverse === null || bounded.includes(i) ? null : Math.exp(log) * Math.sqrt((inverse[i * p + i] as number) / customers)
  )
}
