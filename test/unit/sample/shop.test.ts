import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../../src/main/core/sample/catalogue.ts'
import { writeSampleShop } from '../../../src/main/core/sample/index.ts'
import {
  BUYERS,
  CHANNELS,
  DEFAULT_CUSTOMERS,
  SUPPORT,
  TICKET_CATEGORIES,
  TICKET_CHANNELS
} from '../../../src/main/core/sample/parameters.ts'
import { type Row, readShop, type Shop, sheetDate } from './read-shop.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sextant-shop-'))
let shop: Shop
let orders: Row[]
let sales: Row[]

beforeAll(async () => {
  await writeSampleShop({ folder })
  shop = readShop(folder)
  orders = shop.clean('orders.xlsx')
  sales = orders.filter((r) => r.Status === 'completed')
  return () => rmSync(folder, { recursive: true, force: true })
})

const when = (r: Row) => sheetDate(r['Order date'] ?? '')
const ids = (file: string, column: string) => new Set(shop.clean(file).map((r) => r[column]))
const ISO_MINUTE = /^202[3-5]-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/

describe('parameters', () => {
  it('are complete shares', () => {
    const whole = (shares: readonly number[], length: number) => {
      expect(shares).toHaveLength(length)
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
    }
    for (const p of Object.values(BUYERS)) {
      whole(p.tastes, CATEGORIES.length)
      whole(p.channels, CHANNELS.length)
    }
    for (const p of Object.values(SUPPORT)) {
      whole(p.categories, TICKET_CATEGORIES.length)
      whole(p.channels, TICKET_CHANNELS.length)
    }
    whole(
      Object.values(BUYERS).map((p) => p.share),
      5
    )
    whole(
      Object.values(SUPPORT).map((p) => p.share),
      4
    )
  })
})

