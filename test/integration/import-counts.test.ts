/**
 * Each published table, imported by the command line without a word about its kind, against counts made with Python's standard
 * library (`test/reference/make_import_counts.py`). Skipped, table by table, where the data is not there. `import-kinds.test.ts`
 * looks closer at single columns.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportResult, Mapping } from '../../src/shared/model/import.ts'
import type { SourceKind } from '../../src/shared/model/kinds.ts'
import { sextant, temporaryFolder } from './cli.support.ts'

type Figures = Record<string, number | string>
const counted = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../reference/import_counts.json'), 'utf8')) as Record<
  string,
  Figures
>
const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data')

/** What the workspace holds of each figure. Those of the rows and of the amounts come from the answers of the commands. */
const asked: Record<string, { kind: SourceKind; mapping?: Partial<Mapping>; sql: Record<string, string> }> = {
  'online-retail/by-day': {
    kind: 'orders',
    sql: {
      orders: 'SELECT COUNT(*) FROM orders',
      'anonymous lines': 'SELECT COUNT(*) FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.customer_id IS NULL',
      'lines of cancellations': "SELECT COUNT(*) FROM order_line WHERE kind = 'cancellation'"
    }
  },
  'cdnow/CDNOW_sample.txt': {
    kind: 'orders',
    // A log without a header waits to be told what it is.
    mapping: {
      kind: 'orders',
      header: false,
      columns: { 'column 2': 'customer', 'column 3': 'orderedAt', 'column 4': 'quantity', 'column 5': 'lineTotal' }
    },
    sql: { quantity: 'SELECT SUM(quantity) FROM order_line' }
  },
  'incident-event-log/incident_event_log.zip': {
    kind: 'tickets',
    sql: {
      'not resolved': 'SELECT COUNT(*) FROM ticket WHERE resolved_at IS NULL',
      reopenings: 'SELECT SUM(reopens) FROM ticket',
      reassignments: 'SELECT SUM(reassignments) FROM ticket',
      'within the agreed time': 'SELECT SUM(sla_met) FROM ticket'
    }
  },
  'support-tickets/customer_support_tickets.csv': {
    kind: 'tickets',
    sql: {
      open: "SELECT COUNT(*) FROM ticket WHERE status = 'Open'",
      closed: "SELECT COUNT(*) FROM ticket WHERE status = 'Closed'",
      'sum of ratings': "SELECT SUM(rating) || '' FROM ticket",
      'resolved before the first response': 'SELECT COUNT(*) FROM ticket WHERE resolved_at < first_response_at'
    }
  },
  'journeys/ecom.retentioneering-5.csv.gz': {
    kind: 'touchpoints',
    sql: {
      sessions: 'SELECT COUNT(DISTINCT session) FROM touchpoint',
      'kinds of event': 'SELECT COUNT(DISTINCT event) FROM touchpoint',
      'most frequent event': 'SELECT MAX(n) FROM (SELECT SUM(count) AS n FROM touchpoint GROUP BY event)'
    }
  },
  'personality/marketing_campaign.csv': {
    kind: 'offers',
    sql: {
      answers: 'SELECT COUNT(*) FROM offer_response',
      accepted: 'SELECT SUM(accepted) FROM offer_response',
      'accepted the last': "SELECT SUM(accepted) FROM offer_response WHERE offer = 'Response'",
      incomes: "SELECT COUNT(extra ->> 'Income') FROM customer"
    }
  },
  'hillstrom/hillstrom.csv': {
    kind: 'offers',
    sql: {
      'control group': 'SELECT SUM(control) FROM offer_response',
      visits: 'SELECT SUM(clicked) FROM offer_response',
      conversions: 'SELECT SUM(accepted) FROM offer_response',
      'cents spent': 'SELECT CAST(SUM(ROUND(value * POWER(10, 2 - value_decimals))) AS INTEGER) FROM offer_response'
    }
  },
  'bank-marketing/bank-additional-full.csv': {
    kind: 'offers',
    sql: {
      accepted: 'SELECT SUM(accepted) FROM offer_response',
      'seconds of talk': "SELECT SUM(extra ->> 'duration') FROM offer_response"
    }
  },
  'olist/olist_order_payments_dataset.csv.gz': { kind: 'orders', sql: { orders: 'SELECT COUNT(*) FROM orders' } },
  'olist/olist_products_dataset.csv': {
    kind: 'products',
    sql: {
      products: 'SELECT COUNT(*) FROM product',
      'with a category': 'SELECT COUNT(category) FROM product',
      categories: 'SELECT COUNT(DISTINCT category) FROM product',
      grams: "SELECT SUM(extra ->> 'product_weight_g') FROM product"
    }
  },
  'mall-customers/Mall_Customers.csv': { kind: 'customers', sql: { 'sum of spend': "SELECT SUM(extra ->> 'Spend') FROM customer" } },
  'sentiment/amazon_alexa.tsv': {
    kind: 'feedback',
    sql: {
      'sum of stars': 'SELECT CAST(SUM(score) AS INTEGER) FROM feedback',
      'five stars': 'SELECT COUNT(*) FROM feedback WHERE score = 5',
      'kinds of device': 'SELECT COUNT(DISTINCT p.name) FROM feedback f JOIN product p ON p.id = f.product_id'
    }
  }
}

let folder: string
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => rmSync(folder, { recursive: true }))

it('every table that was counted is asked for', () => {
  expect(Object.keys(asked)).toEqual(Object.keys(counted))
})

describe.each(Object.keys(counted))('%s', (name) => {
  const { kind, mapping, sql } = asked[name] ?? { kind: 'orders', sql: {} }

  it.skipIf(!existsSync(path.join(data, name)))(
    'imports by command line, and its counts are those of another count',
    async () => {
      const workspace = path.join(folder, `${path.basename(name)}.sextant`)
      const options: string[] = []
      if (mapping !== undefined) {
        const file = path.join(folder, 'mapping.json')
        writeFileSync(file, JSON.stringify(mapping))
        options.push('--mapping', file)
      }
      const imported = await sextant('import', path.join(data, name), '--workspace', workspace, ...options, '--json')
      expect(imported.stderr).not.toContain('Error')
      const sources = imported.json() as ImportResult
      expect(new Set(sources.map(({ source }) => source.kind))).toEqual(new Set([kind]))
      const sum = (fate: keyof ImportResult[number]['rows']) => sources.reduce((total, { rows }) => total + rows[fate], 0)
      expect(sum('read')).toBe(sum('stored') + sum('updated') + sum('duplicate') + sum('rejected') + sum('blank'))
      expect(sum('rejected')).toBe(0)

      const totals = (await sextant('sources', '--workspace', workspace, '--json')).json() as { totals: { amounts: { total: string }[] } }
      const db = new Database(workspace, { readonly: true })
      const answer = (figure: string) => {
        if (figure === 'read' || figure === 'stored' || figure === 'updated') return sum(figure)
        if (figure === 'cells that stand for unknown') return sources[0]?.warnings.find(({ code }) => code === 'import.missingMark')?.count
        if (figure === 'amount') return totals.totals.amounts[0]?.total
        return db
          .prepare(figure === 'customers' ? 'SELECT COUNT(*) FROM customer' : (sql[figure] ?? ''))
          .pluck()
          .get()
      }
      const figures = counted[name] ?? {}
      try {
        expect(Object.fromEntries(Object.keys(figures).map((figure) => [figure, answer(figure)]))).toEqual(figures)
      } finally {
        db.close()
      }
    },
    300_000
  )
})
