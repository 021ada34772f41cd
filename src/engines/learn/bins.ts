/** Columns cut into at most so many bins: a number of a bin is a byte. */
export const BINS = 255
/** Rows that quantiles are taken from; more tell nothing new. */
const ENOUGH = 200_000

export interface Binning {
  /** Of each column, ascending: a value belongs to the first bin whose upper end is not below it; above all of them, to the last one. */
  edges: Float64Array[]
}

/**
 * Where to cut each column: between neighbouring values where there are few different ones, else at quantiles.
 *
 * @param rows which rows are looked at
 * O(p · rows log rows).
 */
export function binsOf(data: Float64Array, p: number, rows: Int32Array): Binning {
  const step = Math.max(1, Math.floor(rows.length / ENOUGH))
  const count = Math.ceil(rows.length / step)
  const sorted = new Float64Array(count)
  const edges = Array.from({ length: p }, (_, j) => {
    for (let i = 0; i < count; i++) sorted[i] = data[(rows[i * step] as number) * p + j] as number
    sorted.sort()
    const distinct = [sorted[0] as number]
    for (let i = 1; i < count && distinct.length <= BINS; i++) if (sorted[i] !== sorted[i - 1]) distinct.push(sorted[i] as number)
    const cuts: number[] = []
    const cut = (below: number, above: number) => {
      const middle = below + (above - below) / 2
      // Between two neighbouring doubles there is no middle.
      const edge = middle < above ? middle : below
      if (below < above && (cuts.length === 0 || edge > (cuts.at(-1) as number))) cuts.push(edge)
    }
    if (distinct.length <= BINS) for (let i = 1; i < distinct.length; i++) cut(distinct[i - 1] as number, distinct[i] as number)
    else {
      for (let bin = 1; bin < BINS; bin++) {
        let at = Math.round((bin * count) / BINS)
        // To the end of the equal ones: a cut within them would be none.
        while (at < count && sorted[at] === sorted[at - 1]) at++
        if (at < count) cut(sorted[at - 1] as number, sorted[at] as number)
      }
    }
    return Float64Array.from(cuts)
  })
  return { edges }
}

/** The bin of each value, column by column: column j of row i of `rows` stands at j · rows + i. O(p · rows · log BINS). */
export function binned({ edges }: Binning, data: Float64Array, p: number, rows: Int32Array): Uint8Array {
  const n = rows.length
  const codes = new Uint8Array(n * p)
  for (let j = 0; j < p; j++) {
    const cuts = edges[j] as Float64Array
    for (let i = 0; i < n; i++) codes[j * n + i] = binOf(cuts, data[(rows[i] as number) * p + j] as number)
  }
  return codes
}

function binOf(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
