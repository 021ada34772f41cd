import { describe, expect, it } from 'vitest'
import type { EarlierSupport, GoneCluster } from '../../../src/main/core/db/queries/support-identity.ts'
import { identifySupport } from '../../../src/main/core/tasks/support-identity.ts'

const clustering = (...groups: number[][]) => {
  const pairs = groups.flatMap((ids, place) => ids.map((id) => [id, place] as const)).sort(([a], [b]) => a - b)
  return { members: pairs.map(([id]) => `C${id}`), labels: Int32Array.from(pairs, ([, place]) => place) }
}
const cluster = (id: number, slot: number, name: string, given = false) => ({ id, slot, name, given, review: null })
const sensible = { judgement: 'sensible' as const, note: 'ours', asOf: '2025-01-31' }

const before: EarlierSupport = {
  unit: 'customers',
  clusters: [cluster(1, 0, 'Delivery'), { ...cluster(2, 1, 'The impatient', true), review: sensible }, cluster(3, 2, 'Billing')],
  ...clustering([1, 2, 3, 4], [11, 12, 13, 14], [21, 22, 23])
}

describe('support clusters over runs', () => {
  it('get ids, slots and the proposed names at first', () => {
    const { clusters, gone } = identifySupport(null, [], {
      unit: 'customers',
      ...clustering([1, 2], [3]),
      proposed: ['Delivery', 'Billing']
    })
    expect(clusters).toEqual([cluster(1, 0, 'Delivery'), cluster(2, 1, 'Billing')])
    expect(gone).toEqual([])
  })

  it('stay who they are whatever their place, with a name and a judgement of the user’s', () => {
    const now = {
      unit: 'customers' as const,
      ...clustering([12, 13, 14, 15], [1, 2, 3, 4, 5], [21, 22]),
      proposed: ['Faults', 'Delivery, often', 'Billing']
    }
    const { clusters, gone } = identifySupport(before, [], now)
    expect(gone).toEqual([])
    expect(clusters.map(({ id, slot, name, review }) => [id, slot, name, review?.judgement])).toEqual([
      [2, 1, 'The impatient', 'sensible'],
      [1, 0, 'Delivery, often', undefined],
      [3, 2, 'Billing', undefined]
    ])
  })

  it('are kept when another number of clusters has no place for them, and known again when there is one', () => {
    const merged = {
      unit: 'customers' as const,
      ...clustering([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14], [21, 22, 23]),
      proposed: ['Delivery', 'Billing']
    }
    const first = identifySupport(before, [], merged)
    // Nine of thirteen came with the first: it is the one that goes on, or the second is, but never both.
    const kept = [...first.clusters, ...first.gone]
    expect(kept.filter(({ id }) => id === 2)).toHaveLength(1)
    const other: GoneCluster = {
      ...cluster(2, 1, 'The impatient', true),
      review: sensible,
      unit: 'customers',
      members: ['C11', 'C12', 'C13', 'C14']
    }
    const again = identifySupport(
      { ...before, clusters: [cluster(1, 0, 'Delivery'), cluster(3, 2, 'Billing')], ...clustering([1, 2, 3, 4], [21, 22, 23]) },
      [other],
      { unit: 'customers', ...clustering([1, 2, 3, 4], [11, 12, 13], [21, 22, 23]), proposed: ['Delivery', 'Faults', 'Billing'] }
    )
    expect(again.clusters[1]).toEqual({ ...cluster(2, 1, 'The impatient', true), review: sensible })
    expect(again.gone).toEqual([])
  })

  it('of another unit are kept apart, and a new one never takes the id of one that is kept', () => {
    const { clusters, gone } = identifySupport(before, [], {
      unit: 'tickets',
      ...clustering([11, 12, 13, 14], [1]),
      proposed: ['Delivery', 'The impatient']
    })
    expect(clusters.map(({ id }) => id)).toEqual([4, 5])
    expect(gone).toEqual([{ ...before.clusters[1], unit: 'customers', members: ['C11', 'C12', 'C13', 'C14'] }])
  })

  it('do not share a name that the user gave', () => {
    const now = { unit: 'customers' as const, ...clustering([11, 12, 13, 14], [1, 2, 3, 4]), proposed: ['Faults', 'The impatient'] }
    expect(identifySupport(before, [], now).clusters.map(({ name }) => name)).toEqual(['The impatient', 'The impatient 2'])
  })
})
