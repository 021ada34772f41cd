import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { everyRow, type Learner, type LearnTable } from './table.ts'
import { addGram, BLOCK, solvePositive } from './weighted-gram.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const LOGISTIC_VERSION = 'logistic/1'

export interface LogisticParams {
  /** Weight of half the squared length of the coefficients; the intercept is free. scikit-learn's C is 1 / penalty. Above 0. */
  penalty: number
  /** Columns are brought to mean 0 and standard deviation 1 first (divisor n), and the penalty acts on those. */
  standardise: boolean
  /** Where to begin: coefficients and intercept of a fit to nearly the same rows. Changes how long it takes, not the answer. */
  start?: LogisticFit | undefined
}

export interface LogisticFit {
  /** Of the columns as they were fitted: of the standardised ones where they were. */
  coefficients: Float64Array
  intercept: number
  /** A column is (value − centre) / spread in the fit. */
  centre: Float64Array
  spread: Float64Array
  iterations: number
  converged: boolean
}

const MOST_STEPS = 100
/** Newton's step below which there is nothing left to find; its error is the square of that. */
const SMALLEST_STEP = 1e-7
const HALVINGS = 30

/**
 * Logistic regression with an L2 penalty: minimises Σ log(1 + exp(−±f)) + penalty / 2 · |w|², f = w · x + intercept, by Newton's method.
 * The penalty makes the minimum one and finite, also where the classes can be told apart without an error, and for constant columns.
 *
 * Source: T. Hastie, R. Tibshirani, J. Friedman (2009), The elements of statistical learning, 4.4; the objective is that of
 * scikit-learn's LogisticRegression.
 *
 * @param rows which rows of the table to learn from; both classes must occur
 * @throws engine.badParameter for a penalty that is not above 0; learn.oneClass; ctx.signal.reason when cancelled
 * @example const { coefficients } = await fitLogistic(table, rows, { penalty: 1, standardise: true }, ctx)
 *
 * O(iterations · rows · p²), about six iterations.
 */
export async function fitLogistic(
  table: LearnTable,
  rows: Int32Array,
  { penalty, standardise, start }: LogisticParams,
  ctx: EngineContext
): Promise<LogisticFit> {
  if (!(penalty > 0 && penalty < Number.POSITIVE_INFINITY)) {
    throw new SextantError('engine.badParameter', { parameter: 'penalty', value: penalty, reason: 'it must be above 0' })
  }
  checkClasses(table, rows)
  const { p } = table
  const { centre, spread } = scalesOf(table, rows, standardise)
  // The intercept is the last of p + 1 coefficients; its column is 1.
  let at: Float64Array = new Float64Array(p + 1)
  if (start) {
    at.set(start.coefficients)
    at[p] = start.intercept
  }
  const pass = passOver(table, rows, centre, spread, penalty)
  const pace = pacer(ctx)
  let here = await pass(at, pace)
  let [iterations, converged] = [0, false]
  while (iterations < MOST_STEPS && !converged) {
    iterations++
    const step = solvePositive(here.gram, p + 1, here.gradient)
    let length = 1
    let to = moved(at, step, length)
    let there = await pass(to, pace)
    for (let halving = 0; halving < HALVINGS && there.value > here.value * (1 + 1e-12); halving++) {
      length /= 2
      to = moved(at, step, length)
      there = await pass(to, pace)
    }
    converged = step.every((value) => Math.abs(value) < SMALLEST_STEP)
    at = to
    here = there
  }
  return { coefficients: at.slice(0, p), intercept: at[p] as number, centre, spread, iterations, converged }
}

/** Probabilities of rows of a table by a fit. O(rows · p). */
export function logisticScores(
  { coefficients, intercept, centre, spread }: LogisticFit,
  { data, p }: LearnTable,
  rows: Int32Array
): Float64Array {
  const weights = coefficients.map((value, j) => value / (spread[j] as number))
  const base = weights.reduce((sum, value, j) => sum - value * (centre[j] as number), intercept)
  return Float64Array.from(rows, (row) => {
    let sum = base
    for (let j = 0; j < p; j++) sum += (weights[j] as number) * (data[row * p + j] as number)
    return 1 / (1 + Math.exp(-sum))
  })
}

/** Logistic regression as one of several models. Each fit begins where the last one ended. */
export function logisticLearner(params: Omit<LogisticParams, 'start'>): Learner {
  let last: LogisticFit | undefined
  return {
    name: 'logistic',
    async fit(table, rows, ctx) {
      const fit = await fitLogistic(table, rows, { ...params, start: last?.coefficients.length === table.p ? last : undefined }, ctx)
      last = fit
      return (asked) => logisticScores(fit, table, asked)
    }
  }
}

