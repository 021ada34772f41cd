/** Columns of which some cells break the type that their header names: rejected rows, and never another kind of table. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnderstandOptions } from '../../../src/main/core/import/types.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

async function lookAt(lines: readonly (readonly string[])[], options: Partial<UnderstandOptions> = {}) {
  const path = folder.write(`file-${++files}.csv`, lines.map((cells) => `${cells.join(',')}\n`).join(''))
  const { groups } = await understand([path], { signal: noSignal, onProgress: () => {}, ...options })
  const preview = groups[0]?.preview
  if (preview === undefined) throw new Error('nothing was understood')
  return preview
}

const two = (n: number) => String(n).padStart(2, '0')
const day = (i: number) => `2024-${two(1 + (i % 12))}-${two(13 + (i % 15))}`
const people = ['Ann Lee', 'Bob Ray', 'Cy Dunn', 'Di Fox']

/** Tables of the kinds, by header: what the n-th row holds. */
const tables: Record<string, Record<string, (i: number) => string>> = {
  orders: {
    'Order ID': (i) => `${1_000 + (i >> 1)}`,
    'Customer ID': (i) => `${100 + (i % 40)}`,
    'Order Date': day,
    SKU: (i) => `P${i % 17}`,
    Quantity: (i) => `${1 + (i % 5)}`,
    'Unit Price': (i) => `${3 + (i % 7)}.50`
  },
  'orders in loose words': {
    Order: (i) => `${1_000 + (i >> 1)}`,
    Customer: (i) => `${100 + (i % 40)}`,
    Date: day,
    Plan: (i) => `P${i % 17}`,
    Qty: (i) => `${1 + (i % 5)}`,
    Price: (i) => `${3 + (i % 7)}.50`,
    'Line Total': (i) => ((1 + (i % 5)) * (3.5 + (i % 7))).toFixed(2)
  },
  'bestellungen in German': {
    Bestellnummer: (i) => `${1_000 + i}`,
    Kundennummer: (i) => `${100 + (i % 40)}`,
    Bestelldatum: day,
    Gesamtbetrag: (i) => `${30 + (i % 70)}.90`,
    Status: (i) => (i % 3 === 0 ? 'offen' : 'bezahlt')
  },
  tickets: {
    'Ticket ID': (i) => `T${i}`,
    Customer: (i) => `${100 + (i % 40)}`,
    'Created At': (i) => `${day(i)} 08:00`,
    'Resolved At': (i) => `${day(i)} 18:00`,
    Status: (i) => (i % 3 === 0 ? 'open' : 'solved'),
    Subject: (i) => `About the ${i % 9}th lamp`,
    'Satisfaction rating': (i) => `${1 + (i % 5)}`
  },
  feedback: {
    'Survey date': day,
    'Customer ID': (i) => `${100 + (i % 40)}`,
    'NPS score': (i) => `${i % 11}`,
    Comment: (i) => `It was the ${i}th time that all of it went well enough`
  },
  spend: {
    Date: day,
    Channel: (i) => (i % 2 === 0 ? 'Search' : 'Social'),
    Campaign: (i) => `Spring ${i % 4}`,
    Cost: (i) => `${20 + (i % 30)}.25`,
    Clicks: (i) => `${5 + (i % 50)}`,
    Impressions: (i) => `${500 + (i % 400)}`
  },
  subscriptions: {
    'Subscription ID': (i) => `S${i}`,
    'Customer name': (i) => people[i % 4] ?? '',
    'Customer ID': (i) => `${100 + i}`,
    Plan: (i) => (i % 2 === 0 ? 'Basic' : 'Pro'),
    'Start date': day,
    'Monthly fee': (i) => `${9 + (i % 3)}.90`
  },
  products: {
    SKU: (i) => `P${i}`,
    'Product name': (i) => `Lamp ${i} of brass`,
    Category: (i) => `Kind ${i % 6}`,
    Price: (i) => `${9 + (i % 70)}.90`,
    'Cost per item': (i) => `${4 + (i % 30)}.10`
  }
}
const typed = /date|at$|datum|price|betrag|total|qty|quantity|cost|clicks|impressions|fee|score|rating/i
const rubbish = ['#DIV/0!', '#VALUE!', 'oops', 'twelve', '1.2.3.4', 'ask Ann', 'x9y']

function tableOf(columns: Record<string, (i: number) => string>, rows: number): string[][] {
  const headers = Object.keys(columns)
  return [headers, ...Array.from({ length: rows }, (_, i) => headers.map((header) => columns[header]?.(i) ?? ''))]
}

