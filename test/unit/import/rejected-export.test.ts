import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isOrderRow } from '../../../src/main/core/import/conversion/convert.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { csvText } from '../../../src/shared/csv.ts'
import { importing } from '../../../src/shared/messages/en/importing.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = ['order', 'customer', 'date', 'amount']
const rows = [
  ['1', '=C9', '2024-05-13', '10.00'],
  ['2', '-K7', '2024-05-14', '20.00'],
  ['3', 'plain', '2024-05-15', '30.00'],
  ['4', "'=K9", '2024-05-16', '40.00'],
  ['5', "'t Hooft", '2024-05-17', '50.00']
]

async function read(name: string, lines: string[][]): Promise<{ group: string; rows: OrderRow[]; origins: unknown[] }> {
  const file = path.join(folder, name)
  writeFileSync(file, csvText(lines))
  const signal = new AbortController().signal
  const { groups } = await understand([file], { signal, onProgress: () => {} })
  const [group] = groups
  if (group === undefined) throw new Error('nothing understood')
  const found: OrderRow[] = []
  for await (const batch of convert(group, 0, signal)) found.push(...batch.rows.filter(isOrderRow))
  return { group: group.preview.id, rows: found, origins: found.map((row) => group.tables[0]?.table.origins?.get(row.line)) }
}

describe('rejected rows that were exported, mended and dropped in again', () => {
  it('are the rows of the file that they came from', async () => {
    const { file, line, column, value, reason } = importing.rejectedTable
    const exported = await read('mended.csv', [
      [file, line, column, value, reason, ...header],
      ...rows.map((row, i) => ['orders.csv', String(i + 2), 'date', 'soon', 'not a date', ...row])
    ])
    const plain = path.join(folder, 'plain.csv')
    writeFileSync(plain, [header, ...rows].map((row) => row.join(',')).join('\n'))
    const signal = new AbortController().signal
    const { groups } = await understand([plain], { signal, onProgress: () => {} })
    expect(exported.group).toBe(groups[0]?.preview.id)
    expect(exported.rows.map(({ order, customer, extra }) => ({ order, customer, extra }))).toEqual([
      { order: '1', customer: '=C9', extra: null },
      { order: '2', customer: '-K7', extra: null },
      { order: '3', customer: 'plain', extra: null },
      { order: '4', customer: "'=K9", extra: null },
      { order: '5', customer: "'t Hooft", extra: null }
    ])
  })

  it('say where each was rejected', async () => {
    const { file, line, column, value, reason } = importing.rejectedTable
    const { origins } = await read('origins.csv', [
      [file, line, column, value, reason, ...header],
      ...rows.map((row, i) => [
        'orders.csv',
        i === 4 ? 'elsewhere' : String(i + 2),
        i === 0 ? '' : 'date',
        i === 3 ? '=soon' : '',
        '',
        ...row
      ])
    ])
    expect(origins).toEqual([
      { file: 'orders.csv', line: 2, column: '', value: '' },
      { file: 'orders.csv', line: 3, column: 'date', value: '' },
      { file: 'orders.csv', line: 4, column: 'date', value: '' },
      { file: 'orders.csv', line: 5, column: 'date', value: '=soon' },
      // A person wrote that.
      undefined
    ])
  })

  it('are told by all five columns: a table that merely has a column “file” keeps it', async () => {
    const other = await read('other.csv', [['file', ...header], ...rows.map((row) => ['a.csv', ...row])])
    expect(other.rows.map(({ extra }) => extra)).toEqual(rows.map(() => ({ file: 'a.csv' })))
  })
})
