import { describe, expect, it } from 'vitest'
import {
  chanceByScore,
  clusteredInterval,
  type JudgedCase,
  realised,
  settled,
  thresholdFor,
  untrueCases
} from '../../../../src/engines/alerts/back-test.ts'

/** Cases of a day; `came` for each score. */
const cases = (origin: number, known: number, came: readonly boolean[]): JudgedCase[] =>
  came.map((one, i) => ({ customer: origin * 1_000 + i, score: i, origin, known, came: one }))

describe('a threshold', () => {
  it('is the lowest score from which no more than the accepted share was false, one false one more assumed', () => {
    // From the highest down: 9 that came true, one false, ten true.
    const sorted = [...Array.from({ length: 9 }, () => true), false, ...Array.from({ length: 10 }, () => true)]
    const scored = sorted.map((came, i) => ({ score: 100 - i, came }))
    expect(thresholdFor(scored, 0.1)).toBe(81)
    expect(thresholdFor(scored.slice(0, 10), 0.1)).toBe(92)
    expect(thresholdFor(scored, 0.05)).toBeNull()
  })

  it('takes equal scores together, or none of them', () => {
    const scored = [
      ...Array.from({ length: 20 }, () => ({ score: 1, came: true })),
      ...Array.from({ length: 20 }, (_, i) => ({ score: 0, came: i > 9 }))
    ]
    expect(thresholdFor(scored, 0.2)).toBe(1)
  })

  it('is none when all was false, or nothing there', () => {
    expect(thresholdFor([{ score: 1, came: false }], 0.5)).toBeNull()
    expect(thresholdFor([], 0.5)).toBeNull()
  })
})

describe('what would have come of former alerts', () => {
  const good = Array.from({ length: 30 }, (_, i) => i >= 10)

  it('is judged with what was known on each day only', () => {
    // The first day is known on the second; the third is false from top to bottom and may not teach itself.
    const all = [
      ...cases(0, 28, good),
      ...cases(28, 56, good),
      ...cases(
        56,
        84,
        good.map(() => false)
      )
    ]
    const { judged, precision, origins } = realised(all, 0.2, false)
    expect(origins).toBe(2)
    expect(judged).toBeGreaterThan(0)
    expect(precision).toBeLessThan(0.6)
  })

  it('never comes from a day whose outcome was not known yet', () => {
    const late = [...cases(0, 200, good), ...cases(28, 228, good)]
    expect(realised(late, 0.2, false).judged).toBe(0)
  })

  it('is within the budget, stricter if need be, or not at all', () => {
    const fine = [...cases(0, 28, good), ...cases(28, 56, good), ...cases(56, 84, good), ...cases(84, 112, good)]
    expect(settled(fine, 0.3, false)).toMatchObject({ within: true })
    const bad = fine.map((one) => ({ ...one, came: one.customer % 2 === 0 }))
    expect(settled(bad, 0.2, false).within).toBe(false)
  })
})

describe('the interval', () => {
  it('of customers who come once each is Wilson’s', () => {
    const alerts = Array.from({ length: 10 }, (_, i) => ({ customer: i, came: i < 8 }))
    const { low, high } = clusteredInterval(alerts)
    expect(low).toBeCloseTo(0.4902, 3)
    expect(high).toBeCloseTo(0.9433, 3)
  })

  it('counts the same customer on several days as less', () => {
    const once = Array.from({ length: 40 }, (_, i) => ({ customer: i, came: i % 5 > 0 }))
    const often = once.map(({ came }, i) => ({ customer: (i % 5) * 2 + Math.floor(i / 20), came }))
    expect(clusteredInterval(often).low).toBeLessThan(clusteredInterval(once).low - 0.1)
    const all = Array.from({ length: 40 }, () => ({ customer: 1, came: true }))
    expect(clusteredInterval(all).low).toBeLessThan(0.3)
  })
})

it('the chance of coming true never falls with the score, and is never certain', () => {
  const chance = chanceByScore(Array.from({ length: 100 }, (_, i) => ({ score: i, came: (i * 37) % 100 < i })))
  const told = Array.from({ length: 100 }, (_, i) => chance(i))
  for (let i = 1; i < told.length; i++) expect(told[i]).toBeGreaterThanOrEqual(told[i - 1] as number)
  for (const one of told) {
    expect(one).toBeGreaterThan(0)
    expect(one).toBeLessThan(1)
  }
  expect(chanceByScore([])(1)).toBe(0.5)
})

describe('what a user called not true', () => {
  const former = [0, 28, 56, 84].flatMap((day) =>
    cases(
      day,
      day + 14,
      Array.from({ length: 30 }, (_, i) => i >= 4)
    )
  )

  it('counts as false alarms: a stricter threshold is taken, and a kind can go off by it', () => {
    const before = settled(former, 0.2, false)
    const after = settled(former, 0.2, false, untrueCases(5))
    expect([before.within, after.within]).toEqual([true, true])
    expect(after.target).toBeLessThan(before.target)
    expect(after.judged).toBeLessThan(before.judged)
    const came = after.alerts.filter((one) => one.came).length
    expect(after.precision).toBeCloseTo(came / (after.judged + 5))
    expect(settled(former, 0.2, false, untrueCases(60)).within).toBe(false)
  })

  it('raises the score from which there are alerts', () => {
    const before = thresholdFor(former, 0.2) as number
    expect(thresholdFor([...former, ...untrueCases(20)], 0.2)).toBeGreaterThan(before)
  })
})
