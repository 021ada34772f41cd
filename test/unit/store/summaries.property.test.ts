import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importSources } from './workspace.ts'

/** Orders of few customers over four years, before and after 1970, with months between that nobody bought in. */
const anyOrder = fc
  .record({
    customer: fc.constantFrom('C1', 'C2', 'C3', null),
    day: fc.integer({ min: -500, max: 960 }),
    quantities: fc.array(fc.constantFrom(1, 2, -1), { minLength: 1, maxLength: 3 }),
    price: fc.constantFrom('10', '2.50', '0.125', '99.9'),
    currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD')
  })
  .map(({ day, ...given }) => ({ ...given, at: at('1971-01-01T00:00:00') + day * 86_400 + 3_600 }))

const anyShop = fc
  .array(anyOrder, { minLength: 1, maxLength: 40 })
  .map((orders) =>
    orders.flatMap(({ quantities, ...given }, i) =>
      quantities.map((quantity, line) => orderRow({ ...given, order: `A${i}`, quantity, product: `P${line}` }))
    )
  )

/** The slow, plain way to each figure. Amounts in thousandths, which is as fine as the prices above. */
const thousandths = ({ amount }: OrderRow) => amount.units * 10 ** (3 - amount.decimals)
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
/** A mean is the one figure here that is not exact. */
const sixDecimals = (value: number) => Math.round(value * 1e6) / 1e6
const monthOf = (seconds: number) => {
  const date = new Date(seconds * 1_000)
  return 12 * date.getUTCFullYear() + date.getUTCMonth()
}

function expectedMonths(rows: readonly OrderRow[], currency: string) {
  const own = rows.filter((row) => row.currency === currency)
  const sales = [
    ...Map.groupBy(
      own.filter(({ kind }) => kind === 'sale'),
      ({ order }) => order
    ).values()
  ].map((lines) => ({
    customer: lines[0]?.customer ?? null,
    month: monthOf(Math.min(...lines.map((line) => line.at ?? 0)))
  }))
  const months = own.map((row) => monthOf(row.at ?? 0))
  const first = Math.min(...months)
  return Array.from({ length: Math.max(...months) - first + 1 }, (_, i) => {
    const month = first + i
    const lines = own.filter((row) => monthOf(row.at ?? 0) === month)
    const year = sales.filter((sale) => sale.customer !== null && sale.month <= month && sale.month > month - 12)
    const ordersBy = Map.groupBy(year, ({ customer }) => customer)
    return {
      month,
      lines: lines.length,
      net: sum(lines.map(thousandths)),
      gross: sum(lines.filter(({ kind }) => kind === 'sale').map(thousandths)),
      orders: sales.filter((sale) => sale.month === month).length,
      customers: new Set(sales.filter((sale) => sale.month === month && sale.customer !== null).map(({ customer }) => customer)).size,
      customers_12: ordersBy.size,
      repeat_12: [...ordersBy.values()].filter((orders) => orders.length > 1).length
    }
  })
}

function expectedCustomers(rows: readonly OrderRow[], currency: string) {
  const own = rows.filter((row) => row.currency === currency && row.customer !== null)
  return [...Map.groupBy(own, ({ customer }) => customer)]
    .map(([customer, lines]) => {
      const sales = lines.filter(({ kind }) => kind === 'sale')
      const orders = new Set(sales.map(({ order }) => order)).size
      const gross = sum(sales.map(thousandths))
      return {
        code: customer,
        orders,
        net: sum(lines.map(thousandths)),
        gross,
        mean_value: orders === 0 ? null : sixDecimals(gross / orders),
        first_at: orders === 0 ? null : Math.min(...sales.map((line) => line.at ?? 0)),
        last_at: orders === 0 ? null : Math.max(...sales.map((line) => line.at ?? 0))
      }
    })
    .sort((a, b) => String(a.code).localeCompare(String(b.code)))
}

