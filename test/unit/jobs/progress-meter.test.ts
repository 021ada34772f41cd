import { describe, expect, it } from 'vitest'
import { createProgressMeter } from '../../../src/main/core/jobs/progress-meter.ts'

function meter() {
  let now = 0
  const measure = createProgressMeter(() => now)
  return {
    at(seconds: number, done: number, { phase = 'read', total = 1_000 as number | null } = {}) {
      now = seconds * 1_000
      return measure({ phase, done, total, unit: 'rows' })
    }
  }
}

describe('progress meter', () => {
  it('says nothing before it has seen half a second', () => {
    const m = meter()
    expect(m.at(0, 0)).toEqual({ rate: null, secondsLeft: null })
    expect(m.at(0.4, 40)).toEqual({ rate: null, secondsLeft: null })
    expect(m.at(0.5, 50)).toEqual({ rate: 100, secondsLeft: 9.5 })
  })

  it('follows the last five seconds, not the whole job', () => {
    const m = meter()
    for (let t = 0; t <= 10; t += 0.1) m.at(t, 10 * t)
    let pace = { rate: 0 as number | null, secondsLeft: 0 as number | null }
    for (let t = 10; t <= 16; t += 0.1) pace = m.at(t, 100 + 50 * (t - 10))
    expect(pace.rate).toBeCloseTo(50, 6)
  })

  it('starts anew with a phase, and when the count goes back', () => {
    const m = meter()
    m.at(0, 0)
    expect(m.at(1, 100).rate).toBe(100)
    expect(m.at(1.1, 0, { phase: 'write' }).rate).toBeNull()
    expect(m.at(2.1, 10, { phase: 'write' }).rate).toBe(10)
    expect(m.at(2.2, 5, { phase: 'write' }).rate).toBeNull()
  })

  it('knows no end without a total or without movement', () => {
    const m = meter()
    m.at(0, 0, { total: null })
    expect(m.at(1, 100, { total: null })).toEqual({ rate: 100, secondsLeft: null })
    const still = meter()
    still.at(0, 5)
    expect(still.at(1, 5)).toEqual({ rate: 0, secondsLeft: null })
  })

  it('never promises less than nothing', () => {
    const m = meter()
    m.at(0, 0, { total: 50 })
    expect(m.at(1, 100, { total: 50 }).secondsLeft).toBe(0)
  })
})
