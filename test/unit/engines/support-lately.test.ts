import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { latelyOf } from '../../../src/engines/support/lately.ts'

const alone = (n: number) => new Int32Array(n).fill(-1)
const quarter = { daysBefore: 364, daysLately: 91 }

describe('how often lately', () => {
  it('is a ratio of rates with Jeffreys’ interval', () => {
    const found = latelyOf({ before: alone(80), lately: alone(40), ...quarter })
    // The share 40 of 120 by beta(40.5, 80.5): scipy.stats.beta.ppf([.025, .975], 40.5, 80.5), odds times four.
    expect(found?.value).toBeCloseTo(2, 12)
    expect(found?.low).toBeCloseTo(1.36007, 5)
    expect(found?.high).toBeCloseTo(2.90675, 5)
  })

  it('knows no ratio to nothing, and none below nothing', () => {
    expect(latelyOf({ before: alone(0), lately: alone(9), ...quarter })).toBeNull()
    expect(latelyOf({ before: alone(30), lately: alone(0), ...quarter })).toMatchObject({ value: 0, low: 0 })
    expect(latelyOf({ before: alone(30), lately: alone(0), ...quarter })?.high).toBeLessThan(0.5)
  })

  it('takes few who write often for few chances, and many who do for what they tell', () => {
    const by = (customers: number) => (n: number) => new Int32Array(n).map((_, i) => i % customers)
    const [few, many, nobody] = [by(4), by(40), alone].map((of) => latelyOf({ before: of(800), lately: of(400), ...quarter }))
    expect(few?.value).toBe(2)
    expect(few?.low).toBeLessThan(1)
    // Each of forty writes as often as ever: as sure as if each ticket were somebody's only one.
    expect(many).toEqual(nobody)
    // Forty others lately: they wrote at once.
    const burst = latelyOf({ before: by(40)(800), lately: by(40)(400).map((who) => who + 40), ...quarter })
    expect(burst?.low).toBeLessThan(many?.low ?? 0)
  })

  it.each([
    ['who write several times at once', 0],
    ['who have habits of their own', 1]
  ])('holds the true ratio 95 times of 100, of customers %s', (_, habits) => {
    const rng = seededRng(11)
    const shops = 1000
    for (const times of [0.5, 1, 3]) {
      let held = 0
      for (let shop = 0; shop < shops; shop++) {
        const written = (days: number, rate: number, first: number) => {
          const who: number[] = []
          for (let day = 0; day < days; day++) {
            if (rng() >= rate) continue
            // One of a few who write ever again, or somebody new who writes up to three times.
            const customer = habits ? Math.floor(60 * rng() ** 2) : first + day
            for (let i = 0; i < (habits ? 1 : 1 + Math.floor(rng() * 3)); i++) who.push(customer)
          }
          return Int32Array.from(who)
        }
        const found = latelyOf({ before: written(364, 0.2, 0), lately: written(91, 0.2 * times, 1000), ...quarter })
        if (found !== null && found.low <= times && times <= found.high) held++
      }
      expect(held / shops).toBeGreaterThan(0.93)
    }
  })
})
