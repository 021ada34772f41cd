import { describe, expect, it } from 'vitest'
import {
  changeText,
  figureText,
  homeFinding,
  monthBars,
  periodNote,
  supportToDos,
  toDos
} from '../../../src/renderer/features/home/homeWords.ts'
import type { HomeSummary } from '../../../src/shared/model/home.ts'

const summary: HomeSummary = {
  period: { from: '2010-12-01', to: '2011-11-30', previousFrom: '2009-12-01', previousTo: '2010-11-30' },
  currency: 'GBP',
  figures: [
    { figure: 'revenue', value: 9_747_747.93, previous: 8_700_000, series: [] },
    { figure: 'activeCustomers', value: 4210, previous: 4305, series: [] }
  ],
  lastImport: null,
  segments: null,
  support: null
}

const others = { undatedLines: 0, products: 0, tickets: 0, touchpoints: 0, feedback: 0, offerResponses: 0, spendRows: 0, subscriptions: 0 }
const counts = {
  ...others,
  sources: 1,
  customers: 4372,
  orders: 1,
  orderLines: 1,
  anonymousLines: 0,
  cancellationLines: 0,
  rejectedRows: 3
}

const withRevenue = (value: number | null, previous: number | null): HomeSummary => ({
  ...summary,
  figures: [{ figure: 'revenue', value, previous, series: [] }]
})

describe('the sentence', () => {
  it('says what came in, against the period before, and who bought', () => {
    expect(homeFinding(summary)).toBe(
      'The last 12 months brought £9.75m in revenue, 12% more than the 12 before; 4,210 known customers bought.'
    )
    expect(homeFinding(withRevenue(90, 100))).toBe('The last 12 months brought £90 in revenue, 10% less than the 12 before.')
    expect(homeFinding(withRevenue(100.1, 100))).toBe('The last 12 months brought £100 in revenue, as much as the 12 before.')
  })

  it('compares with nothing where there was nothing', () => {
    expect(homeFinding(withRevenue(90, null))).toBe('The last 12 months brought £90 in revenue.')
    expect(homeFinding(withRevenue(90, 0))).toBe('The last 12 months brought £90 in revenue.')
  })

  it('counts months, over the turn of a year too', () => {
    const month = { from: '2011-11-01', to: '2011-11-30', previousFrom: '2011-10-01', previousTo: '2011-10-31' }
    expect(homeFinding({ ...withRevenue(90, 100), period: month })).toBe(
      'The last month brought £90 in revenue, 10% less than the month before.'
    )
    const winter = { from: '2010-11-01', to: '2011-02-28', previousFrom: null, previousTo: null }
    expect(homeFinding({ ...withRevenue(90, null), period: winter })).toBe('The last 4 months brought £90 in revenue.')
  })

  it('admits when there is not enough', () => {
    expect(homeFinding({ ...summary, period: null })).toMatch(/not a full month/)
    expect(periodNote({ ...summary, period: null })).toBeNull()
    expect(homeFinding(withRevenue(null, null))).toMatch(/not a full month/)
  })
})

describe('a figure', () => {
  it('is shown in its own unit', () => {
    expect(figureText({ figure: 'orders' }, 25_900, 'GBP')).toBe('25,900')
    expect(figureText({ figure: 'repeatShare' }, 0.655, 'GBP')).toBe('66%')
    expect(figureText({ figure: 'meanOrderValue' }, null, 'GBP')).toBe('–')
  })

  it('changes in per cent, a share in points', () => {
    expect(changeText({ figure: 'orders', value: 95, previous: 100 }, '')).toEqual({ text: '−5% from 100', direction: 'down' })
    expect(changeText({ figure: 'repeatShare', value: 0.655, previous: 0.631 }, '')).toEqual({
      text: '+2.4 points from 63%',
      direction: 'up'
    })
    expect(changeText({ figure: 'orders', value: 95, previous: 0 }, '')).toBeNull()
    expect(changeText({ figure: 'orders', value: null, previous: 100 }, '')).toBeNull()
  })
})

describe('the months', () => {
  const month = (month: string, value: number | null) => ({ month, value })
  const year = { from: '2010-11-01', to: '2011-01-31', previousFrom: null, previousTo: null }
  const bars = (...series: { month: string; value: number | null }[]) =>
    monthBars({ period: year, currency: 'GBP', figures: [{ figure: 'revenue', value: 1, previous: 1, series }] })

  it('are those of the period, each against the same month a year before', () => {
    expect(
      bars(
        month('2009-11', 4000),
        month('2009-12', 41_000),
        month('2010-01', null),
        month('2010-11', 5500),
        month('2010-12', 62_345),
        month('2011-01', 900)
      )
    ).toEqual([
      { name: 'Nov', full: 'Nov 2010', value: 5500, before: 4000, said: '£5.5k', sentence: 'Nov 2010: £5,500, against £4,000 in Nov 2009' },
      {
        name: 'Dec',
        full: 'Dec 2010',
        value: 62_345,
        before: 41_000,
        said: '£62k',
        sentence: 'Dec 2010: £62,300, against £41,000 in Dec 2009'
      },
      { name: 'Jan', full: 'Jan 2011', value: 900, before: null, said: '£900', sentence: 'Jan 2011: £900' }
    ])
  })

  it('say nothing of what is not known', () => {
    expect(bars(month('2010-11', null))).toMatchObject([{ value: null, said: '–', sentence: 'Nov 2010: –' }])
    expect(monthBars({ period: null, currency: '', figures: [] })).toEqual([])
  })
})

describe('today', () => {
  const ids = (s: HomeSummary, c = counts) => toDos(s, c).map(({ id }) => id)

  it('asks for segments until there are some, and again when they are stale', () => {
    const found = { features: [], groups: [{ id: 1, slot: 0, name: 'Loyal', size: 4, revenueShare: 0.5, profile: [] }] }
    expect(ids(summary)).toEqual(['segments', 'rejected'])
    expect(ids({ ...summary, segments: { stale: true, ...found } })).toEqual(['stale', 'rejected'])
    expect(ids({ ...summary, segments: { stale: false, ...found } })).toEqual(['rejected'])
  })

  it('asks who needs what until somebody looked, again when that is stale, and else names at most two rising problems', () => {
    const issue = (product: string) => ({ product, category: 'Faults', from: '2025-08-06', tickets: 54, expected: 2.06, ratio: 26.2 })
    const asked = (support: HomeSummary['support'], tickets = 9) => supportToDos({ support }, { tickets })
    expect(asked(null).map(({ id }) => id)).toEqual(['needs'])
    expect(asked(null, 0)).toEqual([])
    expect(asked({ stale: true, rising: [issue('Kettle')] }).map(({ id }) => id)).toEqual(['needsStale'])
    expect(asked({ stale: false, rising: [] })).toEqual([])
    const rising = asked({ stale: false, rising: ['Kettle', 'Mug', 'Jug'].map(issue) })
    expect(rising).toHaveLength(2)
    expect(rising[0]).toEqual({
      id: 'rising',
      issue: { product: 'Kettle', category: 'Faults' },
      text: 'Kettle · Faults: 26× as many customers write about it as usual',
      why: '54 customers since 6 Aug 2025, where 2.1 were to be expected.'
    })
  })

  it('asks nothing of a workspace without customers', () => {
    expect(ids(summary, { ...counts, customers: 0, rejectedRows: 0 })).toEqual([])
  })
})
