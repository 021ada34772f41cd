import type { Database } from 'better-sqlite3'
import { createGroupInsert, groupRows } from './group-insert.ts'
import { indexedAfter } from './late-indexes.ts'
import { type CustomerSums, type OrderSums, type SummaryLine, type SummaryLines, sumOrders } from './order-sums.ts'
import { analysedCurrency } from './settings.ts'

/**
 * Fills `customer_summary` and `month_summary` and tells each currency what it brought. The currencies with their decimals have to be there.
 *
 * O(lines + customers log customers), and memory of `sumOrders`; O(customers) if the sums are known.
 *
 * @param known of all lines, `customer_summary` being filled with them
 */
export function summariseOrders(db: Database, known?: Omit<OrderSums, 'people'>): void {
  if (known !== undefined) {
    writeSums(db, known)
    addOthers(db)
    return
  }
  const decimalsOf = new Map(db.prepare<[], [string, number]>('SELECT code, decimals FROM currency').raw().all())
  const sums = sumOrders(storedLines(db), decimalsOf)
  writeSums(db, sums)
  db.exec('DELETE FROM customer_summary')
  indexedAfter(db, 'customer_summary', () => {
    writePeople(db, sums.people)
    addOthers(db)
  })
}

function writeSums(db: Database, { nets, months }: Omit<OrderSums, 'people'>): void {
  const addNet = db.prepare('UPDATE currency SET net = ? WHERE code = ?')
  for (const [code, net] of nets) addNet.run(net, code)
  db.exec('DELETE FROM month_summary')
  const insert = db.prepare(
    `INSERT INTO month_summary (currency, month, lines, net, gross, orders, customers, customers_12, repeat_12)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  for (const { currency, month, lines, net, gross, orders, customers, active, repeating } of months) {
    insert.run(currency, month, lines, net, gross, orders, customers, active, repeating)
  }
}

/** So that a list in the analysed currency has everybody. */
function addOthers(db: Database): void {
  const currency = analysedCurrency(db)
  const counts = db.prepare<[string], [number, number]>(
    'SELECT (SELECT COUNT(*) FROM customer), (SELECT COUNT(*) FROM customer_summary WHERE currency = ?)'
  )
  const [customers, told] = counts.raw().get(currency) as [number, number]
  if (customers === told) return
  db.prepare<[string]>(
    `INSERT INTO customer_summary (customer_id, currency, orders, net, gross, mean_value, first_at, last_at)
     SELECT id, ?, 0, 0, 0, NULL, NULL, NULL FROM customer
     WHERE same_as IS NULL ON CONFLICT (customer_id, currency) DO NOTHING`
  ).run(currency)
}

function storedLines(db: Database): SummaryLines {
  const lines = db
    .prepare<[], Parameters<SummaryLine>>(
      `SELECT l.order_id, o.customer_id, o.currency, l.kind = 'sale', l.at, l.amount, l.decimals
       FROM order_line l CROSS JOIN orders o ON o.id = l.order_id ORDER BY l.order_id`
    )
    .raw()
  return {
    each(visit) {
      for (const [order, customer, currency, isSale, at, amount, decimals] of lines.iterate()) {
        visit(order, customer, currency, isSale, at, amount, decimals)
      }
    }
  }
}

/** In the order of the table's key. */
function writePeople(db: Database, { inOrder, customer, currency, currencies, orders, net, gross, first, last }: CustomerSums): void {
  const columns = ['customer_id', 'currency', 'orders', 'net', 'gross', 'mean_value', 'first_at', 'last_at']
  const insert = createGroupInsert(db, 'customer_summary', columns)
  const cellsOf = (place: number) => {
    const count = orders[place] as number
    const sales = gross(place)
    const dates = count === 0 ? [null, null] : [first[place] as number, last[place] as number]
    const mean = count === 0 ? null : Number(sales) / count
    return [customer[place] as number, currencies[currency[place] as number] ?? '', count, net(place), sales, mean, ...dates]
  }
  const whole = inOrder.length - (inOrder.length % groupRows)
  for (let from = 0; from < whole; from += groupRows) insert.group([...inOrder.subarray(from, from + groupRows)].flatMap(cellsOf))
  for (const place of inOrder.subarray(whole)) insert.one(cellsOf(place))
}