describe('a table in which one column is broken', () => {
  it('is of the kind that it is without that, with the same columns, and the broken rows are rejected', async () => {
    const cases = Object.entries(tables).flatMap(([name, columns]) =>
      Object.keys(columns)
        .filter((header) => typed.test(header))
        .map((header) => ({ name, columns, header }))
    )
    const clean = new Map<string, Awaited<ReturnType<typeof lookAt>>>()
    for (const [name, columns] of Object.entries(tables)) clean.set(name, await lookAt(tableOf(columns, 150)))
    for (const preview of clean.values()) expect(preview.expected).toMatchObject({ good: 150, rejected: 0 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.constantFrom(...rubbish),
        fc.constantFrom(0.02, 0.2, 0.34, 0.5, 0.66, 0.76),
        fc.shuffledSubarray([...Array(150).keys()], { minLength: 150 }),
        async ({ name, columns, header }, text, share, order) => {
          const broken = order.slice(0, share * 150)
          const [headers = [], ...rows] = tableOf(columns, 150)
          const at = headers.indexOf(header)
          for (const i of broken) rows[i] = (rows[i] ?? []).with(at, text)
          const { kind, mapping, expected } = await lookAt([headers, ...rows])
          const before = clean.get(name)
          expect([kind, mapping.columns]).toEqual([before?.kind, before?.mapping.columns])
          expect(expected).toEqual({ read: 150, good: 150 - broken.length, rejected: broken.length, blank: 0 })
        }
      ),
      { numRuns: 150 }
    )
  }, 120_000)

  it('is refused, naming the column, where hardly a cell is what the header says and the kind needs it', async () => {
    for (const header of ['Order Date', 'Unit Price'])
      for (const options of [{}, { mapping: { kind: 'orders' } } as const]) {
        const columns = { ...(tables.orders as (typeof tables)[string]), [header]: () => 'soon' }
        const { kind, blockers } = await lookAt(tableOf(columns, 60), options)
        expect([kind, blockers.map(({ code }) => code)]).toEqual([null, ['import.brokenColumn']])
        expect(blockers[0]?.details).toMatchObject({ column: header, sample: 'soon' })
      }
  })

  it('is refused, and not taken for another kind, where the likeliest kind lacks what it needs', async () => {
    const columns = { ...(tables['orders in loose words'] as (typeof tables)[string]), Date: () => 'soon' }
    const { kind, blockers } = await lookAt(tableOf(columns, 60))
    expect([kind, blockers.map(({ code }) => code)]).toEqual([null, ['import.brokenColumn']])
  })

  it('is not left out of a folder like a table of something else', async () => {
    const rows = (columns: Record<string, (i: number) => string>) =>
      tableOf(columns, 60)
        .map((cells) => `${cells.join(',')}\n`)
        .join('')
    const columns = { ...(tables.orders as (typeof tables)[string]), 'Order Date': () => 'soon' }
    folder.write('shop/products.csv', rows(tables.products as (typeof tables)[string]))
    const broken = folder.write('shop/orders.csv', rows(columns))
    const { groups } = await understand([broken.replace('/orders.csv', '')], { signal: noSignal, onProgress: () => {} })
    expect(groups.map(({ preview }) => preview.blockers.map(({ code }) => code))).toEqual([['import.brokenColumn'], []])
  })

  it('says so where it does without the column', async () => {
    const columns = { ...(tables.orders as (typeof tables)[string]), Quantity: () => 'some' }
    const { kind, mapping, warnings } = await lookAt(tableOf(columns, 60))
    expect([kind, mapping.columns.Quantity]).toEqual(['orders', undefined])
    expect(warnings).toContainEqual({
      code: 'import.notAsNamed',
      count: 1,
      example: '“Quantity” is called like “Quantity” and holds “some”'
    })
  })

  it('takes a padded or a negative number for a number where the header says so', async () => {
    const columns = { ...(tables.orders as (typeof tables)[string]), Quantity: (i: number) => (i === 3 ? '05' : '2') }
    expect((await lookAt(tableOf(columns, 60))).mapping.columns.Quantity).toBe('quantity')
    const clicks = { ...(tables.spend as (typeof tables)[string]), Clicks: (i: number) => (i === 3 ? '-5' : `${i}`) }
    expect((await lookAt(tableOf(clicks, 60))).mapping.columns.Clicks).toBe('clicks')
  })
})
