/**
 * Published tables of the other kinds, imported without a word about their columns, against counts that share nothing with the
 * importer. Skipped, table by table, where the data is not there.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as yauzl from 'yauzl'
import type { ImportResult, Mapping } from '../../src/shared/model/import.ts'
import type { SourceKind } from '../../src/shared/model/kinds.ts'
import { openTestApp, type TestApp } from '../fixtures/orders-app.ts'
import { plainRecords } from '../fixtures/plain-csv.ts'

const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data')
const at = (file: string) => path.join(data, file)
const lacks = (file: string) => !existsSync(at(file))
const text = (file: string) => (file.endsWith('.gz') ? gunzipSync(readFileSync(at(file))) : readFileSync(at(file))).toString('utf8')

let test: TestApp
beforeAll(async () => {
  test = openTestApp()
})
afterAll(() => test.dispose())

let workspaces = 0
/** Imports one file into a workspace of its own, and answers what became of its rows and how to ask that workspace. */
async function importAlone(file: string, mapping?: Partial<Mapping>) {
  const { path: workspace } = await test.call('workspace.create', { name: `kinds ${++workspaces}` })
  const [source] = await test.call('import.start', { files: [at(file)], label: file, mapping })
  const db = new Database(workspace, { readonly: true })
  const value = (sql: string) => db.prepare(sql).pluck().get()
  const all = (sql: string) => db.prepare(sql).all()
  expect(value('SELECT COUNT(*) FROM pragma_foreign_key_check')).toBe(0)
  return { source: source as ImportResult[number], value, all, close: () => db.close() }
}
type Alone = Awaited<ReturnType<typeof importAlone>>

function described(
  name: string,
  file: string,
  mapping: Partial<Mapping> | undefined,
  kind: SourceKind,
  check: (alone: Alone) => void | Promise<void>
) {
  it.skipIf(lacks(file))(
    name,
    async () => {
      const alone = await importAlone(file, mapping)
      try {
        expect(alone.source.source.kind).toBe(kind)
        const { read, stored, updated, duplicate, rejected, blank } = alone.source.rows
        expect(read).toBe(stored + updated + duplicate + rejected + blank)
        await check(alone)
      } finally {
        alone.close()
      }
    },
    300_000
  )
}

const tally = (values: Iterable<string>): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const one of values) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

describe('orders', () => {
  const file = 'olist/olist_order_payments_dataset.csv.gz'
  described('Olist: payments, as orders without customer and date', file, undefined, 'orders', async ({ source, value }) => {
    const records = plainRecords(text(file))
    const cents = records.reduce((sum, record) => sum + Math.round(Number(record.payment_value) * 100), 0)
    expect(source.rows).toMatchObject({ read: records.length, stored: 103_886, rejected: 0 })
    expect(value('SELECT COUNT(*) FROM orders')).toBe(new Set(records.map(({ order_id }) => order_id)).size)
    expect(value('SELECT COUNT(*) FROM orders')).toBe(99_440)
    const { amounts } = await test.call('sources.totals', {})
    expect(amounts).toEqual([{ currency: '', total: String(cents / 100) }])
    expect(amounts[0]?.total).toBe('16008872.12')
    expect(source.warnings).toContainEqual({ code: 'import.undated', count: 103_886, example: expect.any(String) })
  })

  const log = 'cdnow/CDNOW_sample.txt'
  const columns = { 'column 2': 'customer', 'column 3': 'orderedAt', 'column 4': 'quantity', 'column 5': 'lineTotal' } as const
  described('CDNOW: a log without a header', log, { kind: 'orders', columns }, 'orders', async ({ source, value }) => {
    const rows = text(log)
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
    expect(source.rows).toMatchObject({ read: rows.length, stored: 6_919 })
    expect(value('SELECT COUNT(*) FROM customer')).toBe(2_357)
    const cents = rows.reduce((sum, row) => sum + Math.round(Number(row[4]) * 100), 0)
    expect((await test.call('sources.totals', {})).amounts).toEqual([{ currency: '', total: String(cents / 100) }])
  })
})

