/** Columns that are called like what every object has: their cells are kept like any others. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold, withStatement } from '../../../src/main/core/db/entities/fold.ts'
import { entities } from '../../../src/main/core/db/entities/tables.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'isPrototypeOf']
const kinds = {
  orders: ['Order ID,Customer ID,Order Date,Unit Price', '1,7,2024-03-14,2.50'],
  customers: ['Customer ID,First name,Last name,City', '7,Ann,Lee,Rome']
} as const

it('keeps every cell of every column as an attribute, whatever the column is called', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('orders' as const, 'customers' as const),
      fc.uniqueArray(fc.oneof(fc.constantFrom(...inherited), fc.stringMatching(/^x[a-z]{3,8}$/)), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      async (kind, names, dated) => {
        const [header, row] = kinds[kind]
        const cells = names.map((_, i) => (dated && i === 0 ? '2024-03-14' : `cell ${i}`))
        const path = folder.write(`file-${++files}.csv`, `${header},${names.join(',')}\n${row},${cells.join(',')}\n`)
        const options = { mapping: { kind, dateOrders: { other: 'dmy' as const } }, signal: noSignal, onProgress: () => {} }
        const { groups } = await understand([path], options)
        const [group] = groups
        expect(group?.preview.sample[0]?.parsed.slice(-names.length)).toEqual(cells)
        if (group === undefined) return
        for await (const { rows } of convert(group, 0, noSignal))
          for (const { extra } of rows) expect(Object.entries(extra ?? {})).toEqual(names.map((name, i) => [name, cells[i]]))
      }
    ),
    { numRuns: 60 }
  )
})

it('keeps them where several imports speak of one thing', () => {
  const { customer } = entities
  const statement = (extra: string, moment: number) => ({ moment, said: { extra: JSON.parse(extra) } })
  const first = fold(customer, [statement('{"constructor":"a"}', 1)])
  const both = withStatement(customer, first, statement('{"__proto__":"b","toString":"c"}', 2))
  expect(Object.entries(both.said.extra as object)).toEqual([
    ['constructor', 'a'],
    ['__proto__', 'b'],
    ['toString', 'c']
  ])
})