describe('the files', () => {
  it('are those of a mid-size shop', () => {
    expect(shop.planted.customers).toBe(DEFAULT_CUSTOMERS)
    for (const { file, rows } of shop.planted.files) expect(shop.all(file), file).toHaveLength(rows)
    expect(orders.length).toBeGreaterThan(20_000)
    expect(orders.length).toBeLessThan(32_000)
    const guests = sales.filter((r) => r['Customer ID'] === '').length / sales.length
    expect(guests).toBeGreaterThan(0.02)
    expect(guests).toBeLessThan(0.08)
    const status = (s: string) => orders.filter((r) => r.Status === s).length
    expect(status('returned')).toBeGreaterThan(100)
    expect(status('cancelled')).toBeGreaterThan(30)
    expect(sales.filter((r) => r.Discount !== '0').length / sales.length).toBeGreaterThan(0.1)
  })

  it('add up: each line is quantity times price less discount, and what went back was bought', () => {
    const cents = (text: string | undefined) => Math.round(Number(text) * 100)
    const bought = new Map<string, number>()
    for (const r of orders) {
      expect(cents(r['Line total'])).toBe(Number(r.Quantity) * cents(r['Unit price']) - cents(r.Discount))
      expect(Number(r.Quantity) > 0).toBe(r.Status !== 'returned')
      const key = `${r['Order number']}/${r.SKU}`
      bought.set(key, (bought.get(key) ?? 0) + Number(r.Quantity))
    }
    expect([...bought.values()].every((left) => left >= 0)).toBe(true)
  })

  it('have unambiguous dates inside the two years, in order', () => {
    const dates = orders.map(when)
    expect(dates.every((d) => ISO_MINUTE.test(d) && d >= '2023-10-01' && d < '2025-10-01')).toBe(true)
    expect(dates).toEqual([...dates].sort())
    const columns: [string, string[]][] = [
      ['tickets.csv', ['opened_at', 'first_response_at', 'resolved_at']],
      ['touchpoints.csv', ['time']],
      ['feedback.csv', ['date']],
      ['offers.csv', ['sent_at', 'opened_at', 'clicked_at', 'accepted_at']]
    ]
    for (const [file, names] of columns) {
      for (const r of shop.clean(file)) {
        for (const name of names) {
          const value = r[name] ?? ''
          const optional = name !== names[0]
          if (!(optional && value === '') && !(ISO_MINUTE.test(value) && value < '2025-10-01'))
            expect.fail(`${file}:${r.line} ${name} ${value}`)
        }
      }
    }
  })

  it('refer to what exists', () => {
    const customers = ids('customers.csv', 'customer_id')
    const skus = ids('products.csv', 'sku')
    const numbers = new Set(orders.map((r) => r['Order number']))
    const tickets = ids('tickets.csv', 'ticket_id')
    const check = (file: string, rows: Row[], column: string, known: Set<string | undefined>) => {
      const lost = rows.filter((r) => r[column] !== '' && !known.has(r[column]))
      expect(lost.map((r) => `${file}:${r.line} ${r[column]}`)).toEqual([])
    }
    check('orders.xlsx', orders, 'Customer ID', customers)
    check('orders.xlsx', orders, 'SKU', skus)
    check('customers.csv', shop.clean('customers.csv'), 'referred_by', customers)
    for (const file of ['tickets.csv', 'touchpoints.csv', 'feedback.csv', 'offers.csv']) {
      check(file, shop.clean(file), 'customer_id', customers)
      check(file, shop.clean(file), 'order_number', numbers)
    }
    for (const file of ['tickets.csv', 'touchpoints.csv', 'feedback.csv']) check(file, shop.clean(file), 'sku', skus)
    check('feedback.csv', shop.clean('feedback.csv'), 'ticket_id', tickets)
    for (const [file, id] of [
      ['customers.csv', 'customer_id'],
      ['tickets.csv', 'ticket_id'],
      ['feedback.csv', 'feedback_id'],
      ['products.csv', 'sku']
    ] as const) {
      expect(ids(file, id).size, file).toBe(shop.clean(file).length)
    }
  })

  it('tell events in a possible order', () => {
    for (const t of shop.clean('tickets.csv')) {
      const { opened_at: opened = '', first_response_at: responded = '', resolved_at: resolved = '' } = t
      if ((responded !== '' && responded < opened) || (resolved !== '' && resolved < responded)) expect.fail(`tickets.csv:${t.line}`)
      expect(t.status).toBe(resolved === '' ? 'open' : 'closed')
    }
    const registered = new Map(shop.clean('customers.csv').map((c) => [c.customer_id, c.registered_on ?? '']))
    for (const r of sales) {
      const since = registered.get(r['Customer ID'] ?? '')
      if (since !== undefined && since > when(r)) expect.fail(`orders.xlsx:${r.line} before registration`)
    }
    for (const f of shop.clean('feedback.csv')) {
      const [low, high] = { NPS: [0, 10], CSAT: [1, 5], CES: [1, 7], Review: [1, 5] }[f.type ?? ''] ?? [1, 0]
      const score = Number(f.score)
      if (!(score >= low && score <= high)) expect.fail(`feedback.csv:${f.line}`)
    }
  })

  it('say nothing of what is planted', () => {
    const words = /restocker|giver|bargain|barista|tryout|planted|unplanned|decoy|mixed|rising|treatment/i
    for (const { file } of shop.planted.files) {
      const rows = shop.all(file)
      const telling = rows.filter((r) => Object.values(r).some((v) => words.test(v.replace(/barista evening/gi, ''))))
      expect(telling.map((r) => `${file}:${r.line}`)).toEqual([])
    }
  })

  it('hold tickets that people could have written', () => {
    const messages = shop.clean('tickets.csv').map((t) => t.message ?? '')
    expect(new Set(messages).size / messages.length).toBeGreaterThan(0.98)
    const broken = messages.filter((m) => /[{}|]|undefined|\.\.|\?\.| {2}/.test(m) || m.length < 12)
    expect(broken).toEqual([])
  })
})

describe('bad rows', () => {
  it('are where planted.json says, and nowhere else', () => {
    expect(shop.planted.badRows).toHaveLength(17)
    for (const bad of shop.planted.badRows) {
      const row = shop.all(bad.file).find((r) => r.line === String(bad.line))
      expect(row?.[bad.column], `${bad.file}:${bad.line}`).toBe(bad.value)
    }
    const numeric: Record<string, string[]> = {
      'orders.xlsx': ['Order date', 'Quantity', 'Unit price', 'Discount', 'Line total'],
      'products.csv': ['price', 'cost'],
      'feedback.csv': ['score'],
      'spend.csv': ['amount', 'impressions', 'clicks'],
      'customers.csv': ['birth_year', 'customer_id']
    }
    for (const [file, columns] of Object.entries(numeric)) {
      for (const r of shop.clean(file)) {
        for (const c of columns) if (r[c] === '' || Number.isNaN(Number(r[c]))) expect.fail(`${file}:${r.line} ${c} ${r[c]}`)
      }
    }
  })
})

