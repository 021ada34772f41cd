import { describe, expect, it } from 'vitest'
import { RowConverter } from '../../../src/main/core/import/conversion/row-converter.ts'
import type { ConversionRules, OrderRow, RejectedDraft } from '../../../src/main/core/import/types.ts'
import { isoText } from '../../../src/main/core/import/values/calendar.ts'
import { message } from '../../../src/shared/messages/index.ts'
import type { OrderField } from '../../../src/shared/model/import.ts'

const usual: OrderField[] = ['order', 'customer', 'orderedAt', 'product', 'quantity', 'unitPrice']

function converter(fields: readonly (OrderField | null)[] = usual, change: Partial<ConversionRules> = {}) {
  return new RowConverter({
    kind: 'orders',
    headers: fields.map((field, i) => field ?? `extra ${i}`),
    hasHeader: true,
    fields: Object.fromEntries(fields.flatMap((field, i) => (field ? [[field, i]] : []))),
    dateOrder: 'dmy',
    decimal: {},
    missing: [],
    stripPointZero: [],
    cancelByNumber: false,
    ...change
  })
}
function good(row: OrderRow | RejectedDraft): OrderRow {
  if ('code' in row) throw new Error(row.code)
  return row
}
function reason(row: OrderRow | RejectedDraft): string {
  if (!('code' in row)) throw new Error('it was not rejected')
  return `${row.code.replace('import.reject.', '')}: ${row.column ?? '-'} = ${row.value ?? '-'}`
}
const line = ['536365', '17850', '01/12/2010 08:26', '85123A', '6', '2.55']

describe('a line of an order', () => {
  it('is read as it stands', () => {
    const row = good(converter().convert(line, 2))
    expect(row).toMatchObject({
      line: 2,
      order: '536365',
      customer: '17850',
      product: '85123A',
      kind: 'sale',
      voided: null,
      quantity: 6,
      unitPrice: { units: 255, decimals: 2 },
      amount: { units: 1530, decimals: 2 },
      currency: '',
      extra: null,
      raw: line
    })
    expect(isoText(row.at ?? 0, true)).toBe('2010-12-01T08:26:00')
  })
  it('is multiplied exactly, with as many decimals as it takes', () => {
    expect(good(converter().convert(['1', '2', '1/1/2011', 'x', '0.333', '0.07'], 2)).amount).toEqual({ units: 2331, decimals: 5 })
    expect(good(converter().convert(['1', '2', '1/1/2011', 'x', '80995', '1.04'], 2)).amount).toEqual({ units: 8_423_480, decimals: 2 })
  })
  it('needs no order number, and a blank customer is an anonymous one', () => {
    const c = converter(['customer', 'orderedAt', 'lineTotal'])
    expect(good(c.convert(['', '1/1/2011', '12'], 2))).toMatchObject({
      customer: null,
      order: null,
      quantity: 1,
      unitPrice: null,
      amount: { units: 1200, decimals: 2 }
    })
    expect(c.tally.warnings).toEqual([{ code: 'import.anonymous', count: 1, example: 'line 2' }])
  })
  it('may be short: cells that are not there are blank', () => {
    expect(good(converter(['customer', 'orderedAt', 'lineTotal', 'country', null]).convert(['7', '1/1/2011', '1'], 2))).toMatchObject({
      country: null,
      extra: null
    })
  })
  it('keeps unmapped columns, but not their blanks and marks', () => {
    const c = converter(['customer', 'orderedAt', 'lineTotal', null, null, null], { missing: ['?'] })
    expect(good(c.convert(['7', '1/1/2011', '1', ' red ', '', '?'], 2)).extra).toEqual({ 'extra 3': 'red' })
  })
  it('subtracts a discount, and takes the file’s own amount before its own', () => {
    expect(
      good(converter(['customer', 'orderedAt', 'quantity', 'unitPrice', 'discount']).convert(['7', '1/1/2011', '2', '5', '0.5'], 2)).amount
    ).toEqual({ units: 950, decimals: 2 })
    const c = converter(['customer', 'orderedAt', 'quantity', 'unitPrice', 'lineTotal'])
    expect(good(c.convert(['7', '1/1/2011', '2', '5', '8'], 2)).amount).toEqual({ units: 800, decimals: 2 })
    expect(c.tally.warnings).toEqual([{ code: 'import.totalDiffers', count: 1, example: '10 ≠ 8' }])
    expect(good(c.convert(['7', '1/1/2011', '2', '5', ''], 3)).amount).toEqual({ units: 1000, decimals: 2 })
  })
})

