/** A small result and a small customer with figures that are easy to check by eye. */
import type { CustomerOrder } from '../../../src/shared/model/customer.ts'
import type { Criterion, Feature, Segment, SegmentsResult } from '../../../src/shared/model/segments.ts'

const features: Feature[] = ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure']

function segment(id: number, slot: number, name: string, size: number, medians: number[], effects: number[]): Segment {
  return {
    id,
    slot,
    name,
    size,
    share: size / 10,
    revenueShare: slot === 0 ? 0.8 : 0.2,
    net: slot === 0 ? 8000 : 2000,
    silhouette: 0.4,
    stability: 0.8,
    centroid: Object.fromEntries(features.map((feature, i) => [feature, medians[i] ?? 0])),
    modes: {},
    profile: features.map((feature, i) => {
      const [median, effect] = [medians[i] ?? 0, effects[i] ?? 0]
      return { feature, median, low: median / 2, high: median * 2, effect, effectLow: effect - 0.1, effectHigh: effect + 0.1 }
    }),
    given: false,
    proposed: name,
    continues: null
  }
}

function criterion(k: number, silhouette: number, inertia: number): Criterion {
  return {
    k,
    silhouette,
    inertia,
    calinskiHarabasz: 40 - k,
    daviesBouldin: (5 + k) / 10,
    gap: k / 10,
    gapSE: 0.01,
    stability: (10 - k) / 10,
    leastStable: (9 - k) / 10,
    smallest: 6 - k
  }
}

export const regulars = segment(1, 0, 'Regulars', 4, [10, 12, 2000, 170, 300], [-1.1, 1.6, 1.5, 0.2, 0.9])
export const newcomers = segment(2, 1, 'Newcomers', 6, [100, 1, 0, 200, 40], [0.7, -1.2, -1, 0.1, -0.6])

export const result: SegmentsResult = {
  run: {
    id: 3,
    kind: 'segments',
    seed: 1,
    params: { k: 'auto', features, seed: 1, starts: 10 },
    engineVersion: '0.1.0',
    inputFingerprint: 'c0ffee',
    asOf: '2011-12-09'
  },
  verdict: { level: 'weak', reason: 'Mean silhouette 0.35.' },
  k: 2,
  verdictPending: false,
  proposals: [
    { kind: 'evidence', k: 2, verdict: { level: 'weak', reason: 'Little more than chance.' }, chance: 0.005 },
    { kind: 'useful', k: 3, verdict: { level: 'none', reason: 'Slices.' }, chance: 0.4 }
  ],
  chance: {
    draws: 199,
    rows: 10,
    k: [
      { k: 2, observed: 0.35, median: 0.2, high: 0.25 },
      { k: 3, observed: 0.31, median: 0.22, high: 0.27 },
      { k: 4, observed: 0.28, median: 0.21, high: 0.26 }
    ],
    bandwidths: [0.3, 0.2, 0.4, 0.1, 0.2]
  },
  kChosenBy: 'evidence',
  customers: 10,
  leftOut: [],
  silhouette: 0.35,
  silhouetteRows: 10,
  silhouetteError: null,
  inertia: 12.5,
  criteria: [criterion(2, 0.35, 12.5), criterion(3, 0.31, 9.25), criterion(4, 0.28, 7)],
  features: [
    { feature: 'recency', median: 50, low: 20, high: 140, transform: 'log', scale: 'robust', missing: 0, winsorised: 0 },
    { feature: 'frequency', median: 2, low: 1, high: 5, transform: 'log', scale: 'robust', missing: 0, winsorised: 0 },
    { feature: 'monetary', median: 500, low: 250, high: 1500, transform: 'yeo-johnson', scale: 'robust', missing: 0, winsorised: 0 },
    { feature: 'meanOrderValue', median: 200, low: 100, high: 400, transform: 'log', scale: 'robust', missing: 0, winsorised: 0 },
    { feature: 'tenure', median: 250, low: 110, high: 330, transform: 'none', scale: 'robust', missing: 0, winsorised: 0 }
  ],
  categories: [],
  gamma: null,
  dropped: [],
  gap: { firstSEmax: 3, tibs2001SEmax: 3, rows: 10, references: 20 },
  seedAgreement: { seeds: 5, rows: 10, mean: 1, lowest: 1 },
  segments: [regulars, newcomers],
  agreement: { package: 'ml-kmeans', rows: 10, sameLabels: 1, largestCentroidDifference: 0 },
  map: {
    explained: [0.55, 0.23],
    loadings: [
      { feature: 'recency', x: -0.5, y: 0.3 },
      { feature: 'monetary', x: 0.6, y: 0.4 }
    ],
    points: [
      { customer: 11, code: 'K-011', segment: 1, x: 2, y: 0.5 },
      { customer: 12, code: 'K-012', segment: 1, x: 1, y: -0.5 },
      { customer: 13, code: 'K-013', segment: 2, x: -2, y: 1 },
      { customer: 14, code: 'K-014', segment: 2, x: -1, y: -1 }
    ]
  },
  currency: 'GBP',
  compared: null,
  mode: 'refit',
  computedAt: 1_764_000_000,
  stale: false,
  inputGone: null
}

/** The same with shares that add up. */
export const mixed = (() => {
  const shares: [Feature, number, number, number][] = [
    ['category:Coffee', 0.7, 0.1, 0.34],
    ['category:Tea', 0.2, 0.467, 0.36],
    ['category:(other)', 0.05, 0.2, 0.14],
    ['weekendShare', 0.3, 0.3, 0.3]
  ]
  const summary = { low: 0, high: 1, transform: 'none', scale: 'z', missing: 0, winsorised: 0 } as const
  const withShares = (segment: Segment, side: 1 | 2): Segment => ({
    ...segment,
    profile: [
      ...segment.profile,
      ...shares.map((share) => ({
        feature: share[0],
        median: share[side],
        low: 0,
        high: 1,
        mean: share[side],
        effect: 2 * (share[side] - share[3]),
        effectLow: -2,
        effectHigh: 2
      }))
    ]
  })
  return {
    regulars: withShares(regulars, 1),
    newcomers: withShares(newcomers, 2),
    result: {
      ...result,
      features: [...result.features, ...shares.map(([feature, , , mean]) => ({ feature, median: mean, mean, ...summary }))]
    }
  }
})()

const order = (id: number, day: string, kind: CustomerOrder['kind'], net: number): CustomerOrder => ({
  id,
  number: `53636${id}`,
  at: Date.parse(`${day}T10:00:00Z`) / 1000,
  kind,
  lines: 2,
  net,
  currency: 'GBP',
  back: null,
  products: ['Filter Jug']
})

export const orders = [
  order(4, '2011-10-18', 'sale', 100),
  order(3, '2011-09-20', 'return', -25),
  order(2, '2011-09-17', 'sale', 400),
  order(1, '2011-08-17', 'sale', 100)
]
