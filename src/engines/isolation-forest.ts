import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { growTree } from './isolation/tree.ts'
import { pacer } from './pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const ISOLATION_FOREST_VERSION = 'isolation-forest/1'

export interface IsolationForestParams {
  trees: number
  /** Rows that each tree is grown on, drawn without replacement; all of them where there are fewer. */
  sample: number
}

/** Trees as complete binary ones, one after another: the children of node i of a tree are 2i + 1 and 2i + 2. */
export interface IsolationForest {
  p: number
  trees: number
  /** Rows that each tree was grown on. */
  sample: number
  /** Splits that lead to the deepest leaf. */
  depth: number
  /** Of each inner node: rows with `feature` < `threshold` go to the left. Below a leaf that is not at full depth all go left. */
  feature: Int32Array
  threshold: Float64Array
  /** Of each node: the expected length of the path from the root for the rows of the sample that come through it. */
  expected: Float64Array
}

/** Rows that go through all trees together, so that a tree is used while it is near. */
const block = 256

/**
 * Isolation forest: trees that split at random until a row is alone. Strange rows are alone early. No share of outliers is asked for:
 * the score says how strange, not which are too strange.
 *
 * Source: F. Liu, K. Ting, Z.-H. Zhou (2008), Isolation forest, IEEE ICDM. A column is drawn among those that vary in the node, as
 * scikit-learn does.
 *
 * @param data row-major n x p, finite; not changed
 * @throws engine.badParameter for fewer than two rows, no column, or parameters that are none; ctx.signal.reason when cancelled
 * @example const forest = await growForest(data, n, p, { trees: 100, sample: 256 }, ctx)
 *
 * O(trees · sample · (log sample + p)).
 */
export async function growForest(
  data: Float64Array,
  n: number,
  p: number,
  { trees, sample }: IsolationForestParams,
  ctx: EngineContext
): Promise<IsolationForest> {
  check(n, p, trees, sample)
  const pace = pacer(ctx)
  const drawn = Math.min(sample, n)
  const depth = Math.max(1, Math.ceil(Math.log2(drawn)))
  const [inner, all] = [2 ** depth - 1, 2 ** (depth + 1) - 1]
  const forest: IsolationForest = {
    p,
    trees,
    sample: drawn,
    depth,
    feature: new Int32Array(trees * inner),
    threshold: new Float64Array(trees * inner),
    expected: new Float64Array(trees * all)
  }
  const rows = Uint32Array.from({ length: n }, (_, i) => i)
  for (let tree = 0; tree < trees; tree++) {
    // The first of a shuffled list; the list may stand as the last tree left it.
    for (let i = 0; i < drawn; i++) {
      const j = i + Math.floor(ctx.rng() * (n - i))
      const row = rows[j] as number
      rows[j] = rows[i] as number
      rows[i] = row
    }
    growTree(data, p, rows.slice(0, drawn), depth, ctx.rng, {
      feature: forest.feature.subarray(tree * inner, (tree + 1) * inner),
      threshold: forest.threshold.subarray(tree * inner, (tree + 1) * inner),
      expected: forest.expected.subarray(tree * all, (tree + 1) * all)
    })
    await pace((tree + 1) / trees)
  }
  return forest
}

/**
 * How strange each row is: 2^(−E[h] / c), between 0 and 1, higher is stranger; about 0.5 is what rows are on average, and
 * exactly 0.5 where nothing varies. O(n · trees · depth), the same few steps for each row and tree.
 *
 * @throws ctx.signal.reason when cancelled
 */
export async function scoreRows(forest: IsolationForest, data: Float64Array, n: number, ctx: EngineContext): Promise<Float64Array> {
  const pace = pacer(ctx)
  const { trees, depth, sample } = forest
  const scores = new Float64Array(n)
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block)
    for (let tree = 0; tree < trees; tree++) descend(forest, tree, data, from, to, scores)
    await pace(to / n)
  }
  const scale = -1 / (trees * averageDepth(sample))
  for (let i = 0; i < n; i++) scores[i] = depth === 0 ? 0.5 : 2 ** ((scores[i] as number) * scale)
  return scores
}

