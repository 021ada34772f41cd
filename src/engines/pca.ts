import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

export interface Components {
  /** Column means that were taken out, p. */
  centre: Float64Array
  /** Row-major count x p: each component's unit vector, the most variance first. */
  vectors: Float64Array
  /** Share of the total variance along each component; 0 where nothing varies. */
  explained: Float64Array
}

/** A share of the variance below this is an eigenvalue of zero that rounding moved. */
const ROUNDING = 1e-12

/**
 * Principal components of a table with few columns, from the eigenvectors of its covariance matrix. A component's sign is
 * arbitrary: the entry with the largest size is made positive, so that a map does not flip between runs. Directions in
 * which nothing varies are zero vectors that explain nothing, as are those beyond the number of columns.
 *
 * Source: I. Jolliffe (2002), Principal component analysis, 2nd edition.
 *
 * @param data row-major n x p, n at least 1; not changed
 * @param count how many components
 * O(n p^2 + p^3).
 */
export function principalComponents(data: Float64Array, n: number, p: number, count: number): Components {
  const centre = columnMeans(data, n, p)
  const { values, vectors } = eigenpairs(scatter(data, n, p, centre), p)
  const total = values.reduce((sum, value) => sum + value, 0)
  const components: Components = { centre, vectors: new Float64Array(count * p), explained: new Float64Array(count) }
  for (let c = 0; c < Math.min(count, p); c++) {
    const share = total > 0 ? (values[c] as number) / total : 0
    if (share < ROUNDING) continue
    components.vectors.set(orient(vectors[c] ?? []), c * p)
    components.explained[c] = share
  }
  return components
}

/** Coordinate of row `i` of `data` along component `c`. O(p). */
export function project(data: Float64Array, i: number, { centre, vectors }: Components, c: number): number {
  const p = centre.length
  let sum = 0
  for (let j = 0; j < p; j++) sum += ((data[i * p + j] as number) - (centre[j] as number)) * (vectors[c * p + j] as number)
  return sum
}

function columnMeans(data: Float64Array, n: number, p: number): Float64Array {
  const means = new Float64Array(p)
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) means[j] = (means[j] as number) + (data[i * p + j] as number)
  return means.map((sum) => sum / n)
}

/** Sums of products of deviations: the covariance matrix but for its divisor, which no component depends on. */
function scatter(data: Float64Array, n: number, p: number, centre: Float64Array): Matrix {
  const products = Matrix.zeros(p, p)
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < p; a++) {
      const deviation = (data[i * p + a] as number) - (centre[a] as number)
      for (let b = 0; b <= a; b++) {
        const product = deviation * ((data[i * p + b] as number) - (centre[b] as number))
        products.set(a, b, products.get(a, b) + product)
      }
    }
  }
  for (let a = 0; a < p; a++) for (let b = a + 1; b < p; b++) products.set(a, b, products.get(b, a))
  return products
}

/** The largest eigenvalue first; rounding below zero is taken as zero. */
function eigenpairs(symmetric: Matrix, p: number): { values: number[]; vectors: number[][] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true })
  const order = Array.from({ length: p }, (_, i) => i).sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0))
  return {
    values: order.map((i) => Math.max(0, realEigenvalues[i] ?? 0)),
    vectors: order.map((i) => eigenvectorMatrix.getColumn(i))
  }
}

function orient(vector: number[]): number[] {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-12 ? value : best), 0)
  return largest < 0 ? vector.map((value) => -value) : vector
}
