/** Logs of orders without a header: nothing is taken for granted, and what the columns hold is said to whoever confirms it. */
import { describe, expect, it } from 'vitest'
import type { GivenMapping } from '../../../src/main/core/import/types.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function lookAt(lines: readonly string[], mapping?: GivenMapping) {
  const path = folder.write(`log-${++files}.txt`, `${lines.join('\n')}\n`)
  const { groups } = await understand([path], { mapping, signal: noSignal, onProgress: () => {} })
  const preview = groups[0]?.preview
  if (preview === undefined) throw new Error('nothing was understood')
  return preview
}
const asOrders = async (lines: readonly string[]) => {
  const { mapping, blockers, warnings } = await lookAt(lines, { kind: 'orders' })
  return { columns: mapping.columns, blockers: blockers.map(({ code }) => code), told: warnings.map(({ code }) => code) }
}

const two = (n: number) => String(n).padStart(2, '0')
const day = (i: number) => `1997${two(1 + (i % 12))}${two(1 + (i % 28))}`
/** Purchase i: of the 40th part of customers, 1 to 4 pieces. */
const pieces = (i: number) => 1 + ((i * 7) % 4)
const rows = (row: (i: number) => (string | number)[], between = ',') => Array.from({ length: 200 }, (_, i) => row(i).join(between))
const id = (n: number) => String(n).padStart(5, '0')

describe('a log without a header', () => {
  const cdnow = rows((i) => [
    id(4 + 21 * (i % 40)),
    id(1 + (i % 40)).slice(1),
    day(i),
    pieces(i),
    (pieces(i) * 13.97 + (i % 9) / 100).toFixed(2)
  ])

  it('is not imported before somebody says what it is, and what it may be is told', async () => {
    const { kind, blockers } = await lookAt(cdnow)
    expect([kind, blockers.map(({ code }) => code)]).toEqual([null, ['import.unrecognised']])
    expect(blockers[0]?.details?.missing).toContain(
      'it may be orders, with column 1 as “Customer number”, column 3 as “Date”, column 4 as “Quantity” and column 5 as “Amount of the line”'
    )
  })

  it('is taken so where somebody says that it is of orders, and how is told', async () => {
    const { columns, blockers, told } = await asOrders(cdnow)
    expect(columns).toEqual({ 'column 1': 'customer', 'column 3': 'orderedAt', 'column 4': 'quantity', 'column 5': 'lineTotal' })
    expect([blockers, told.includes('import.guessedColumns')]).toEqual([[], true])
  })

  it('has orders where one code divides another', async () => {
    const log = rows((i) => [`A${1000 + (i >> 1)}`, `K${(i >> 1) % 25}`, day(i >> 1), (3.5 + (i % 17)).toFixed(2)])
    expect((await asOrders(log)).columns).toEqual({
      'column 1': 'order',
      'column 2': 'customer',
      'column 3': 'orderedAt',
      'column 4': 'lineTotal'
    })
  })

  it('has prices where they have nothing to do with the number of pieces', async () => {
    const log = rows((i) => [id(i % 40), day(i), pieces(i), (5 + ((i * 37) % 101) / 10).toFixed(2)])
    expect((await asOrders(log)).columns).toMatchObject({ 'column 3': 'quantity', 'column 4': 'unitPrice' })
  })

  it('is left to a person where two columns may be who bought, or two how much', async () => {
    const bought = rows((i) => [id(i % 40), `P${(i * 3) % 7}`, day(i), (5 + i / 10).toFixed(2)])
    expect(await asOrders(bought)).toMatchObject({
      columns: { 'column 3': 'orderedAt', 'column 4': 'lineTotal' },
      blockers: ['import.noCustomer']
    })
    const paid = rows((i) => [id(i % 40), day(i), (5 + i / 10).toFixed(2), (4 + i / 10).toFixed(2)])
    expect((await asOrders(paid)).blockers).toEqual(['import.missingField'])
  })
})
