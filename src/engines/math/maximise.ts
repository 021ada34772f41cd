/** The value of a function at a point; its gradient is written into the second argument. */
export type Objective = (at: Float64Array, gradient: Float64Array) => Promise<number>

export interface MaximiseOptions {
  /** Each coordinate stays within −bound … bound. */
  bound: number
  /** The negative Hessian near the maximum, row-major p x p, if one is known: the first steps are then the right length. */
  curvature?: Float64Array | undefined
  maxIterations: number
  /** The largest coordinate of the gradient at which a point is a maximum. */
  tolerance: number
  /** Stop where BFGS stops, and take its model for the curvature: enough to know which hill one is on. */
  rough?: boolean | undefined
}

export interface Maximum {
  at: Float64Array
  value: number
  /** Largest coordinate of the gradient but of those that point out of the bounds. */
  gradient: number
  /** Coordinates that stand at their bound. */
  bounded: number[]
  /** The negative Hessian, by central differences of the gradient (or the model of it), symmetric, row-major. */
  curvature: Float64Array
  /** Whether it is positive definite in the coordinates that are not at their bound. */
  definite: boolean
  iterations: number
  evaluations: number
}

/** What a step must gain of what the slope promises (Armijo). */
const sufficient = 1e-4
/** Longest step in one coordinate. */
const longest = 3
/** Steps shorter than this, in logarithms, change nothing that anybody could see. */
const shortest = 1e-11
/** For differences of gradients: the cube root of the rounding error, as coordinates are logarithms. */
const difference = 5e-6
/** After so many iterations one is on a ridge that hardly rises, and a slope as small as this is its end. */
const patience = 60
const ridge = 1e-6
/** Steps with the exact curvature after the search. */
const finishing = 4

/**
 * Maximises a smooth function of a few variables: BFGS with backtracking inside a box, then Newton steps with the Hessian
 * that is taken at the end. Each iteration evaluates the function once or a few times, the Hessian 2p times.
 *
 * Source: J. Nocedal, S. Wright (2006), Numerical optimization, 2nd ed., ch. 3 and 6 (BFGS, damped as in procedure 18.2).
 */
export async function maximise(objective: Objective, start: Float64Array, options: MaximiseOptions): Promise<Maximum> {
  const { bound, maxIterations, tolerance } = options
  const p = start.length
  let evaluations = 0
  const evaluate = async (at: Float64Array): Promise<Point> => {
    evaluations++
    const gradient = new Float64Array(p)
    const value = await objective(at, gradient)
    const usable = Number.isFinite(value) && gradient.every(Number.isFinite)
    return { at, value: usable ? value : Number.NEGATIVE_INFINITY, gradient }
  }
  const inside = (value: number): number => Math.min(bound, Math.max(-bound, value))
  /** The coordinates that may move: not those that stand at the bound and are pushed further. */
  const free = ({ at, gradient }: Point): number[] =>
    Array.from(at.keys()).filter((i) => {
      const value = at[i] as number
      return !(value >= bound && (gradient[i] as number) > 0) && !(value <= -bound && (gradient[i] as number) < 0)
    })
  /** Of the model, as far as no coordinate at its bound would be led beyond. */
  const directionFrom = (model: Float64Array, from: Point): Float64Array | null => {
    let movable = free(from)
    for (;;) {
      const direction = newtonDirection(model, from.gradient, movable)
      const kept = movable.filter((i) => !(Math.abs(from.at[i] as number) >= bound && (from.at[i] as number) * (direction?.[i] ?? 0) > 0))
      if (kept.length === movable.length) return direction
      movable = kept
    }
  }
  const steepness = (point: Point): number => free(point).reduce((most, i) => Math.max(most, Math.abs(point.gradient[i] as number)), 0)

  /** The best of ever shorter steps along a direction; null when none gains. */
  const search = async (from: Point, direction: Float64Array): Promise<Point | null> => {
    const size = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    let length = Math.min(1, longest / size)
    // Up to the first bound, so that the direction stays what it is.
    for (const [i, towards] of direction.entries()) {
      if (towards !== 0) length = Math.min(length, (Math.sign(towards) * bound - (from.at[i] as number)) / towards)
    }
    for (let halving = 0; halving < 40 && length * size > shortest; halving++) {
      const at = from.at.map((value, i) => inside(value + length * (direction[i] as number)))
      const promised = at.reduce((sum, value, i) => sum + (value - (from.at[i] as number)) * (from.gradient[i] as number), 0)
      const to = await evaluate(at)
      if (to.value >= from.value + sufficient * promised) return to
      // Where the gain is lost in rounding, a flatter gradient is a gain.
      if (to.value >= from.value - 1e-13 * Math.abs(from.value) && steepness(to) < 0.5 * steepness(from)) return to
      length *= 0.3
    }
    return null
  }

  let point = await evaluate(start.map(inside))
  let model = options.curvature?.slice() ?? identity(p)
  let iterations = 0
  let restarted = options.curvature === undefined
  while (iterations < maxIterations && steepness(point) > (iterations < patience ? tolerance : Math.max(tolerance, ridge))) {
    iterations++
    const direction = directionFrom(model, point)
    const next = direction && (await search(point, direction))
    if (!next) {
      // A model that went astray is begun anew, once.
      if (restarted) break
      restarted = true
      model = identity(p)
      continue
    }
    update(model, point, next)
    point = next
  }

  let curvature = options.rough ? model : await negativeHessian(evaluate, point)
  for (let step = 0; !options.rough && step < finishing && steepness(point) > tolerance * 1e-3; step++) {
    const direction = directionFrom(curvature, point)
    const next = direction && (await search(point, direction))
    if (!next || steepness(next) >= steepness(point)) break
    const moved = next.at.some((value, i) => Math.abs(value - (point.at[i] as number)) > 1e-4)
    point = next
    if (moved) curvature = await negativeHessian(evaluate, point)
  }
  const unbound = free(point)
  const bounded = Array.from(point.at.keys()).filter((i) => !unbound.includes(i))
  const definite = factorised(curvature, p, unbound) !== null
  return { at: point.at, value: point.value, gradient: steepness(point), bounded, curvature, definite, iterations, evaluations }
}

