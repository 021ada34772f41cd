import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortedPlaces } from '../../../src/main/core/db/queries/sorted-places.ts'
import { sortedBy, sortedByReal } from '../../../src/main/core/radix-sort.ts'

const keys = fc.array(fc.oneof(fc.nat(5), fc.nat(70_000), fc.maxSafeNat()), { maxLength: 200 }).map((all) => Float64Array.from(all))

describe('rows by their keys', () => {
  it('are in order, equal ones as they stood, all of them or some', () => {
    fc.assert(
      fc.property(keys, fc.nat(3), (all, step) => {
        const rows = Int32Array.from(all, (_, i) => i)
          .reverse()
          .filter((i) => i % (step + 1) === 0)
        const expected = [...rows].sort((a, b) => (all[a] as number) - (all[b] as number))
        expect([...sortedBy(all, rows)]).toEqual(expected)
      })
    )
  })

  it('are so by any numbers, none of them first', () => {
    const reals = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, Number.NEGATIVE_INFINITY, 0.5, -0.5)), {
      maxLength: 100
    })
    fc.assert(
      fc.property(reals, (all) => {
        const apart = (a: number, b: number) => (a < b ? -1 : Number(a > b))
        const expected = all.map((_, i) => i).sort((a, b) => apart(all[a] as number, all[b] as number))
        expect([...sortedByReal(Float64Array.from(all))]).toEqual(expected)
      })
    )
  })

  it('are so by moments before and after 1970, as far as they are wanted', () => {
    const moments = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -6e10, max: 2.6e11 })), { maxLength: 100 })
    fc.assert(
      fc.property(moments, fc.nat(2), (all, rest) => {
        const isWanted = (i: number) => i % 3 !== rest
        const expected = all
          .map((_, i) => i)
          .filter(isWanted)
          .sort((a, b) => (all[a] as number) - (all[b] as number))
        expect([...sortedPlaces(Float64Array.from(all), all.length, isWanted)]).toEqual(expected)
      })
    )
  })
})