describe('planted.json', () => {
  const lastOf = (customer: string) =>
    sales
      .filter((r) => r['Customer ID'] === customer)
      .map(when)
      .sort()

  it('names everybody who bought, 15 % of them mixed, in five segments', () => {
    const { members } = shop.planted.segments
    const buyers = new Set(sales.map((r) => r['Customer ID']).filter((id) => id !== ''))
    expect(new Set(members.map((m) => m.customer))).toEqual(buyers)
    expect(new Set(members.map((m) => m.segment)).size).toBe(5)
    expect(members.filter((m) => m.mixed).length / members.length).toBeCloseTo(0.15, 2)
    for (const type of Object.keys(BUYERS)) expect(members.filter((m) => m.segment === type).length).toBeGreaterThan(150)
  })

  it('plants enough of everything', () => {
    const p = shop.planted
    expect(new Set(p.supportProfiles.members.map((m) => m.profile)).size).toBe(4)
    expect(p.supportProfiles.members.length).toBeGreaterThan(300)
    expect(p.complementaryPairs).toHaveLength(3)
    expect(p.decoyPairs).toHaveLength(10)
    expect(p.agents).toHaveLength(2)
    expect(p.rhythmBreaks.length).toBeGreaterThanOrEqual(40)
    expect(p.newlyRegular.length).toBeGreaterThanOrEqual(20)
    expect(p.preferenceShifts.length).toBeGreaterThanOrEqual(30)
    expect(p.unplannedPurchases.length).toBeGreaterThanOrEqual(30)
    expect(p.seasonalBuyers.length).toBeGreaterThan(150)
    expect(p.upgradeLadder.upgrades.length).toBeGreaterThan(40)
    expect(p.referrals.length).toBeGreaterThan(50)
    expect(p.risingProblem.tickets.length).toBeGreaterThan(20)
  })

  it('agrees with the orders', () => {
    const p = shop.planted
    for (const b of p.rhythmBreaks) {
      const own = lastOf(b.customer)
      expect(own[own.length - 1]?.slice(0, 10)).toBe(b.lastOrder)
      expect(new Set(own).size).toBe(b.orders)
      expect(b.orders).toBeGreaterThanOrEqual(6)
    }
    const ended = new Map(p.endedProcesses.map((e) => [e.customer, e.ended]))
    for (const b of p.rhythmBreaks) expect(ended.has(b.customer)).toBe(true)
    for (const u of p.upgradeLadder.upgrades) {
      const day = sales.filter((r) => r['Customer ID'] === u.customer && r.SKU === u.to).map((r) => when(r).slice(0, 10))
      expect(day).toContain(u.date)
    }
    for (const u of p.unplannedPurchases) expect(sales.filter((r) => r['Order number'] === u.order).length).toBeGreaterThanOrEqual(3)
    for (const n of p.newlyRegular) expect(lastOf(n.customer).filter((d) => d >= n.from).length, n.customer).toBeGreaterThanOrEqual(3)
    const referred = new Map(shop.clean('customers.csv').map((c) => [c.customer_id, c.referred_by]))
    for (const r of p.referrals) expect(referred.get(r.customer)).toBe(r.referredBy)
    const numbers = new Map(sales.map((r) => [r['Order number'], r['Customer ID']]))
    for (const e of p.emailTest.extraOrders) expect(numbers.get(e.order)).toBe(e.customer)
  })

  it('agrees with the tickets', () => {
    const p = shop.planted.risingProblem
    const tickets = new Map(shop.clean('tickets.csv').map((t) => [t.ticket_id, t]))
    for (const { ticket } of p.tickets) {
      const t = tickets.get(ticket)
      expect([t?.sku, t?.category]).toEqual([p.product, p.category])
      expect((t?.opened_at ?? '') >= p.from).toBe(true)
    }
  })
})

