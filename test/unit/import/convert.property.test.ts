import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isOrderRow } from '../../../src/main/core/import/conversion/convert.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { Mapping } from '../../../src/shared/model/import.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
const header = ['Order', 'Customer', 'Date', 'Quantity', 'Price', 'Note']
const mapping: Partial<Mapping> = {
  kind: 'orders',
  columns: { Order: 'order', Customer: 'customer', Date: 'orderedAt', Quantity: 'quantity', Price: 'unitPrice' },
  dateOrder: 'dmy',
  decimal: '.'
}

const odd = fc
  .string({ unit: fc.constantFrom('a', '7', '-', '.', ',', ' ', '"', '\n', '€', '\u0000', '?'), maxLength: 5 })
  .map((text) => text.replaceAll('\u0000', ''))
const usually = <T extends string>(...values: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: odd })
const row = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        usually('1', '2', 'C3'),
        usually('7', '8.0', ''),
        usually('01/02/2011', '2011-03-04 05:06'),
        usually('1', '-2', '2.5'),
        usually('1', '2.55', '-0.1', '£3'),
        odd
      )
      .map((cells) => [...cells])
  },
  { weight: 1, arbitrary: fc.array(odd, { maxLength: 9 }) },
  { weight: 1, arbitrary: fc.constant([''] as string[]) }
)
/** Quotes most cells as they should be, and leaves some as they are. */
const written = fc
  .tuple(row, fc.integer({ min: 0, max: 19 }))
  .map(([cells, luck]) => cells.map((text) => (luck > 0 && /["\n,]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(','))

it('every row is read once: as an order, rejected, or blank', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 30 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
      const path = folder.write('orders.csv', [header.join(','), ...lines].join(end))
      const { groups, failures } = await understand([path], { mapping, signal: noSignal, onProgress: () => {} })
      // A quote that nothing closes makes the whole file unreadable, and a table may be a header alone; what stands below it is another table.
      if (failures.length > 0) {
        expect(failures.map(({ error }) => error.code)).toEqual([expect.stringMatching(/^file\.(badQuoting|headerOnly)$/)])
        for (const { tables } of groups) for (const { table } of tables) expect(table.sheet).toMatch(/^table \d+$/)
        return
      }
      const [group] = groups
      if (!group) throw new Error('no group')
      const { expected, rows: read } = group.preview
      const seen: number[] = []
      let blank = 0
      for await (const batch of convert(group, 0, noSignal)) {
        seen.push(...batch.rows.map(({ line }) => line), ...batch.rejected.map(({ line }) => line))
        blank += batch.blank
        for (const { amount } of batch.rows.filter(isOrderRow)) expect(Number.isSafeInteger(amount.units)).toBe(true)
        for (const { code, raw } of batch.rejected)
          expect([code, raw.length > 0]).toEqual([expect.stringMatching(/^import\.reject\.\w+$/), true])
      }
      expect(seen.length + blank).toBe(read)
      expect(new Set(seen).size).toBe(seen.length)
      expect(expected).toMatchObject({ read, blank })
      expect(expected.good + expected.rejected + expected.blank).toBe(read)
    }),
    { numRuns: 400 }
  )
})
