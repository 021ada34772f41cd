import { describe, expect, it } from 'vitest'
import type { LaterRule } from '../../../src/engines/upsell/later-rules.ts'
import { rulesToTell } from '../../../src/main/core/tasks/upsell-rules.ts'

const rule = (given: number[], then: number, validated: boolean, [low, lift]: [number, number]): LaterRule => ({
  if: given,
  then,
  ifCount: 90,
  thenCount: 80,
  support: 0.01,
  confidence: 0.3,
  lift: 2 * lift,
  leverage: 0.01,
  conviction: 1.2,
  p: 0.001,
  q: 0.001,
  count: 40,
  laterOrders: 100,
  laterHits: 30,
  laterLift: lift,
  low,
  high: 2 * lift,
  laterQ: validated ? 0.001 : 0.5,
  of: 'baskets',
  apart: { orders: 0, hits: 0, lift: null, low: null, high: null, q: 1 },
  comesLater: false,
  validated
})

describe('rules to tell', () => {
  it('are those that held; a longer one that says no more than a shorter is counted apart, and not among what did not hold', () => {
    const short = rule([1], 3, true, [3, 5])
    const repeats = rule([1, 2], 3, true, [2, 6])
    const more = rule([1, 4], 3, true, [5.5, 9])
    const otherwise = rule([1, 2], 5, true, [2, 6])
    const chance = rule([2], 3, false, [0.8, 1.5])
    const { shown, held, repeating } = rulesToTell([chance, repeats, short, more, otherwise])
    expect(shown).toEqual([more, short, otherwise, chance])
    expect([held, repeating]).toEqual([3, 1])
  })
})
