import { afterEach, describe, expect, it } from 'vitest'
import { listCustomers } from '../../../src/main/core/db/queries/customers.ts'
import { kpiBasis, preparation, setTarget } from '../../../src/main/core/db/queries/kpis.ts'
import { setSetting } from '../../../src/main/core/db/queries/settings.ts'
import { kpiView } from '../../../src/main/core/services/kpi-view.ts'
import { kpis, kpisVersion } from '../../../src/main/core/tasks/kpis.ts'
import type { KpiSelection } from '../../../src/shared/model/kpi-selection.ts'
import type { KpiId, KpiPeriod } from '../../../src/shared/model/kpis.ts'
import { addImport, type Line, workspaceOf } from './segments-workspace.ts'

const ctx = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
let shop: ReturnType<typeof workspaceOf>
afterEach(() => shop.remove())

/** One order a customer on the tenth of each month, of as many euros as the month has. */
const steady = (customers: readonly string[], months: readonly string[]): Line[] =>
  months.flatMap((month) =>
    customers.map((customer) => ({ customer, order: `${customer} ${month}`, at: `${month}-10`, amount: 100 * Number(month.slice(5)) }))
  )
const list = { search: '', segment: null, only: null, sort: 'code', descending: false, offset: 0, limit: 50 } as const
const halfYear = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06']

const count = (asOf: string, recompute = false) => kpis({ workspacePath: shop.file, asOf, recompute }, ctx)

function view(period: KpiPeriod, compare: 'previous' | 'year' = 'previous') {
  const prepared = preparation(shop.db)
  if (prepared === null) throw new Error('Nothing was prepared.')
  const found = kpiView(shop.db, prepared, { period, compare, by: null })
  return { ...found, of: (id: KpiId) => found.kpis.find(({ kpi }) => kpi === id) }
}

