import { describe, expect, it } from 'vitest'
import { heldOut } from '../../../src/main/core/tasks/upsell-table.ts'

const rowsOf = (ids: readonly number[]) => ids.map((customerId) => ({ customerId }))
const ids = Array.from({ length: 40 }, (_, i) => 3 * i + 1)

describe('who is left alone', () => {
  it('are so many customers, whatever the order of the list and however many offers each has', () => {
    const once = heldOut(rowsOf(ids), 0.1, 7)
    expect(once.size).toBe(4)
    expect([...once].every((id) => ids.includes(id))).toBe(true)
    expect(heldOut(rowsOf([...ids, ...ids].reverse()), 0.1, 7)).toEqual(once)
  })

  it('are others with another number of the lot', () => {
    expect(heldOut(rowsOf(ids), 0.5, 7)).not.toEqual(heldOut(rowsOf(ids), 0.5, 8))
  })

  it('are at least one of a short list, and never all of it', () => {
    expect(heldOut(rowsOf([5, 9]), 0.05, 1).size).toBe(1)
    expect(heldOut(rowsOf([5]), 0.5, 1).size).toBe(0)
    expect(heldOut([], 0.5, 1).size).toBe(0)
  })
})