/** Adds the path lengths of some rows in one tree. Four rows at a time: a processor follows their paths side by side. */
function descend(
  { p, depth, feature, threshold, expected }: IsolationForest,
  tree: number,
  data: Float64Array,
  from: number,
  to: number,
  sums: Float64Array
): void {
  const inner = 2 ** depth - 1
  const nodes = tree * inner
  const leaves = tree * (2 * inner + 1)
  const whole = from + ((to - from) & ~3)
  for (let i = from; i < whole; i += 4) {
    const at0 = i * p
    const at1 = at0 + p
    const at2 = at1 + p
    const at3 = at2 + p
    let n0 = 0
    let n1 = 0
    let n2 = 0
    let n3 = 0
    for (let level = 0; level < depth; level++) {
      n0 = 2 * n0 + 2 - Number((data[at0 + (feature[nodes + n0] as number)] as number) < (threshold[nodes + n0] as number))
      n1 = 2 * n1 + 2 - Number((data[at1 + (feature[nodes + n1] as number)] as number) < (threshold[nodes + n1] as number))
      n2 = 2 * n2 + 2 - Number((data[at2 + (feature[nodes + n2] as number)] as number) < (threshold[nodes + n2] as number))
      n3 = 2 * n3 + 2 - Number((data[at3 + (feature[nodes + n3] as number)] as number) < (threshold[nodes + n3] as number))
    }
    sums[i] = (sums[i] as number) + (expected[leaves + n0] as number)
    sums[i + 1] = (sums[i + 1] as number) + (expected[leaves + n1] as number)
    sums[i + 2] = (sums[i + 2] as number) + (expected[leaves + n2] as number)
    sums[i + 3] = (sums[i + 3] as number) + (expected[leaves + n3] as number)
  }
  for (let i = whole; i < to; i++) {
    let node = 0
    for (let level = 0; level < depth; level++) {
      node = 2 * node + 2 - Number((data[i * p + (feature[nodes + node] as number)] as number) < (threshold[nodes + node] as number))
    }
    sums[i] = (sums[i] as number) + (expected[leaves + node] as number)
  }
}

/**
 * Why a row is strange: how much shorter each column makes its path than the path of a row of the sample is on average, in
 * splits, mean over the trees. Positive: the column makes it strange. Each split adds to its column what the expected length falls by on
 * the side that the row takes; so the parts add up to the whole exactly. O(trees · depth).
 */
export function reasonsOf(forest: IsolationForest, row: Float64Array): Float64Array {
  const { p, trees, depth, feature, threshold, expected } = forest
  const inner = 2 ** depth - 1
  const reasons = new Float64Array(p)
  for (let tree = 0; tree < trees; tree++) {
    const [nodes, lengths] = [tree * inner, tree * (2 * inner + 1)]
    let node = 0
    for (let level = 0; level < depth; level++) {
      const column = feature[nodes + node] as number
      const next = 2 * node + ((row[column] as number) < (threshold[nodes + node] as number) ? 1 : 2)
      const shorter = (expected[lengths + node] as number) - (expected[lengths + next] as number)
      reasons[column] = (reasons[column] as number) + shorter / trees
      node = next
    }
  }
  return reasons
}

/** The mean path length of all trees for the rows that they were grown on: what `reasonsOf` compares with. */
export function meanPath({ trees, depth, expected }: IsolationForest): number {
  let sum = 0
  for (let tree = 0; tree < trees; tree++) sum += expected[tree * (2 ** (depth + 1) - 1)] as number
  return sum / trees
}

/** c(n): splits that it takes to find that a row is not among n, on average (the paper's equation 1). */
export function averageDepth(n: number): number {
  if (n <= 1) return 0
  if (n === 2) return 1
  return 2 * (Math.log(n - 1) + 0.577_215_664_901_532_9) - (2 * (n - 1)) / n
}

function check(n: number, p: number, trees: number, sample: number): void {
  const bad = (parameter: string, value: number, reason: string): never => {
    throw new SextantError('engine.badParameter', { parameter, value, reason })
  }
  if (n < 2) bad('rows', n, 'at least two are needed to compare')
  if (p < 1) bad('columns', p, 'at least one is needed')
  if (!(Number.isSafeInteger(trees) && trees >= 1 && trees <= 10_000)) bad('trees', trees, 'it must be a whole number from 1 to 10000')
  if (!(Number.isSafeInteger(sample) && sample >= 2 && sample <= 65_536)) {
    bad('sample', sample, 'it must be a whole number from 2 to 65536')
  }
}
