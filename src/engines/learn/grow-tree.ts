import type { BoostedFit, BoostedParams } from './boosted-trees.ts'

/** Places of a column in a histogram; its bins are fewer. */
const WIDTH = 256
/** Rows whose gradients are brought together at once. */
const BLOCK = 1024
/** Weight that a leaf holds at least. */
const LEAST_WEIGHT = 1e-3

interface Leaf {
  node: number
  /** Its rows stand in `order` from here to there. */
  from: number
  to: number
  gradient: number
  hessian: number
  histogram: Histogram
  gain: number
  feature: number
  bin: number
  leftGradient: number
  leftHessian: number
}

interface Histogram {
  /** Gradient and hessian of each bin in turn. */
  sums: Float64Array
  counts: Int32Array
}

/** Grows trees on the same rows, one after another, with memory that is kept. */
export class TreeGrower {
  private readonly order: Int32Array
  private readonly aside: Int32Array
  private readonly free: Histogram[] = []
  private readonly gathered: Float64Array
  private readonly codes: Uint8Array
  private readonly n: number
  private readonly p: number
  private readonly edges: readonly Float64Array[]
  private readonly params: BoostedParams

  /** @param codes column by column: the bin of row i in column j at j · n + i */
  constructor(codes: Uint8Array, n: number, p: number, edges: readonly Float64Array[], params: BoostedParams) {
    this.codes = codes
    this.n = n
    this.p = p
    this.edges = edges
    this.params = params
    this.order = new Int32Array(n)
    this.aside = new Int32Array(n)
    this.gathered = new Float64Array(2 * BLOCK)
  }

  /** One tree, written into `fit` from node `start` on; what it says of each row is added to `raw`. Returns where the next one begins. */
  grow(gradient: Float64Array, hessian: Float64Array, raw: Float64Array, fit: BoostedFit, start: number): number {
    const { n, order, params } = this
    let [sumGradient, sumHessian] = [0, 0]
    for (let i = 0; i < n; i++) {
      order[i] = i
      sumGradient += gradient[i] as number
      sumHessian += hessian[i] as number
    }
    let next = start
    const leafAt = (from: number, to: number, g: number, h: number, histogram: Histogram): Leaf => {
      const leaf = {
        node: next++,
        from,
        to,
        gradient: g,
        hessian: h,
        histogram,
        gain: 0,
        feature: -1,
        bin: 0,
        leftGradient: 0,
        leftHessian: 0
      }
      this.findSplit(leaf)
      return leaf
    }
    const leaves = [leafAt(0, n, sumGradient, sumHessian, this.histogramOf(0, n, gradient, hessian))]
    while (leaves.length < params.leaves) {
      let best = -1
      leaves.forEach((leaf, i) => {
        if (leaf.gain > 0 && (best < 0 || leaf.gain > (leaves[best] as Leaf).gain)) best = i
      })
      if (best < 0) break
      const parent = leaves[best] as Leaf
      const middle = this.divide(parent)
      const smaller = middle - parent.from <= parent.to - middle
      const small = smaller
        ? this.histogramOf(parent.from, middle, gradient, hessian)
        : this.histogramOf(middle, parent.to, gradient, hessian)
      const large = without(parent.histogram, small)
      const left = leafAt(parent.from, middle, parent.leftGradient, parent.leftHessian, smaller ? small : large)
      const right = leafAt(
        middle,
        parent.to,
        parent.gradient - parent.leftGradient,
        parent.hessian - parent.leftHessian,
        smaller ? large : small
      )
      fit.feature[parent.node] = parent.feature
      fit.threshold[parent.node] = (this.edges[parent.feature] as Float64Array)[parent.bin] as number
      fit.left[parent.node] = left.node
      fit.right[parent.node] = right.node
      fit.importance[parent.feature] = (fit.importance[parent.feature] as number) + parent.gain
      leaves[best] = left
      leaves.push(right)
    }
    for (const { node, from, to, gradient: g, hessian: h, histogram } of leaves) {
      const value = (-params.rate * g) / (h + params.penalty + 1e-15)
      fit.feature[node] = -1
      fit.value[node] = value
      for (let i = from; i < to; i++) raw[order[i] as number] = (raw[order[i] as number] as number) + value
      this.free.push(histogram)
    }
    return next
  }

