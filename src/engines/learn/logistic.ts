import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { STRIP } from '../kernels/layout.ts'
import { factorPositive, solveFactored } from '../math/solve-positive.ts'
import { pacer } from '../pace.ts'
import { bringIn, giveBack, type Sheet, type StripPlace, takePlace } from './strips.ts'
import type { Learner, LearnTable } from './table.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const LOGISTIC_VERSION = 'logistic/2'

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
/** A step with the curvature of its place below which there is nothing left to find; its error is the square of that. */
const SMALLEST_STEP = 1e-7
/** What may be left to go after a step with an older curvature. */
const SMALLEST_REST = 1e-11
/** A curvature serves on after a step of at most this length, and while each step is at most this share of the one before. */
const [MOST_FOR_KEEPING, KEEPS] = [0.1, 0.05]
const HALVINGS = 30
/** Rows, and rows a column, that tell about where a fit ends; used where there are at least so many times as many. Exactness does not matter there. */
const [FEW_ROWS, FEW_ROWS_EACH, FEWEST_TIMES, ROUGH_STEP] = [2048, 64, 4, 0.01]
/** Strips between two looks at the clock. */
const PACE = 32

/**
 * Logistic regression with an L2 penalty: minimises Σ log(1 + exp(−±f)) + penalty / 2 · |w|², f = w · x + intercept, by Newton's method.
 * The penalty makes the minimum one and finite, also where the classes can be told apart without an error, and for constant columns. The dear part is
 * the curvature, so a step is made with the last one while that brings it near fast, and a fit of many rows begins with a few of them.
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
  const sheet: Sheet = { table, rows, centre, inverse: spread.map((value) => 1 / value) }
  const pace = pacer(ctx)
  // The intercept is the last of p + 1 coefficients; its column is 1.
  let from: Float64Array = new Float64Array(p + 1)
  const place = takePlace(p, rows.length)
  try {
    if (start) {
      from.set(start.coefficients)
      from[p] = start.intercept
    } else from = await roughly(sheet, penalty, from, place, pace)
    const { at, iterations, converged } = await descend(sheet, penalty, from, false, place, pace)
    return { coefficients: at.slice(0, p), intercept: at[p] as number, centre, spread, iterations, converged }
  } finally {
    giveBack(place)
  }
}

type Pace = (share: number) => Promise<void>

/** About where the fit will end, from every so many rows; where there are few, from where it would begin anyway. */
async function roughly(sheet: Sheet, penalty: number, from: Float64Array, place: StripPlace, pace: Pace): Promise<Float64Array> {
  const { table, rows } = sheet
  const every = Math.floor(rows.length / Math.max(FEW_ROWS, FEW_ROWS_EACH * table.p))
  if (every < FEWEST_TIMES) return from
  const few = rows.filter((_, i) => i % every === 0)
  const positives = positivesOf(table, few)
  if (positives === 0 || positives === few.length) return from
  return (await descend({ ...sheet, rows: few }, (penalty * few.length) / rows.length, from, true, place, pace)).at
}

