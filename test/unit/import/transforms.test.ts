import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMinorUnits, negated, withoutTextMark } from '../../../src/main/core/import/mapping/transform/cells.ts'
import { columnFinder } from '../../../src/main/core/import/mapping/transform/columns.ts'
import { RowTransformer } from '../../../src/main/core/import/mapping/transform/row-transformer.ts'
import { form, numberForms, parseDecimal, toText } from '../../../src/main/core/import/values/number.ts'
import { Transform, type TransformInput } from '../../../src/shared/model/transforms.ts'

/** The rows of a table as the steps leave them, the header first. */
function run(steps: TransformInput[], [headers = [], ...rows]: string[][], leftOut: string[][] = []) {
  const transformer = new RowTransformer(
    headers,
    steps.map((step) => Transform.parse(step)),
    true
  )
  const batch = transformer.apply({
    lines: [headers, ...rows].map((_, i) => i + 1),
    cells: [headers, ...rows],
    faults: [],
    bytesRead: 0,
    leftOut: leftOut.map((cells, i) => ({ line: i + 1, code: 'x', cells }))
  })
  return { header: batch.cells[0], rows: batch.cells.slice(1), raw: batch.raw?.slice(1), faults: batch.faults, idle: transformer.isIdle }
}

describe('columns', () => {
  it('are found by their very name, by their words, and by a pattern', () => {
    const find = columnFinder(['Lineitem SKU', 'Amount spent (EUR)', 'a.b', 'A B'])
    expect(['Lineitem SKU', 'lineitem_sku', 'Amount spent (*)', 'a.b', 'A B', 'SKU'].map(find)).toEqual([0, 0, 1, 2, 3, -1])
  })
})

describe('carry forward', () => {
  const steps: TransformInput[] = [{ do: 'carryForward', by: 'Name', columns: ['Created', 'Total'] }]
  it('fills blank cells of the rows of one order, and of no other', () => {
    const { rows } = run(steps, [
      ['Name', 'Created', 'Total', 'Item'],
      ['#1', '2024-01-13', '12.00', 'Lamp'],
      ['#1', '', '', 'Chair'],
      ['#2', '', '9.00', 'Soap'],
      ['#2', '', '', 'Tea'],
      ['', '', '', 'Loose']
    ])
    expect(rows).toEqual([
      ['#1', '2024-01-13', '12.00', 'Lamp'],
      ['#1', '2024-01-13', '12.00', 'Chair'],
      ['#2', '', '9.00', 'Soap'],
      ['#2', '', '9.00', 'Tea'],
      ['', '', '', 'Loose']
    ])
  })
  it('keeps what was carried with the row, so that it can be mended and dropped again by itself', () => {
    const { raw } = run(
      [...steps, { do: 'join', columns: ['Name', 'Item'], as: 'both' }],
      [
        ['Name', 'Created', 'Total', 'Item'],
        ['#1', '2024-01-13', '12.00', 'Lamp'],
        ['#1', '', '', 'Chair']
      ]
    )
    expect(raw?.[1]).toEqual(['#1', '2024-01-13', '12.00', 'Chair'])
  })
  it('goes on over the border of batches', () => {
    const transformer = new RowTransformer(
      ['Name', 'Created'],
      [Transform.parse({ do: 'carryForward', by: 'Name', columns: ['Created'] })],
      true
    )
    const batch = (cells: string[][]) => transformer.apply({ lines: cells.map(() => 1), cells, faults: [], bytesRead: 0 }).cells
    batch([
      ['Name', 'Created'],
      ['#1', '2024-01-13']
    ])
    expect(batch([['#1', '']])).toEqual([['#1', '2024-01-13']])
  })
})

describe('columns that steps make', () => {
  it('stand behind those of the file', () => {
    const { header, rows, raw } = run(
      [
        { do: 'join', columns: ['Date', 'Time'], as: 'At' },
        { do: 'firstOf', columns: ['Mail', 'Other mail'], as: 'Address' }
      ],
      [
        ['Date', 'Time', 'Mail', 'Other mail'],
        ['2024-01-13', '10:15', '', 'b@x.org'],
        ['2024-01-13', '', 'a@x.org', 'b@x.org']
      ]
    )
    expect(header).toEqual(['Date', 'Time', 'Mail', 'Other mail', 'At', 'Address'])
    expect(rows).toEqual([
      ['2024-01-13', '10:15', '', 'b@x.org', '2024-01-13 10:15', 'b@x.org'],
      ['2024-01-13', '', 'a@x.org', 'b@x.org', '2024-01-13', 'a@x.org']
    ])
    expect(raw?.[0]).toEqual(['2024-01-13', '10:15', '', 'b@x.org'])
  })
  it('can be used by the steps behind', () => {
    const { rows } = run(
      [
        { do: 'join', columns: ['a', 'b'], with: '', as: 'ab' },
        { do: 'join', columns: ['ab', 'a'], with: '-', as: 'aba' }
      ],
      [
        ['a', 'b'],
        ['1', '2']
      ]
    )
    expect(rows).toEqual([['1', '2', '12', '12-1']])
  })
  it('hold what stands above the header', () => {
    const { rows } = run(
      [{ do: 'fromPreamble', label: 'Start date', as: 'Day' }],
      [['Channel'], ['Organic']],
      [['# ----'], ['# Start date: 20240113'], ['# End date: 20240120'], ['Account', 'Shop']]
    )
    expect(rows).toEqual([['Organic', '20240113']])
  })
})

