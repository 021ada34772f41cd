import { describe, expect, it } from 'vitest'
import { evidenceOf, nameAndCode } from '../../../src/renderer/features/customers/duplicateWords.ts'
import { undoWords } from '../../../src/renderer/features/data/undoWords.ts'
import { likelyRoot } from '../../../src/shared/duplicates.ts'
import type { UndoReport } from '../../../src/shared/model/source.ts'

const nothing: UndoReport = {
  import: { id: 1, label: 'orders.csv' },
  removed: {
    customers: 0,
    products: 0,
    orders: 0,
    orderLines: 0,
    tickets: 0,
    touchpoints: 0,
    feedback: 0,
    offerResponses: 0,
    spendRows: 0,
    subscriptions: 0,
    rejectedRows: 0
  },
  restored: 0,
  stayed: 0,
  keptCustomers: [],
  dissolvedMerges: [],
  repeats: [],
  rejectedBecauseOf: 0,
  runs: 0
}

describe('what an undo does', () => {
  it('is said of what there is, and of nothing else', () => {
    expect(undoWords(nothing)).toEqual({ goes: [], stays: [], otherwise: [], after: [] })
    expect(undoWords({ ...nothing, removed: { ...nothing.removed, orderLines: 1_200, customers: 1 }, stayed: 1, runs: 2 })).toEqual({
      goes: ['1 customer', '1,200 order lines'],
      stays: ['1 row that other imports hold too'],
      otherwise: [],
      after: ['2 results were computed with these rows and say so: find the segments anew.']
    })
  })

  it('says that fields of things that stay go, with rows or without', () => {
    const alone = undoWords({ ...nothing, restored: 10 }).goes
    expect(alone).toEqual([
      expect.stringMatching(/^no rows.*of 10 entries that stay, such as a customer’s name, e-mail address or phone number$/)
    ])
    const beside = undoWords({ ...nothing, restored: 1, removed: { ...nothing.removed, customers: 1 } }).goes
    expect(beside).toEqual(['1 customer', expect.stringMatching(/^what it alone said of 1 entry that stays/)])
  })

  it('names what goes with it because it is the same file, and how to keep the rows while that can be chosen', () => {
    const repeated = { ...nothing, repeats: [{ id: 2, label: 'orders.csv', importedAt: 0 }] }
    expect(undoWords(repeated).goes).toEqual([expect.stringMatching(/^the later import of orders\.csv .* undo that import instead\.$/)])
    expect(undoWords(repeated, true).goes).toEqual([expect.stringMatching(/^the later import of orders\.csv .* a second time$/)])
  })

  it('names a few of the customers that stay, and counts them all', () => {
    const codes = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7']
    expect(undoWords({ ...nothing, keptCustomers: codes }).stays).toEqual([
      '7 customers that you changed yourself: C1, C2, C3, C4, C5 and 2 more'
    ])
  })
})

describe('who may be one person', () => {
  const candidate = { country: null, net: 0, meanOrderValue: null, firstAt: null, lastAt: null, segmentId: null, email: null, phone: null }
  const one = { ...candidate, id: 3, code: 'C3', name: 'Ann', orders: 2 }

  it('is said with what they share', () => {
    expect(evidenceOf({ by: 'email', key: 'ann@example.org' })).toBe('Same e-mail address: ann@example.org')
    expect(evidenceOf({ by: 'phone', key: '712345678' })).toBe('Same phone number: ends in 712345678')
  })

  it('keeps the one with most orders, then a name, then the older', () => {
    expect(likelyRoot([])).toBeNull()
    expect(likelyRoot([one, { ...one, id: 4, orders: 5, name: null }])).toBe(4)
    expect(likelyRoot([{ ...one, id: 1, name: null }, one])).toBe(3)
    expect(likelyRoot([one, { ...one, id: 2 }])).toBe(2)
  })

  it('is called by name and number', () => {
    expect(nameAndCode({ name: 'Ann', code: 'C3' })).toBe('Ann (C3)')
    expect(nameAndCode({ name: null, code: 'C3' })).toBe('C3')
    expect(nameAndCode({ name: 'ann@example.org', code: 'ann@example.org' })).toBe('ann@example.org')
  })
})
