/** A large order file as shops export them: one row an order, ids with prefixes, quoted product names, ISO times. Same seed, same bytes. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { seededRng } from '../../../src/engines/math/rng.ts'

export interface OrderFileRow {
  order: string
  customer: string
  /** Seconds since 1970. */
  at: number
  sku: string
  product: string
  category: string
  quantity: number
  unitPrice: number
  country: string
  channel: string
}

export const orderFileHeader = [
  'order_id',
  'customer_id',
  'ordered_at',
  'sku',
  'product',
  'category',
  'quantity',
  'unit_price',
  'country',
  'channel'
]

const categories = ['Home & Kitchen', 'Electronics', 'Toys', 'Beauty', 'Garden', 'Sports', 'Books', 'Office']
const manners = ['Steel', 'Wooden', 'Vintage', 'Red, large', 'Eco', 'Mini', 'Deluxe', 'Wireless', 'Organic', '"Pro"']
const things = ['Kettle', 'Lamp', 'Chair', 'Bottle', 'Backpack', 'Mug, 300ml', 'Desk Organizer', 'Yoga Mat', 'Notebook', 'Headphones 2"']
const countries = ['DE', 'DE', 'DE', 'US', 'US', 'FR', 'FR', 'GB', 'NL', 'ES', 'IT']
const channels = ['web', 'web', 'store', 'app', 'phone']

export function* orderFileRows(count: number): Generator<OrderFileRow> {
  const rng = seededRng(11)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rng() * from.length)] as T
  const products = Array.from({ length: 3_000 }, (_, i) => ({
    sku: `SKU-${String(i).padStart(5, '0')}`,
    product: `${manners[i % 10]} ${things[Math.floor(i / 10) % 10]} ${i}`,
    category: categories[i % 8] as string,
    unitPrice: Math.round(2_000 * Math.exp(0.8 * (rng() + rng() + rng() - 1.5))) / 100
  }))
  const from = Date.UTC(2022, 0, 1) / 1_000
  for (let i = 0; i < count; i++) {
    // Few customers and products make most of the sales.
    const customer = Math.floor(100_000 * rng() ** 3)
    const product = products[Math.floor(3_000 * rng() ** 2)] as (typeof products)[number]
    yield {
      order: `ORD-${1_000_000 + i}`,
      customer: `CUST-${String(customer).padStart(6, '0')}`,
      at: from + Math.floor((i / count) * 3 * 365 * 86_400),
      ...product,
      quantity: 1 + Math.floor(-Math.log2(1 - rng())),
      country: pick(countries),
      channel: pick(channels)
    }
  }
}

export function orderFileCells({
  order,
  customer,
  at,
  sku,
  product,
  category,
  quantity,
  unitPrice,
  country,
  channel
}: OrderFileRow): string[] {
  const time = `${new Date(at * 1_000).toISOString().slice(0, 19)}Z`
  return [order, customer, time, sku, product, category, String(quantity), unitPrice.toFixed(2), country, channel]
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Writes the file as CSV. */
export async function writeOrderCsv(file: string, count: number): Promise<void> {
  const out = createWriteStream(file)
  let text = `${orderFileHeader.join(',')}\n`
  for (const row of orderFileRows(count)) {
    text += `${orderFileCells(row).map(quoted).join(',')}\n`
    if (text.length < 1 << 20) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'close')
}
