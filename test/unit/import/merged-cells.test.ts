import { describe, expect, it } from 'vitest'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { workbook } from './support/workbook.ts'

const folder = testFolder()
const letters = 'ABCDEF'

/** Rows of a worksheet from texts; a blank one is no cell. */
const sheet = (rows: readonly (readonly string[])[]) =>
  rows
    .map((cells, r) => {
      const cell = (text: string, c: number) =>
        text === '' ? '' : `<c r="${letters[c]}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
      return `<row r="${r + 1}">${cells.map(cell).join('')}</row>`
    })
    .join('')

describe('cells that are merged over several rows', () => {
  const rows = [
    ['Orders of 2024'],
    ['Order', 'Date', 'Customer', 'Product', 'Quantity', 'Unit price'],
    ['001', '2024-03-14', 'C1', 'Mug', '2', '5.00'],
    ['', '', '', 'Tea', '1', '4.00'],
    ['', '', '', '', '', ''],
    ['002', '2024-03-15', 'C2', 'Pot', '1', '9.00'],
    ['003', '2024-03-16', 'C1', 'Mug', '1', '5.00'],
    ['', '', '', 'Pot', '1', '9.00']
  ]
  const merged = ['A1:F1', 'A3:A5', 'B3:B5', 'C3:C4', 'A7:A8', 'B7:B8', 'C7:C8']

  it('say the same in each of these rows, which is told; a row of which nothing else is filled is blank', async () => {
    const file = folder.write('merged.xlsx', await workbook({ sheets: [{ name: 'Orders', rows: sheet(rows), merged }] }))
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
    const [group] = groups
    if (group === undefined) throw new Error('no group')
    expect(group.preview.expected).toEqual({ read: 6, good: 5, rejected: 0, blank: 1 })
    expect(group.preview.warnings).toContainEqual({ code: 'import.mergedCells', count: 6, example: 'row 3' })
    const found: OrderRow[] = []
    for await (const batch of convert(group, 0, noSignal)) found.push(...(batch.rows as OrderRow[]))
    expect(found.map(({ order, customer, productName }) => `${order} ${customer} ${productName}`)).toEqual([
      '001 C1 Mug',
      '001 C1 Tea',
      '002 C2 Pot',
      '003 C1 Mug',
      '003 C1 Pot'
    ])
  })

  it('are not made up where nothing is merged', async () => {
    const file = folder.write('gaps.xlsx', await workbook({ sheets: [{ name: 'Orders', rows: sheet(rows) }] }))
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
    expect(groups[0]?.preview.expected).toEqual({ read: 6, good: 3, rejected: 2, blank: 1 })
  })
})