  private histogramOf(from: number, to: number, gradient: Float64Array, hessian: Float64Array): Histogram {
    const { n, p, order, codes, gathered } = this
    const histogram = this.free.pop() ?? { sums: new Float64Array(2 * p * WIDTH), counts: new Int32Array(p * WIDTH) }
    const { sums, counts } = histogram
    sums.fill(0)
    counts.fill(0)
    // A block of rows at a time, so that what all columns read stays in the nearest cache.
    for (let first = from; first < to; first += BLOCK) {
      const size = Math.min(BLOCK, to - first)
      for (let i = 0; i < size; i++) {
        const row = order[first + i] as number
        gathered[2 * i] = gradient[row] as number
        gathered[2 * i + 1] = hessian[row] as number
      }
      for (let j = 0; j < p; j++) {
        if ((this.edges[j] as Float64Array).length > 0) addColumn(codes, j * n, order, first, size, gathered, sums, counts, j * WIDTH)
      }
    }
    return histogram
  }

  /** Where the loss of a leaf falls most; the first of equals. */
  private findSplit(leaf: Leaf): void {
    const { p, edges, params } = this
    const { gradient, hessian, histogram, from, to } = leaf
    const size = to - from
    if (size < 2 * params.leafRows || hessian < 2 * LEAST_WEIGHT) return
    const { sums, counts } = histogram
    const penalty = params.penalty
    const own = (gradient * gradient) / (hessian + penalty)
    for (let j = 0; j < p; j++) {
      const cuts = (edges[j] as Float64Array).length
      let g = 0
      let h = 0
      let count = 0
      for (let bin = 0, at = j * WIDTH; bin < cuts; bin++, at++) {
        const here = counts[at] as number
        if (here === 0) continue
        g += sums[2 * at] as number
        h += sums[2 * at + 1] as number
        count += here
        if (count < params.leafRows || h < LEAST_WEIGHT) continue
        const rest = hessian - h
        if (size - count < params.leafRows || rest < LEAST_WEIGHT) break
        const other = gradient - g
        const gain = (g * g) / (h + penalty) + (other * other) / (rest + penalty) - own
        // Rounding is no gain.
        if (gain > leaf.gain && gain > 1e-10 * own) {
          leaf.gain = gain
          leaf.feature = j
          leaf.bin = bin
          leaf.leftGradient = g
          leaf.leftHessian = h
        }
      }
    }
  }

  /** Puts the rows of a leaf that go left before those that go right, each in the order they had. Returns where the right ones begin. */
  private divide({ from, to, feature, bin }: Leaf): number {
    const { order, aside, codes } = this
    const column = feature * this.n
    let left = from
    let right = 0
    for (let i = from; i < to; i++) {
      const row = order[i] as number
      if ((codes[column + row] as number) <= bin) order[left++] = row
      else aside[right++] = row
    }
    order.set(aside.subarray(0, right), left)
    return left
  }
}

/** Adds what the rows of a leaf say of one column. On its own, so that the compiler has nothing else to look at. */
function addColumn(
  codes: Uint8Array,
  column: number,
  order: Int32Array,
  from: number,
  size: number,
  gathered: Float64Array,
  sums: Float64Array,
  counts: Int32Array,
  first: number
): void {
  for (let i = 0; i < size; i++) {
    const at = first + (codes[column + (order[from + i] as number)] as number)
    sums[2 * at] = (sums[2 * at] as number) + (gathered[2 * i] as number)
    sums[2 * at + 1] = (sums[2 * at + 1] as number) + (gathered[2 * i + 1] as number)
    counts[at] = (counts[at] as number) + 1
  }
}

/** What is left of a histogram without a part of it, in its own memory. */
function without(whole: Histogram, part: Histogram): Histogram {
  for (let i = 0; i < whole.sums.length; i++) whole.sums[i] = (whole.sums[i] as number) - (part.sums[i] as number)
  for (let i = 0; i < whole.counts.length; i++) whole.counts[i] = (whole.counts[i] as number) - (part.counts[i] as number)
  return whole
}
