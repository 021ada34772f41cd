import { describe, expect, it } from 'vitest'
import { anchorsOf, daysMissing } from '../../../src/engines/upsell/point-in-time.ts'
import { verdictOf } from '../../../src/main/core/tasks/upsell-verdict.ts'
import { t } from '../../../src/shared/messages/index.ts'
import { historyOf } from '../../fixtures/history.ts'

describe('the verdict of a run', () => {
  const found = { tooFar: false, named: null, held: true, asked: true }

  it('is that of a named target, whatever else held', () => {
    expect(verdictOf(found)).toBe('validated')
    expect(verdictOf({ ...found, named: 'not-better' })).toBe('not-better')
    expect(verdictOf({ ...found, named: 'insufficient-data' })).toBe('insufficient-data')
    expect(verdictOf({ ...found, named: 'validated', held: false })).toBe('validated')
  })

  it('is “too little data” where nobody was looked at for as long as the horizon is', () => {
    expect(verdictOf({ ...found, tooFar: true, named: 'validated' })).toBe('insufficient-data')
    expect(verdictOf({ ...found, held: false })).toBe('not-better')
    expect(verdictOf({ ...found, held: false, asked: false })).toBe('insufficient-data')
  })
})

describe('how much more is needed', () => {
  it.each([7, 30, 91, 730])('of history is just enough to ask two days again, %i days ahead', (horizon) => {
    const short = historyOf([[[0, [0]]]], [0], [1], horizon)
    const missing = daysMissing(short, horizon)
    expect(missing).toBeGreaterThan(0)
    const askedAgain = (lastDay: number) => {
      const days = anchorsOf({ ...short, lastDay }, horizon, 6)
      return days.filter((day) => days.some((before) => before + horizon <= day)).length
    }
    expect(askedAgain(horizon + missing)).toBe(2)
    expect(askedAgain(horizon + missing - 1)).toBe(1)
    expect(daysMissing({ ...short, lastDay: horizon + missing }, horizon)).toBe(0)
  })

  it('is said in days, in times it happens, or in how much history', () => {
    const judged = { verdict: 'insufficient-data', needed: 37, positives: 23, rows: 900 } as const
    expect(t('upsell.missing', { ...judged, missingDays: 45 })).toBe(
      'Orders of 45 more days are needed to look so far ahead and ask again.'
    )
    expect(t('upsell.missing', judged)).toBe('It happened 23 times on the days looked at; 60 times are needed.')
    expect(t('upsell.missing', { ...judged, positives: 890 })).toContain('Nearly everybody')
    expect(t('upsell.missing', { ...judged, verdict: 'not-better', needed: 150, positives: 100 })).toBe(
      'Should it stay as much better, about 2.5 times as much history would tell.'
    )
    expect(t('upsell.missing', { ...judged, verdict: 'not-better', needed: 0 })).toBe('')
  })
})
