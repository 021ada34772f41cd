/** Models whose dials are set within what they learn from: on customers of the training part that were held back from it. */
import { partOf } from '../pace.ts'
import { type BoostedParams, boostedDefaults, boostedLearner, fitBoosted } from './boosted-trees.ts'
import { logisticLearner } from './logistic.ts'
import { logLoss } from './metrics.ts'
import { type Learner, type LearnTable, labelsOf } from './table.ts'

const PENALTIES = [1, 10, 100, 1000]
/** Where nothing can be held back. */
const usual: BoostedParams = { ...boostedDefaults, trees: 40, leaves: 15 }
/** Small trees, larger ones, and larger ones that count less; each with as many trees as help. */
const shapes: Pick<BoostedParams, 'leaves' | 'rate' | 'trees'>[] = [
  { leaves: 4, rate: 0.1, trees: 80 },
  { leaves: 15, rate: 0.1, trees: 60 },
  { leaves: 15, rate: 0.05, trees: 100 }
]
const PATIENCE = 8
/** Rows that shapes are tried on, and held back, at most: which shape is better shows on fewer than the model learns from. */
const [MOST_TRIED, MOST_HELD] = [6000, 4000]

/** L2 logistic regression with the penalty that does best. */
export function tunedLogistic(customer: Int32Array): Learner {
  return {
    name: 'logistic',
    async fit(table, rows, ctx) {
      const { held, kept } = apart(customer, rows)
      let [penalty, least] = [PENALTIES[1] as number, Number.POSITIVE_INFINITY]
      if (both(table, held) && both(table, kept)) {
        const label = labelsOf(table, held)
        for (const one of PENALTIES) {
          const scorer = await logisticLearner({ penalty: one, standardise: true }).fit(table, kept, ctx)
          const loss = logLoss(scorer(held), label)
          if (loss < least) [penalty, least] = [one, loss]
        }
      }
      return logisticLearner({ penalty, standardise: true }).fit(table, rows, ctx)
    }
  }
}

/**
 * Boosted trees of the shape and number that do best: of each shape trees are added until they help no more, on at most 6,000 rows and judged by
 * at most 4,000, so that trying costs at most 240 trees on those; then one fit of the best to all rows.
 */
export function tunedBoosted(customer: Int32Array): Learner {
  return {
    name: 'boosted',
    async fit(table, rows, ctx) {
      const all = apart(customer, rows)
      const [held, kept] = [thinned(all.held, MOST_HELD), thinned(all.kept, MOST_TRIED)]
      let [params, least] = [usual, Number.POSITIVE_INFINITY]
      if (both(table, held) && both(table, kept)) {
        for (const [i, shape] of shapes.entries()) {
          const part = partOf(ctx, (0.5 * i) / shapes.length, (0.5 * (i + 1)) / shapes.length)
          const fit = await fitBoosted(table, kept, { ...usual, ...shape }, part, { rows: held, patience: PATIENCE })
          if (fit.watchedLoss < least) [params, least] = [{ ...usual, ...shape, trees: fit.starts.length - 1 }, fit.watchedLoss]
        }
      }
      return boostedLearner(params).fit(table, rows, partOf(ctx, 0.5, 1))
    }
  }
}

/** A third of the customers held back, and the rest. */
function apart(customer: Int32Array, rows: Int32Array): { held: Int32Array; kept: Int32Array } {
  return {
    held: rows.filter((row) => (customer[row] as number) % 3 === 0),
    kept: rows.filter((row) => (customer[row] as number) % 3 !== 0)
  }
}

/** Every so many a row. */
function thinned(rows: Int32Array, most: number): Int32Array {
  const step = Math.ceil(rows.length / most)
  return step <= 1 ? rows : rows.filter((_, i) => i % step === 0)
}

function both({ label }: LearnTable, rows: Int32Array): boolean {
  return rows.some((row) => label[row] === 1) && rows.some((row) => label[row] === 0)
}
