import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EarlierSupport, GoneCluster, KnownCluster } from '../../../src/main/core/db/queries/support-identity.ts'
import { identifySupport } from '../../../src/main/core/tasks/support-identity.ts'

const clustering = (...groups: number[][]) => {
  const pairs = groups.flatMap((ids, place) => ids.map((id) => [id, place] as const)).sort(([a], [b]) => a - b)
  return { members: pairs.map(([id]) => `C${id}`), labels: Int32Array.from(pairs, ([, place]) => place) }
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const cluster = (id: number, slot: number, name: string, given = false) => ({ id, slot, name, given, review: null })
const sensible = { judgement: 'sensible' as const, note: 'ours', asOf: '2025-01-31' }

const before: EarlierSupport = {
  unit: 'customers',
  from: 'tickets',
  clusters: [cluster(1, 0, 'Delivery'), { ...cluster(2, 1, 'The impatient', true), review: sensible }, cluster(3, 2, 'Billing')],
  ...clustering([1, 2, 3, 4], [11, 12, 13, 14], [21, 22, 23])
}

describe('support clusters over runs', () => {
  it('get ids, slots and the proposed names at first', () => {
    const { clusters, gone } = identifySupport(null, [], {
      unit: 'customers',
      from: 'tickets',
      ...clustering([1, 2], [3]),
      proposed: ['Delivery', 'Billing']
    })
    expect(clusters).toEqual([cluster(1, 0, 'Delivery'), cluster(2, 1, 'Billing')])
    expect(gone).toEqual([])
  })

  it('stay who they are whatever their place, with a name and a judgement of the user’s', () => {
    const now = {
      unit: 'customers' as const,
      from: 'tickets' as const,
      ...clustering([12, 13, 14, 15], [1, 2, 3, 4, 5], [21, 22]),
      proposed: ['Faults', 'Delivery, often', 'Billing']
    }
    const { clusters, gone } = identifySupport(before, [], now)
    // One of the four is no longer there: it is still said of those of whom it was said.
    expect(gone.map(({ id, members }) => [id, members])).toEqual([[2, ['C11', 'C12', 'C13', 'C14']]])
    expect(clusters.map(({ id, slot, name, review }) => [id, slot, name, review?.judgement])).toEqual([
      [2, 1, 'The impatient', 'sensible'],
      [1, 0, 'Delivery, often', undefined],
      [3, 2, 'Billing', undefined]
    ])
  })

  it('are kept when another number of clusters has no place for them, and known again when there is one', () => {
    const merged = {
      unit: 'customers' as const,
      from: 'tickets' as const,
      ...clustering([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14], [21, 22, 23]),
      proposed: ['Delivery', 'Billing']
    }
    const first = identifySupport(before, [], merged)
    // Four of the eight who were there: it is as much another's as theirs.
    expect(first.clusters.map(({ id, name }) => [id, name])).toEqual([
      [1, 'Delivery'],
      [3, 'Billing']
    ])
    expect(first.gone.map(({ id }) => id)).toEqual([2])
    const other: GoneCluster = {
      ...cluster(2, 1, 'The impatient', true),
      review: sensible,
      unit: 'customers',
      from: 'tickets',
      members: ['C11', 'C12', 'C13', 'C14'],
      there: []
    }
    const again = identifySupport(
      { ...before, clusters: [cluster(1, 0, 'Delivery'), cluster(3, 2, 'Billing')], ...clustering([1, 2, 3, 4], [21, 22, 23]) },
      [other],
      {
        unit: 'customers',
        from: 'tickets',
        ...clustering([1, 2, 3, 4], [11, 12, 13], [21, 22, 23]),
        proposed: ['Delivery', 'Faults', 'Billing']
      }
    )
    expect(again.clusters[1]).toEqual({ ...cluster(2, 1, 'The impatient', true), review: sensible })
    expect(again.gone.map(({ id }) => id)).toEqual([2])
  })

  it('of another unit are kept apart, and a new one never takes the id of one that is kept', () => {
    const { clusters, gone } = identifySupport(before, [], {
      unit: 'tickets',
      from: 'tickets',
      ...clustering([11, 12, 13, 14], [1]),
      proposed: ['Delivery', 'The impatient']
    })
    expect(clusters.map(({ id }) => id)).toEqual([4, 5])
    expect(gone).toEqual([
      { ...before.clusters[1], unit: 'customers', from: 'tickets', members: ['C11', 'C12', 'C13', 'C14'], there: before.members }
    ])
  })

  it('do not share a name that the user gave', () => {
    const now = {
      unit: 'customers' as const,
      from: 'tickets' as const,
      ...clustering([11, 12, 13, 14], [1, 2, 3, 4]),
      proposed: ['Faults', 'The impatient']
    }
    expect(identifySupport(before, [], now).clusters.map(({ name }) => name)).toEqual(['The impatient', 'The impatient 2'])
  })

  it('give what the user said back to the people of whom it was said, whatever numbers of clusters are tried', () => {
    // Four named groups of 30, parted and merged in any order: as one, two, three that cut across, sixty pairs.
    const of = (label: (i: number) => number, isThere: (i: number) => boolean = () => true, people = 120) => {
      const here = Array.from({ length: people }, (_, i) => i).filter(isThere)
      const labels = Int32Array.from(here, label)
      return {
        unit: 'customers' as const,
        from: 'tickets' as const,
        members: here.map((i) => `C${i}`),
        labels,
        proposed: Array.from({ length: Math.max(...labels) + 1 }, (_, i) => `Proposed ${i}`)
      }
    }
    const own = of((i) => Math.floor(i / 30))
    const tries = {
      one: of(() => 0),
      two: of((i) => Math.floor(i / 60)),
      unequal: of((i) => (i < 100 ? 0 : 1)),
      across: of((i) => i % 3),
      three: of((i) => Math.min(2, Math.floor(i / 30))),
      pairs: of((i) => Math.floor(i / 2)),
      // A look back at few of them, an import taken back, and one that brings as many new ones into each group again.
      early: of(
        (i) => i % 2,
        (i) => i % 10 === 0
      ),
      undone: of(
        (i) => Math.floor(i / 60),
        (i) => i % 20 !== 0
      ),
      grown: of((i) => Math.floor((i % 120) / 60), undefined, 360)
    }
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...(Object.keys(tries) as (keyof typeof tries)[])), { maxLength: 6 }), (sequence) => {
        const first = identifySupport(null, [], own)
        const named = first.clusters.map((one, i) => ({ ...one, name: `Mine ${i}`, given: true, review: sensible }))
        let state = { clusters: named as KnownCluster[], gone: [] as GoneCluster[], run: own }
        for (const run of [...sequence.map((name) => tries[name]), own]) {
          const { unit, from, members, labels } = state.run
          const found = identifySupport({ unit, from, members, labels, clusters: state.clusters }, state.gone, run)
          // What was said is nowhere said of people of whom it was not said, for the most part.
          found.clusters.forEach(({ given, name }, place) => {
            const here = run.members.filter((_, i) => run.labels[i] === place)
            const meant = Number(name.slice(-1))
            const right = here.filter((code) => Math.floor(Number(code.slice(1)) / 30) === meant).length
            if (given && run !== tries.grown) expect(right / (here.length + 30 - right)).toBeGreaterThan(0.45)
          })
          state = { ...found, run }
        }
        expect(state.clusters.map(({ name }) => name)).toEqual(named.map(({ name }) => name))
        expect(state.clusters.map(({ id }) => id)).toEqual(named.map(({ id }) => id))
        expect(state.gone).toEqual([])
      }),
      { seed: 7, numRuns: 200 }
    )
  })

  it('of how people buy are none of those of what they ask', () => {
    const { clusters, gone } = identifySupport(before, [], {
      unit: 'customers',
      from: 'behaviour',
      ...clustering([1, 2, 3, 4], [11, 12, 13, 14], [21, 22, 23]),
      proposed: ['Send much back', 'Seldom back', 'Often back']
    })
    expect(clusters.some(({ given, review }) => given || review !== null)).toBe(false)
    expect(gone.map(({ name, from }) => [name, from])).toEqual([['The impatient', 'tickets']])
    // Not even where a group of theirs has the same name.
    const both = {
      ...before,
      from: 'behaviour' as const,
      clusters: clusters.map((one) => ({ ...one, name: 'The impatient', given: one.id === clusters[0]?.id }))
    }
    const back = identifySupport(both, gone, { ...before, proposed: ['Delivery', 'Faults', 'Billing'] })
    expect(back.clusters.map(({ name, given }) => [name, given])).toEqual([
      ['Delivery', false],
      ['The impatient', true],
      ['Billing', false]
    ])
  })

  it('lose no name by growth: who joins a group is of it', () => {
    let state = { clusters: before.clusters, gone: [] as GoneCluster[] }
    let run: Omit<EarlierSupport, 'clusters'> = before
    for (let month = 0; month < 12; month++) {
      const mine = Array.from({ length: 4 + 3 * month }, (_, i) => (i < 4 ? 11 + i : 1000 + i))
      // One of the first four and one in four of the others leave it.
      const there = mine.filter((id) => month === 0 || id % 4 !== 3)
      const rest = mine.filter((id) => !there.includes(id))
      const next = {
        unit: 'customers' as const,
        from: 'tickets' as const,
        ...clustering([1, 2, 3, 4, ...rest], there, [21, 22, 23]),
        proposed: ['Delivery', 'Faults', 'Billing']
      }
      const found = identifySupport({ ...run, clusters: state.clusters }, state.gone, next)
      expect(found.clusters[1]?.name).toBe('The impatient')
      state = found
      run = next
    }
  })

  it('do not drift away from those of whom something was said', () => {
    // A quarter of the group is others each time, until it is nobody of the first.
    let state = { clusters: before.clusters, gone: [] as GoneCluster[] }
    let run: Omit<EarlierSupport, 'clusters'> = { ...before, ...clustering([1, 2, 3, 4], range(100, 108), range(108, 140)) }
    const names: (string | undefined)[] = []
    for (let step = 1; step <= 6; step++) {
      const from = 100 + 2 * step
      const next = {
        unit: 'customers' as const,
        from: 'tickets' as const,
        ...clustering([1, 2, 3, 4], range(from, from + 8), [...range(100, from), ...range(from + 8, 140)]),
        proposed: ['Delivery', 'Faults', 'Billing']
      }
      state = identifySupport({ ...run, clusters: state.clusters }, state.gone, next)
      names.push(state.clusters[1]?.name)
      run = next
    }
    // Six of ten are the same, four of twelve are not.
    expect(names).toEqual(['The impatient', 'Faults', 'Faults', 'Faults', 'Faults', 'Faults'])
    expect(state.gone.map(({ id, members }) => [id, members])).toEqual([[2, range(100, 108).map((id) => `C${id}`)]])
  })

  it('take no name that was given to others meanwhile', () => {
    const old: GoneCluster = {
      ...cluster(9, 5, 'the Impatient', true),
      review: sensible,
      unit: 'customers',
      from: 'tickets',
      members: ['C1', 'C2', 'C3', 'C4'],
      there: []
    }
    const { clusters } = identifySupport(before, [old], { ...before, proposed: ['Delivery', 'Faults', 'Billing'] })
    expect(clusters.map(({ id, name, review }) => [id, name, review?.note])).toEqual([
      [9, 'Delivery', 'ours'],
      [2, 'The impatient', 'ours'],
      [3, 'Billing', undefined]
    ])
  })
})
