import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash, rescale, shortest } from '../../../src/main/core/tasks/store-content.ts'
import { createOrdinals } from '../../../src/main/core/tasks/store-ordinals.ts'
import { orderRow } from '../../fixtures/orders-drafts.ts'

describe('ordinals', () => {
  it('count like a map, also when keys collide and the table grows', () => {
    const key = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0, 1, 1024, -1, 2 ** 31 - 1), fc.integer({ min: -1, max: 40 }))
    fc.assert(
      fc.property(fc.array(key, { maxLength: 3_000 }), (keys) => {
        const ordinals = createOrdinals()
        const counts = new Map<string, number>()
        const expected = keys.map((key) => {
          const count = (counts.get(key.join(' ')) ?? 0) + 1
          counts.set(key.join(' '), count)
          return count
        })
        expect(keys.map(([order, low, high]) => ordinals.next(order, low, high))).toEqual(expected)
      }),
      { numRuns: 20 }
    )
  })

  it('stay right for many keys', () => {
    const ordinals = createOrdinals()
    for (let i = 0; i < 50_000; i++) ordinals.next(i, Math.imul(i, 2_654_435_761), i)
    const seconds = Array.from({ length: 50_000 }, (_, i) => ordinals.next(i, Math.imul(i, 2_654_435_761), i))
    expect(new Set(seconds)).toEqual(new Set([2]))
  })
})

describe('content hash', () => {
  it('is the start of SHA-256 over the canonical text', () => {
    // printf '1705276800|1|1e1|1e1|p2:P1' | sha256sum
    expect(contentHash(orderRow({ price: '0.10', amount: { units: 1, decimals: 1 } })).whole).toBe(7_654_527_871_962_616_754n)
  })

  it('cannot take the end of one text for the start of another', () => {
    const named = contentHash(orderRow({ product: null, productName: '1:x' }))
    const coded = contentHash(orderRow({ product: '1:x', productName: null }))
    const empty = contentHash(orderRow({ product: null, productName: null }))
    expect(new Set([named.whole, coded.whole, empty.whole]).size).toBe(3)
  })
})

describe('scaled amounts', () => {
  it('lose needless decimals only', () => {
    expect(shortest({ units: 2_500, decimals: 3 })).toEqual({ units: 25, decimals: 1 })
    expect(shortest({ units: -100, decimals: 2 })).toEqual({ units: -1, decimals: 0 })
    expect(shortest({ units: -0, decimals: 2 })).toEqual({ units: 0, decimals: 0 })
    expect(shortest({ units: 120, decimals: 0 })).toEqual({ units: 120, decimals: 0 })
  })

  it('are brought to more decimals exactly, or not at all', () => {
    expect(rescale({ units: 25, decimals: 1 }, 3)).toBe(2_500)
    expect(rescale({ units: 9_007_199_254_740, decimals: 0 }, 3)).toBe(9_007_199_254_740_000)
    expect(rescale({ units: 9_007_199_254_741, decimals: 0 }, 3)).toBeNull()
  })
})
