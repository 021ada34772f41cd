/** Column `j` of a flat row-major table of `n` rows and `p` columns, copied. */
export function column(data: Float64Array, n: number, p: number, j: number): Float64Array {
  const values = new Float64Array(n)
  for (let i = 0; i < n; i++) values[i] = data[i * p + j] as number
  return values
}

/** The given rows of a flat row-major table of `p` columns, copied in that order. */
export function takeRows(data: Float64Array, p: number, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length * p)
  rows.forEach((row, i) => {
    taken.set(data.subarray(row * p, (row + 1) * p), i * p)
  })
  return taken
}
