import { describe, expect, it } from 'vitest'
import { rhythmSentence, whoIs } from '../../../src/renderer/app/customerWords.ts'
import { bought, listed, messageTo, worth } from '../../../src/renderer/features/customers/words.ts'
import { t } from '../../../src/shared/messages/index.ts'
import type { CustomerRow } from '../../../src/shared/model/customer.ts'

import { trait } from './support.fixture.ts'

const customer: CustomerRow = {
  id: 7,
  code: '17850',
  name: null,
  country: 'United Kingdom',
  orders: 12,
  net: 4310.4,
  meanOrderValue: 359.2,
  firstAt: 1_291_197_960,
  lastAt: 1_319_000_000,
  segmentId: null
}
const rhythm = { medianDays: 30.6, madDays: 4.2 }

describe('what is said about a customer', () => {
  it('calls people by their name, else by their number', () => {
    expect(whoIs(customer)).toBe('Customer 17850')
    expect(whoIs({ ...customer, name: 'Ann Brown' })).toBe('Ann Brown')
  })

  it('says the worth in at most three significant figures', () => {
    expect(worth(customer, 'GBP')).toBe('Customer 17850 spent £4,310 in 12 orders.')
    expect(worth({ ...customer, orders: 1, net: 42.17 }, 'GBP')).toBe('Customer 17850 spent £42 in 1 order.')
    expect(worth({ ...customer, orders: 0, net: -12 }, 'GBP')).toBe('Customer 17850 has not bought anything yet.')
  })

  it('says how regularly they order, and when that has been exceeded', () => {
    expect(rhythmSentence({ customer, rhythm, daysSinceLast: 12 })).toBe('Usually orders every 31 ± 4 days; last order 12 days ago.')
    expect(rhythmSentence({ customer, rhythm, daysSinceLast: 34 })).toContain('last order 34 days ago')
    expect(rhythmSentence({ customer, rhythm, daysSinceLast: 52 })).toBe('Usually orders every 31 ± 4 days. It is day 52.')
  })

  it('does not count no days', () => {
    expect(rhythmSentence({ customer, rhythm, daysSinceLast: 0 })).toContain('last order today.')
  })

  it('keeps a decimal where whole days would say too little', () => {
    expect(rhythmSentence({ customer, rhythm: { medianDays: 1.5, madDays: 0.25 }, daysSinceLast: 1 })).toContain('every 1.5 ± 0.3 days')
  })

  it('claims no rhythm that it does not know', () => {
    expect(rhythmSentence({ customer: { ...customer, orders: 2 }, rhythm: null, daysSinceLast: 40 })).toBe(
      '2 orders, the last one 40 days ago: too few for a rhythm.'
    )
    expect(rhythmSentence({ customer: { ...customer, orders: 0 }, rhythm: null, daysSinceLast: null })).toBe(
      'Nothing was bought up to this date.'
    )
  })

  it('says what was bought', () => {
    expect(bought('Filter Jug', 6, 120.5, 'GBP')).toBe('Filter Jug: 6 bought for £120.50')
  })
})

describe('who is in the list', () => {
  it('is said in the words of the count that opened it', () => {
    expect(listed(176, 'Best customers', '', 'champions')).toBe('176 champions in “Best customers”.')
    expect(listed(1, 'Best customers', '', 'champions')).toBe('1 champion in “Best customers”.')
    expect(listed(35, 'Regulars', '', 'risk')).toBe('35 customers at risk in “Regulars”.')
    expect(listed(416, 'Best customers', 'ann', null)).toBe('416 customers in “Best customers” with “ann”.')
    expect(listed(5, 'more likely than not to write soon', '', 'next')).toBe('5 customers: more likely than not to write soon.')
    expect(listed(0, null, '', null)).toBe('No customers.')
  })
})

it('writes to those who may write soon what is to be done for their group, about what it writes about', () => {
  const someone = { ...customer, soon: { cluster: 3, because: { since: 5, orders: 4, tickets: 3 } } }
  const needs = [
    {
      id: 3,
      categories: [{ name: 'Delivery', tickets: 9 }],
      play: { play: 'proactive' as const, because: trait('category', 1), who: null }
    }
  ]
  expect(messageTo(someone, needs)).toMatchObject({ text: t('support.message.play.proactive', 'Delivery') })
  expect(messageTo({ ...someone, soon: null }, needs).text).toBeUndefined()
  expect(messageTo(null, needs)).toEqual({ lead: t('supporting.soon.select') })
  expect(t('customers.because', { since: 5, orders: 4, tickets: 3 })).toBe('Ordered 5 days ago; 3 tickets for 4 orders')
})