interface Point {
  at: Float64Array
  value: number
  gradient: Float64Array
}

/** The inverse of the part of a symmetric p x p matrix in the chosen coordinates, zero elsewhere; null if it is not positive definite. */
export function inverseOn(matrix: Float64Array, p: number, chosen: readonly number[]): Float64Array | null {
  const inverse = new Float64Array(p * p)
  for (const j of chosen) {
    const unit = new Float64Array(p)
    unit[j] = 1
    const column = solveOn(matrix, p, unit, chosen)
    if (column === null) return null
    for (const i of chosen) inverse[i * p + j] = column[i] as number
  }
  return inverse
}

async function negativeHessian(evaluate: (at: Float64Array) => Promise<Point>, { at }: Point): Promise<Float64Array> {
  const p = at.length
  const hessian = new Float64Array(p * p)
  for (let j = 0; j < p; j++) {
    const [low, high] = [at.slice(), at.slice()]
    low[j] = (at[j] as number) - difference
    high[j] = (at[j] as number) + difference
    const [below, above] = [await evaluate(low), await evaluate(high)]
    for (let i = 0; i < p; i++) {
      const slope = ((above.gradient[i] as number) - (below.gradient[i] as number)) / (2 * difference)
      hessian[i * p + j] = (hessian[i * p + j] as number) - slope / 2
      hessian[j * p + i] = (hessian[j * p + i] as number) - slope / 2
    }
  }
  return hessian
}

/** Up the hill by a quadratic model; along the gradient where the model is no hill. */
function newtonDirection(model: Float64Array, gradient: Float64Array, free: readonly number[]): Float64Array | null {
  if (free.length === 0) return null
  const solved = solveOn(model, gradient.length, gradient, free)
  if (solved?.every(Number.isFinite)) return solved
  return gradient.map((value, i) => (free.includes(i) ? value : 0))
}

/** BFGS, damped, so that the model of the negative Hessian stays positive definite. */
function update(model: Float64Array, from: Point, to: Point): void {
  const p = from.at.length
  const step = to.at.map((value, i) => value - (from.at[i] as number))
  const change = from.gradient.map((value, i) => value - (to.gradient[i] as number))
  const along = new Float64Array(p)
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) along[i] = (along[i] as number) + (model[i * p + j] as number) * (step[j] as number)
  }
  const expected = dot(step, along)
  if (!(expected > 0)) return
  const seen = dot(step, change)
  const share = seen >= 0.2 * expected ? 1 : (0.8 * expected) / (expected - seen)
  const damped = change.map((value, i) => share * value + (1 - share) * (along[i] as number))
  const curved = dot(step, damped)
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      model[i * p + j] =
        (model[i * p + j] as number) -
        ((along[i] as number) * (along[j] as number)) / expected +
        ((damped[i] as number) * (damped[j] as number)) / curved
    }
  }
}

function solveOn(matrix: Float64Array, p: number, right: Float64Array, chosen: readonly number[]): Float64Array | null {
  const lower = factorised(matrix, p, chosen)
  if (lower === null) return null
  const n = chosen.length
  const y = chosen.map((i) => right[i] as number)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) y[i] = (y[i] as number) - (lower[i * n + k] as number) * (y[k] as number)
    y[i] = (y[i] as number) / (lower[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) y[i] = (y[i] as number) - (lower[k * n + i] as number) * (y[k] as number)
    y[i] = (y[i] as number) / (lower[i * n + i] as number)
  }
  const solution = new Float64Array(p)
  for (const [at, i] of chosen.entries()) solution[i] = y[at] as number
  return solution
}

/** Cholesky factor of the chosen rows and columns; null unless they are positive definite beyond rounding. */
function factorised(matrix: Float64Array, p: number, chosen: readonly number[]): Float64Array | null {
  const n = chosen.length
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[(chosen[i] as number) * p + (chosen[j] as number)] as number
      const before = sum
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number)
      if (i === j && !(sum > 1e-9 * before)) return null
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * n + j] as number)
    }
  }
  return lower
}

function identity(p: number): Float64Array {
  return Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
}
