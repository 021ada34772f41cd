import { describe, expect, it } from 'vitest'
import { shopVerdict } from '../../support/shop-verdict.ts'

/** A part of what `test/reference/make_random_shops.ts` runs with many seeds a kind; its figures are in `docs/methods/verdict.md`. */
describe('customers who differ by chance alone', () => {
  it.each(['uniform', 'gamma'] as const)('are not told to be groups: %s', async (kind) => {
    const found: Record<string, number>[] = []
    for (const seed of [1, 4, 8]) found.push({ ...(await shopVerdict(kind, seed)) })
    for (const { evidence, useful } of found) {
      expect(evidence).toBeGreaterThan(0.01)
      expect(useful).toBeGreaterThan(0.01)
    }
  })

  it('would be, were what follows from the number of orders drawn by itself', async () => {
    expect((await shopVerdict('uniform', 4, { tied: false })).useful).toBeLessThanOrEqual(0.01)
  })
})