describe('the kind of a line', () => {
  const kind = (order: string, quantity: string, price: string, change: Partial<ConversionRules> = {}) =>
    good(converter(usual, change).convert([order, '1', '1/1/2011', 'x', quantity, price], 2)).kind
  it('is a return when quantity or amount is negative', () => {
    expect([kind('1', '1', '2'), kind('1', '-1', '2'), kind('1', '1', '-2'), kind('1', '0', '2')]).toEqual([
      'sale',
      'return',
      'return',
      'sale'
    ])
  })
  it('is a cancellation by its number where ordinary numbers are digits', () => {
    expect(kind('C536379', '-1', '2', { cancelByNumber: true })).toBe('cancellation')
    expect(kind('C536379', '-1', '2')).toBe('return')
    expect(kind('A536379', '1', '2', { cancelByNumber: true })).toBe('sale')
  })
  it.each([
    ['Cancelled', true],
    ['canceled', true],
    ['REFUNDED', true],
    ['Storniert', true],
    ['Annulé', true],
    ['Cancelado', true],
    ['Annullato', true],
    ['Geannuleerd', true],
    ['Order was cancelled', true],
    ['Partially refunded', false],
    ['not cancelled', false],
    ['Completed', false],
    ['', null]
  ])('a status of %j says taken back: %s', (status, voided) => {
    expect(good(converter(['customer', 'orderedAt', 'lineTotal', 'status']).convert(['7', '1/1/2011', '5', status], 2)).voided).toBe(voided)
  })
})

describe('currencies', () => {
  const currency = (fields: (OrderField | null)[], cells: string[], change: Partial<ConversionRules> = {}) =>
    good(converter(fields, change).convert(cells, 2)).currency
  const fields: OrderField[] = ['customer', 'orderedAt', 'lineTotal', 'currency']
  it('are named by their column', () => {
    expect(['eur', '£', 'US Dollar', '$', ''].map((text) => currency(fields, ['7', '1/1/2011', '5', text]))).toEqual([
      'EUR',
      'GBP',
      'USD',
      '',
      ''
    ])
  })
  it('are named by the amount or its header', () => {
    expect(currency(['customer', 'orderedAt', 'lineTotal'], ['7', '1/1/2011', '€5'])).toBe('EUR')
    expect(reason(converter(fields).convert(['7', '1/1/2011', '5', 'paid'], 2))).toBe('notACurrency: currency = paid')
    const beside = (amount: string, code: string) => {
      const one = converter(fields)
      good(one.convert(['7', '1/1/2011', amount, code], 2))
      return one.tally.warnings.map((warning) => `${warning.code} ${warning.example}`)
    }
    expect(beside('$5.00', 'EUR')).toEqual(['import.currencyContradicted $5.00, EUR'])
    expect([...beside('$5.00', 'CAD'), ...beside('€5.00', 'EUR'), ...beside('5.00', 'EUR')]).toEqual([])
    expect(currency(['customer', 'orderedAt', 'lineTotal'], ['7', '1/1/2011', '5'], { headers: ['c', 'd', 'Total (CHF)'] })).toBe('CHF')
  })
})

describe('ids and marks', () => {
  it('lose a needless .0 where the rules say so', () => {
    const c = converter(usual, { stripPointZero: [1] })
    expect(good(c.convert(['536365.0', '17850.0', ...line.slice(2)], 2))).toMatchObject({ order: '536365.0', customer: '17850' })
    expect(c.tally.warnings).toEqual([{ code: 'import.pointZero', count: 1, example: '17850.0 → 17850' }])
  })
  it('mean unknown where nothing else can be meant', () => {
    const c = converter(['customer', 'orderedAt', 'lineTotal', 'country', 'productName'], { missing: ['NA', '?'] })
    expect(good(c.convert(['NA', '1/1/2011', '5', 'NA', '?'], 2))).toMatchObject({ customer: null, country: 'NA', productName: null })
    expect(c.tally.warnings.find(({ code }) => code === 'import.missingMark')).toEqual({
      code: 'import.missingMark',
      count: 2,
      example: 'NA in customer'
    })
  })
})

