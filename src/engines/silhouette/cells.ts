/**
 * The common refinement of several labellings: rows are in the same cell when every labelling puts them together. Sums of
 * distances to the cells therefore give the sums to the clusters of each labelling.
 */
export interface Cells {
  /** Rows, cell after cell. */
  order: Int32Array
  /** Where each cell starts in `order`; one entry more than there are cells. */
  starts: Int32Array
  /** One row of each cell. */
  representative: Int32Array
}

/** O(n) for each labelling. */
export function refine(labellings: Int32Array[], n: number): Cells {
  const cellOf = new Int32Array(n)
  let count = 1
  for (const labels of labellings) count = split(cellOf, labels, count)
  return sortByCell(cellOf, n, count)
}

/** Splits each of `count` cells by the labels; returns the new number of cells. */
function split(cellOf: Int32Array, labels: Int32Array, count: number): number {
  const numbers = new Map<number, number>()
  for (let i = 0; i < cellOf.length; i++) {
    const key = (labels[i] as number) * count + (cellOf[i] as number)
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
    }
    cellOf[i] = number
  }
  return numbers.size
}

function sortByCell(cellOf: Int32Array, n: number, count: number): Cells {
  const starts = new Int32Array(count + 1)
  for (const cell of cellOf) starts[cell + 1] = (starts[cell + 1] as number) + 1
  for (let cell = 0; cell < count; cell++) starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number)
  const next = starts.slice(0, count)
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const cell = cellOf[i] as number
    const at = next[cell] as number
    order[at] = i
    next[cell] = at + 1
  }
  return { order, starts, representative: Int32Array.from(next, (_, cell) => order[starts[cell] as number] as number) }
}
