import type { EngineContext } from '../context.ts'
import { type CalibrationKind, chooseCalibration, isotonicCalibration } from '../learn/calibration.ts'
import { moreRows } from '../learn/corrected-t.ts'
import { betterThan, type CrossValidated, crossValidate, meanOf } from '../learn/cross-validate.ts'
import { foldsOf, rollingFolds, stratifiedParts } from '../learn/folds.ts'
import { type CalibrationBin, calibrationCurve, calibrationError, type Decile, deciles } from '../learn/metrics.ts'
import { everyRow, type Learner, type LearnTable, labelsOf, type Scorer } from '../learn/table.ts'
import { tunedBoosted, tunedLogistic } from '../learn/tuned.ts'
import { partOf } from '../pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const PROPENSITY_VERSION = 'propensity/2'

export interface PropensityInput extends LearnTable {
  /** Of each row: the number of its moment, and of its customer, from 0. */
  moment: Int32Array
  customer: Int32Array
  /** Of each moment the last one whose outcome was known then; −1: none. */
  known: Int32Array
  /** What one would go by without a model: a column that is higher where it is likelier. */
  baselines: { name: string; column: number; sign: 1 | -1 }[]
}

export interface JudgedModel {
  name: string
  auc: number
  aucLow: number
  aucHigh: number
  prAuc: number
  logLoss: number
  brier: number
  folds: { auc: number; logLoss: number; brier: number; rows: number; positives: number }[]
}

export interface Propensity {
  verdict: 'validated' | 'not-better' | 'insufficient-data'
  /** Rows where it happened that are missing for a verdict, or for the gain seen to be told from chance; 0 where more would not help. */
  needed: number
  rows: number
  positives: number
  models: JudgedModel[]
  /** The model and the baseline that did best, and how much better the model ranks. */
  model: string | null
  baseline: string | null
  gain: { mean: number; low: number; high: number; p: number } | null
  /** AUC of the same model on folds that ignore time and customers, less that above: what one would have been fooled by. */
  randomGap: number | null
  calibration: { kind: CalibrationKind; error: number; curve: CalibrationBin[] } | null
  deciles: Decile[]
}

const PARTS = 3
const FEWEST_POSITIVES = 60
const FEWEST_FOLDS = 4
const ALPHA = 0.01
/** So many times as much history is not waited for: the gain is then too small to speak of. */
const MOST_MORE = 10
/** Too little to change a chance, and enough to keep an order. */
const TRACE = 1e-9

/**
 * Whether a model foresees what customers do better than going by the plain: on days that came after those it learned from, and on other
 * customers. The better of two models is held against the best baseline by the corrected t at 1 %, divided by the two tries.
 *
 * @returns the report, and the chances of other rows by the model fitted to all; null unless it is validated
 * @throws ctx.signal.reason when cancelled
 */
