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
   * parameters of `bounded`: the data does not tell them, though it may tell what follows from them. `flat`: a ridge: other
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
/** A parameter whose error is so many times itself is not told by the data: the hill is a ridge. */
const loose = 5
/** A slope that rounding leaves even at a maximum; above it a search is unfinished. */
const accepted = 1e-6
/** The slope at which it is clear which hill a start leads to. */
const roughly = 1e-4
/** Maxima closer than this, in log-likelihood in all, are the same. */
const same = 0.05

/**
 * Maximum likelihood in the logarithms of the parameters, from several starts. All starts are followed roughly, where there are many
 * customers on a part of them; each different hill that they lead to is then climbed to the top on all.
 */
export async function fitByLikelihood(search: Search, ctx: EngineContext): Promise<Fit> {
  const look = pacer(ctx)
  const steps = search.starts.length + 2
  let done = 0
  const climb = async (part: Omit<Search, 'part'>, start: Float64Array, rough: boolean, curvature?: Float64Array): Promise<Maximum> => {
    const objective = meanOf(part, () => look(Math.min(1, done / steps)))
    const found = await maximise(objective, start, { bound, curvature, maxIterations, tolerance: rough ? roughly : tolerance, rough })
    done++
    return found
  }
  const starts = search.starts.map((start) => start.map(Math.log))
  const part = search.part ?? search
  const tried: Maximum[] = []
  for (const start of starts) tried.push(await climb(part, start, true))
  const hills: Maximum[] = []
  for (const one of tried) if (isTop(one, roughly) && !hills.some((hill) => isSame(one, hill, part.customers))) hills.push(one)
  const climbed: Maximum[] = []
  for (const hill of hills) climbed.push(await climb(search, hill.at, false, hill.curvature))
  let agreeing = 0
  let kept = climbed.reduce<Maximum | null>(better, null)
  // At the edge all is so flat that a climb which begins there stays there, even where the whole, unlike the part, has its top inside.
  const inside = kept !== null && kept.bounded.length > 0 ? await climb(search, starts[0] as Float64Array, true) : null
  const missed = kept !== null && inside !== null && inside.value > kept.value && !isSame(inside, kept, search.customers)
  if (kept !== null && isTop(kept, accepted) && !missed) {
    const top = kept
    agreeing = tried.filter((one) =>
      hills.some((hill, i) => isSame(climbed[i] as Maximum, top, search.customers) && isSame(one, hill, part.customers))
    ).length
  } else {
    // The part had no hill to begin at, or it led nowhere.
    const all: Maximum[] = []
    for (const start of starts) all.push(await climb(search, start, false))
    const top = all.reduce(better, kept) as Maximum
    agreeing = all.filter((one) => isSame(one, top, search.customers)).length
    kept = top
  }
  return {
    parameters: kept.at.map(Math.exp),
    logLikelihood: kept.value * search.customers,
    standardErrors: errorsOf(kept, search.customers),
    convergence: {
      state: stateOf(kept, search.customers),
      gradient: kept.gradient,
      bounded: kept.bounded,
      starts: starts.length,
      agreeing,
      iterations: kept.iterations,
      evaluations: kept.evaluations
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

function better(best: Maximum | null, one: Maximum): Maximum {
  return best === null || one.value > best.value ? one : best
}

function isSame(one: Maximum, other: Maximum, customers: number): boolean {
  return Math.abs(one.value - other.value) * customers < same
}

/** Inside the range, or where it rises no further but beyond the edge. */
function isTop({ gradient, definite }: Maximum, most: number): boolean {
  return gradient <= most && definite
}

function stateOf(found: Maximum, customers: number): Convergence['state'] {
  const { at, gradient, bounded } = found
  if (!(gradient <= accepted)) return 'unfinished'
  if (bounded.length > 0) return 'boundary'
  const errors = errorsOf(found, customers)
  return errors.every((error, i) => error !== null && error < loose * Math.exp(at[i] as number)) ? 'converged' : 'flat'
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
