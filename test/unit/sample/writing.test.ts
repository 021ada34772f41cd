import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { continueSampleShop, writeSampleShop } from '../../../src/main/core/sample/index.ts'
import { bytesOf, type Row, readShop, sheetDate, table } from './read-shop.ts'

const customers = 400

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sextant-writing-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

async function shopIn(seed = 7): Promise<string> {
  const made = path.join(folder(), 'shop')
  await writeSampleShop({ folder: made, customers, seed })
  return made
}

/** Order lines without their numbers, which shift when somebody else orders more. */
const linesOf = (rows: Row[], customer?: (id: string) => boolean) =>
  rows
    .filter((r) => customer === undefined || customer(r['Customer ID'] ?? ''))
    .map((r) => [r['Order date'], r['Customer ID'], r.SKU, r.Quantity, r['Line total'], r.Status, r.Channel].join(' '))
    .sort()

describe('writeSampleShop', () => {
  it('writes the same bytes for a seed and others for another', async () => {
    const [a, b, c] = [await shopIn(), await shopIn(), await shopIn(8)]
    expect(bytesOf(a)).toEqual(bytesOf(b))
    const other = bytesOf(c)
    const same = Object.entries(bytesOf(a)).filter(([name, bytes]) => other[name] === bytes)
    expect(same.map(([name]) => name)).toEqual(['products.csv'])
  })

  it('writes the bytes that were frozen before the engines were built', async () => {
    const made = path.join(folder(), 'shop')
    await writeSampleShop({ folder: made, customers: 200, seed: 1 })
    const digest = (name: string) =>
      createHash('sha256')
        .update(readFileSync(path.join(made, name)))
        .digest('hex')
        .slice(0, 16)
    // A change here changes the known answers: run the checks of docs/sample-shop.md anew and say why in the commit.
    expect(
      Object.fromEntries(
        readdirSync(made)
          .sort()
          .map((name) => [name, digest(name)])
      )
    ).toMatchInlineSnapshot(`
      {
        "README.txt": "415e4da87114c86f",
        "customers.csv": "e18c374c649e26fb",
        "feedback.csv": "8462751a0e81ea68",
        "offers.csv": "56cba413406b8c7a",
        "orders.xlsx": "7561d548d8ebf24e",
        "planted.json": "ac33ad32059e1aa2",
        "products.csv": "f48c233cd196d800",
        "spend.csv": "55c6b895ce263099",
        "tickets.csv": "2d7999ce8fedc582",
        "touchpoints.csv": "dc1aebf9fad3d7ee",
      }
    `)
  })

  it('does not depend on the time zone or the language of the machine', async () => {
    const before = { TZ: process.env.TZ, LANG: process.env.LANG }
    const here = await shopIn()
    process.env.TZ = 'Pacific/Auckland'
    process.env.LANG = 'tr_TR.UTF-8'
    try {
      expect(new Date(2025, 0, 1).getTimezoneOffset()).toBe(-780)
      expect(bytesOf(await shopIn())).toEqual(bytesOf(here))
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    }
  })

  it('writes over its own shop but not over other files', async () => {
    const shop = await shopIn()
    await writeSampleShop({ folder: shop, customers, seed: 9 })
    expect(readShop(shop).planted.seed).toBe(9)
    const foreign = folder()
    writeFileSync(path.join(foreign, 'customers.csv'), 'mine')
    await expect(writeSampleShop({ folder: foreign, customers })).rejects.toMatchObject({ code: 'sample.folderInUse' })
    expect(readdirSync(foreign)).toEqual(['customers.csv'])
    expect(readFileSync(path.join(foreign, 'customers.csv'), 'utf8')).toBe('mine')
  })

  it('reports progress, and leaves nothing behind when cancelled', async () => {
    const made = path.join(folder(), 'shop')
    const cancel = new AbortController()
    const seen: number[] = []
    const run = writeSampleShop({
      folder: made,
      customers,
      signal: cancel.signal,
      onProgress: (p) => {
        seen.push(p.done)
        if (p.done > customers / 2) cancel.abort()
      }
    })
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen.length).toBeGreaterThan(2)
    expect(existsSync(made)).toBe(false)
  })

  it('refuses numbers that make no shop', async () => {
    for (const bad of [{ customers: 3 }, { customers: 250.5 }, { customers: 1e9 }, { seed: -1 }, { seed: Number.NaN }]) {
      await expect(writeSampleShop({ folder: folder(), ...bad })).rejects.toMatchObject({ code: 'engine.badParameter' })
    }
    const file = path.join(folder(), 'file')
    writeFileSync(file, '')
    await expect(writeSampleShop({ folder: file, customers })).rejects.toMatchObject({ code: 'sample.notAFolder' })
  })

  it('makes a shop with seed 0 and with the fewest customers', async () => {
    const made = folder()
    await writeSampleShop({ folder: made, customers: 200, seed: 0 })
    expect(readShop(made).planted.segments.members.length).toBeGreaterThan(190)
  })
})