describe('lists', () => {
  const products = 'olist/olist_products_dataset.csv'
  described('Olist: products', products, undefined, 'products', ({ source, value }) => {
    const records = plainRecords(text(products))
    expect(source.rows).toMatchObject({ read: records.length, stored: 32_951 })
    expect(value('SELECT COUNT(category) FROM product')).toBe(
      records.filter(({ product_category_name }) => product_category_name !== '').length
    )
    expect(value("SELECT SUM(extra ->> 'product_weight_g') FROM product")).toBe(
      records.reduce((sum, { product_weight_g }) => sum + Number(product_weight_g), 0)
    )
  })

  const mall = 'mall-customers/Mall_Customers.csv'
  described('Mall customers', mall, { kind: 'customers' }, 'customers', ({ source, value }) => {
    const records = plainRecords(text(mall))
    expect(source.rows).toMatchObject({ read: records.length, stored: 200 })
    expect(value("SELECT SUM(extra ->> 'Spend') FROM customer")).toBe(records.reduce((sum, { Spend }) => sum + Number(Spend), 0))
  })
})

describe('tickets', () => {
  const incidents = 'incident-event-log/incident_event_log.zip'
  described('Incident log: the last of several states', incidents, undefined, 'tickets', async ({ source, value }) => {
    const events = plainRecords(await unzipped(at(incidents)))
    const moment = (record: Record<string, string>) => {
      const [, day, month, year, hour, minute] = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(record.sys_updated_at ?? '') ?? []
      return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
    }
    const last = new Map<string, Record<string, string>>()
    for (const event of events) {
      const before = last.get(event.number ?? '')
      if (before === undefined || moment(event) >= moment(before)) last.set(event.number ?? '', event)
    }
    const states = [...last.values()]
    expect(source.rows).toMatchObject({ read: events.length, stored: 24_918, rejected: 0 })
    expect([events.length, last.size]).toEqual([141_712, 24_918])
    expect(value('SELECT SUM(states) FROM ticket')).toBe(141_712)
    expect(value('SELECT SUM(resolved_at IS NULL) FROM ticket')).toBe(states.filter(({ resolved_at }) => resolved_at === '?').length)
    const sum = (column: string) => states.reduce((total, state) => total + Number(state[column]), 0)
    expect(value('SELECT SUM(reopens) FROM ticket')).toBe(sum('reopen_count'))
    expect(value('SELECT SUM(reassignments) FROM ticket')).toBe(sum('reassignment_count'))
    expect(value('SELECT SUM(sla_met) FROM ticket')).toBe(states.filter(({ made_sla }) => made_sla === 'true').length)
    expect(value('SELECT COUNT(*) FROM customer')).toBe(new Set(events.map(({ caller_id }) => caller_id).filter((id) => id !== '?')).size)
  })

  const support = 'support-tickets/customer_support_tickets.csv'
  described('Support tickets', support, undefined, 'tickets', ({ source, value, all }) => {
    const records = plainRecords(text(support))
    expect(source.rows).toMatchObject({ read: records.length, stored: 8_469 })
    const statuses = all('SELECT status, COUNT(*) AS n FROM ticket GROUP BY 1') as { status: string; n: number }[]
    expect(Object.fromEntries(statuses.map(({ status, n }) => [status, n]))).toEqual(
      tally(records.map((record) => record['Ticket Status'] ?? ''))
    )
    const negative = records.filter(
      (record) =>
        (record['Time to Resolution'] ?? '') !== '' &&
        Number(new Date(record['Time to Resolution'] ?? '')) < Number(new Date(record['First Response Time'] ?? ''))
    )
    expect(source.warnings).toContainEqual({ code: 'import.resolvedBeforeResponse', count: negative.length, example: expect.any(String) })
    expect(value('SELECT COUNT(*) FROM customer')).toBe(new Set(records.map((record) => record['Customer Email'])).size)
    expect(value('SELECT SUM(rating) FROM ticket')).toBe(
      records.reduce((sum, record) => sum + Number(record['Customer Satisfaction Rating']), 0)
    )
  })
})

describe('touchpoints', () => {
  const journeys = 'journeys/ecom.retentioneering-5.csv.gz'
  described('Journeys: an event stream', journeys, undefined, 'touchpoints', ({ source, value, all }) => {
    const records = plainRecords(text(journeys))
    expect(source.rows).toMatchObject({ read: records.length, stored: 31_106 })
    expect(value('SELECT COUNT(*) FROM customer')).toBe(new Set(records.map(({ user_id }) => user_id)).size)
    expect(value('SELECT COUNT(DISTINCT session) FROM touchpoint')).toBe(new Set(records.map(({ session_id }) => session_id)).size)
    const events = all('SELECT event, SUM(count) AS n FROM touchpoint GROUP BY 1') as { event: string; n: number }[]
    expect(Object.fromEntries(events.map(({ event, n }) => [event, n]))).toEqual(tally(records.map(({ event }) => event ?? '')))
  })
})

