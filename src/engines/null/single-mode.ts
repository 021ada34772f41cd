import { choleskyOfCorrelations } from '../math/cholesky.ts'
import { correlations, correlationsOfKnown } from '../math/correlation.ts'
import { normalCdf, normalNumber } from '../math/normal.ts'
import { nearest, oneMode } from './one-mode.ts'

/** A table like the data in all but its groups: what can be drawn from. */
export interface SingleMode {
  /** Fills row-major rows x p with a fresh draw. */
  draw(into: Float64Array, rng: () => number): void
  /** Of each column: standard deviation of the kernel that left one mode. */
  bandwidths: number[]
}

/** Rows on which correlations are brought to those of the data, and how often they are corrected. */
const CALIBRATION_ROWS = 4000
const ROUNDS = 6

/**
 * The single-mode null: a Gaussian copula whose marginals are the data's own, each smoothed until it has one mode (`oneMode`) and put back
 * on the data's lattice. What is drawn has the data's spreads, skews, edges, ties and correlations, and no groups.
 *
 * Smoothing and ties weaken correlations, and a table of weaker correlations has less of a long axis to be cut in two, so that the data would
 * look grouped beside it. The copula's are therefore corrected until a large draw correlates as the data does.
 *
 * @param data row-major n x p, finite; NaN: not known, so that it counts neither to its column nor to its pairs; not changed
 * @param lattices for each column the only values that can occur, ascending; null: any
 * @param hide makes NaN of what is never known in a row like the one that begins at `at`. What is drawn is whole; this only lets correlations be
 * compared among the same rows
 *
 * Source: R. Nelsen (2006), An introduction to copulas; M. Cario, B. Nelson (1997), Modeling and generating random vectors with
 * arbitrary marginal distributions and correlation matrix (the correction).
 *
 * O(p cells^2 + rounds rows p^2).
 */
export function singleMode(
  data: Float64Array,
  n: number,
  p: number,
  lattices: readonly (Float64Array | null)[],
  rng: () => number,
  hide?: (rows: Float64Array, at: number, random: () => number) => void
): SingleMode {
  const marginals = Array.from({ length: p }, (_, d) => {
    const values = Float64Array.from({ length: n }, (_, i) => data[i * p + d] as number)
    const known = values.filter((value) => !Number.isNaN(value))
    return oneMode(known.length > 0 ? known : Float64Array.of(0), lattices[d] ?? undefined)
  })
  const normals = new Float64Array(p)
  const draw = (lower: Float64Array, into: Float64Array, random: () => number) => {
    for (let at = 0; at < into.length; at += p) {
      for (let d = 0; d < p; d++) normals[d] = normalNumber(random)
      for (let d = 0; d < p; d++) {
        let z = 0
        for (let k = 0; k <= d; k++) z += (lower[d * p + k] as number) * (normals[k] as number)
        const value = (marginals[d] as (typeof marginals)[number]).quantile(normalCdf(z))
        const lattice = lattices[d]
        into[at + d] = lattice ? (lattice[nearest(lattice, value)] as number) : value
      }
    }
  }
  const correlate = hide === undefined ? correlations : correlationsOfKnown
  const wanted = correlate(data, n, p)
  let asked = wanted.slice()
  let lower = choleskyOfCorrelations(asked, p)
  if (p > 1) {
    const trial = new Float64Array(CALIBRATION_ROWS * p)
    for (let round = 0; round < ROUNDS; round++) {
      draw(lower, trial, rng)
      if (hide !== undefined) for (let at = 0; at < trial.length; at += p) hide(trial, at, rng)
      const got = correlate(trial, CALIBRATION_ROWS, p)
      asked = asked.map((r, at) =>
        at % (p + 1) === 0 ? 1 : Math.max(-0.999, Math.min(0.999, r + (wanted[at] as number) - (got[at] as number)))
      )
      lower = choleskyOfCorrelations(asked, p)
    }
  }
  return { draw: (into, random) => draw(lower, into, random), bandwidths: marginals.map(({ bandwidth }) => bandwidth) }
}