describe('a row is rejected', () => {
  const rejected = (cells: string[], fields: readonly (OrderField | null)[] = usual, change: Partial<ConversionRules> = {}) =>
    reason(converter(fields, change).convert(cells, 2))
  const at = (index: number, text: string) => line.map((cell, i) => (i === index ? text : cell))
  it.each<[string[], string]>([
    [at(4, 'six'), 'notANumber: quantity = six'],
    [at(5, '2,55'), 'notANumber: unitPrice = 2,55'],
    [at(2, '13/13/2010'), 'notADate: orderedAt = 13/13/2010'],
    [at(2, '  '), 'noDate: orderedAt = -'],
    [at(4, ''), 'noAmount: quantity = -'],
    [at(5, ''), 'noAmount: unitPrice = -'],
    [[...line, '', 'surplus'], 'tooManyCells: - = surplus'],
    [at(4, '99999999999999'), 'tooLarge: unitPrice = 2.55'],
    [at(5, '0.00000000000001'), 'tooFine: unitPrice = 0.00000000000001']
  ])('%j: %s', (cells, why) => expect(rejected(cells)).toBe(why))

  it('for want of the amount where that is the column', () => {
    expect(rejected(['7', '1/1/2011', ''], ['customer', 'orderedAt', 'lineTotal'])).toBe('noAmount: lineTotal = -')
    expect(rejected(['7', '1/1/2011', '?'], ['customer', 'orderedAt', 'lineTotal'], { missing: ['?'] })).toBe('noAmount: lineTotal = ?')
  })

  it('that lacks something names what stands for “unknown” there', () => {
    const reader = converter(['customer', 'orderedAt', 'lineTotal'], { missing: ['-'] })
    const row = reader.convert(['7', '1/1/2011', '-'], 2)
    expect('code' in row && message(row.code, row.column, row.value)).toBe(
      '“-” in “lineTotal” stands for “unknown”, so the line has no amount'
    )
  })

  it('that is the error of a formula is no value in any column of a field', () => {
    const fields: (OrderField | null)[] = ['customer', 'orderedAt', 'lineTotal', 'country', null]
    const cells = ['7', '1/1/2011', '5', 'DE', 'x']
    for (const [i, error] of ['#REF!', '#WERT!', '#DIV/0!', ' #NAME? '].entries()) {
      const wrong = cells.with(i, error)
      expect(reason(converter(fields).convert(wrong, 2))).toBe(`formulaError: ${fields[i]} = ${error.trim()}`)
    }
    const reader = converter(fields)
    expect(good(reader.convert(cells.with(4, '#NUM!'), 2)).extra).toBeNull()
    expect(reader.tally.warnings).toEqual([{ code: 'import.formulaErrors', count: 1, example: '#NUM! in extra 4' }])
    expect(good(converter(fields, { missing: ['#REF!'] }).convert(cells.with(0, '#REF!'), 2)).customer).toBeNull()
    expect(good(converter(fields).convert(cells.with(0, '#1'), 2)).customer).toBe('#1')
  })
  it('not for surplus cells that are blank', () => {
    expect(good(converter().convert([...line, '', ' '], 2)).quantity).toBe(6)
  })
  it('with a sentence for each reason, and without a trace in what was noticed', () => {
    const c = converter(['order', 'customer', 'orderedAt', 'product', 'quantity', 'lineTotal'], { missing: ['?'], stripPointZero: [1] })
    for (const cells of [
      ['1', '', '?', 'x', '-1', '2'],
      ['1', '5.0', '1/1/2011', 'x', '1', 'x']
    ]) {
      const row = c.convert(cells, 2)
      expect('code' in row && message(row.code, row.column, row.value)).toMatch(/\w/)
    }
    expect(c.tally.warnings).toEqual([])
  })
})

describe('an order whose first line alone says whose it is and when', () => {
  const of = (order: string, customer: string, day: string) => [order, customer, day, 'x', '1', '2.50']
  const read = (...rows: string[][]) => {
    const c = converter()
    return { rows: rows.map((row, i) => c.convert(row, i + 2)), told: c.tally.warnings.map(({ code, count }) => `${code} ${count}`) }
  }
  it('says so of its other lines, next to it or further down, and that is told', () => {
    const { rows, told } = read(of('A1', 'C1', '1/2/2024'), of('A1', '', ''), of('A2', 'C2', '3/2/2024'), of('A1', '', ''))
    expect(rows.map((row) => isoText(good(row).at ?? 0, false))).toEqual(['2024-02-01', '2024-02-01', '2024-02-03', '2024-02-01'])
    // Whose order it is stands with the order.
    expect(rows.map((row) => good(row).customer)).toEqual(['C1', null, 'C2', null])
    expect(told).toEqual(['import.dateInherited 2', 'import.customerInherited 2'])
  })
  it('says nothing of another order, nor of a row without a number', () => {
    const { rows, told } = read(of('A1', 'C1', '1/2/2024'), of('A2', '', '1/2/2024'), of('A3', '', ''), of('', '', ''))
    expect(rows.slice(2).map(reason)).toEqual(['noDate: orderedAt = -', 'noDate: orderedAt = -'])
    expect(told).toEqual(['import.anonymous 1'])
  })
})
