import { describe, expect, it } from 'vitest'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function read(content: string, name = 'json') {
  const file = folder.write(`items-${++files}.${name}`, content)
  const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
  const [group] = groups
  if (group === undefined) throw new Error('no group')
  const rows: OrderRow[] = []
  if (group.rules !== null) for await (const batch of convert(group, 0, noSignal)) rows.push(...(batch.rows as OrderRow[]))
  return { rows, preview: group.preview }
}

const order = (i: number, items: object[]) => ({
  id: 9_007_199_254_740_993n.toString() + i,
  created_at: `2024-03-1${i}T10:15:00Z`,
  total_price: '34.00',
  currency: 'EUR',
  customer: { id: `00${i}`, email: `a${i}@x.org` },
  line_items: items,
  shipping_lines: [{ title: 'Standard', price: '4.90' }]
})
const lines = [
  { id: 1, sku: '0012', title: 'Mug', quantity: 2, price: '10.00', tax: { rate: 19 } },
  { id: 2, sku: '0013', title: 'Tea', quantity: 1, price: '14.00', gift: true }
]

describe('orders that hold their lines', () => {
  it('are a row for each line, with the order beside it; its number is the order’s, and that of the line no article', async () => {
    const { rows, preview } = await read(JSON.stringify({ orders: [order(1, lines), order(2, lines.slice(0, 1)), order(3, lines)] }))
    expect(preview.mapping).toMatchObject({
      kind: 'orders',
      columns: {
        'order.id': 'order',
        'customer.id': 'customer',
        'item.sku': 'product',
        'item.quantity': 'quantity',
        'item.price': 'unitPrice'
      }
    })
    expect(preview.expected).toMatchObject({ read: 5, good: 5 })
    expect(preview.warnings).toContainEqual({ code: 'import.itemRows', count: 2, example: 'line_items' })
    expect(rows.map(({ order: number, customer, product, amount }) => [number, customer, product, amount.units])).toEqual([
      ['90071992547409931', '001', '0012', 2_000],
      ['90071992547409931', '001', '0013', 1_400],
      ['90071992547409932', '002', '0012', 2_000],
      ['90071992547409933', '003', '0012', 2_000],
      ['90071992547409933', '003', '0013', 1_400]
    ])
    expect(rows[1]?.orderLine).toBe('2')
    expect(rows[1]?.extra).toMatchObject({
      'item.gift': 'true',
      'record.total_price': '34.00',
      shipping_lines: '[{"title":"Standard","price":"4.90"}]'
    })
  })

  it('may come one a line; one without lines stays a row, and a broken one is rejected', async () => {
    const text = [order(1, lines), order(2, []), order(3, lines)].map((one) => JSON.stringify(one))
    const { preview } = await read([text[0], text[1], '{"id": 7,', text[2], ''].join('\n'), 'ndjson')
    expect(preview.expected).toEqual({ read: 6, good: 4, rejected: 2, blank: 0 })
  })

  it('may hold a text that only begins like a list', async () => {
    const { preview } = await read(JSON.stringify([order(1, lines), { ...order(2, lines), line_items: '[{"sku": oops' }, order(3, lines)]))
    expect(preview.expected).toEqual({ read: 5, good: 4, rejected: 1, blank: 0 })
  })

  it('are nothing else: what a list of customers holds stays one cell', async () => {
    const addresses = [{ city: 'Rome', zip: '00100' }, { city: 'Bari' }]
    const people = [1, 2, 3].map((i) => ({ 'customer id': i, email: `c${i}@x.org`, first_name: 'Ann', addresses }))
    const { preview } = await read(JSON.stringify(people))
    expect(preview.expected.read).toBe(3)
  })
})
