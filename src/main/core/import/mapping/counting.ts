/** Columns that count: the rows of a table, or the lines of each order. They tell nothing of what was sold, and of no opinion. */

/** Rows before counting is more than chance. */
const enough = 3

const numberAt = (row: readonly string[] | undefined, column: number): number => {
  const text = (row?.[column] ?? '').trim()
  return /^\d{1,9}\.?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
}

/** Whether a column counts the rows: 1, 2, 3, ..., or from 0. O(sample). */
export function countsRows(sample: readonly (readonly string[])[], column: number): boolean {
  const first = numberAt(sample[0], column)
  if (sample.length < enough || !(first === 0 || first === 1)) return false
  return sample.every((row, i) => numberAt(row, column) === first + i)
}

/** Whether a column counts the lines of each order anew: 1, 2, 1, 1, 2, 3. Some order must have several. O(sample). */
export function countsLines(sample: readonly (readonly string[])[], column: number, order: number): boolean {
  let several = false
  const isNext = (row: readonly string[], i: number): boolean => {
    const isSame = i > 0 && (row[order] ?? '').trim() === (sample[i - 1]?.[order] ?? '').trim()
    several ||= isSame
    return numberAt(row, column) === (isSame ? numberAt(sample[i - 1], column) + 1 : 1)
  }
  return sample.length >= enough && sample.every(isNext) && several
}

/** Whether one text of the column stands beside several of the other, so that it is no code of it. O(sample). */
export function standsForSeveral(sample: readonly (readonly string[])[], column: number, other: number): boolean {
  const beside = new Map<string, string>()
  return sample.some((row) => {
    const [text, name] = [(row[column] ?? '').trim(), (row[other] ?? '').trim()]
    const known = beside.get(text)
    beside.set(text, known ?? name)
    return known !== undefined && known !== name
  })
}

/** Whether rows one below the other are alike in both columns: they are lines of one sale. O(sample). */
export function areLines(sample: readonly (readonly string[])[], [a, b]: readonly [number, number]): boolean {
  const isLike = (row: readonly string[], i: number, column: number): boolean => (row[column] ?? '') === (sample[i - 1]?.[column] ?? '')
  return sample.some((row, i) => i > 0 && (row[a] ?? '').trim() !== '' && isLike(row, i, a) && isLike(row, i, b))
}
