import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { binned, binsOf } from './bins.ts'
import { TreeGrower } from './grow-tree.ts'
import { checkClasses } from './logistic.ts'
import { type Learner, type LearnTable, labelsOf } from './table.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const BOOSTED_VERSION = 'boosted/2'

export interface BoostedParams {
  trees: number
  leaves: number
  /** How much of each tree counts. */
  rate: number
  /** Rows that a leaf holds at least. */
  leafRows: number
  /** Added to the weight of each leaf: draws it towards 0. */
  penalty: number
}

export const boostedDefaults: BoostedParams = { trees: 100, leaves: 31, rate: 0.1, leafRows: 20, penalty: 0 }

/** Trees one after another: the nodes of a tree are numbered from its start. */
export interface BoostedFit {
  base: number
  /** Where each tree's nodes begin; one more than there are trees. */
  starts: Int32Array
  /** Of an inner node; −1 for a leaf. */
  feature: Int32Array
  /** Rows with values up to it go left. */
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  /** Of a leaf, in log odds. */
  value: Float64Array
  /** By how much the splits of each column lowered the loss, as a share of all. */
  importance: Float64Array
  /** Log-loss of the rows that were watched; NaN where none were. */
  watchedLoss: number
}

/** Rows that are not learned from, and how many trees in a row may make nothing better for them. */
export interface Watched {
  rows: Int32Array
  patience: number
}

/**
 * Gradient-boosted trees on histograms: each tree is grown leaf by leaf where the logistic loss falls most, on columns cut into at most 255
 * bins, and the histogram of the larger child is that of the parent less the smaller one's. Nothing is drawn: the same rows give the same trees.
 *
 * Source: J. Friedman (2001), Greedy function approximation, Annals of Statistics 29; G. Ke et al. (2017), LightGBM, NIPS 30. The defaults
 * are those of scikit-learn's HistGradientBoostingClassifier, without its early stopping.
 *
 * @param rows which rows of the table to learn from; both classes must occur
 * @param watched stops when more trees do not help rows that are not learned from; the trees after the best are dropped
 * @throws engine.badParameter, learn.oneClass, ctx.signal.reason when cancelled
 * @example const fit = await fitBoosted(table, rows, boostedDefaults, ctx)
 *
 * O(trees · rows · p · log leaves).
 */
export async function fitBoosted(
  table: LearnTable,
  rows: Int32Array,
  params: BoostedParams,
  ctx: EngineContext,
  watched: Watched | null = null
): Promise<BoostedFit> {
  check(params)
  checkClasses(table, rows)
  const { data, p, label } = table
  const n = rows.length
  const pace = pacer(ctx)
  const binning = binsOf(data, p, rows)
  await pace(0)
  const codes = binned(binning, data, p, rows)
  await pace(0)
  let positives = 0
  for (const row of rows) positives += label[row] as number
  const base = Math.log(positives / (n - positives))
  const raw = new Float64Array(n).fill(base)
  const [gradient, hessian] = [new Float64Array(n), new Float64Array(n)]
  const grower = new TreeGrower(codes, n, p, binning.edges, params)
  const most = params.trees * (2 * params.leaves - 1)
  const fit: BoostedFit = {
    base,
    starts: new Int32Array(params.trees + 1),
    feature: new Int32Array(most),
    threshold: new Float64Array(most),
    left: new Int32Array(most),
    right: new Int32Array(most),
    value: new Float64Array(most),
    importance: new Float64Array(p),
    watchedLoss: Number.NaN
  }
  const watch = watched && { sums: new Float64Array(watched.rows.length).fill(base), label: labelsOf(table, watched.rows), trees: 0 }
  if (watched && watch) fit.watchedLoss = lossOf(watch.sums, watch.label)
  for (let tree = 0; tree < params.trees; tree++) {
    for (let i = 0; i < n; i++) {
      const chance = 1 / (1 + Math.exp(-(raw[i] as number)))
      gradient[i] = chance - (label[rows[i] as number] as number)
      hessian[i] = chance * (1 - chance)
    }
    fit.starts[tree + 1] = grower.grow(gradient, hessian, raw, fit, fit.starts[tree] as number)
    await pace((tree + 1) / params.trees)
    if (watched === null || watch === null) continue
    addTree(fit, tree, table, watched.rows, watch.sums)
    const loss = lossOf(watch.sums, watch.label)
    if (loss < fit.watchedLoss) [fit.watchedLoss, watch.trees] = [loss, tree + 1]
    else if (tree + 1 - watch.trees >= watched.patience) break
  }
  // None at all says the same of everybody; one tree is the least that is a model.
  if (watch) fit.starts = fit.starts.slice(0, Math.max(1, watch.trees) + 1)
  const total = fit.importance.reduce((sum, gain) => sum + gain, 0)
  if (total > 0) for (let j = 0; j < p; j++) fit.importance[j] = (fit.importance[j] as number) / total
  return fit
}

/** Probabilities of rows of a table by a fit. O(rows · trees · log leaves). */
export function boostedScores(fit: BoostedFit, table: LearnTable, rows: Int32Array): Float64Array {
  const sums = new Float64Array(rows.length).fill(fit.base)
  for (let tree = 0; tree + 1 < fit.starts.length; tree++) addTree(fit, tree, table, rows, sums)
  return sums.map((sum) => 1 / (1 + Math.exp(-sum)))
}

/** Adds what one tree says of some rows, in log odds. */
function addTree(fit: BoostedFit, tree: number, { data, p }: LearnTable, rows: Int32Array, sums: Float64Array): void {
  const { starts, feature, threshold, left, right, value } = fit
  const root = starts[tree] as number
  for (let i = 0; i < rows.length; i++) {
    const x = (rows[i] as number) * p
    let node = root
    for (let column = feature[node] as number; column >= 0; column = feature[node] as number) {
      node = ((data[x + column] as number) <= (threshold[node] as number) ? left[node] : right[node]) as number
    }
    sums[i] = (sums[i] as number) + (value[node] as number)
  }
}

/** Log-loss of log odds. */
function lossOf(sums: Float64Array, label: Float64Array): number {
  let loss = 0
  for (let i = 0; i < sums.length; i++) {
    const odds = label[i] === 1 ? -(sums[i] as number) : (sums[i] as number)
    loss += Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds)))
  }
  return loss / sums.length
}

export function boostedLearner(params: BoostedParams = boostedDefaults): Learner {
  return {
    name: 'boosted',
    async fit(table, rows, ctx) {
      const fit = await fitBoosted(table, rows, params, ctx)
      return (asked) => boostedScores(fit, table, asked)
    }
  }
}

function check({ trees, leaves, rate, leafRows, penalty }: BoostedParams): void {
  const bad = (parameter: string, value: number, reason: string): never => {
    throw new SextantError('engine.badParameter', { parameter, value, reason })
  }
  if (!(Number.isInteger(trees) && trees >= 1)) bad('trees', trees, 'it must be a whole number from 1')
  if (!(Number.isInteger(leaves) && leaves >= 2)) bad('leaves', leaves, 'it must be a whole number from 2')
  if (!(rate > 0 && rate <= 1)) bad('rate', rate, 'it must be above 0 and at most 1')
  if (!(Number.isInteger(leafRows) && leafRows >= 1)) bad('leafRows', leafRows, 'it must be a whole number from 1')
  if (!(penalty >= 0 && penalty < Number.POSITIVE_INFINITY)) bad('penalty', penalty, 'it must be 0 or more')
}
