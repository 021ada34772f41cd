import { SextantError } from '../../shared/errors.ts'

export const metrics = ['euclidean', 'cosine', 'gower'] as const
export type Metric = (typeof metrics)[number]

/** A table made ready, so that the distance of two rows is one of two simple sums. */
export interface Space {
  /** Row-major n x width. */
  rows: Float64Array
  n: number
  width: number
  kind: 'euclidean' | 'cosine' | 'gower'
  /** Of Gower: 1 where a column holds categories as numbers, whose distance is 0 or 1. */
  categories: Uint8Array
}

/**
 * - Euclidean: the rows as they are. - Cosine: each row by its length; the distance is 1 minus the product. - Gower: each column of numbers by its
 * range, each column of categories as it is; the distance is the mean over the columns that are known in both rows.
 *
 * @param data row-major n x p, finite; with Gower NaN is not known
 * @param categories Gower: which columns hold categories, as numbers
 * @throws engine.noDirection when a row is all zeros under cosine; engine.badParameter when nothing of a row is known under Gower
 * Source: J. Gower (1971), A general coefficient of similarity and some of its properties, Biometrics 27.
 * O(n p).
 */
export function spaceOf(data: Float64Array, n: number, p: number, metric: Metric, categories: readonly boolean[] = []): Space {
  const rows = data.slice()
  const kinds = new Uint8Array(p).map((_, d) => (categories[d] ? 1 : 0))
  if (metric === 'cosine') toDirections(rows, n, p)
  if (metric === 'gower') toRanges(rows, n, p, kinds)
  return { rows, n, width: p, kind: metric, categories: kinds }
}

function toDirections(rows: Float64Array, n: number, p: number): void {
  for (let i = 0; i < n; i++) {
    let largest = 0
    for (let d = 0; d < p; d++) largest = Math.max(largest, Math.abs(rows[i * p + d] as number))
    if (largest === 0) throw new SextantError('engine.noDirection', { row: i + 1 })
    let squares = 0
    for (let d = 0; d < p; d++) squares += ((rows[i * p + d] as number) / largest) ** 2
    const length = Math.sqrt(squares)
    for (let d = 0; d < p; d++) rows[i * p + d] = (rows[i * p + d] as number) / largest / length
  }
}

function toRanges(rows: Float64Array, n: number, p: number, categories: Uint8Array): void {
  for (let d = 0; d < p; d++) {
    if (categories[d]) continue
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = 0; i < n; i++) {
      const value = rows[i * p + d] as number
      if (value < low) low = value
      if (value > high) high = value
    }
    const range = high > low ? high - low : 1
    for (let i = 0; i < n; i++) rows[i * p + d] = ((rows[i * p + d] as number) - low) / range
  }
  for (let i = 0; i < n; i++) {
    if (rows.subarray(i * p, (i + 1) * p).every(Number.isNaN)) {
      throw new SextantError('engine.badParameter', { parameter: 'input', value: i + 1, reason: 'nothing of this row is known' })
    }
  }
}

/** Distance of two rows. O(width). */
export function distance({ rows, width, kind, categories }: Space, i: number, j: number): number {
  const a = i * width
  const b = j * width
  let sum = 0
  if (kind === 'euclidean') {
    for (let d = 0; d < width; d++) {
      const difference = (rows[a + d] as number) - (rows[b + d] as number)
      sum += difference * difference
    }
    return Math.sqrt(sum)
  }
  if (kind === 'cosine') {
    for (let d = 0; d < width; d++) sum += (rows[a + d] as number) * (rows[b + d] as number)
    // Rounding must not make a distance of the same direction negative.
    return Math.max(0, 1 - sum)
  }
  let known = 0
  for (let d = 0; d < width; d++) {
    const x = rows[a + d] as number
    const y = rows[b + d] as number
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    sum += categories[d] ? (x === y ? 0 : 1) : Math.abs(x - y)
    known++
  }
  // Two that share no known column are as far as can be.
  return known === 0 ? 1 : sum / known
}

/** Distances of row `i` from the rows `from` .. `to`-1, into `into`, the same bits as `distance`. O((to - from) width). */
export function distances(space: Space, i: number, from: number, to: number, into: Float64Array): void {
  const { rows, width, kind } = space
  if (kind === 'euclidean') squares(rows, i, from, to, width, into)
  else if (kind === 'cosine') products(rows, i, from, to, width, into)
  else for (let j = from; j < to; j++) into[j - from] = distance(space, i, j)
}

/** Four rows at a time: independent sums keep the processor busy where one would wait for itself. */
function squares(rows: Float64Array, i: number, from: number, to: number, width: number, into: Float64Array): void {
  const a = i * width
  let j = from
  for (; j + 3 < to; j += 4) {
    const b0 = j * width
    const b1 = b0 + width
    const b2 = b1 + width
    const b3 = b2 + width
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let d = 0; d < width; d++) {
      const x = rows[a + d] as number
      const d0 = x - (rows[b0 + d] as number)
      const d1 = x - (rows[b1 + d] as number)
      const d2 = x - (rows[b2 + d] as number)
      const d3 = x - (rows[b3 + d] as number)
      s0 += d0 * d0
      s1 += d1 * d1
      s2 += d2 * d2
      s3 += d3 * d3
    }
    into[j - from] = Math.sqrt(s0)
    into[j - from + 1] = Math.sqrt(s1)
    into[j - from + 2] = Math.sqrt(s2)
    into[j - from + 3] = Math.sqrt(s3)
  }
  for (; j < to; j++) {
    const b = j * width
    let sum = 0
    for (let d = 0; d < width; d++) {
      const difference = (rows[a + d] as number) - (rows[b + d] as number)
      sum += difference * difference
    }
    into[j - from] = Math.sqrt(sum)
  }
}

function products(rows: Float64Array, i: number, from: number, to: number, width: number, into: Float64Array): void {
  const a = i * width
  for (let j = from, b = from * width; j < to; j++, b += width) {
    let sum = 0
    for (let d = 0; d < width; d++) sum += (rows[a + d] as number) * (rows[b + d] as number)
    into[j - from] = Math.max(0, 1 - sum)
  }
}
