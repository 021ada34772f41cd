import type { EngineContext } from '../../../engines/context.ts'
import { boostedDefaults, boostedLearner } from '../../../engines/learn/boosted-trees.ts'
import { correctedT } from '../../../engines/learn/corrected-t.ts'
import { type CrossValidated, crossValidate, type FoldScores, meanOf } from '../../../engines/learn/cross-validate.ts'
import { filledByAll, fillingLearner } from '../../../engines/learn/fill.ts'
import { foldsOf, stratifiedParts } from '../../../engines/learn/folds.ts'
import { leakageProbe } from '../../../engines/learn/leakage.ts'
import { logisticLearner } from '../../../engines/learn/logistic.ts'
import { type CalibrationBin, calibrationCurve, calibrationError, type Decile, deciles } from '../../../engines/learn/metrics.ts'
import type { Learner, LearnTable } from '../../../engines/learn/table.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import type { TaskContext } from '../jobs/types.ts'
import { classTable, codesOf, type MissingWay, withoutGaps } from './lab-classes.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, withoutBlankRows } from './lab-table.ts'

export interface LabLearnOptions extends LabOptions {
  model: 'logistic' | 'boosted'
  target: string
  folds: number
  repeats: number
  penalty: number
  scale: 'none' | 'z'
  /** Rows with the same value stay together. */
  group?: string | undefined
  /** The fold of each row stands in this column. */
  fold?: string | undefined
  trees: number
  leaves: number
  missing: MissingWay
}

export const labLearnDefaults = {
  folds: 5,
  repeats: 1,
  scale: 'z',
  trees: boostedDefaults.trees,
  leaves: boostedDefaults.leaves,
  missing: 'refuse'
} as const

/** A fold's worth of an answer: below it a verdict would be one by lot. */
const FEWEST = 20
const ALPHA = 0.01

export interface LabLearnResult extends LabResult {
  positive: string
  positives: number
  folds: FoldScores[]
  /** Mean AUC over the folds, with its interval. */
  mean: number
  low: number
  high: number
  logLoss: number
  brier: number
  prAuc: number
  calibration: { error: number; curve: CalibrationBin[] }
  deciles: Decile[]
  /** Against ranking by lot, by the corrected t. */
  verdict: { level: 'validated' | 'not-better' | 'insufficient-data'; p: number | null; needed: number }
  /** What became of missing values, where that was asked: numbers that were filled in, or rows that were left out. */
  missing?: { way: Exclude<MissingWay, 'refuse'>; count: number }
  /** Columns that may know the answer. */
  leakage: { column: string; auc: number; others: number | null }[]
}

/** Cross-validates one model on a plain table. @throws lab.*, learn.oneClass, engine.badParameter */
export async function labLearn(input: LabTable, options: LabLearnOptions, ctx: TaskContext): Promise<LabLearnResult> {
  const { model, target, penalty, scale, trees, leaves, seed, repeats } = options
  checkWhole('seed', seed, 0)
  checkWhole('folds', options.folds, 2)
  checkWhole('repeats', repeats, 1)
  const all = withoutBlankRows(input)
  const { group, fold, missing } = options
  const beside = [group, fold].filter((name) => name !== undefined)
  const rows = missing === 'drop' ? withoutGaps(all, options, [target, ...beside]) : all
  const table = classTable(rows, target, options, beside, missing === 'median')
  const gaps = missing === 'median' ? table.data.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0) : 0
  const positives = table.label.reduce((sum, y) => sum + y, 0)
  const given = fold === undefined ? null : codesOf(rows, fold)
  const folds = given === null ? options.folds : new Set(given).size
  const scarce = Math.min(positives, table.n - positives)
  if (scarce < folds) bad('folds', folds, `there are ${scarce} rows with the rarer answer, fewer than folds`)
  const groups = group === undefined ? null : codesOf(rows, group)
  const plain: Learner =
    model === 'logistic'
      ? logisticLearner({ penalty, standardise: scale === 'z' })
      : boostedLearner({ ...boostedDefaults, trees, leaves, penalty })
  const learner = gaps > 0 ? fillingLearner(plain) : plain
  const { found, begun, ended } = await timed(ctx, seed, (context) => judged(table, learner, folds, repeats, groups, given, context))
  const mean = (of: (one: FoldScores) => number) => found.folds.reduce((sum, one) => sum + of(one) / found.folds.length, 0)
  const auc = meanOf(found, 'auc')
  const against = correctedT(
    found.folds.map((one) => one.auc - 0.5),
    mean((one) => one.trained),
    mean((one) => one.rows)
  )
  const suspects = await leakageProbe(
    filledByAll(table),
    table.groups.map(({ columns }) => columns),
    engineOf(ctx, seed)
  )
  const curve = calibrationCurve(found.score, found.label)
  const asked = {
    target,
    folds,
    ...(repeats > 1 ? { repeats } : {}),
    penalty,
    ...(group ? { group } : {}),
    ...(fold ? { fold } : {}),
    ...(missing === 'refuse' ? {} : { missing })
  }
  return {
    ...about(`${model}-cv`, { ...asked, ...(model === 'logistic' ? { scale } : { trees, leaves }) }, seed, table),
    positive: table.positive,
    positives,
    folds: found.folds,
    mean: auc?.mean ?? Number.NaN,
    low: Math.max(0, auc?.low ?? 0),
    high: Math.min(1, auc?.high ?? 1),
    logLoss: mean((one) => one.logLoss),
    brier: mean((one) => one.brier),
    prAuc: mean((one) => one.prAuc),
    calibration: { error: calibrationError(curve), curve },
    deciles: deciles(found.score, found.label),
    verdict: {
      level: scarce < FEWEST ? 'insufficient-data' : against.p < ALPHA ? 'validated' : 'not-better',
      p: against.p,
      needed: Math.max(0, FEWEST - scarce)
    },
    ...(missing !== 'refuse' && { missing: { way: missing, count: missing === 'median' ? gaps : all.rows.length - rows.rows.length } }),
    leakage: suspects.map(({ column, alone, others }) => ({
      column: table.groups.find(({ columns }) => columns[0] === column)?.name ?? '',
      auc: alone,
      others
    })),
    ...timing(options, begun, ended)
  }
}

async function judged(
  table: LearnTable,
  learner: Learner,
  k: number,
  repeats: number,
  group: Int32Array | null,
  given: Int32Array | null,
  ctx: EngineContext
): Promise<CrossValidated> {
  const folds = Array.from({ length: given ? 1 : repeats }, () =>
    foldsOf(given ?? stratifiedParts(table.label, group, k, ctx.rng), k)
  ).flat()
  const [found] = await crossValidate(table, folds, [learner], ctx)
  return found as CrossValidated
}

function engineOf(ctx: TaskContext, seed: number): EngineContext {
  return { signal: ctx.signal, now: ctx.now, rng: seededRng(seed), onProgress: () => {} }
}
