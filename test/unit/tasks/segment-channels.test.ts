import { describe, expect, it } from 'vitest'
import { channelsOf } from '../../../src/main/core/tasks/segment-channels.ts'
import { membersOf } from '../../../src/main/core/tasks/segment-people.ts'

/** Ten customers by Ads in the period of 1,000 spent: four of the first group who bring 500 each, six of the second who bring 50 each. */
function shop() {
  const customers = Float64Array.from({ length: 12 }, (_, i) => i + 1)
  const net = Float64Array.from(customers, (_, i) => (i < 4 ? 500 : 50))
  // The last two came before anything was spent.
  const at = Float64Array.from(customers, (_, i) => (i < 10 ? 2_000_000 : 1000))
  const people = new Map(
    Array.from(customers, (id, i) => [id, { id, code: `C${id}`, name: null, channel: i === 0 ? 'ads' : 'Ads', referred: 0 }])
  )
  const members = membersOf(customers, net, net, { customers, orders: customers, at }, [], [], people)
  const spend = [{ channel: 'Ads', from: 1_900_000, until: 2_100_000, cost: 1000 }]
  return channelsOf(
    members,
    people,
    spend,
    Int32Array.from(customers, (_, i) => (i < 4 ? 0 : i < 10 ? 1 : 2)),
    3
  )
}

describe('what a channel costs each group', () => {
  it('is its part of what was spent, by the customers that the channel gained: one costs the same in every group', () => {
    const [best, other, before] = shop().map((list) => list.find(({ channel }) => channel === 'Ads')?.money)
    expect(best).toEqual({ spend: 300, gained: 3, net: 1500, costEach: 100, back: 5 })
    expect(other).toEqual({ spend: 600, gained: 6, net: 300, costEach: 100, back: 0.5 })
    expect(before).toEqual({ spend: 0, gained: 0, net: 0, costEach: 100, back: null })
  })

  it('adds up to what was spent, however a file writes the name of the channel', () => {
    const parts = shop().flatMap((list) => list.map(({ money }) => money?.spend ?? 0))
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1000, 9)
  })
})