describe('amounts', () => {
  it('in cents become amounts, by currency', () => {
    const { rows, faults } = run(
      [{ do: 'minorUnits', columns: ['Amount'], currency: 'Currency' }],
      [
        ['Amount', 'Currency'],
        ['1250', 'eur'],
        ['1250', 'JPY'],
        ['1250', 'KWD'],
        ['-5', 'usd'],
        ['', 'usd'],
        ['12.50', 'usd']
      ]
    )
    expect(rows.map(([amount]) => amount)).toEqual(['12.50', '1250', '1.2500', '-0.05', '', '12.50'])
    expect(faults).toEqual([{ row: 6, code: 'import.reject.notMinorUnits', near: '12.50', column: 1 }])
  })
  it('in cents are never read another way', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 4 }), (units, decimals) => {
        const text = fromMinorUnits(String(units), decimals) ?? ''
        const exact = parseDecimal(text, '.')
        expect(exact && toText(exact)).toBe(toText(parseDecimal(`${units}e-${decimals}`, '.') ?? { units: 0, decimals: 0 }))
        expect(numberForms(text) & form.differ).toBe(0)
      })
    )
  })
  it('become negative where the type says so', () => {
    const { rows } = run(
      [{ do: 'negate', columns: ['Amount'], where: 'Type', is: ['Refund'] }],
      [
        ['Amount', 'Type'],
        ['5.00', 'Sale'],
        ['5.00', 'refund '],
        ['-5.00', 'Refund'],
        ['(5.00)', 'Refund'],
        ['$5.00', 'Refund']
      ]
    )
    expect(rows.map(([amount]) => amount)).toEqual(['5.00', '-5.00', '-5.00', '(5.00)', '-$5.00'])
    expect([negated('0.00'), negated(''), negated('+3')]).toEqual(['0.00', '', '-3'])
  })
})

it('rows that are nothing of the kind are rejected, and counted', () => {
  const table = [
    ['Type', 'Amount'],
    ['Payment', '1'],
    ['Withdrawal', '2'],
    ['', '3']
  ]
  expect(run([{ do: 'leaveOut', where: 'Type', is: ['withdrawal'] }], table).faults).toEqual([
    { row: 2, code: 'import.reject.leftOut', near: 'Withdrawal', column: 1 }
  ])
  expect(run([{ do: 'keepOnly', where: 'Type', is: ['payment'] }], table).faults.map(({ row }) => row)).toEqual([2, 3])
})

it('takes off the apostrophe that marks text', () => {
  expect(["'01067", "'+4930", "'", "O'Brien", "'tis"].map(withoutTextMark)).toEqual(['01067', '+4930', "'", "O'Brien", 'tis'])
})

it('does nothing where the columns are not there', () => {
  const steps: TransformInput[] = [
    { do: 'carryForward', by: 'x', columns: ['y'] },
    { do: 'join', columns: ['x', 'y'], as: 'z' },
    { do: 'leaveOut', where: 'x', is: ['a'] }
  ]
  expect(run(steps, [['a'], ['1']])).toMatchObject({ idle: true, rows: [['1']], faults: [] })
})

it('leaves blank rows, broken rows and surplus cells as they are', () => {
  const transformer = new RowTransformer(['a', 'b'], [Transform.parse({ do: 'textMark', columns: ['a'] })], true)
  const { cells } = transformer.apply({
    lines: [1, 2, 3, 4],
    cells: [['a', 'b'], ['', ''], ["'1", '2', '3'], ["'1"]],
    faults: [{ row: 3, code: 'import.reject.badQuoting', near: '' }],
    bytesRead: 0
  })
  expect(cells).toEqual([['a', 'b'], ['', ''], ['1', '2', '3'], ["'1"]])
})