/** @throws learn.oneClass where all rows have the same label. */
export function checkClasses({ label }: LearnTable, rows: Int32Array): void {
  let positives = 0
  for (const row of rows) positives += label[row] as number
  if (positives === 0 || positives === rows.length) throw new SextantError('learn.oneClass', { rows: rows.length, positives })
}

function scalesOf({ data, p }: LearnTable, rows: Int32Array, standardise: boolean): { centre: Float64Array; spread: Float64Array } {
  const centre = new Float64Array(p)
  const spread = new Float64Array(p).fill(1)
  if (!standardise) return { centre, spread }
  for (const row of rows) for (let j = 0; j < p; j++) centre[j] = (centre[j] as number) + (data[row * p + j] as number) / rows.length
  const squares = new Float64Array(p)
  for (const row of rows) {
    for (let j = 0; j < p; j++) squares[j] = (squares[j] as number) + ((data[row * p + j] as number) - (centre[j] as number)) ** 2
  }
  for (let j = 0; j < p; j++) {
    const deviation = Math.sqrt((squares[j] as number) / rows.length)
    // What is rounding of a constant column is not stretched to look like something.
    spread[j] = deviation > 1e-12 * Math.abs(centre[j] as number) && deviation > 0 ? deviation : 1
  }
  return { centre, spread }
}

function moved(from: Float64Array, step: Float64Array, length: number): Float64Array {
  return from.map((value, j) => value - length * (step[j] as number))
}

interface Pass {
  value: number
  gradient: Float64Array
  /** The Hessian, (p + 1)², lower triangle. */
  gram: Float64Array
}

/** Value, gradient and Hessian in one go over the rows, a block at a time: its columns are brought together first. */
function passOver({ data, p, label }: LearnTable, chosen: Int32Array, centre: Float64Array, spread: Float64Array, penalty: number) {
  const q = p + 1
  const block = new Float64Array(q * BLOCK)
  const inverse = spread.map((value) => 1 / value)
  const [linear, off, root] = [new Float64Array(BLOCK), new Float64Array(BLOCK), new Float64Array(BLOCK)]
  const rows = chosen.length > 0 ? chosen : everyRow(0)
  return async (at: Float64Array, pace: (share: number) => Promise<void>): Promise<Pass> => {
    const gradient = new Float64Array(q)
    const gram = new Float64Array(q * q)
    let value = 0
    for (let from = 0; from < rows.length; from += BLOCK) {
      const size = Math.min(BLOCK, rows.length - from)
      for (let i = 0; i < size; i++) {
        const x = (rows[from + i] as number) * p
        for (let j = 0; j < p; j++) {
          block[j * BLOCK + i] = ((data[x + j] as number) - (centre[j] as number)) * (inverse[j] as number)
        }
        block[p * BLOCK + i] = 1
      }
      linear.fill(at[p] as number)
      for (let j = 0; j < p; j++) {
        const weight = at[j] as number
        const column = j * BLOCK
        for (let i = 0; i < size; i++) linear[i] = (linear[i] as number) + weight * (block[column + i] as number)
      }
      for (let i = 0; i < size; i++) {
        const y = label[rows[from + i] as number] as number
        const f = linear[i] as number
        const tail = Math.exp(-Math.abs(f))
        const chance = f >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
        value += Math.log1p(tail) + (f >= 0 ? f * (1 - y) : -f * y)
        off[i] = chance - y
        root[i] = Math.sqrt(chance * (1 - chance))
      }
      for (let j = 0; j < q; j++) {
        const column = j * BLOCK
        let sum = 0
        for (let i = 0; i < size; i++) {
          sum += (off[i] as number) * (block[column + i] as number)
          block[column + i] = (block[column + i] as number) * (root[i] as number)
        }
        gradient[j] = (gradient[j] as number) + sum
      }
      addGram(block, q, size, gram)
      await pace(0)
    }
    for (let j = 0; j < p; j++) {
      const weight = at[j] as number
      value += (penalty * weight * weight) / 2
      gradient[j] = (gradient[j] as number) + penalty * weight
      gram[j * q + j] = (gram[j * q + j] as number) + penalty
    }
    // The intercept has no penalty: a shop where (nearly) all say yes must not make it unsolvable.
    gram[q * q - 1] = (gram[q * q - 1] as number) + 1e-12
    return { value, gradient, gram }
  }
}
