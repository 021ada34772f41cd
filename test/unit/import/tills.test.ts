/** Receipts of several tills, or shops, that each count for themselves. */
import { describe, expect, it } from 'vitest'
import { isOrderRow } from '../../../src/main/core/import/conversion/convert.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function read(text: string, keepFrom?: number) {
  const file = folder.write(`file-${++files}.csv`, text)
  const { groups } = await understand([file], {
    signal: noSignal,
    onProgress: () => {},
    keepFrom,
    mapping: { kind: 'orders', ...(/Customer/.test(text) ? {} : { constants: { customer: '' } }) }
  })
  const rows = []
  if (groups[0]?.rules) for await (const batch of convert(groups[0], 0, noSignal)) rows.push(...batch.rows)
  const orders = rows.map((row) => (isOrderRow(row) ? row.order : row.kind))
  return { orders, different: new Set(orders).size, codes: groups[0]?.preview.warnings.map(({ code }) => code), groups }
}

const days = Array.from({ length: 10 }, (_, i) => `2024-01-${13 + i}`)

/** Ten days, two tills, three receipts of two lines each. */
function receipts(column: string, withTime: boolean, withCustomer: boolean): string {
  let customer = 0
  const rows = days.flatMap((day) =>
    [1, 2].flatMap((till) =>
      [1, 2, 3].flatMap((receipt) => {
        customer++
        return ['Mug', 'Jug'].map((item) =>
          [
            day,
            ...(withTime ? [`${8 + receipt}:0${till}`] : []),
            till,
            `000${receipt}`,
            item,
            1,
            4.5,
            ...(withCustomer ? [`C${customer}`] : [])
          ].join(',')
        )
      })
    )
  )
  return [`Date,${withTime ? 'Time,' : ''}${column},Receipt,Item,Qty,Amount${withCustomer ? ',Customer' : ''}`, ...rows, ''].join('\n')
}

describe('receipts of several tills', () => {
  it.each(['Till', 'Register', 'Kasse', 'Caisse', 'Store', 'Filiale'])('are orders of their %s and day', async (column) => {
    for (const [time, customer] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true]
    ] as const) {
      const { different, orders, codes } = await read(receipts(column, time, customer))
      expect([different, orders.length, orders[0]]).toEqual([60, 120, '0001 · 1 · 2024-01-13'])
      expect(codes).toContain('import.numbersOfTills')
    }
  })

  it('are so where there are only a few, and in files that are kept as they were read first', async () => {
    const few =
      'Date,Time,Register,Receipt,Item,Qty,Amount,Customer\n2024-01-13,09:00,1,1,Mug,1,4.50,Ann\n2024-01-13,09:00,2,1,Jug,1,14.50,Ann\n2024-01-14,09:00,1,1,Mug,1,4.50,Ann\n2024-01-14,09:00,2,1,Jug,1,14.50,Ann\n'
    expect((await read(few)).different).toBe(4)
    const { different, groups } = await read(receipts('Till', false, true), 1)
    expect([different, groups[0]?.tables[0]?.coded !== undefined]).toEqual([60, true])
  })

  it('take the till of their first line, where the others leave it blank', async () => {
    const text = 'Date,Till,Receipt,Item,Amount,Customer\n2024-01-13,1,7,Mug,4.50,Ann\n,,7,Jug,5\n2024-01-14,2,7,Mug,4.50,Bob\n,,7,Jug,5\n'
    expect((await read(text)).orders).toEqual(['7 · 1', '7 · 1', '7 · 2', '7 · 2'])
  })

  it('keep numbers that run through all tills', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `2024-01-${10 + (i % 10)},${1 + (i % 3)},${5001 + i},Mug,4.50,C${i}`)
    const { orders, codes } = await read(`Date,Till,Receipt,Item,Amount,Customer\n${rows.join('\n')}\n`)
    expect(orders[0]).toBe('5001')
    expect(codes).not.toContain('import.numbersOfTills')
  })
})

describe('orders with lines of several shops', () => {
  it('stay one, with a customer or without', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ['Oslo', 'Bergen'].map((shop) => `2024-01-13,${shop},${1 + i},Mug,4.50,C${i}`)).flat()
    const text = `Date,Store,Order,Item,Amount,Customer\n${rows.join('\n')}\n`
    expect((await read(text)).different).toBe(20)
    expect((await read(text.replace(/,C\d+$/gm, '').replace(',Customer', ''))).different).toBe(20)
  })

  it('stay one where another shop sends a part on another day', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `2024-01-13,Oslo,${1 + i},Mug,4.50,C${i}`)
    const later = [3, 5, 8].map((i) => `2024-01-15,Bergen,${1 + i},Jug,4.50,C${i}`)
    expect((await read(`Date,Store,Order,Item,Amount,Customer\n${[...rows, ...later].join('\n')}\n`)).different).toBe(20)
  })
})