describe('the job that counts KPIs', () => {
  it('keeps the newest month and the one before', async () => {
    shop = workspaceOf(steady(['a', 'b'], halfYear))
    await count('2024-06-30')
    const { span, comparison, of } = view('month')
    expect(span).toEqual({ from: '2024-06-01', to: '2024-06-30' })
    expect(comparison).toEqual({ from: '2024-05-01', to: '2024-05-31' })
    expect(of('revenue')).toMatchObject({ value: 12, previous: 10, reason: null, low: null })
    expect(of('revenue-growth')).toMatchObject({ value: expect.closeTo(0.2, 12), previous: expect.closeTo(0.25, 12) })
    expect(of('retention')).toMatchObject({ value: 1, n: 2, previous: 1, previousN: 2, beyondChance: false })
    expect(of('orders')).toMatchObject({ previousN: 2, beyondChance: false })
    expect(of('csat')).toMatchObject({ value: null, reason: 'noAnswers', n: 0 })
    expect(view('month', 'year')).toMatchObject({ comparison: null })
    expect(view('year').span).toBeNull()
  })

  it('counts nothing that lies after the as-of date, and says how much that is', async () => {
    shop = workspaceOf(steady(['a', 'b'], halfYear))
    const { leftOut } = await count('2024-04-30')
    expect(leftOut).toContainEqual({ code: 'kpis.leftOut.linesAfter', count: 4, example: '' })
    expect(view('month').of('revenue')).toMatchObject({ value: 8, previous: 6 })
    expect(view('all').of('orders')).toMatchObject({ value: 8, previous: null })
  })

  it('does not begin with a date that was mistyped, and says so', async () => {
    const customers = Array.from({ length: 10 }, (_, i) => `c${i}`)
    const stray = { customer: 'c1', order: 'old', at: '1905-01-01', amount: 700 }
    shop = workspaceOf([...steady(customers, halfYear), stray])
    const { leftOut } = await count('2024-06-30')
    expect(leftOut).toContainEqual({ code: 'kpis.leftOut.linesLongBefore', count: 1, example: '' })
    expect(preparation(shop.db)?.firstDay).toBe(Date.UTC(2024, 0, 10) / 86_400_000)
    expect(view('all').of('orders')).toMatchObject({ value: 60 })
    expect(view('month').of('new-customers')).toMatchObject({ value: 0 })
  })

  it('is out of date after an import, another as-of date, and other hours; the run of equal data stays', async () => {
    shop = workspaceOf(steady(['a'], halfYear))
    await count('2024-06-30')
    const first = preparation(shop.db)
    expect(first?.basis).toBe(kpiBasis(shop.db, '2024-06-30', kpisVersion))
    expect(first?.basis).not.toBe(kpiBasis(shop.db, '2024-06-29', kpisVersion))
    expect(first?.basis).not.toBe(kpiBasis(shop.db, '2024-06-30', 'another'))
    await count('2024-06-30', true)
    expect(preparation(shop.db)?.runId).toBe(first?.runId)

    addImport(shop.db, steady(['b'], ['2024-06']))
    expect(first?.basis).not.toBe(kpiBasis(shop.db, '2024-06-30', kpisVersion))
    await count('2024-06-30')
    const second = preparation(shop.db)
    expect(second?.runId).not.toBe(first?.runId)
    expect(second?.basis).toBe(kpiBasis(shop.db, '2024-06-30', kpisVersion))
    // What the last 90 days were before that import.
    expect(second?.before).toMatchObject({ revenue: 15, customers: 1 })
    expect(view('last90').of('revenue')).toMatchObject({ value: 21 })

    setSetting(shop.db, 'businessHours', { days: [6, 7], from: 10, to: 14 })
    expect(second?.basis).not.toBe(kpiBasis(shop.db, '2024-06-30', kpisVersion))
  })

  it('proves that equal data give equal figures, and notices when they do not', async () => {
    shop = workspaceOf(steady(['a'], halfYear))
    await count('2024-06-30')
    shop.db.prepare("UPDATE kpi_window SET cells = '{}' WHERE breakdown = ''").run()
    await expect(count('2024-06-30', true)).rejects.toMatchObject({ code: 'run.notReproduced' })
  })

  it('holds figures against targets of the same kind of period, whichever way is better', async () => {
    shop = workspaceOf(steady(['a'], halfYear))
    await count('2024-06-30')
    setTarget(shop.db, 'aov', 'month', 6, 0)
    setTarget(shop.db, 'churn', 'month', -0.1, 0)
    expect(view('month').of('aov')).toMatchObject({ target: 6, met: true })
    expect(view('month').of('churn')).toMatchObject({ target: -0.1, met: false })
    expect(view('quarter').of('aov')).toMatchObject({ target: null, met: null })
    setTarget(shop.db, 'aov', 'month', 6.01, 0)
    expect(view('month').of('aov')).toMatchObject({ met: false })
    setTarget(shop.db, 'csat', 'month', 0.5, 0)
    expect(view('month').of('csat')).toMatchObject({ target: 0.5, met: null })
    setTarget(shop.db, 'aov', 'month', null, 0)
    expect(view('month').of('aov')).toMatchObject({ target: null })
  })

  it('counts orders in another currency and says so; orders of nothing too', async () => {
    shop = workspaceOf([
      ...steady(['a', 'b'], halfYear),
      { customer: 'c', order: 'foreign', at: '2024-06-12', amount: 99, currency: 'USD' },
      { customer: 'd', order: 'free', at: '2024-06-13', amount: 0 },
      { customer: 'a', order: 'free before', at: '2024-05-13', amount: 0 }
    ])
    const { leftOut } = await count('2024-06-30')
    const { of } = view('month')
    expect(of('orders')).toMatchObject({ value: 4 })
    expect(of('aov')).toMatchObject({ value: 4, n: 3 })
    expect(of('clv')).toMatchObject({ value: 14, n: 3 })
    expect(of('revenue')).toMatchObject({ value: 12, n: 3 })
    expect(leftOut).toContainEqual({ code: 'kpis.leftOut.otherCurrency', count: 1, example: '' })
    const free = (period: KpiPeriod) => view(period).leftOut.find(({ code }) => code === 'kpis.leftOut.freeOrders')?.count
    expect([free('month'), free('all')]).toEqual([1, 2])
  })

  it('gives what names no group a row of its own, so that the rows add up', async () => {
    const abroad = (customer: string | null, order: string): Line => ({ customer, order, at: '2024-06-12', amount: 100 })
    shop = workspaceOf([...steady(['a', 'b'], halfYear), abroad('c', 'c1'), abroad(null, 'x1')])
    shop.db.exec("UPDATE customer SET country = 'France' WHERE code = 'a'")
    await count('2024-06-30')
    const prepared = preparation(shop.db)
    const found = prepared && kpiView(shop.db, prepared, { period: 'month', compare: 'previous', by: 'country' })
    expect(found?.members).toEqual([
      { id: 'France', name: 'France', slot: null, none: false },
      { id: null, name: '', slot: null, none: true }
    ])
    const row = found?.rows.find(({ kpi }) => kpi === 'orders')
    expect(row?.cells.map(({ value, n }) => [value, n])).toEqual([
      [1, 1],
      [3, 3]
    ])
  })

  it('opens exactly the customers that its counts are of', async () => {
    shop = workspaceOf([
      ...steady(['a', 'b', 'c'], ['2024-04', '2024-05']),
      ...steady(['b', 'd'], ['2024-06']),
      { customer: 'b', order: 'again', at: '2024-06-20', amount: 5 },
      { customer: 'e', order: 'foreign', at: '2024-06-12', amount: 99, currency: 'USD' },
      { customer: 'c', order: 'back', at: '2024-06-13', amount: -5, kind: 'return' },
      { customer: null, order: 'nobody', at: '2024-06-13', amount: 5 }
    ])
    await count('2024-06-30')
    const { span, preceding, of } = view('month')
    if (span === null) throw new Error('There is no whole month.')
    const codes = (who: KpiSelection['who'], currency: string | null = null) => {
      const among = { of: 'kpi', who, ...span, before: preceding, currency } as const
      const { total, rows } = listCustomers(shop.db, { ...list, among })
      expect(rows).toHaveLength(total)
      return rows.map(({ code }) => code)
    }
    expect([codes('ordered'), of('customers')?.value]).toEqual([['b', 'd', 'e'], 3])
    expect(codes('ordered', 'EUR')).toEqual(['b', 'd'])
    expect([codes('new'), of('new-customers')?.value]).toEqual([['d', 'e'], 2])
    expect([codes('repeat'), of('repeat-purchase-rate')?.value]).toEqual([['b'], 1 / 3])
    expect([codes('kept'), codes('lost')]).toEqual([['b'], ['a', 'c']])
    expect(of('retention')).toMatchObject({ value: 1 / 3, n: 3 })
  })

  it('tells ease on the scale that most answers are on', async () => {
    shop = workspaceOf(steady(['a'], halfYear))
    const answer = shop.db.prepare(
      "INSERT INTO feedback (at, type, score, scale, identity, ordinal, first_of_row, source_id) VALUES (?, 'ces', ?, ?, ?, 1, 1, 1)"
    )
    for (const score of [6, 7, 5]) answer.run(Date.UTC(2024, 5, 3) / 1000, score, 7, score)
    answer.run(Date.UTC(2024, 5, 3) / 1000, 80, 100, 9)
    const { leftOut } = await count('2024-06-30')
    expect(view('month')).toMatchObject({ easeScale: 7 })
    expect(view('month').of('ces')).toMatchObject({ value: 6, n: 3, high: 7 })
    expect(leftOut).toContainEqual({ code: 'kpis.leftOut.answersOtherScale', count: 1, example: '' })
  })

  it('knows of orders that name nobody what can be known', async () => {
    shop = workspaceOf([
      { customer: null, order: '1', at: '2024-05-05', amount: 500 },
      { customer: null, order: '2', at: '2024-06-10', amount: 700 }
    ])
    await count('2024-06-30')
    const { of } = view('month')
    expect(of('revenue')).toMatchObject({ value: 7, previous: 5 })
    expect(of('customers')).toMatchObject({ value: null, reason: 'noCustomers' })
    expect(of('retention')).toMatchObject({ value: null, reason: 'noCustomers' })
  })

  it('refuses a workspace without anything that has a date', async () => {
    shop = workspaceOf([], ['somebody'])
    await expect(count('2024-06-30')).rejects.toMatchObject({ code: 'workspace.empty' })
  })
})
