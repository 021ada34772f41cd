import { describe, expect, it } from 'vitest'
import { fieldChoices, nearestKinds, needsOf } from '../../../src/renderer/features/data/kindFields.ts'
import {
  answer,
  answerOf,
  assign,
  expectedOf,
  isReady,
  keepAnswered,
  mappingsOf,
  markAs,
  marksOf,
  openQuestions,
  shownMapping,
  withoutCustomers
} from '../../../src/renderer/features/data/mapping.ts'
import { kindReason } from '../../../src/renderer/features/data/words.ts'
import type { Mapping, PreviewColumn, PreviewQuestion } from '../../../src/shared/model/import.ts'
import type { Field, SourceKind } from '../../../src/shared/model/kinds.ts'
import { blocker, dateQuestion, group, preview } from './data.fixture.ts'

const asked = (id: PreviewQuestion['id'], column: string) => ({ id, column })
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
    const [date, other, decimal] = [asked('date-order', 'Date'), asked('date-order', 'Paid'), asked('decimal', 'Price')]
    expect(answerOf(mapping, date)).toBeNull()
    // Columns of dates are answered each.
    expect(answerOf(answer(mapping, date, 'mdy'), date)).toBe('mdy')
    expect(answerOf(answer(mapping, date, 'mdy'), other)).toBeNull()
    expect(answerOf({ ...mapping, dateOrder: 'dmy' }, other)).toBe('dmy')
    expect(answerOf(answer(mapping, decimal, ','), decimal)).toBe(',')
  })

  it('takes no answer that there is not', () => {
    expect(answer(mapping, asked('date-order', 'Date'), 'ydm')).toBe(mapping)
    expect(answer(mapping, asked('decimal', 'Price'), ';')).toBe(mapping)
  })

  it('leaves the question on screen once the core has stopped asking, so that it can be answered otherwise', () => {
    const asked = preview([group({ questions: [dateQuestion] })])
    const settled = preview([group({ mapping: answer(group().mapping, dateQuestion, 'dmy') })])
    const kept = keepAnswered(asked, settled).groups[0]
    expect(kept?.questions).toEqual([dateQuestion])
    expect(kept && openQuestions(kept)).toBe(0)
    // Asked once, not once a reading.
    expect(keepAnswered(keepAnswered(asked, settled), settled).groups[0]?.questions).toHaveLength(1)
  })

  it('forgets a question about a column that holds nothing any more', () => {
    const asked = preview([group({ questions: [dateQuestion] })])
    const unmapped = answer(assign(group().mapping, dateQuestion.column, null), dateQuestion, 'dmy')
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
    expect(expectedOf(both)).toEqual({ read: 20, good: 16, rejected: 2, blank: 2, files: 1 })
    const two = preview([group({ id: 'a' }), group({ id: 'b', files: [{ file: 'more.csv', sheet: null, rows: 1, bytes: 1 }] })])
    expect(expectedOf(two).files).toBe(2)
    expect(Object.keys(mappingsOf(both))).toEqual(['a', 'b'])
  })
})

describe('orders in which nobody is named', () => {
  it('are mapped as anonymous, and are not said to be of no kind', () => {
    const blocked = group({ kind: null, blockers: [blocker] })
    expect(kindReason(blocked)).toBe('Something that it needs is still missing.')
    const mapping = withoutCustomers(blocked.mapping)
    expect(mapping).toMatchObject({ kind: 'orders', columns: blocked.mapping.columns, constants: { customer: '' } })
  })
})

describe('what a kind needs', () => {
  it('is answered by columns, by texts for all rows, or by nothing', () => {
    const needs = needsOf('orders', { columns: { Date: 'orderedAt', Price: 'unitPrice' }, constants: { customer: 'walk-in' } })
    expect(needs.map(({ names, columns }) => [names, columns])).toEqual([
      [['Date'], ['Date']],
      [['Amount of the line', 'Unit price'], ['Price']],
      [['Customer number'], ['walk-in']]
    ])
    expect(needsOf('tickets', { columns: {} })[0]).toMatchObject({ names: ['Ticket number'], columns: [] })
  })
  it('comes first among the fields that are offered', () => {
    const { needed, optional } = fieldChoices('orders')
    expect(needed.map(({ field }) => field)).toEqual(['customer', 'orderedAt', 'unitPrice', 'lineTotal'])
    expect(optional.map(({ field }) => field)).not.toContain('customer')
    for (const { about } of [...needed, ...optional]) expect(about).not.toBe('')
  })
  it('is said of the nearest kinds for a table that is none', () => {
    const near = (kind: SourceKind, evidence: number, lacking: Field[][]) => ({ kind, evidence, lacking, confidence: 0, told: ['x'] })
    const kinds = [near('products', 0.1, []), near('spend', 2, [['date']]), near('orders', 0.9, [['customer']]), near('feedback', 0.4, [])]
    expect(nearestKinds({ kinds })).toEqual([
      { kind: 'spend', lacking: [['Date']] },
      { kind: 'orders', lacking: [['Customer number']] },
      { kind: 'feedback', lacking: [] }
    ])
  })
})

describe('texts that may mean “unknown”', () => {
  const column = (header: string, marks: { text: string; count: number }[]) => ({ ...group().columns[0], header, marks }) as PreviewColumn
  const found = group({
    columns: [
      column('Age', [{ text: 'NA', count: 3 }]),
      column('Size', [
        { text: '-', count: 9 },
        { text: 'NA', count: 1 }
      ])
    ]
  })
  it('are counted over the columns, the most frequent first', () => {
    expect(marksOf(found, { ...mapping, missing: ['-'] })).toEqual([
      { text: '-', count: 9, columns: ['Size'], counts: true },
      { text: 'NA', count: 4, columns: ['Age', 'Size'], counts: false }
    ])
  })
  it('can be switched, and a template remembers both', () => {
    const off = markAs({ ...mapping, missing: ['-', 'NA'] }, 'NA', false)
    expect([off.missing, off.notMissing]).toEqual([['-'], ['NA']])
    const on = markAs(off, 'NA', true)
    expect([on.missing, on.notMissing]).toEqual([['-', 'NA'], []])
  })
})

it('shows what the user said while the file is read again, and what was read where only the kind was said', () => {
  const read = group()
  expect(shownMapping(read, undefined)).toBe(read.mapping)
  expect(shownMapping(read, { kind: 'offers' })).toBe(read.mapping)
  expect(shownMapping(read, { columns: { Client: 'customer' }, decimal: undefined })).toMatchObject({
    kind: 'orders',
    columns: { Client: 'customer' }
  })
})
