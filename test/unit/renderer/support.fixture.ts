import type { SupportCluster, SupportResult, SupportTrait } from '../../../src/shared/model/support.ts'
import type { SupportTree } from '../../../src/shared/model/support-views.ts'

/** Four branches of 10, 20, 30 and 40 customers: the first two join at 2, the last two at 3, all at 9. */
export const tree: SupportTree = {
  run: 5,
  leaves: 100,
  from: 0,
  to: 100,
  branches: [
    { from: 0, to: 10, units: 10, height: 1, cluster: 1 },
    { from: 10, to: 30, units: 20, height: 1.5, cluster: 1 },
    { from: 30, to: 60, units: 30, height: 0, cluster: 2 },
    { from: 60, to: 100, units: 40, height: 2.5, cluster: 2 }
  ],
  parts: [0, 1, 2, 3, 4, 5],
  heights: [2, 3, 9],
  features: [
    { id: 'category', of: 'Delivery' },
    { id: 'resolution', of: null }
  ],
  values: [1.5, -0.2, 1.2, 0, -0.9, 0.4, -0.6, -0.1],
  original: [0.9, 5, 0.8, null, 0.1, 80, 0.2, 6],
  known: [10, 10, 20, 0, 30, 30, 40, 40]
}

export const trait = (feature: SupportTrait['feature'], effect: number, over: Partial<SupportTrait> = {}): SupportTrait => ({
  feature,
  of: null,
  value: 30,
  others: 10,
  effect,
  low: effect - 0.2,
  high: effect + 0.2,
  ...over
})

export const cluster = (id: number, over: Partial<SupportCluster> = {}): SupportCluster => ({
  id,
  slot: id - 1,
  name: `Group ${id}`,
  proposed: `Group ${id}`,
  given: false,
  review: null,
  kept: null,
  size: 30,
  share: 0.3,
  tickets: 60,
  stability: 0.9,
  silhouette: 0.4,
  profile: [trait('resolution', 1.2), trait('category', -0.7, { of: 'Delivery', value: 0.1, others: 0.4 })],
  categories: [{ name: 'Delivery', tickets: 50 }],
  products: [],
  themes: [],
  play: null,
  ...over
})

export const issue: SupportResult['rising'][number] = {
  product: 'Kettle',
  category: 'Faults',
  from: '2025-06-17',
  tickets: 8,
  expected: 2.04,
  ratio: 3.92,
  low: 1.9,
  high: 8.1,
  q: 0.01,
  seasonKnown: true,
  weeks: [0, 1, 0, 5, 3],
  expectedWeeks: [0.5, 0.6, 0.6, 1, 1.04]
}
