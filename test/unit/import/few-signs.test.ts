/** Tables that say little: numbers that are all the same, and sales in four columns. */
import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/main/core/import/understand.ts'
import type { Mapping } from '../../../src/shared/model/import.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function lookAt(...lines: string[]) {
  const path = folder.write(`file-${++files}.csv`, `${lines.join('\n')}\n`)
  const { groups } = await understand([path], { signal: noSignal, onProgress: () => {} })
  const preview = groups[0]?.preview
  if (preview === undefined) throw new Error('nothing was understood')
  return preview
}

const fieldOf = ({ columns }: Mapping, header: string) => columns[header]

describe('numbers that are all 0 or 1', () => {
  const orders = 'Order,Date,Customer,Product,Quantity,Unit price'
  it.each([
    ['1', '1', '1'],
    ['0', '1', '1'],
    ['0', '0', '0']
  ])('are order numbers where the header says so: %s, %s, %s', async (...order) => {
    const { kind, mapping } = await lookAt(orders, ...order.map((n, i) => `${n},2024-01-15,C${i},${['Mug', 'Tea', 'Pot'][i]},1,${5 + i}`))
    expect([kind, fieldOf(mapping, 'Order')]).toEqual(['orders', 'order'])
  })
  it('are customers and tickets, too', async () => {
    const sales = await lookAt(orders, ...['A', 'B', 'D'].map((n) => `${n}7,2024-01-15,1,Mug,1,5`))
    expect(fieldOf(sales.mapping, 'Customer')).toBe('customer')
    const tickets = await lookAt(
      'Ticket,Customer,Opened,Status,Subject',
      ...['Broken', 'Late', 'Cold'].map((n, i) => `1,C${i},2024-01-1${i},open,${n} mug`)
    )
    expect([tickets.kind, fieldOf(tickets.mapping, 'Ticket')]).toEqual(['tickets', 'ticket'])
  })
  it('are no numbers of anything where the header says so loosely, or the cells say yes and no', async () => {
    const loose = await lookAt('Nr,Date,Customer,Product,Quantity,Unit price', ...['0', '1', '1'].map((n) => `${n},2024-01-15,C1,Mug,1,5`))
    expect(fieldOf(loose.mapping, 'Nr')).toBeUndefined()
    const words = await lookAt(orders, ...['yes', 'no', 'yes'].map((n) => `${n},2024-01-15,C1,Mug,1,5`))
    expect(fieldOf(words.mapping, 'Order')).toBeUndefined()
  })
})

describe('sales in four columns', () => {
  it.each([
    ['Date,Customer,Product,Amount', '2024-01-15,C1,Mug,5', '2024-01-16,C2,Mug,7'],
    ['Date,Customer,Product,Total', '2024-01-15,C1,Mug,5', '2024-01-16,C2,Mug,7', '2024-01-17,C1,Tea,4'],
    ['Date,Customer,Product,Amount,Status', '2024-01-15,C1,Mug,5,paid', '2024-01-16,C2,Mug,7,open'],
    ['Date,Customer,Product,Price,Status', '2024-01-15,C1,Mug,5,paid', '2024-01-16,C2,Mug,7,open'],
    ['Datum,Kunde,Produkt,Betrag', '2024-01-15,C1,Tasse,5', '2024-01-16,C2,Tasse,7']
  ])('are orders: %s', async (...lines) => {
    const { kind, blockers } = await lookAt(...lines)
    expect([kind, blockers]).toEqual(['orders', []])
  })
  it('are asked about where they say too little, with orders as the likeliest', async () => {
    const { kinds, blockers } = await lookAt('Date,Customer,Product,Price', '2024-01-15,C1,Mug,5', '2024-01-16,C2,Mug,7')
    expect(kinds[0]?.kind).toBe('orders')
    expect(blockers.map(({ code }) => code)).toEqual(['import.unrecognised'])
  })
  it.each([
    ['Start date,Customer,Product,Monthly fee', '2024-01-15,C1,Gold,5', '2024-01-16,C2,Gold,7'],
    ['Date,Customer,Plan,Price', '2024-01-15,C1,Gold,5', '2024-01-16,C2,Gold,7'],
    ['Customer,Product,Price,Start,End', 'C1,Gold,5,2024-01-15,2025-01-15', 'C2,Gold,7,2024-01-16,'],
    ['Customer,Product,MRR,Start date', 'C1,Gold,5,2024-01-15', 'C2,Gold,7,2024-01-16']
  ])('are subscriptions where something says so: %s', async (...lines) => {
    expect((await lookAt(...lines)).kind).toBe('subscriptions')
  })
})
