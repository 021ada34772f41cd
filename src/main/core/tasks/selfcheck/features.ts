import { chance, shareAsClear } from '../../../../engines/chance.ts'
import { yeoJohnsonLambda } from '../../../../engines/features/yeo-johnson.ts'
import { openKmeans } from '../../../../engines/kmeans.ts'
import { huangGamma } from '../../../../engines/kprototypes.ts'
import { column } from '../../../../engines/math/columns.ts'
import type { Check } from './check.ts'
import { iris } from './iris.ts'

const { data, n, p } = iris

/** How features are treated, and the verdict. */
export const featureChecks: Check[] = [
  {
    id: 'iris-yeo-johnson',
    source: 'SciPy 1.10, stats.yeojohnson_normmax',
    published: [-0.3212, 0.0391, 1.0932, 0.8405],
    tolerance: 5e-5,
    compute: async () => Array.from({ length: p }, (_, j) => yeoJohnsonLambda(column(data, n, p, j)))
  },
  {
    id: 'huang-gamma',
    source: 'by hand: the mean of the columns’ standard deviations, 1 and 10, not the pooled one',
    published: [5.5],
    tolerance: 1e-12,
    compute: async () => [huangGamma(Float64Array.of(1, 10, 0, 2, 20, 1, 3, 30, 0), 3, 2, 1)]
  },
  {
    id: 'iris-chance',
    source:
      'by construction: three species, of which one lies far from the others, are more than one heap; with 19 draws p is 1/20 at least',
    published: [0.05],
    tolerance: 0,
    compute: async ({ context }) => {
      const ks = [2, 3, 4, 5]
      const drawn = await chance(
        data,
        n,
        p,
        [null, null, null, null],
        {
          ks,
          draws: 19,
          rows: n,
          evaluated: n,
          starts: 2,
          tolerance: 1e-4,
          maxIterations: 100,
          open: (rows, most, ctx) => openKmeans(rows, p, most, ctx),
          embed: (rows) => ({ data: rows, p })
        },
        context(1)
      )
      return [shareAsClear(drawn, Math.max(...drawn.observed), ks)]
    }
  }
]
