import { criteria } from '../../../../engines/criteria.ts'
import { firstSEmax, tibs2001SEmax } from '../../../../engines/gap/rules.ts'
import { agreementWithMlKmeans } from '../../../../engines/kmeans/agreement.ts'
import { type KmeansResult, kmeans } from '../../../../engines/kmeans.ts'
import { adjustedRand } from '../../../../engines/math/adjusted-rand.ts'
import { silhouettes } from '../../../../engines/silhouette.ts'
import type { Bench, Check } from './check.ts'
import { iris } from './iris.ts'

const settings = { starts: 50, tolerance: 1e-4, maxIterations: 300 }
const IRIS = 'scikit-learn 1.2 on Fisher’s iris, best of 50 starts'
const MALL = 'scikit-learn on the mall customers (annual income, spending score)'

const irisIn = (k: number, { context }: Bench): Promise<KmeansResult> => kmeans(iris.data, iris.n, iris.p, { ...settings, k }, context(k))

async function irisSilhouette(k: number, bench: Bench): Promise<number> {
  const { labels } = await irisIn(k, bench)
  const [found] = await silhouettes(iris.data, iris.n, iris.p, [{ labels, k }], iris.n, bench.context(0))
  return found?.mean ?? Number.NaN
}

async function mallInFive({ table, context }: Bench): Promise<KmeansResult | null> {
  const mall = await table('mall-customers/Mall_Customers.csv', [4, 5])
  return mall && kmeans(mall.data, mall.n, mall.p, { ...settings, k: 5 }, context(5))
}

/** Eight gaps and errors as R's clusGap printed them for iris (test/reference/make_gap.R). */
const printed = [0.0782, 0.5921, 0.8714, 1.0003, 1.0427, 1.0639, 1.0598, 1.084].map((gap, i) => ({
  gap,
  se: [0.0644, 0.0459, 0.0426, 0.0425, 0.0401, 0.039, 0.0387, 0.0391][i] ?? 0
}))

export const kmeansChecks: Check[] = [
  ...[152.348, 78.8514, 57.2285, 46.4462].map((published, i) => ({
    id: `iris-inertia-${i + 2}`,
    source: IRIS,
    published: [published],
    tolerance: i === 0 ? 5e-4 : 5e-5,
    compute: async (bench: Bench) => [(await irisIn(i + 2, bench)).inertia]
  })),
  ...[0.681, 0.5528, 0.4981, 0.4887].map((published, i) => ({
    id: `iris-silhouette-${i + 2}`,
    source: IRIS,
    published: [published],
    tolerance: 5e-5,
    compute: async (bench: Bench) => [await irisSilhouette(i + 2, bench)]
  })),
  {
    id: 'iris-rand',
    source: IRIS,
    published: [0.7302],
    tolerance: 5e-5,
    compute: async (bench) => [adjustedRand((await irisIn(3, bench)).labels, iris.species)]
  },
  {
    id: 'iris-calinski-harabasz',
    source: 'scikit-learn 1.2 on Fisher’s iris, its species as clusters',
    published: [487.3309],
    tolerance: 5e-5,
    compute: async () => [criteria(iris.data, iris.n, iris.p, { labels: iris.species, k: 3 }).calinskiHarabasz ?? Number.NaN]
  },
  {
    id: 'iris-davies-bouldin',
    source: 'scikit-learn 1.2 on Fisher’s iris, its species as clusters',
    published: [0.7514],
    tolerance: 5e-5,
    compute: async () => [criteria(iris.data, iris.n, iris.p, { labels: iris.species, k: 3 }).daviesBouldin ?? Number.NaN]
  },
  {
    id: 'gap-rules',
    source: 'R, cluster::maxSE 2.1.4',
    published: [5, 5],
    tolerance: 0,
    compute: async () => [firstSEmax(printed), tibs2001SEmax(printed)]
  },
  {
    id: 'six-points',
    source: 'by hand: 1, 2, 3 and 11, 12, 13 in two clusters',
    published: [4],
    tolerance: 1e-12,
    compute: async ({ context }) => [(await kmeans(Float64Array.of(1, 2, 3, 11, 12, 13), 6, 1, { ...settings, k: 2 }, context(0))).inertia]
  },
  {
    id: 'ml-kmeans',
    source: 'the package ml-kmeans, from the same start',
    published: [1],
    tolerance: 0,
    compute: async ({ context }) => [(await agreementWithMlKmeans(iris.data, iris.n, iris.p, 3, context(0))).sameLabels]
  },
  {
    id: 'mall-inertia',
    source: MALL,
    published: [44_448.4554],
    tolerance: 5e-5,
    compute: async (bench) => {
      const found = await mallInFive(bench)
      return found && [found.inertia]
    }
  },
  {
    id: 'mall-sizes',
    source: MALL,
    published: [81, 39, 35, 23, 22],
    tolerance: 0,
    compute: async (bench) => {
      const found = await mallInFive(bench)
      return found && Array.from(found.sizes)
    }
  }
]
