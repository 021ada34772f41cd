import { describe, expect, it } from 'vitest'
import { wilson } from '../../../src/engines/intervals.ts'
import { differsBeyondChance } from '../../../src/shared/kpi-chance.ts'

const share = (part: number, whole: number) => {
  const [low, high] = wilson(part, whole)
  return { value: part / whole, low, high }
}

describe('a change', () => {
  it('of a handful may be chance, of many not, whichever way', () => {
    expect(differsBeyondChance(share(4, 4), share(2, 4))).toBe(false)
    expect(differsBeyondChance(share(0, 5), share(2, 4))).toBe(false)
    expect(differsBeyondChance(share(400, 400), share(200, 400))).toBe(true)
    expect(differsBeyondChance(share(200, 400), share(400, 400))).toBe(true)
    expect(differsBeyondChance(share(3, 9), share(3, 9))).toBe(false)
  })

  it('is judged as in Newcombe (1998): 56 of 70 against 48 of 80 differ by 0.0524 to 0.3339', () => {
    expect(differsBeyondChance(share(56, 70), share(48, 80))).toBe(true)
    const nearer = share(48, 80)
    const moved = (by: number) => ({ value: nearer.value + by, low: nearer.low + by, high: nearer.high + by })
    expect(differsBeyondChance(share(56, 70), moved(0.0523))).toBe(true)
    expect(differsBeyondChance(share(56, 70), moved(0.0525))).toBe(false)
  })

  it('of what is counted is not judged', () => {
    expect(differsBeyondChance({ value: 3, low: null, high: null }, share(1, 2))).toBeNull()
  })
})
