import { sampleRows } from '../../../engines/math/sample.ts'
import { principalComponents, project } from '../../../engines/pca.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import type { FeatureTable } from './segment-features.ts'

/** More marks than this can't be told apart on a screen. */
const MOST_POINTS = 2000

/** The map of a result with rows and clusters in place of customers and segments. */
export type MapDraft = Omit<SegmentsResult['map'], 'points'> & { points: { row: number; cluster: number; x: number; y: number }[] }

/** Customers (a seeded sample) on the two directions in which the scaled features vary most. */
export function drawMap({ columns, scaled, n, p }: FeatureTable, labels: Int32Array, rng: () => number): MapDraft {
  const components = principalComponents(scaled, n, p, 2)
  const [first = 0, second = 0] = components.explained
  return {
    explained: [first, second],
    loadings: columns.map(({ feature }, j) => ({
      feature,
      x: components.vectors[j] as number,
      y: components.vectors[p + j] as number
    })),
    points: Array.from(sampleRows(n, MOST_POINTS, rng), (row) => ({
      row,
      cluster: labels[row] as number,
      x: project(scaled, row, components, 0),
      y: project(scaled, row, components, 1)
    }))
  }
}
