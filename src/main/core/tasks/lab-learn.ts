import type { EngineContext } from '../../../engines/context.ts'
import { boostedDefaults, boostedLearner } from '../../../engines/learn/boosted-trees.ts'
import { type CorrectedT, correctedT, moreRows } from '../../../engines/learn/corrected-t.ts'
import { type CrossValidated, crossValidate, type FoldScores, meanOf } from '../../../engines/learn/cross-validate.ts'
import { filledByAll, fillingLearner } from '../../../engines/learn/fill.ts'
import { foldsOf, stratifiedParts } from '../../../engines/learn/folds.ts'
import { leakageProbe } from '../../../engines/learn/leakage.ts'
import { logisticLearner } from '../../../engines/learn/logistic.ts'
import { type CalibrationBin, calibrationCurve, calibrationError, type Decile, deciles } from '../../../engines/learn/metrics.ts'
import type { Learner, LearnTable } from '../../../engines/learn/table.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { SextantError } from '../../../shared/errors.ts'
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
/** So many times as many rows are not asked for: the difference is then too small to speak of. */
const MOST_MORE = 10

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
  /** Folds that were not judged: one of their parts had a single answer. */
  skipped?: number
  /**
   * Against ranking by lot, by the corrected t. Withheld where columns may know the answer, as long as they are not left out. `needed`: rows of the rarer
   * answer that are missing, for a verdict or for the difference seen to show; 0: more would not help.
   */
  verdict: { level: 'validated' | 'not-better' | 'insufficient-data' | 'withheld'; p: number | null; needed: number; because?: string[] }
  /** What became of missing values, where that was asked: numbers that were filled in, or rows that were left out. */
  missing?: { way: Exclude<MissingWay, 'refuse'>; count: number }
  /** Columns that may know the answer. */
  leakage: { column: string; auc: number; others: number | null }[]
}

/** Cross-validates one model on a plain table. @throws lab.*, learn.oneClass, learn.noFolds, engine.badParameter */
export async function labLearn(input: LabTable, options: LabLearnOptions, ctx: TaskContext): Promise<LabLearnResult> {
  const { model, target, penalty, scale, trees, leaves, seed, repeats } = options
  checkWhole('seed', seed, 0)
  checkWhole('folds', options.folds, 2)
  checkWhole('repeats', repeats, 1)
  const all = withoutBlankRows(input)
  const { group, fold, missing } = options
  if (group === target) bad('group', target, 'it is the target')
  if (fold === target) bad('fold', target, 'it is the target')
  const beside = [group, fold].filter((name) => name !== undefined)
  const rows = missing === 'drop' ? withoutGaps(all, options, [target, ...beside]) : all
  const table = classTable(rows, target, options, beside, missing === 'median')
  const gaps = missing === 'median' ? table.data.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0) : 0
  const positives = table.label.reduce((sum, y) => sum + y, 0)
  const given = fold === undefined ? null : codesOf(rows, fold)
  const folds = given === null ? options.folds : new Set(given).size
  const scarce = Math.min(positives, table.n - positives)
  if (given === null && scarce < folds) bad('folds', folds, `there are ${scarce} rows with the rarer answer, fewer than folds`)
  const groups = group === undefined ? null : codesOf(rows, group)
  const plain: Learner =
    model === 'logistic'
      ? logisticLearner({ penalty, standardise: scale === 'z' })
      : boostedLearner({ ...boostedDefaults, trees, leaves, penalty })
  const learner = gaps > 0 ? fillingLearner(plain) : plain
  const { found, begun, ended } = await timed(ctx, seed, (context) => judged(table, learner, folds, repeats, groups, given, context))
  if (found.folds.length < 2)
    throw new SextantError('learn.noFolds', { folds: found.folds.length + found.skipped, sound: found.folds.length })
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
  const leakage = suspects.map(({ column, alone, others }) => ({
    column: table.groups.find(({ columns }) => columns[0] === column)?.name ?? '',
    auc: alone,
    others
  }))
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
    ...(found.skipped > 0 && { skipped: found.skipped }),
    verdict: verdictOf(
      against,
      scarce,
      leakage.map(({ column }) => column)
    ),
    ...(missing !== 'refuse' && { missing: { way: missing, count: missing === 'median' ? gaps : all.rows.length - rows.rows.length } }),
    leakage,
    ...timing(options, begun, ended)
  }
}

function verdictOf(against: CorrectedT, scarce: number, because: string[]): LabLearnResult['verdict'] {
  const { p } = against
  if (scarce < FEWEST) return { level: 'insufficient-data', p, needed: FEWEST - scarce }
  // How well a table ranks that knows the answer says nothing of how well it would rank before the answer is known.
  if (because.length > 0) return { level: 'withheld', p, needed: 0, because }
  if (p < ALPHA) return { level: 'validated', p, needed: 0 }
  const more = moreRows(against, ALPHA)
  return { level: 'not-better', p, needed: more !== null && more <= MOST_MORE ? Math.ceil((more - 1) * scarce) : 0 }
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