/** Newton's method, with the curvature of an earlier place as long as it serves. */
async function descend(sheet: Sheet, penalty: number, from: Float64Array, isRough: boolean, place: StripPlace, pace: Pace) {
  const q = from.length
  let at = from
  let here = await slopeAt(sheet, penalty, at, place, pace)
  let factor: Float64Array | null = null
  let before = Number.POSITIVE_INFINITY
  for (let iterations = 1; iterations <= MOST_STEPS; iterations++) {
    const isNew = factor === null
    factor ??= factorPositive(await curvature(sheet, penalty, place, pace), q)
    const step = solveFactored(factor, q, here.gradient)
    const size = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const shrunk = size / before
    if (size < (isRough ? ROUGH_STEP : SMALLEST_STEP) && (isNew || isRough || size * shrunk < SMALLEST_REST)) {
      return { at: moved(at, step, 1), iterations, converged: true }
    }
    let length = 1
    let to = moved(at, step, length)
    let there = await slopeAt(sheet, penalty, to, place, pace)
    for (let halving = 0; halving < HALVINGS && there.value > here.value * (1 + 1e-12); halving++) {
      length /= 2
      to = moved(at, step, length)
      there = await slopeAt(sheet, penalty, to, place, pace)
    }
    at = to
    here = there
    // The first step with a curvature says nothing yet; a later one that was not much shorter says that the curvature is of another place.
    if (length < 1 || size > MOST_FOR_KEEPING || (!isNew && shrunk > KEEPS)) factor = null
    before = size
  }
  return { at, iterations: MOST_STEPS, converged: false }
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
export function checkClasses(table: LearnTable, rows: Int32Array): void {
  const positives = positivesOf(table, rows)
  if (positives === 0 || positives === rows.length) throw new SextantError('learn.oneClass', { rows: rows.length, positives })
}

function positivesOf({ label }: LearnTable, rows: Int32Array): number {
  let positives = 0
  for (const row of rows) positives += label[row] as number
  return positives
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

interface Slope {
  value: number
  gradient: Float64Array
}

/** Value and gradient in one go over the rows; each row's weight in the curvature, as its square root, stays in the place. */
async function slopeAt(sheet: Sheet, penalty: number, at: Float64Array, place: StripPlace, pace: Pace): Promise<Slope> {
  const { columnWeights, columnSums, kernels } = place
  const { label } = sheet.table
  columnWeights.fill(0)
  columnWeights.set(at)
  columnSums.fill(0)
  let value = 0
  await overRows(sheet, place, pace, (from, strip, end) => {
    kernels.scores(0, strip, end)
    value += judge(sheet.rows, label, place, from, strip * STRIP, Math.min(end * STRIP, sheet.rows.length - from))
    kernels.gradient(0, strip, end)
  })
  const gradient = columnSums.slice(0, at.length)
  for (let j = 0; j < at.length - 1; j++) {
    const weight = at[j] as number
    value += (penalty * weight * weight) / 2
    gradient[j] = (gradient[j] as number) + penalty * weight
  }
  return { value, gradient }
}

/** What the rows cost by their scores; puts in place of each score how far the chance is off, and the root of its weight beside it. */
function judge(rows: Int32Array, label: Float64Array, { scores, rowWeights }: StripPlace, first: number, from: number, to: number): number {
  let value = 0
  // The logarithm of a product is dear once, not row by row; each factor is 1 to 2.
  let product = 1
  for (let i = from; i < to; i++) {
    const y = label[rows[first + i] as number] as number
    const f = scores[i] as number
    const tail = Math.exp(-Math.abs(f))
    const chance = f >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
    product *= 1 + tail
    if (i % STRIP === STRIP - 1) {
      value += Math.log(product)
      product = 1
    }
    value += f >= 0 ? f * (1 - y) : -f * y
    scores[i] = chance - y
    rowWeights[i] = Math.sqrt(chance * (1 - chance))
  }
  return value + Math.log(product)
}

/** The Hessian at the place of the last slope, (p + 1)², of which the lower triangle counts. */
async function curvature(sheet: Sheet, penalty: number, place: StripPlace, pace: Pace): Promise<Float64Array> {
  const { columns, products, kernels, room } = place
  const q = sheet.centre.length + 1
  products.fill(0)
  // Where not all rows fit, the weights of those that were looked at first are gone.
  const { label } = sheet.table
  await overRows(sheet, place, pace, (from, strip, end) => {
    if (sheet.rows.length > room) {
      kernels.scores(0, strip, end)
      judge(sheet.rows, label, place, from, strip * STRIP, Math.min(end * STRIP, sheet.rows.length - from))
    }
    kernels.products(0, strip, end)
  })
  const hessian = new Float64Array(q * q)
  for (let i = 0; i < q; i++) {
    for (let j = 0; j <= i; j++) hessian[i * q + j] = (products[i * columns + j] as number) + (i === j && i < q - 1 ? penalty : 0)
  }
  // The intercept has no penalty: a shop where (nearly) all say yes must not make it unsolvable.
  hessian[q * q - 1] = (hessian[q * q - 1] as number) + 1e-12
  return hessian
}

/** Brings in all rows, as many at a time as there is room for, and does something to some strips of them between two looks at the clock. */
async function overRows(
  sheet: Sheet,
  place: StripPlace,
  pace: Pace,
  act: (from: number, strip: number, end: number) => void
): Promise<void> {
  const count = sheet.rows.length
  for (let from = 0; from < count; from += place.room) {
    bringIn(place, sheet, from)
    const strips = Math.ceil(Math.min(place.room, count - from) / STRIP)
    for (let strip = 0; strip < strips; strip += PACE) {
      act(from, strip, Math.min(strips, strip + PACE))
      await pace(0)
    }
  }
}
