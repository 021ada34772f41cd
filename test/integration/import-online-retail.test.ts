import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { workerEntry } from '../../src/main/core/jobs/worker-entry.ts'
import type { tasks } from '../../src/main/core/tasks/index.ts'
import type { ImportResult } from '../../src/shared/model/import.ts'
import { openTestApp, type TestApp } from '../fixtures/orders-app.ts'

const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data')
const folder = path.join(data, 'online-retail', 'by-day')

/** UCI Online Retail in 305 daily files, against the numbers that its publishers and others have counted. */
describe.skipIf(!existsSync(folder))('Online Retail', () => {
  let test: TestApp
  let first: ImportResult

  beforeAll(async () => {
    test = openTestApp({ host: createChildHost<typeof tasks>({ entry: workerEntry() }) })
    await test.call('workspace.create', { name: 'retail' })
    first = await test.call('import.start', { files: [folder], label: 'Online Retail' })
  }, 600_000)
  afterAll(() => test.dispose())

  const sum = (result: ImportResult, column: keyof ImportResult[number]['rows']) =>
    result.reduce((total, { rows }) => total + rows[column], 0)

  it('is stored line by line, with nothing left over', async () => {
    expect(first).toHaveLength(305)
    expect(sum(first, 'read')).toBe(541_909)
    expect(sum(first, 'stored')).toBe(541_909)
    expect(await test.call('sources.totals', {})).toEqual({
      rows: { read: 541_909, stored: 541_909, updated: 0, duplicate: 0, rejected: 0, blank: 0 },
      amounts: [{ currency: '', total: '9747747.934' }]
    })
  })

  it('has as many customers, invoices, cancellations and anonymous lines as were counted', async () => {
    expect(await test.call('workspace.current', {})).toMatchObject({
      firstDate: '2010-12-01',
      lastDate: '2011-12-09',
      asOf: '2011-12-09',
      counts: {
        sources: 305,
        customers: 4_372,
        orders: 25_900,
        orderLines: 541_909,
        anonymousLines: 135_080,
        cancellationLines: 9_288,
        rejectedRows: 0
      }
    })
  })

  it('gives a year of figures, with nothing before to compare', async () => {
    const { period, figures } = await test.call('home.summary', {})
    expect(period).toEqual({ from: '2010-12-01', to: '2011-11-30', previousFrom: null, previousTo: null })
    expect(figures.every(({ value, previous }) => value !== null && previous === null)).toBe(true)
  })

  it('stores nothing twice', async () => {
    // Another id for the same folder: the first was given back.
    const again = await test.call('import.start', { files: [folder + path.sep], label: 'Again' })
    expect([sum(again, 'read'), sum(again, 'stored'), sum(again, 'updated'), sum(again, 'duplicate')]).toEqual([541_909, 0, 0, 541_909])
    expect((await test.call('sources.totals', {})).amounts).toEqual([{ currency: '', total: '9747747.934' }])
  })
})
