import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { isOrderRow } from '../../src/main/core/import/conversion/convert.ts'
import { convert, understand } from '../../src/main/core/import/index.ts'
import { writeSampleShop } from '../../src/main/core/sample/index.ts'
import { readShop } from '../unit/sample/read-shop.ts'

it('the orders of the sample shop import without a question, and with no rejected row but the planted ones', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-sample-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await writeSampleShop({ folder })
  const shop = readShop(folder)
  const { signal } = new AbortController()
  const { groups, failures } = await understand([path.join(folder, 'orders.xlsx')], { signal, onProgress: () => {} })
  expect(failures).toEqual([])
  expect(groups.map((g) => [g.preview.questions, g.preview.blockers])).toEqual([[[], []]])

  const rejected: number[] = []
  const kinds = { sale: 0, return: 0, cancellation: 0 }
  const customers = new Set<string>()
  for (const group of groups) {
    for await (const batch of convert(group, 0, signal)) {
      rejected.push(...batch.rejected.map((r) => r.line))
      for (const row of batch.rows.filter(isOrderRow)) {
        kinds[row.kind]++
        if (row.customer !== null) customers.add(row.customer)
      }
    }
  }
  const planted = shop.planted.badRows.filter((b) => b.file === 'orders.xlsx')
  expect(rejected).toEqual(planted.map((b) => b.line))
  const rows = shop.clean('orders.xlsx')
  expect(kinds.sale + kinds.return + kinds.cancellation).toBe(rows.length)
  expect(kinds.return).toBe(rows.filter((r) => r.Status === 'returned').length)
  // Ids keep their zeros.
  expect(customers).toEqual(new Set(rows.map((r) => r['Customer ID'] ?? '').filter((id) => id !== '')))
})
