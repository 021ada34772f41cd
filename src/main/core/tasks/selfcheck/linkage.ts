import { agreementWithMlHclust } from '../../../../engines/linkage/agreement.ts'
import { copheneticCorrelation } from '../../../../engines/linkage/cophenetic.ts'
import { cutTree } from '../../../../engines/linkage/cut.ts'
import { spaceOf } from '../../../../engines/linkage/metric.ts'
import { linkage } from '../../../../engines/linkage.ts'
import { adjustedRand } from '../../../../engines/math/adjusted-rand.ts'
import type { Check } from './check.ts'
import { iris } from './iris.ts'

const { data, n, p } = iris

const published = {
  single: [0.8639, 1.6401, 0.5638],
  average: [0.877, 4.0627, 0.7592],
  complete: [0.727, 7.0852, 0.6423],
  ward: [0.8728, 32.4476, 0.7312]
} as const

export const linkageChecks: Check[] = [
  ...(['single', 'average', 'complete', 'ward'] as const).map(
    (how): Check => ({
      id: `iris-${how}`,
      source: 'scipy 1.10 on Fisher’s iris',
      published: [...published[how]],
      tolerance: 5.1e-5,
      compute: async ({ context }) => {
        const tree = await linkage(data, n, p, { linkage: how, metric: 'euclidean' }, context(0))
        const cophenetic = await copheneticCorrelation(tree, spaceOf(data, n, p, 'euclidean'), context(0))
        return [cophenetic ?? Number.NaN, tree.heights[n - 2] ?? Number.NaN, adjustedRand(cutTree(tree, 3), iris.species)]
      }
    })
  ),
  {
    id: 'ml-hclust',
    source: 'the package ml-hclust, from the same distances',
    published: [1, 0],
    tolerance: 1e-12,
    compute: async ({ context }) => {
      const found = await agreementWithMlHclust(data, n, p, { linkage: 'ward', metric: 'euclidean' }, 3, context(0))
      return [found.sameClusters, found.largestHeightDifference]
    }
  }
]
