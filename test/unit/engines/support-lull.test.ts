import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { quietFrom } from '../../../src/engines/support/lull.ts'

/** So many tickets on each of these days. */
const daily = (perDay: number, from: number, until: number) =>
  Array.from({ length: (until - from) * perDay }, (_, i) => from + Math.floor(i / perDay) + 0.5)

describe('tickets that have nearly stopped', () => {
  it('is told from the day after the last busy one, however few trickle on', () => {
    const opened = Float64Array.from([...daily(40, 0, 90), 120.5, 170.2, 300.1])
    expect(quietFrom(opened, 320)).toBe(90)
    expect(quietFrom(opened, 321)).toBe(90)
    expect(quietFrom(opened, 89)).toBeNull()
  })

  it('is no gap of three weeks, no shop that has few tickets, and none that has fewer than it had', () => {
    expect(quietFrom(Float64Array.from(daily(40, 0, 90)), 110)).toBeNull()
    expect(quietFrom(Float64Array.from([0, 30, 61, 95, 120]), 180)).toBeNull()
    expect(quietFrom(Float64Array.from([...daily(40, 0, 90), ...daily(4, 90, 200)]), 199)).toBeNull()
    expect(quietFrom(Float64Array.from([Number.NaN, Number.NaN]), 100)).toBeNull()
    expect(quietFrom(new Float64Array(0), 100)).toBeNull()
  })

  it('hardly ever is chance', () => {
    const rng = seededRng(7)
    let told = 0
    for (let shop = 0; shop < 500; shop++) {
      const perDay = 0.05 + rng()
      const opened: number[] = []
      for (let day = 0; day < 365; day++) for (let i = 0; i < 5; i++) if (rng() < perDay / 5) opened.push(day + 0.5)
      if (quietFrom(Float64Array.from(opened), 364) !== null) told++
    }
    expect(told).toBe(0)
  })
})