describe('what is planted shows', () => {
  const rate = (part: Row[], yes: (r: Row) => boolean) => part.filter(yes).length / part.length

  it('the mobile checkout fails while the bottleneck lasts, the desktop does not', () => {
    const { from, to } = shop.planted.bottleneck
    const touchpoints = shop.clean('touchpoints.csv')
    const bought = new Set(touchpoints.filter((t) => t.event === 'purchase').map((t) => t.session_id))
    const tries = touchpoints.filter((t) => t.event === 'checkout_start')
    const inside = (t: Row) => (t.time ?? '') >= from && (t.time ?? '').slice(0, 10) <= to
    const done = (device: string, during: boolean) =>
      rate(
        tries.filter((t) => t.device === device && inside(t) === during),
        (t) => bought.has(t.session_id)
      )
    expect(done('mobile', true)).toBeLessThan(0.45)
    expect(Math.min(done('mobile', false), done('desktop', false), done('desktop', true))).toBeGreaterThan(0.62)
  })

  it('the faulty product draws tickets from its date on, not before', () => {
    const p = shop.planted.risingProblem
    const opened = shop
      .clean('tickets.csv')
      .filter((t) => t.sku === p.product && t.category === p.category)
      .map((t) => t.opened_at ?? '')
    const weeksBefore = 96
    const before = opened.filter((o) => o < p.from).length / weeksBefore
    const firstThree = opened.filter((o) => o >= p.from && o < '2025-08-25').length / 3
    expect(before).toBeLessThan(0.5)
    expect(firstThree).toBeGreaterThan(6 * before)
  })

  it('pairs go together in later orders; decoys do not', () => {
    const baskets = new Map<string, Set<string>>()
    for (const r of sales.filter((s) => when(s) >= '2025-04-01' && s['Customer ID'] !== '')) {
      const known = baskets.get(r['Order number'] ?? '') ?? new Set<string>()
      baskets.set(r['Order number'] ?? '', known.add(r.SKU ?? ''))
    }
    const count = (...skus: string[]) => [...baskets.values()].filter((b) => skus.every((s) => b.has(s))).length
    const together = (a: string, b: string) => ({ seen: count(a, b), expected: (count(a) * count(b)) / baskets.size })
    for (const p of shop.planted.complementaryPairs) {
      const { seen, expected } = together(p.first, p.needs)
      expect(seen / expected).toBeGreaterThan(5)
      expect(seen).toBeGreaterThan(15)
    }
    // Not more than chance allows: two standard deviations of a Poisson count.
    for (const d of shop.planted.decoyPairs) {
      const { seen, expected } = together(d.first, d.second)
      expect(seen, `${d.first} ${d.second}`).toBeLessThanOrEqual(expected + 2 * Math.sqrt(expected) + 1)
    }
  })

  it('decoys look like pairs at first: many baskets hold both', () => {
    const baskets = new Map<string, Set<string>>()
    for (const r of sales.filter((s) => when(s) < '2025-04-01'))
      baskets.set(r['Order number'] ?? '', (baskets.get(r['Order number'] ?? '') ?? new Set()).add(r.SKU ?? ''))
    for (const d of shop.planted.decoyPairs)
      expect([...baskets.values()].filter((b) => b.has(d.first) && b.has(d.second)).length).toBeGreaterThanOrEqual(8)
  })

  it('one e-mail brings orders, the other only gets opened', () => {
    const sent = shop.clean('offers.csv').filter((o) => o.campaign === shop.planted.emailTest.campaign)
    const bought = new Set(sales.filter((r) => when(r) > '2025-05-13 09:00' && when(r) < '2025-05-27 09:00').map((r) => r['Customer ID']))
    const group = (v: string) => sent.filter((o) => o.variant === v)
    const share = (v: string) => rate(group(v), (o) => bought.has(o.customer_id))
    const error = (v: string) => (share(v) * (1 - share(v))) / group(v).length
    const z = (v: string) => (share(v) - share('control')) / Math.sqrt(error(v) + error('control'))
    expect(z('A')).toBeGreaterThan(3)
    expect(Math.abs(z('B'))).toBeLessThan(1.96)
    expect(rate(group('B'), (o) => o.opened_at !== '')).toBeGreaterThan(rate(group('A'), (o) => o.opened_at !== ''))
    expect(group('control').every((o) => o.opened_at === '' && o.accepted_at === '')).toBe(true)
  })

  it('the skilled agents solve their kind of ticket faster and better', () => {
    const minutes = (t: Row) => (Date.parse(`${t.resolved_at}Z`) - Date.parse(`${t.first_response_at}Z`)) / 60_000
    const median = (x: number[]) => [...x].sort((a, b) => a - b)[Math.floor(x.length / 2)] ?? Number.NaN
    for (const { agent, category } of shop.planted.agents) {
      const solved = shop
        .clean('tickets.csv')
        .filter((t) => t.category === category && t.resolved_at !== '' && t.team === 'First line' && t.agent !== 'Sam')
      const own = solved.filter((t) => t.agent === agent).map(minutes)
      expect(own.length).toBeGreaterThan(30)
      expect(median(own)).toBeLessThan(0.75 * median(solved.filter((t) => t.agent !== agent).map(minutes)))
    }
  })
})
