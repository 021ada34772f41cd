import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { noCounts } from '../../src/main/core/db/queries/workspace.ts'
import { isOrderRow } from '../../src/main/core/import/conversion/convert.ts'
import { convert, understand } from '../../src/main/core/import/index.ts'
import { writeSampleShop } from '../../src/main/core/sample/index.ts'
import { openTestApp } from '../fixtures/orders-app.ts'
import { readShop } from '../unit/sample/read-shop.ts'

it('the orders of the sample shop import without a question, and with no rejected row but the planted ones', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-sample-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await writeSampleShop({ folder })
  const shop = readShop(folder)
  const { signal } = new AbortController()
  const { groups: all, failures } = await understand([folder], { signal, onProgress: () => {} })
  expect(failures).toEqual([])
  expect(all.map((g) => [g.preview.questions, g.preview.blockers]).flat(2)).toEqual([])
  const groups = all.filter((g) => g.preview.files.some(({ file }) => path.basename(file) === 'orders.xlsx'))
  expect(groups).toHaveLength(1)

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
  // Nothing is noticed but what is so, and the files that are of no kind that can be imported.
  const noticed = groups[0]?.tables[0]?.warnings.map(({ code, count }) => [code, count]) ?? []
  expect(noticed.filter(([code]) => code !== 'import.fileLeftOut' && code !== 'import.leftOut.noTable')).toEqual([
    ['import.anonymous', rows.filter((r) => r['Customer ID'] === '').length],
    ['import.returns', kinds.return],
    ['import.voided', rows.filter((r) => r.Status === 'cancelled').length]
  ])
  const discount = groups[0]?.preview.columns.find(({ header }) => header === 'Discount')
  expect(discount?.notes).toMatchObject([{ code: 'import.discount.after' }])
  // Ids keep their zeros.
  expect(customers).toEqual(new Set(rows.map((r) => r['Customer ID'] ?? '').filter((id) => id !== '')))
})

it('the sample shop imports as a whole, each file as its kind, with exactly the planted bad rows rejected', async () => {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  const folder = path.join(test.folder, 'shop')
  const { files } = await writeSampleShop({ folder })
  const shop = readShop(folder)
  await test.call('workspace.create', { name: 'shop' })
  const result = await test.call('import.start', { files: files.map(({ file }) => path.join(folder, file)), label: 'shop' })

  expect(Object.fromEntries(result.map(({ source }) => [source.file, source.kind]))).toEqual({
    'customers.csv': 'customers',
    'products.csv': 'products',
    'orders.xlsx': 'orders',
    'tickets.csv': 'tickets',
    'touchpoints.csv': 'touchpoints',
    'feedback.csv': 'feedback',
    'offers.csv': 'offers',
    'spend.csv': 'spend'
  })
  for (const { source, rows } of result) expect([source.file, rows.stored]).toEqual([source.file, shop.clean(source.file).length])
  const { rows: rejected } = await test.call('sources.rejected', { limit: 500 })
  const place = ({ file, line }: { file: string; line: number }) => `${file}:${line}`
  expect(rejected.map(place).sort()).toEqual(shop.planted.badRows.map(place).sort())
  expect(rejected.find(({ file, column }) => file === 'tickets.csv' && column === 'customer_id')).toMatchObject({
    value: '099999',
    code: 'import.reject.unknownCustomer'
  })
  expect(await test.call('workspace.current', {})).toMatchObject({
    counts: { customers: 2_258, products: 65, tickets: 2_440, touchpoints: 92_214, feedback: 4_613, offerResponses: 9_415, spendRows: 420 }
  })
  // No customer is in twice but by planting.
  expect((await test.call('customers.duplicates', {})).total).toBe(0)

  await test.call('sources.undo', { importId: 1 })
  expect(await test.call('workspace.current', {})).toMatchObject({ counts: noCounts })
}, 300_000)