export async function judgePropensity(
  input: PropensityInput,
  ctx: EngineContext
): Promise<{ report: Propensity; score: ((data: Float64Array) => Promise<Float64Array>) | null }> {
  const { n, label, moment, known, customer, baselines } = input
  const positives = label.reduce((sum, y) => sum + y, 0)
  const scarce = Math.min(positives, n - positives)
  const report: Propensity = {
    verdict: 'insufficient-data',
    needed: Math.max(0, FEWEST_POSITIVES - scarce),
    rows: n,
    positives,
    models: [],
    model: null,
    baseline: null,
    gain: null,
    randomGap: null,
    calibration: null,
    deciles: []
  }
  if (report.needed > 0) return { report, score: null }
  const part = stratifiedParts(label, customer, PARTS, ctx.rng)
  const folds = rollingFolds(moment, known, part, PARTS)
  const models = [tunedLogistic(customer), tunedBoosted(customer)]
  const plain = [popularity, ...baselines.map(byColumn)]
  const judged = await crossValidate(input, folds, [...models, ...plain], partOf(ctx, 0, 0.6))
  const usable = judged[0]?.folds.length ?? 0
  report.models = usable >= 2 ? judged.map(told) : []
  if (usable < FEWEST_FOLDS) return { report, score: null }
  const mean = (of: CrossValidated) => meanOf(of, 'auc')?.mean ?? 0
  const bestOf = (some: CrossValidated[]) => some.reduce((best, one) => (mean(one) > mean(best) ? one : best))
  const best = bestOf(judged.slice(0, models.length))
  const baseline = bestOf(judged.slice(models.length))
  const gain = betterThan(best, baseline)
  if (gain === null) return { report, score: null }
  const learner = models.find(({ name }) => name === best.name) as Learner
  const [random] = await crossValidate(
    input,
    foldsOf(stratifiedParts(label, null, PARTS, ctx.rng), PARTS),
    [learner],
    partOf(ctx, 0.6, 0.8)
  )
  const calibration = chooseCalibration(
    best.score,
    best.label,
    best.fold,
    best.rows.map((row) => part[row] as number)
  )
  const curve = calibrationCurve(calibration.bent, best.label)
  const alpha = ALPHA / models.length
  const more = gain.p < alpha ? null : moreRows(gain, alpha)
  Object.assign(report, {
    verdict: gain.p < alpha ? 'validated' : 'not-better',
    needed: more !== null && more <= MOST_MORE ? Math.ceil((more - 1) * positives) : 0,
    model: best.name,
    baseline: baseline.name,
    gain: { mean: gain.mean, low: gain.low, high: gain.high, p: gain.p },
    randomGap: random ? mean(random) - mean(best) : null,
    calibration: { kind: calibration.kind, error: calibrationError(curve), curve },
    deciles: deciles(calibration.bent, best.label)
  } satisfies Partial<Propensity>)
  if (report.verdict !== 'validated') return { report, score: null }
  const score = async (data: Float64Array): Promise<Float64Array> => {
    // The rows to score stand behind those to learn from, in one table.
    const both: LearnTable = {
      data: new Float64Array(input.data.length + data.length),
      n: n + data.length / input.p,
      p: input.p,
      label: new Float64Array(n + data.length / input.p)
    }
    both.data.set(input.data)
    both.data.set(data, input.data.length)
    both.label.set(label)
    const last: Scorer = await learner.fit(both, everyRow(n), partOf(ctx, 0.8, 1))
    return last(Int32Array.from({ length: data.length / input.p }, (_, i) => n + i)).map(calibration.calibrate)
  }
  return { report, score }
}

function told(judged: CrossValidated): JudgedModel {
  const auc = meanOf(judged, 'auc')
  return {
    name: judged.name,
    auc: auc?.mean ?? Number.NaN,
    aucLow: Math.max(0, auc?.low ?? 0),
    aucHigh: Math.min(1, auc?.high ?? 1),
    prAuc: meanOf(judged, 'prAuc')?.mean ?? Number.NaN,
    logLoss: meanOf(judged, 'logLoss')?.mean ?? Number.NaN,
    brier: meanOf(judged, 'brier')?.mean ?? Number.NaN,
    folds: judged.folds.map(({ auc: a, logLoss: l, brier: b, rows, positives }) => ({ auc: a, logLoss: l, brier: b, rows, positives }))
  }
}

/** The same chance for everybody. */
const popularity: Learner = {
  name: 'popularity',
  fit: async (table, rows) => {
    const label = labelsOf(table, rows)
    const chance = label.reduce((sum, y) => sum + y, 0) / label.length
    return (asked) => new Float64Array(asked.length).fill(chance)
  }
}

/**
 * Ranks by one column. The chance is how often it happened among those of the training part with about the same value, never falling where
 * the column says likelier; a trace of the column keeps the order of those who share one.
 */
export function byColumn({ name, column, sign }: PropensityInput['baselines'][number]): Learner {
  return {
    name,
    fit: async (table, rows) => {
      const { data, p } = table
      const rank = (row: number): number => 1 / (1 + Math.exp(-sign * (data[row * p + column] as number)))
      const chance = isotonicCalibration(Float64Array.from(rows, rank), labelsOf(table, rows))
      return (asked) => Float64Array.from(asked, (row) => (1 - TRACE) * chance(rank(row)) + TRACE * rank(row))
    }
  }
}
