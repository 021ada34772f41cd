import { describe, expect, it } from 'vitest'
import {
  answer,
  answerOf,
  assign,
  expectedOf,
  isReady,
  keepAnswered,
  mappingsOf,
  openQuestions
} from '../../../src/renderer/features/data/mapping.ts'
import type { Mapping } from '../../../src/shared/model/import.ts'
import { blocker, dateQuestion, group, preview } from './data.fixture.ts'

const mapping: Mapping = { kind: 'orders', columns: { Client: 'customer', Date: 'orderedAt', Price: 'unitPrice' } }

describe('assigning a column', () => {
  it('gives it the field and takes that from the column that had it', () => {
    expect(assign(mapping, 'Buyer', 'customer').columns).toEqual({ Date: 'orderedAt', Price: 'unitPrice', Buyer: 'customer' })
  })

  it('can leave it without a field', () => {
    expect(assign(mapping, 'Price', null).columns).toEqual({ Client: 'customer', Date: 'orderedAt' })
  })

  it('changes nothing else, and not the mapping that it was given', () => {
    const given = { ...mapping, dateOrder: 'dmy' as const }
    expect(assign(given, 'Price', 'lineTotal').dateOrder).toBe('dmy')
    expect(given.columns.Price).toBe('unitPrice')
  })
})

describe('answering', () => {
  it('puts the answer into the mapping', () => {
    expect(answerOf(mapping, 'date-order')).toBeNull()
    expect(answerOf(answer(mapping, 'date-order', 'mdy'), 'date-order')).toBe('mdy')
    expect(answerOf(answer(mapping, 'decimal', ','), 'decimal')).toBe(',')
  })

  it('takes no answer that there is not', () => {
    expect(answer(mapping, 'date-order', 'ydm')).toBe(mapping)
    expect(answer(mapping, 'decimal', ';')).toBe(mapping)
  })

  it('leaves the question on screen once the core has stopped asking, so that it can be answered otherwise', () => {
    const asked = preview([group({ questions: [dateQuestion] })])
    const settled = preview([group({ mapping: answer(group().mapping, 'date-order', 'dmy') })])
    const kept = keepAnswered(asked, settled).groups[0]
    expect(kept?.questions).toEqual([dateQuestion])
    expect(kept && openQuestions(kept)).toBe(0)
    // Asked once, not once a reading.
    expect(keepAnswered(keepAnswered(asked, settled), settled).groups[0]?.questions).toHaveLength(1)
  })

  it('forgets a question about a column that holds nothing any more', () => {
    const asked = preview([group({ questions: [dateQuestion] })])
    const unmapped = answer(assign(group().mapping, dateQuestion.column, null), 'date-order', 'dmy')
    expect(keepAnswered(asked, preview([group({ mapping: unmapped })])).groups[0]?.questions).toEqual([])
  })
})

describe('a preview', () => {
  it('is ready group by group', () => {
    expect(isReady(group())).toBe(true)
    expect(isReady(group({ blockers: [blocker] }))).toBe(false)
  })

  it('adds up its groups, whose mappings the import takes as they stand', () => {
    const both = preview([group({ id: 'a' }), group({ id: 'b' })])
    expect(expectedOf(both)).toEqual({ read: 20, good: 16, rejected: 2, blank: 2, files: 2 })
    expect(Object.keys(mappingsOf(both))).toEqual(['a', 'b'])
  })
})
