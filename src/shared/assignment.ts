/**
 * Pairs rows with columns so that the sum of the scores is greatest; a pair whose score is 0 is not made. Each row and each
 * column is used at most once. Same scores, same pairs: of equally good assignments the search order decides, not chance.
 *
 * The Hungarian method with potentials: O(rows² · columns), memory O(rows + columns).
 * Source: J. Munkres, "Algorithms for the assignment and transportation problems", 1957, in the shortest-path form of
 * R. Jonker and A. Volgenant, 1987.
 *
 * @param scores one array a row, of equal lengths, none negative
 * @returns for each row its column, or -1
 */
export function assign(scores: readonly (readonly number[])[]): number[] {
  const rows = scores.length
  const given = scores[0]?.length ?? 0
  // Each row can stay without a column, for which it has a column of its own with the score 0.
  const columns = given + rows
  const cost = (row: number, column: number): number => (column < given ? -(scores[row]?.[column] ?? 0) : 0)
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(columns + 1)
  /** Row + 1 that holds a column (1-based), 0 if it is free. */
  const holder = new Int32Array(columns + 1)
  const before = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    holder[0] = row
    let column = 0
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY)
    const visited = new Uint8Array(columns + 1)
    do {
      visited[column] = 1
      const from = holder[column] ?? 0
      let step = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= columns; j++) {
        if (visited[j]) continue
        const reduced = cost(from - 1, j - 1) - (rowPotential[from] ?? 0) - (columnPotential[j] ?? 0)
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced
          before[j] = column
        }
        if ((least[j] ?? 0) < step) {
          step = least[j] ?? 0
          next = j
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (visited[j]) {
          const held = holder[j] ?? 0
          rowPotential[held] = (rowPotential[held] ?? 0) + step
          columnPotential[j] = (columnPotential[j] ?? 0) - step
        } else least[j] = (least[j] ?? 0) - step
      }
      column = next
    } while (holder[column] !== 0)
    while (column !== 0) {
      const previous = before[column] ?? 0
      holder[column] = holder[previous] ?? 0
      column = previous
    }
  }
  const found = new Array<number>(rows).fill(-1)
  for (let j = 1; j <= given; j++) {
    const row = (holder[j] ?? 0) - 1
    if (row >= 0 && (scores[row]?.[j - 1] ?? 0) > 0) found[row] = j - 1
  }
  return found
}