describe('feedback', () => {
  const alexa = 'sentiment/amazon_alexa.tsv'
  described('Alexa reviews: stars and text, nobody named', alexa, undefined, 'feedback', ({ source, all }) => {
    const records = plainRecords(text(alexa), '\t')
    expect(source.rows).toMatchObject({ read: records.length, stored: 3_150 })
    const stars = all("SELECT score, COUNT(*) AS n FROM feedback WHERE type = 'review' AND scale = 5 GROUP BY 1") as {
      score: number
      n: number
    }[]
    expect(Object.fromEntries(stars.map(({ score, n }) => [String(score), n]))).toEqual(tally(records.map(({ rating }) => rating ?? '')))
  })
})

describe('offers', () => {
  const personality = 'personality/marketing_campaign.csv'
  const waves = ['AcceptedCmp1', 'AcceptedCmp2', 'AcceptedCmp3', 'AcceptedCmp4', 'AcceptedCmp5', 'Response']
  described('Personality: six offers, a column each', personality, { kind: 'offers' }, 'offers', ({ source, value, all }) => {
    const records = plainRecords(text(personality), ';')
    expect(source.rows).toMatchObject({ read: records.length, stored: 2_240 })
    const accepted = all('SELECT offer, COUNT(*) AS n, SUM(accepted) AS yes FROM offer_response GROUP BY 1 ORDER BY 1')
    const counted = waves.map((offer) => ({ offer, n: 2_240, yes: records.filter((record) => record[offer] === '1').length }))
    expect(accepted).toEqual(counted)
    expect(counted.at(-1)?.yes).toBe(334)
    expect(value('SELECT COUNT(*) FROM customer')).toBe(2_240)
    expect(value("SELECT COUNT(extra ->> 'Income') FROM customer")).toBe(records.filter(({ Income }) => Income !== '').length)
  })

  const hillstrom = 'hillstrom/hillstrom.csv'
  described('Hillstrom: variants and a control group, nobody named', hillstrom, { kind: 'offers' }, 'offers', ({ source, all }) => {
    const records = plainRecords(text(hillstrom))
    expect(source.rows).toMatchObject({ read: records.length, stored: 64_000 })
    const groups = all(
      `SELECT variant, control, COUNT(*) AS n, SUM(clicked) AS visits, SUM(accepted) AS conversions,
              CAST(SUM(ROUND(value * POWER(10, 2 - value_decimals))) AS INTEGER) AS cents FROM offer_response GROUP BY 1 ORDER BY 1`
    )
    const expected = ['Mens E-Mail', 'No E-Mail', 'Womens E-Mail'].map((variant) => {
      const own = records.filter(({ segment }) => segment === variant)
      const sum = (column: string) => own.reduce((total, record) => total + Math.round(Number(record[column]) * 100), 0)
      return {
        variant,
        control: Number(variant === 'No E-Mail'),
        n: own.length,
        visits: sum('visit') / 100,
        conversions: sum('conversion') / 100,
        cents: sum('spend')
      }
    })
    expect(groups).toEqual(expected)
  })

  const bank = 'bank-marketing/bank-additional-full.csv'
  described('Bank marketing: one offer, nobody named', bank, { kind: 'offers' }, 'offers', ({ source, all, value }) => {
    const records = plainRecords(text(bank), ';')
    expect(source.rows).toMatchObject({ read: records.length, stored: 41_188 })
    expect(all('SELECT offer, COUNT(*) AS n, SUM(accepted) AS yes FROM offer_response GROUP BY 1')).toEqual([
      { offer: 'bank-additional-full', n: 41_188, yes: records.filter(({ y }) => y === 'yes').length }
    ])
    expect(records.filter(({ y }) => y === 'yes')).toHaveLength(4_640)
    // What stands beside the answer is kept as attributes.
    expect(value("SELECT SUM(extra ->> 'duration') FROM offer_response")).toBe(
      records.reduce((sum, { duration }) => sum + Number(duration), 0)
    )
  })
})

/** The one file of an archive, as text. */
function unzipped(file: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  yauzl.open(file, { lazyEntries: true }, (error, archive) => {
    if (error) return reject(error)
    archive.on('entry', (entry) => {
      archive.openReadStream(entry, (failed, stream) => {
        if (failed) return reject(failed)
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
      })
    })
    archive.readEntry()
  })
  return promise
}
