import type { EngineContext } from '../context.ts'
import { partOf } from '../pace.ts'
import { type CorrectedT, correctedT } from './corrected-t.ts'
import type { Fold } from './folds.ts'
import { type Scores, scoresOf } from './metrics.ts'
import { type Learner, type LearnTable, labelsOf } from './table.ts'

export interface FoldScores extends Scores {
  trained: number
  rows: number
  positives: number
}

export interface CrossValidated {
  name: string
  folds: FoldScores[]
  /** Folds left out since one of their parts had a single class. */
  skipped: number
  /** What was said of the rows of the test parts, and which rows these were; fold by fold. */
  rows: Int32Array
  score: Float64Array
  label: Float64Array
  /** Of each of those, which of `folds` it was judged in. */
  fold: Int32Array
}

/**
 * Fits each learner on the training part of each fold and judges it on the test part, all on the same folds.
 *
 * @throws whatever a learner throws; ctx.signal.reason when cancelled
 * folds · fits.
 */
export async function crossValidate(
  table: LearnTable,
  folds: readonly Fold[],
  learners: readonly Learner[],
  ctx: EngineContext
): Promise<CrossValidated[]> {
  const whole = folds.filter(({ train, test }) => bothClasses(table, train) && bothClasses(table, test))
  const tested = whole.reduce((sum, { test }) => sum + test.length, 0)
  const all = learners.map(
    ({ name }): CrossValidated => ({
      name,
      folds: [],
      skipped: folds.length - whole.length,
      rows: new Int32Array(tested),
      score: new Float64Array(tested),
      label: new Float64Array(tested),
      fold: new Int32Array(tested)
    })
  )
  let at = 0
  for (const [f, { train, test }] of whole.entries()) {
    const label = labelsOf(table, test)
    for (const [m, learner] of learners.entries()) {
      const step = f * learners.length + m
      const steps = whole.length * learners.length
      const score = (await learner.fit(table, train, partOf(ctx, step / steps, (step + 1) / steps)))(test)
      ctx.signal.throwIfAborted()
      const found = all[m] as CrossValidated
      found.folds.push({
        ...scoresOf(score, label),
        trained: train.length,
        rows: test.length,
        positives: label.reduce((sum, y) => sum + y, 0)
      })
      found.rows.set(test, at)
      found.score.set(score, at)
      found.label.set(label, at)
      found.fold.fill(f, at, at + test.length)
    }
    at += test.length
  }
  return all
}

function bothClasses({ label }: LearnTable, rows: Int32Array): boolean {
  let positives = 0
  for (const row of rows) positives += label[row] as number
  return positives > 0 && positives < rows.length
}

/** Mean over the folds of one measure, with the interval of Nadeau and Bengio. Null below two folds. */
export function meanOf({ folds }: CrossValidated, measure: keyof Scores): CorrectedT | null {
  return comparison(
    folds.map((fold) => fold[measure]),
    folds
  )
}

/** How much better one model ranks than another on the same folds. Null below two folds. */
export function betterThan(model: CrossValidated, other: CrossValidated): CorrectedT | null {
  return comparison(
    model.folds.map(({ auc }, f) => auc - (other.folds[f] as FoldScores).auc),
    model.folds
  )
}

function comparison(values: number[], folds: readonly FoldScores[]): CorrectedT | null {
  if (values.length < 2) return null
  const mean = (of: (fold: FoldScores) => number) => folds.reduce((sum, fold) => sum + of(fold) / folds.length, 0)
  return correctedT(
    values,
    mean(({ trained }) => trained),
    mean(({ rows }) => rows)
  )
}