/** What is stored, brought to thousandths. */
function stored(db: Db, currency: string) {
  const [found] = all<{ decimals: number; net: number; lines: number }>(
    db,
    'SELECT decimals, net, lines FROM currency WHERE code = ?',
    currency
  )
  const scale = 10 ** (3 - (found?.decimals ?? 0))
  const months = all<ReturnType<typeof expectedMonths>[number]>(
    db,
    'SELECT month, lines, net, gross, orders, customers, customers_12, repeat_12 FROM month_summary WHERE currency = ? ORDER BY month',
    currency
  )
  const customers = all<ReturnType<typeof expectedCustomers>[number]>(
    db,
    `SELECT c.code, s.orders, s.net, s.gross, s.mean_value, s.first_at, s.last_at FROM customer_summary s JOIN customer c ON c.id = s.customer_id
     WHERE s.currency = ? ORDER BY c.code`,
    currency
  )
  return {
    net: (found?.net ?? 0) * scale,
    lines: found?.lines ?? 0,
    months: months.map((month) => ({ ...month, net: month.net * scale, gross: month.gross * scale })),
    customers: customers.map((customer) => ({
      ...customer,
      net: customer.net * scale,
      gross: customer.gross * scale,
      mean_value: customer.mean_value === null ? null : sixDecimals(customer.mean_value * scale)
    }))
  }
}

const inEuro = 'EUR'

describe('what an import prepares', () => {
  it('equals what adding up all lines gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyShop, async (rows) => {
        const db = emptyWorkspace()
        try {
          await importSources(db, draft(rows))
          for (const currency of new Set(rows.map((row) => row.currency))) {
            const { net, lines, months, customers } = stored(db, currency)
            const own = rows.filter((row) => row.currency === currency)
            expect({ net, lines }).toEqual({ net: sum(own.map(thousandths)), lines: own.length })
            expect(months).toEqual(expectedMonths(rows, currency))
            // Everybody has a row in the analysed currency, so some are of nothing.
            const expected = expectedCustomers(rows, currency)
            expect(customers.filter(({ code }) => expected.some((one) => one.code === code))).toEqual(expected)
          }
        } finally {
          db.close()
        }
      }),
      { numRuns: 80 }
    )
  })

  it('is the same whether the lines came in one import or in several', async () => {
    await fc.assert(
      fc.asyncProperty(anyShop, fc.nat(), async (rows, cut) => {
        const [once, twice] = [emptyWorkspace(), emptyWorkspace()]
        try {
          const middle = cut % (rows.length + 1)
          const head = rows.slice(0, middle)
          await importSources(once, draft(rows))
          if (head.length > 0) await importSources(twice, draft(head))
          await importSources(twice, draft(rows))
          const figures = (db: Db) => [
            ...['currency', 'month_summary', 'customer_summary'].map((table) => all(db, `SELECT * FROM ${table}`)),
            all(db, 'SELECT customers, orders, order_lines, anonymous_lines, cancellation_lines, first_at, last_at FROM workspace_summary')
          ]
          expect(figures(twice)).toEqual(figures(once))
        } finally {
          once.close()
          twice.close()
        }
      }),
      { numRuns: 60 }
    )
  })

  it('gives everybody a row in the analysed currency', async () => {
    const db = emptyWorkspace()
    const rows = [
      orderRow({ currency: inEuro }),
      orderRow({ currency: inEuro, order: 'A2' }),
      orderRow({ order: 'A3', customer: 'C2', currency: 'USD' })
    ]
    await importSources(db, draft(rows))
    const orders = all(
      db,
      'SELECT c.code, s.orders FROM customer_summary s JOIN customer c ON c.id = customer_id WHERE currency = ? ORDER BY 1',
      inEuro
    )
    expect(orders).toEqual([
      { code: 'C1', orders: 2 },
      { code: 'C2', orders: 0 }
    ])
    db.close()
  })
})
