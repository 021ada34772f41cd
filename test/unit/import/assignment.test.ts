import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assign } from '../../../src/shared/assignment.ts'

const sum = (scores: readonly (readonly number[])[], pairs: readonly number[]) =>
  pairs.reduce((total, column, row) => total + (column < 0 ? 0 : (scores[row]?.[column] ?? 0)), 0)

/** The best sum, by trying every assignment. */
function best(scores: readonly (readonly number[])[], row = 0, used = new Set<number>()): number {
  if (row === scores.length) return 0
  let most = best(scores, row + 1, used)
  for (const [column, score] of (scores[row] ?? []).entries()) {
    if (used.has(column)) continue
    most = Math.max(most, score + best(scores, row + 1, new Set([...used, column])))
  }
  return most
}

it('gives up the best pair where the others gain more', () => {
  expect(
    assign([
      [0.9, 0.8],
      [0.85, 0]
    ])
  ).toEqual([1, 0])
})
it('makes no pair that is worth nothing', () => {
  expect(
    assign([
      [0, 0],
      [0, 0.5],
      [0, 0]
    ])
  ).toEqual([-1, 1, -1])
  expect(assign([])).toEqual([])
  expect(assign([[], []])).toEqual([-1, -1])
})
it('finds the greatest sum, each row and column once, and the same each time', () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.constantFrom(0, 0, 0.3, 0.55, 0.6, 0.75, 0.95), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows
    })
  )
  fc.assert(
    fc.property(matrix, (scores) => {
      const pairs = assign(scores)
      const used = pairs.filter((column) => column >= 0)
      expect(new Set(used).size).toBe(used.length)
      expect(sum(scores, pairs)).toBeCloseTo(best(scores), 9)
      expect(assign(scores)).toEqual(pairs)
      for (const [row, column] of pairs.entries()) if (column >= 0) expect(scores[row]?.[column]).toBeGreaterThan(0)
    }),
    { numRuns: 1000 }
  )
})