describe('continueSampleShop', () => {
  // Large enough that the effects of treatments show.
  const large = mkdtempSync(path.join(tmpdir(), 'sextant-large-'))
  const [shop, own] = [path.join(large, 'shop'), path.join(large, 'own')]
  beforeAll(async () => {
    await writeSampleShop({ folder: shop, customers: 1200, seed: 5 })
    await continueSampleShop({ folder: shop, treatedCsv: null, out: own })
  })
  afterAll(() => rmSync(large, { recursive: true, force: true }))

  it('goes on where the shop stopped, and equally for nobody treated', async () => {
    const shop = await shopIn()
    const [a, b] = [path.join(folder(), 'a'), path.join(folder(), 'b')]
    const none = path.join(folder(), 'none.csv')
    writeFileSync(none, 'customer_id,intervention,date\n')
    const result = await continueSampleShop({ folder: shop, treatedCsv: null, out: a })
    await continueSampleShop({ folder: shop, treatedCsv: none, out: b })
    expect(bytesOf(a)).toEqual(bytesOf(b))
    expect(result.ignored).toEqual([])
    const orders = table(a, 'orders.xlsx')
    const dates = orders.filter((r) => r.Status !== 'cancelled').map((r) => sheetDate(r['Order date'] ?? ''))
    expect(dates.every((d) => d >= '2025-10-01' && d < '2026-01-01')).toBe(true)
    // Numbers go on, and what comes back or is answered late belongs to an order or ticket of the shop.
    const before = new Set(
      readShop(shop)
        .clean('orders.xlsx')
        .map((r) => r['Order number'])
    )
    const sold = orders.filter((r) => r.Status !== 'returned' && sheetDate(r['Order date'] ?? '') >= '2025-10-01')
    expect(sold.some((r) => before.has(r['Order number']))).toBe(false)
    const known = new Set([...before, ...sold.map((r) => r['Order number'])])
    expect(orders.every((r) => known.has(r['Order number']))).toBe(true)
    const people = new Set([...readShop(shop).clean('customers.csv'), ...table(a, 'customers.csv')].map((c) => c.customer_id))
    for (const file of ['tickets.csv', 'touchpoints.csv', 'feedback.csv', 'offers.csv']) {
      expect(
        table(a, file).filter((r) => !people.has(r.customer_id ?? '')),
        file
      ).toEqual([])
    }
    expect(orders.every((r) => r['Customer ID'] === '' || people.has(r['Customer ID'] ?? ''))).toBe(true)
    const open = readShop(shop)
      .clean('tickets.csv')
      .filter((t) => t.status === 'open')
    const later = new Set(table(a, 'tickets.csv').map((t) => t.ticket_id))
    expect(open.filter((t) => !later.has(t.ticket_id))).toEqual([])
  })

  it('lets treated customers answer and leaves the others as they are', async () => {
    const { planted } = readShop(shop)
    const gone = planted.rhythmBreaks.map((b) => b.customer)
    const left = new Set(planted.endedProcesses.map((e) => e.customer))
    const alive = planted.segments.members.map((m) => m.customer).filter((c) => !left.has(c))
    const [mailedA, mailedB] = [alive.slice(0, 200), alive.slice(200, 400)]
    const rows = [
      ...gone.map((c) => `${c},reminder,2025-10-06,`),
      ...mailedA.map((c) => `${c},e-mail,2025-10-06,A`),
      ...mailedB.map((c) => `${c},e-mail,2025-10-06,B`)
    ]
    const treatedCsv = path.join(folder(), 'treated.csv')
    writeFileSync(treatedCsv, `customer_id,intervention,date,variant\n${rows.join('\n')}\n`)
    const changed = path.join(folder(), 'changed')
    const result = await continueSampleShop({ folder: shop, treatedCsv, out: changed })
    expect(result).toMatchObject({ treated: rows.length, ignored: [] })
    const [a, b] = [table(own, 'orders.xlsx'), table(changed, 'orders.xlsx')]
    const touched = new Set([...gone, ...mailedA])
    expect(linesOf(b, (id) => !touched.has(id))).toEqual(linesOf(a, (id) => !touched.has(id)))
    const buyers = (part: Row[], of: string[]) => of.filter((c) => part.some((r) => r['Customer ID'] === c)).length
    expect(buyers(a, gone)).toBe(0)
    // 30 % come back; 99.9 % of binomial draws lie within these.
    expect(buyers(b, gone)).toBeGreaterThan(2)
    expect(buyers(b, gone)).toBeLessThan(gone.length * 0.65)
    const orders = (part: Row[], of: string[]) =>
      new Set(part.filter((r) => of.includes(r['Customer ID'] ?? '')).map((r) => r['Order number'])).size
    expect(orders(b, mailedA)).toBeGreaterThan(orders(a, mailedA) + 15)
    expect(orders(b, mailedB)).toBe(orders(a, mailedB))
    const account = JSON.parse(readFileSync(path.join(changed, 'continuation.json'), 'utf8')) as { treated: { orders: string[] }[] }
    const numbers = new Set(b.map((r) => r['Order number']))
    expect(account.treated.flatMap((t) => t.orders).every((n) => numbers.has(n))).toBe(true)
  })

  it('sells the second product of a pair, the next step and a last order by their offers', async () => {
    const { planted } = readShop(shop)
    const everybody = planted.segments.members.map((m) => m.customer)
    const treatedCsv = path.join(folder(), 'treated.csv')
    const kinds = ['complement-offer', 'upgrade-offer', 'win-back', 'service-call']
    writeFileSync(
      treatedCsv,
      `customer_id,intervention,date\n${everybody.flatMap((c) => kinds.map((k) => `${c},${k},2025-10-02`)).join('\n')}\n`
    )
    const changed = path.join(folder(), 'changed')
    await continueSampleShop({ folder: shop, treatedCsv, out: changed })
    const sold = (out: string, skus: string[]) =>
      table(out, 'orders.xlsx').filter((r) => skus.includes(r.SKU ?? '') && r.Status === 'completed')
    const seconds = planted.complementaryPairs.map((p) => p.needs)
    expect(sold(changed, seconds).length).toBeGreaterThan(sold(own, seconds).length + 10)
    const steps = planted.upgradeLadder.products.slice(1)
    expect(sold(changed, steps).length).toBeGreaterThan(sold(own, steps).length)
    const comeback = table(changed, 'orders.xlsx').filter((r) => r['Discount code'] === 'COMEBACK')
    const left = new Set(planted.endedProcesses.map((e) => e.customer))
    expect(comeback.length).toBeGreaterThan(20)
    expect(comeback.every((r) => left.has(r['Customer ID'] ?? ''))).toBe(true)
    const fresh = (out: string) => table(out, 'tickets.csv').filter((t) => (t.opened_at ?? '') > '2025-10-03').length
    expect(fresh(changed)).toBeLessThan(0.75 * fresh(own))
  })

  it('says which rows have no effect', async () => {
    const shop = await shopIn()
    const treatedCsv = path.join(folder(), 'treated.csv')
    const known = readShop(shop).planted.segments.members[0]?.customer ?? ''
    const rows = [
      '000001,reminder,2025-10-06',
      `${known},singing,2025-10-06`,
      `${known},reminder,2025-02-30`,
      `${known},reminder,2026-03-01`,
      `${known},reminder,2025-10-06`,
      `${known},reminder,2025-11-06`
    ]
    writeFileSync(treatedCsv, `customer_id,intervention,date\r\n${rows.join('\r\n')}\r\n`)
    const { ignored, treated } = await continueSampleShop({ folder: shop, treatedCsv, out: path.join(folder(), 'out') })
    expect(treated).toBe(1)
    expect(ignored.map((i) => [i.line, i.reason])).toEqual([
      [2, 'unknown customer'],
      [3, 'intervention singing has no effect here'],
      [4, '2025-02-30 is not a date like 2025-10-06'],
      [5, '2026-03-01 is not between 2025-10-01 and 2025-12-31'],
      [7, 'reminder a second time']
    ])
  })

  it('refuses what it cannot continue', async () => {
    const shop = await shopIn()
    const out = path.join(folder(), 'out')
    await expect(continueSampleShop({ folder: shop, treatedCsv: null, out: shop })).rejects.toMatchObject({ code: 'sample.sameFolder' })
    await expect(continueSampleShop({ folder: out, treatedCsv: null, out })).rejects.toMatchObject({ code: 'sample.sameFolder' })
    await expect(continueSampleShop({ folder: folder(), treatedCsv: null, out })).rejects.toMatchObject({ code: 'sample.notASample' })
    await expect(continueSampleShop({ folder: shop, treatedCsv: path.join(out, 'no.csv'), out })).rejects.toMatchObject({
      code: 'file.notFound'
    })
    const noDate = path.join(folder(), 'treated.csv')
    writeFileSync(noDate, 'customer_id,intervention\n')
    await expect(continueSampleShop({ folder: shop, treatedCsv: noDate, out })).rejects.toMatchObject({ code: 'sample.badTreated' })
    for (const content of [
      '{',
      '[]',
      '{"generator": "x"}',
      '{"generator": "sextant-sample-shop", "format": 99}',
      '{"generator": "sextant-sample-shop", "format": 1, "customers": "1"}'
    ]) {
      const damaged = folder()
      mkdirSync(damaged, { recursive: true })
      writeFileSync(path.join(damaged, 'planted.json'), content)
      await expect(continueSampleShop({ folder: damaged, treatedCsv: null, out })).rejects.toMatchObject({ code: 'sample.notASample' })
    }
  })
})
