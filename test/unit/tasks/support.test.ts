import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { storeGone } from '../../../src/main/core/db/queries/support-identity.ts'
import { type StoredUpsell, storeUpsell } from '../../../src/main/core/db/queries/upsell-run.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { importFiles } from '../../../src/main/core/tasks/import.ts'
import { support } from '../../../src/main/core/tasks/support.ts'
import { SupportParams } from '../../../src/shared/model/support.ts'
import type { SupportPick } from '../../../src/shared/model/support-views.ts'
import type { UpsellOffer } from '../../../src/shared/model/upsell.ts'
import { openTestApp } from '../../fixtures/orders-app.ts'
import { supportTickets } from '../../fixtures/support-shop.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
const header = 'ticket_id,customer_id,opened_at,first_response_at,resolved_at,channel,category,agent,message'

/** A workspace that holds these tickets and nothing else. */
async function shop(rows: string[], change: (db: ReturnType<typeof openDatabase>) => void = () => {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-support-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'tickets.csv')
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`)
  const workspacePath = path.join(folder, 'shop.sextant')
  openWorkspace(workspacePath, { create: true, now: () => 0 }).close()
  await importFiles({ workspacePath, paths: [file], files: ['tickets'], label: 'tickets', importedAt: 0 }, ctx)
  const db = openDatabase(workspacePath, 'write')
  change(db)
  db.close()
  return (params: object = {}, recompute = false) =>
    support({ workspacePath, params: SupportParams.parse(params), asOf: '2025-03-31', recompute }, ctx)
}

const ticket = (i: number, customer: number, category: string, text: string) =>
  `T${i},C${customer},2025-0${1 + (i % 3)}-1${i % 9} 10:00,2025-0${1 + (i % 3)}-1${i % 9} 1${1 + (i % 7)}:00,2025-0${1 + (i % 3)}-1${i % 9} 19:0${i % 7},E-mail,${category},Ann,${text}`

it('hears what is said of the shop, and not how politely', async () => {
  const letters = [
    ['Delivery', 'My parcel is missing and nobody answers.'],
    ['Billing', 'The invoice is wrong and the refund is lost.'],
    ['Faults', 'This kettle arrived broken, what a waste.']
  ] as const
  const run = await shop(
    Array.from({ length: 126 }, (_, i) => {
      const [category, letter] = letters[Math.floor((i % 21) / 7)] ?? letters[0]
      return ticket(i, i % 21, category, `"Dear team, ${letter} Please help. Kind regards, Ann"`)
    })
  )
  const { themes, clusters } = await run()
  expect(themes).toHaveLength(3)
  for (const { tone } of themes) expect(tone).toBeLessThan(-0.2)
  const told = clusters.flatMap(({ profile }) => profile.filter(({ feature }) => feature === 'tone'))
  expect(told.length).toBeGreaterThan(0)
  for (const { value } of told) expect(value).toBeLessThan(-0.2)
})

it('clusters few customers, says that they are too few to judge, and answers the same again', async () => {
  const run = await shop(
    Array.from({ length: 24 }, (_, i) =>
      ticket(i, i % 8, i % 8 < 4 ? 'Delivery' : 'Billing', i % 2 ? 'Where is my parcel' : 'The invoice is wrong')
    )
  )
  const found = await run()
  expect(found).toMatchObject({
    units: 8,
    tickets: 24,
    k: 2,
    verdict: { level: 'insufficient-data' },
    chance: null,
    rising: [],
    routing: []
  })
  expect(found.clusters.map(({ name, size }) => [name, size])).toEqual([
    ['Delivery', 4],
    ['Billing', 4]
  ])
  expect(found.clusters[0]?.profile.find(({ of }) => of === 'Delivery')).toMatchObject({ value: 1, others: 0 })
  expect((await run()).run.id).toBe(found.run.id)
  expect(JSON.stringify(await run({}, true))).toBe(JSON.stringify(found))
  expect(await run({ unit: 'tickets', linkage: 'average', metric: 'gower' })).toMatchObject({ unit: 'tickets', units: 24 })
})

it('says what is missing for one customer, and where all tickets are alike', async () => {
  const one = await shop([ticket(1, 1, 'Delivery', 'late'), ticket(2, 1, 'Billing', 'wrong')])
  await expect(one()).rejects.toMatchObject({ code: 'support.tooFew', details: { found: 1, needed: 3 } })
  const alike = await shop(
    Array.from({ length: 6 }, (_, i) => `T${i},C${i},2025-01-01 10:00,2025-01-01 11:00,2025-01-01 12:00,E-mail,Delivery,Ann,late`)
  )
  await expect(alike()).rejects.toMatchObject({ code: 'support.allAlike' })
})

it('takes tickets of nobody, times that run backwards and a category for each ticket for what they are', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => ticket(i, i % 10, `Category ${i}`, 'help'))
  const found = await (
    await shop(rows, (db) => {
      db.exec("UPDATE ticket SET customer_id = NULL WHERE number = 'T1'")
      db.exec("UPDATE ticket SET first_response_at = opened_at - 60, resolved_at = opened_at - 30 WHERE number = 'T2'")
      db.exec("UPDATE ticket SET resolved_at = opened_at - 30 WHERE number = 'T3'")
    })
  )()
  expect(found.notes.map(({ code, count }) => [code, count])).toEqual([
    ['support.note.unknownCustomer', 1],
    ['support.note.answeredBefore', 1],
    ['support.note.resolvedBefore', 2]
  ])
  expect(found.tickets).toBe(39)
})

it('tells from what no rise can be seen, and that tickets without a day of opening were solved before an answer', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => ticket(i, i % 12, ['Delivery', 'Billing', 'Faults'][i % 3] ?? '', 'help'))
  const dated = await (await shop(rows))()
  expect(dated).toMatchObject({ risingUnseen: null, quietFrom: null, rising: [] })
  const undated = await (
    await shop(rows, (db) => {
      db.exec('UPDATE ticket SET opened_at = NULL')
      db.exec("UPDATE ticket SET resolved_at = first_response_at - 60 WHERE number IN ('T4', 'T5')")
    })
  )()
  expect(undated).toMatchObject({ risingUnseen: 'undated', quietFrom: null })
  expect(undated.notes.map(({ code, count }) => [code, count])).toEqual([
    ['support.note.undated', 60],
    ['support.note.resolvedBeforeAnswer', 2]
  ])
  const short = await (await shop(rows, (db) => db.exec("UPDATE ticket SET opened_at = opened_at % 86400 + unixepoch('2025-03-01')")))()
  expect(short.risingUnseen).toBe('short')
})

/** Orders of 60 customers: twelve send back most, all come again; and reviews of some. */
function ordersWithout(returns: boolean): string {
  const line = (c: number, o: number, day: number, quantity: number) =>
    `O${c}-${o},C${c},2025-0${1 + (o % 3)}-${String(day).padStart(2, '0')},Mug,${quantity},10`
  const rows = Array.from({ length: 60 }, (_, c) =>
    Array.from({ length: 4 }, (_, o) => [
      line(c, o, 1 + ((c * 7 + o * 3) % 20), 1),
      ...(returns && c % 5 === 0 && o < 3 ? [line(c, o, 22 + (c % 5), -1)] : [])
    ])
  ).flat(2)
  return `order_id,customer_id,order_date,product,quantity,unit_price\n${rows.join('\n')}\n`
}

it('groups the customers of a shop without tickets by what they send back and say, and says so', async () => {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'Shop' })
  await test.call('import.start', { files: [test.file('orders.csv', ordersWithout(true))], label: 'orders' })
  const found = await test.call('support.run', { clusters: 2 })
  expect(found).toMatchObject({ from: 'behaviour', units: 60, tickets: 0, rising: [], routing: [], next: null, timeToTicket: null })
  expect(found.clusters.map(({ name, size, play }) => [name, size, play?.play ?? null])).toEqual([
    ['Keep what they buy', 48, null],
    ['Send things back', 12, 'advice']
  ])
  expect(found.clusters[1]?.profile[0]).toMatchObject({ feature: 'returns', value: 0.75, others: 0 })
  expect(found.verdict.reason).toMatch(/returns, answers and waits between orders/)
  expect(JSON.stringify(await test.call('support.run', { clusters: 2, recompute: true }))).toBe(JSON.stringify(found))
  const pick = { by: 'cluster', cluster: found.clusters[1]?.id ?? 0 } as const
  expect((await test.call('customers.list', { among: { of: 'support', pick } })).total).toBe(12)
  expect(await test.call('support.course', { cluster: pick.cluster })).toBeNull()
  await expect(test.call('support.run', { unit: 'tickets' })).rejects.toMatchObject({ code: 'support.tooFew' })

  const reviews = Array.from(
    { length: 60 },
    (_, c) => `C${c},2025-03-1${c % 8},${c % 2 ? 1 : 5},${c % 2 ? 'Terrible and it broke at once' : 'Lovely and I am very happy'}`
  )
  const feedback = ['customer_id,date,rating,comment', ...reviews].join('\n')
  await test.call('import.start', { files: [test.file('reviews.csv', feedback)], label: 'reviews' })
  const heard = await test.call('support.run', { clusters: 3 })
  expect(heard).toMatchObject({ from: 'behaviour', tickets: 60, known: { returns: 0.2, rating: 1, tone: 1, again: 1 } })
  expect(heard.clusters.map(({ name, play }) => [name, play?.play])).toContainEqual(['Let down', 'goodwill'])
  expect(heard.clusters.map(({ name, play }) => [name, play?.play])).toContainEqual(['Pleased', 'thanks'])
})

it('says that the data are insufficient where neither returns, answers nor coming again tell anything', async () => {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'Shop' })
  await test.call('import.start', { files: [test.file('orders.csv', ordersWithout(false))], label: 'orders' })
  await expect(test.call('support.run', {})).rejects.toMatchObject({ code: 'support.nothingTold', details: { customers: 60 } })
})

/** A small shop of three kinds of need, read through the services. */
async function found() {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'Shop' })
  await test.call('import.start', { files: [test.file('tickets.csv', supportTickets())], label: 'tickets' })
  return { test, result: await test.call('support.run', {}) }
}

it('keeps names and judgements over runs, also while another number of groups has no place for them', async () => {
  const { test, result } = await found()
  const largest = result.clusters.reduce((a, b) => (b.size > a.size ? b : a))
  await test.call('support.rename', { id: largest.id, name: 'The impatient' })
  await test.call('support.review', { id: largest.id, judgement: 'doubtful', note: 'Two kinds, I think' })
  await expect(test.call('support.rename', { id: result.clusters[1]?.id ?? 0, name: 'the IMPATIENT' })).rejects.toMatchObject({
    code: 'support.nameTaken'
  })
  await expect(test.call('support.review', { id: 999, judgement: 'wrong' })).rejects.toMatchObject({ code: 'support.notFound' })
  const mine = async () => (await test.call('support.latest', {}))?.clusters.find(({ id }) => id === largest.id)
  expect(await mine()).toMatchObject({ name: 'The impatient', given: true, review: { judgement: 'doubtful', note: 'Two kinds, I think' } })
  for (const clusters of [2, result.k]) await test.call('support.run', { clusters })
  expect(await mine()).toMatchObject({ name: 'The impatient', slot: largest.slot, size: largest.size, review: { judgement: 'doubtful' } })
  await test.call('support.run', { unit: 'tickets' })
  expect(await mine()).toBeUndefined()
  await test.call('support.run', {})
  expect(await mine()).toMatchObject({ name: 'The impatient', review: { judgement: 'doubtful' } })
  await test.call('support.rename', { id: largest.id, name: null })
  await test.call('support.review', { id: largest.id, judgement: null })
  expect(await mine()).toMatchObject({ name: largest.proposed, given: false, review: null })
})

it('tells of a customer what was known on the day that is looked at', async () => {
  const { test, result } = await found()
  const [first] = (
    await test.call('customers.list', { among: { of: 'support', pick: { by: 'cluster', cluster: result.clusters[0]?.id ?? 0 } } })
  ).rows
  const read = async () => (await test.call('support.tickets', { pick: { by: 'customer', customer: first?.id ?? 0 } })).rows
  const all = (await read()).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
  expect(all.length).toBeGreaterThan(1)
  expect(all.every(({ solvedAt }) => solvedAt !== null)).toBe(true)
  const dayOf = (at: number | null | undefined) => new Date((at ?? 0) * 1000).toISOString().slice(0, 10)
  for (const { at } of all) {
    await test.call('workspace.setAsOf', { asOf: dayOf(at) })
    const known = await read()
    expect(known.map(({ number }) => number).sort()).toEqual(
      all
        .filter((one) => dayOf(one.at) <= dayOf(at))
        .map(({ number }) => number)
        .sort()
    )
    for (const { number, solvedAt } of known) {
      const solved = all.find((one) => one.number === number)?.solvedAt
      expect(solvedAt).toBe(dayOf(solved) <= dayOf(at) ? solved : null)
    }
  }
})

it('says of how many the name of a group was given, where fewer than two in three are the same', async () => {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  const { path: workspacePath } = await test.call('workspace.create', { name: 'Shop' })
  await test.call('import.start', { files: [test.file('tickets.csv', supportTickets())], label: 'tickets' })
  const { clusters, unit, from } = await test.call('support.run', {})
  const [mine, other] = clusters as [(typeof clusters)[0], (typeof clusters)[0]]
  await test.call('support.rename', { id: mine.id, name: 'The impatient' })
  const codes = async (cluster: number) =>
    (await test.call('customers.list', { among: { of: 'support', pick: { by: 'cluster', cluster } }, limit: 500 })).rows.map(
      ({ code }) => code
    )
  const [own, others] = [await codes(mine.id), await codes(other.id)]
  const db = openDatabase(workspacePath, 'write')
  onTestFinished(() => void db.close())
  const keptFor = async (members: string[], there: string[]) => {
    const { id, slot, name } = mine
    storeGone(db, [{ id, slot, name, given: true, review: null, unit, from, members, there }])
    return (await test.call('support.latest', {}))?.clusters.map(({ kept }) => kept)
  }
  const none = clusters.map(() => null)
  expect(await keptFor(own, [])).toEqual(none)
  const most = own.slice(0, Math.ceil(own.length * 0.7))
  expect(await keptFor(most, [])).toEqual(none)
  const half = own.slice(0, Math.ceil(own.length * 0.55))
  expect(await keptFor(half, [])).toEqual([{ same: half.length, either: own.length }, ...none.slice(1)])
  // Who came since is no change; who was there and went is.
  expect(await keptFor(half, half)).toEqual(none)
  const went = others.slice(0, half.length)
  expect(await keptFor([...half, ...went], [...half, ...went])).toEqual([{ same: half.length, either: 2 * half.length }, ...none.slice(1)])
  // Said anew, it is said of who is in it.
  await test.call('support.rename', { id: mine.id, name: 'Those who wait' })
  expect((await test.call('support.latest', {}))?.clusters.map(({ kept }) => kept)).toEqual(none)
})

it('gives what was made of a group to nobody else when its import is undone, and gives it back when the same customers come again', async () => {
  const { test, result } = await found()
  const largest = result.clusters.reduce((a, b) => (b.size > a.size ? b : a))
  await test.call('support.rename', { id: largest.id, name: 'The impatient' })
  await test.call('support.review', { id: largest.id, judgement: 'doubtful', note: 'Two kinds, I think' })
  const undoNewest = async () => {
    const [newest] = await test.call('sources.list', {})
    await test.call('sources.undo', { importId: newest?.id ?? 0 })
  }
  await undoNewest()
  // Other people, who would stand on the same rows, write as the first ones did.
  const others = supportTickets()
    .replaceAll(/,C(\d+),/g, ',D$1,')
    .replaceAll(/^T/gm, 'U')
  await test.call('import.start', { files: [test.file('others.csv', others)], label: 'others' })
  for (const unit of ['customers', 'tickets'] as const) {
    const now = await test.call('support.run', { unit })
    expect(now.clusters.filter(({ given, review }) => given || review !== null)).toEqual([])
  }
  await undoNewest()
  await test.call('import.start', { files: [test.file('tickets.csv', supportTickets())], label: 'tickets' })
  const again = (await test.call('support.run', {})).clusters.filter(({ given }) => given)
  expect(again).toMatchObject([{ id: largest.id, name: 'The impatient', size: largest.size, review: { judgement: 'doubtful' } }])
})

it('shows nobody’s groups when all that they were found in is undone, and says what is missing in words of support', async () => {
  const { test } = await found()
  await test.call('sources.undo', { importId: 1 })
  for (const method of ['support.latest', 'support.tree', 'support.pains'] as const) expect(await test.call(method, {})).toBeNull()
  expect(await test.call('support.members', {})).toEqual([])
  expect((await test.call('home.summary', {})).support).toBeNull()
  await expect(test.call('support.run', {})).rejects.toMatchObject({ code: 'support.empty' })
})

it('quotes under a group what its members wrote, however little of a theme is theirs', async () => {
  const { test, result } = await found()
  let shared = 0
  for (const { id, themes } of result.clusters) {
    const { rows } = await test.call('support.tickets', { pick: { by: 'cluster', cluster: id }, limit: 500 })
    const own = new Map(rows.map(({ number, message }) => [number, message]))
    for (const { theme, tickets, quotes } of themes) {
      // As many as say different things.
      expect(quotes.length).toBeGreaterThan(0)
      expect(quotes.length).toBeLessThanOrEqual(Math.min(3, tickets))
      expect(quotes.map(({ ticket: number, text }) => [number, text])).toEqual(
        quotes.map(({ ticket: number }) => [number, own.get(number)])
      )
      if (result.themes[theme]?.quotes.some(({ ticket: number }) => !own.has(number))) shared++
    }
  }
  expect(shared).toBeGreaterThan(0)
})

it('quotes of a long letter the part that is about its theme', async () => {
  const about = ['The courier lost my parcel near the depot.', 'The invoice shows no discount.', 'The kettle leaks at the handle.']
  const chatter = 'We have been to the seaside this summer and it rained on most afternoons. '.repeat(6)
  const run = await shop(Array.from({ length: 126 }, (_, i) => ticket(i, i % 21, `C${i % 3}`, `"${chatter}${about[i % 3]} ${i}"`)))
  const { themes } = await run()
  expect(themes).toHaveLength(3)
  for (const { words, quotes } of themes) {
    for (const { text } of quotes) {
      expect(text.length).toBeLessThanOrEqual(240)
      expect(text).toMatch(/^…/)
      expect(words.filter((word) => text.toLowerCase().includes(word)).length).toBeGreaterThan(1)
    }
  }
})

it('tells one share of a category wherever it stands: of the tickets of the group', async () => {
  const { test, result } = await found()
  const tree = await test.call('support.tree', {})
  const d = tree?.features.findIndex(({ id }) => id === 'category') ?? -1
  const name = tree?.features[d]?.of ?? ''
  for (const { id, tickets, categories, profile } of result.clusters) {
    const told = (categories.find((category) => category.name === name)?.tickets ?? 0) / tickets
    expect(profile.find(({ of }) => of === name)?.value).toBeCloseTo(told, 10)
    let [sum, known] = [0, 0]
    tree?.branches.forEach(({ cluster }, i) => {
      if (cluster !== id) return
      const at = i * tree.features.length + d
      sum += (tree.known[at] as number) * (tree.original[at] ?? 0)
      known += tree.known[at] as number
    })
    expect(sum / known).toBeCloseTo(told, 6)
  }
})

it('says that categories which no two tickets share tell nothing apart', async () => {
  const bare = (category: (i: number) => string) => Array.from({ length: 60 }, (_, i) => `T${i},C${i},2025-01-01,,,,${category(i)},,`)
  const each = await shop(bare((i) => `Category ${i}`))
  await expect(each({ unit: 'tickets' })).rejects.toMatchObject({
    code: 'support.eachItsOwn',
    message: expect.stringContaining('the 60 tickets apart: they name 60 categories,')
  })
  const same = await shop(bare(() => 'Delivery'))
  await expect(same({ unit: 'tickets' })).rejects.toMatchObject({ code: 'support.allAlike' })
})

it('opens exactly the customers and tickets of a group, a branch and a rising problem', async () => {
  const { test, result } = await found()
  const listed = async (pick: SupportPick) => (await test.call('customers.list', { among: { of: 'support', pick } })).total
  for (const { id, size, tickets } of result.clusters) {
    const pick = { by: 'cluster', cluster: id } as const
    expect(await listed(pick)).toBe(size)
    expect(await test.call('support.tickets', { pick })).toMatchObject({ total: tickets, customers: size })
  }
  const tree = await test.call('support.tree', {})
  expect(tree?.branches.reduce((sum, { units }) => sum + units, 0)).toBe(result.units)
  const branch = tree?.branches.reduce((a, b) => (b.units > a.units ? b : a))
  expect(await listed({ by: 'branch', run: result.run.id, from: branch?.from ?? 0, to: branch?.to ?? 0 })).toBe(branch?.units)
  expect(await test.call('support.tree', { from: branch?.from ?? 0, to: branch?.to ?? 1 })).toMatchObject({
    from: branch?.from,
    to: branch?.to
  })

  // Two parts of the tree, each with exactly its members, by their codes.
  const [first, second] = [tree?.branches[0], tree?.branches.at(-1)]
  const parts = [second, first].flatMap((part) => (part ? [{ from: part.from, to: part.to }] : []))
  const inParts = await test.call('support.parts', { run: result.run.id, parts })
  expect(inParts.filter(({ part }) => part === 0)).toHaveLength(second?.units ?? 0)
  expect(inParts.filter(({ part }) => part === 1)).toHaveLength(first?.units ?? 0)
  const known = new Set((await test.call('support.members', {})).map(({ unit }) => unit))
  expect(inParts.every(({ unit }) => known.has(unit))).toBe(true)
  expect(await test.call('support.parts', { run: result.run.id + 1, parts })).toEqual([])

  const [rising] = result.rising
  expect(rising).toMatchObject({ product: 'Kettle', category: 'Faults' })
  const pick = {
    by: 'issue',
    product: 'kettle ',
    category: rising?.category ?? null,
    from: rising?.from ?? '',
    until: result.run.asOf
  } as const
  const { total, customers, rows } = await test.call('support.tickets', { pick, limit: 500 })
  expect(rows).toHaveLength(total)
  expect(rows.every(({ product, category }) => product === 'Kettle' && category === 'Faults')).toBe(true)
  expect(await listed(pick)).toBe(customers)
  expect(customers).toBeGreaterThanOrEqual(Math.round(rising?.tickets ?? 99))
  expect((await test.call('home.summary', {})).support).toMatchObject({ stale: false, rising: [{ product: 'Kettle', category: 'Faults' }] })
})

it('looks at what customers bought, and at what is chosen of who they are, and says what of that tells too little', async () => {
  const { test } = await found()
  expect(await test.call('support.about', {})).toEqual([])
  const people = Array.from(
    { length: 150 },
    (_, c) => `C${c + 1},${c < 60 ? 'Spain' : 'Norway'},${c < 60 ? 30 + (c % 9) : 50 + (c % 7)},same`
  )
  const lines = Array.from({ length: 150 }, (_, c) =>
    [0, 1].map((n) => `O${c}-${n},C${c + 1},2025-0${1 + 5 * n}-${10 + (c % 19)},${c < 60 ? 'Tea' : 'Mug'},1,${c < 60 ? 10 : 40}`)
  )
  const files = {
    'customers.csv': ['customer_id,country,Age,Club', ...people],
    'products.csv': ['sku,name,category', 'Tea,Tea,Drinks', 'Mug,Mug,Cups'],
    'orders.csv': ['order_id,customer_id,order_date,sku,quantity,unit_price', ...lines.flat()]
  }
  for (const [name, rows] of Object.entries(files))
    await test.call('import.start', { files: [test.file(name, rows.join('\n'))], label: name })
  expect((await test.call('support.about', {})).map(({ name }) => name)).toEqual(expect.arrayContaining(['Country', 'Age']))
  const result = await test.call('support.run', { clusters: 3, about: ['country', 'extra:Age', 'extra:Club', 'extra:Nothing'] })
  expect(result.run.params).toMatchObject({ about: ['country', 'extra:Age', 'extra:Club', 'extra:Nothing'] })
  const delivery = result.clusters.find(({ categories }) => categories[0]?.name === 'Delivery')
  const trait = (feature: string, of: string | null) => delivery?.profile.find((one) => one.feature === feature && one.of === of)
  expect(trait('bought', 'Drinks')).toMatchObject({ value: 1, others: 0 })
  expect(trait('aboutShare', 'Country: Spain')).toMatchObject({ value: 1, others: 0 })
  expect(trait('about', 'Age')?.value).toBeLessThan(40)
  expect(trait('value', result.clusters[0]?.profile.find(({ feature }) => feature === 'value')?.of ?? null)?.value).toBeCloseTo(10, 6)
  expect(trait('tenure', null)?.value).toBeGreaterThan(100)
  expect(result.notes.filter(({ code }) => code === 'support.note.aboutLeftOut').map(({ example }) => example)).toEqual(['Club', 'Nothing'])
  const plain = await test.call('support.run', { clusters: 3 })
  expect(plain.clusters.flatMap(({ profile }) => profile).filter(({ feature }) => feature.startsWith('about'))).toEqual([])
})

it('takes what nobody sees out of names and notes, and refuses days of another century and places that end before they begin', async () => {
  const { test, result } = await found()
  const id = result.clusters[0]?.id ?? 0
  await test.call('support.rename', { id, name: '\u202Edeta\u0000er\u202C  the\nlate\u200F' })
  await test.call('support.review', { id, judgement: 'sensible', note: 'one\u0000\ntwo\u2067' })
  const kept = (await test.call('support.latest', {}))?.clusters.find((cluster) => cluster.id === id)
  expect(kept).toMatchObject({ name: 'detaer the late', review: { note: 'one\ntwo' } })
  const invalid = { code: 'request.invalid' }
  await expect(test.call('support.rename', { id, name: '\u0000\u202E ' })).rejects.toMatchObject(invalid)
  for (const day of ['0001-01-01', '2999-12-31']) {
    await expect(test.call('support.setChange', { day })).rejects.toMatchObject(invalid)
    await expect(test.call('support.run', { asOf: day })).rejects.toMatchObject(invalid)
    await expect(test.call('workspace.setAsOf', { asOf: day })).rejects.toMatchObject(invalid)
  }
  await expect(test.call('support.tree', { from: 5, to: 5 })).rejects.toMatchObject(invalid)
  await expect(test.call('support.tree', { from: 9, to: 2 })).rejects.toMatchObject(invalid)
})

it('is told on the page of each customer, by customers and by most of their tickets', async () => {
  const { test } = await found()
  for (const unit of ['customers', 'tickets'] as const) {
    const { clusters } = await test.call('support.run', { unit })
    const written = new Map<string, number[]>()
    for (const { id } of clusters) {
      const { rows } = await test.call('support.tickets', { pick: { by: 'cluster', cluster: id }, limit: 500 })
      for (const { code } of rows) if (code !== null) written.set(code, [...(written.get(code) ?? []), id])
    }
    for (const code of ['C5', 'C80', 'C130']) {
      const { rows } = await test.call('customers.list', { search: code })
      const { support } = await test.call('customers.get', { id: rows.find((row) => row.code === code)?.id ?? 0 })
      const of = written.get(code) ?? []
      const times = (id: number | undefined) => of.filter((one) => one === id).length
      expect(times(support?.id)).toBe(Math.max(...of.map(times)))
      expect(support?.name).toBe(clusters.find(({ id }) => id === support?.id)?.name)
    }
  }
})

it('says which segment writes about what, in lists of exactly those, and of each theme its tickets', async () => {
  const { test, result } = await found()
  expect(await test.call('support.pains', {})).toBeNull()
  for (const [theme, { tickets }] of result.themes.entries()) {
    const pick = { by: 'theme', run: result.run.id, theme, within: null } as const
    expect((await test.call('support.tickets', { pick })).total).toBe(tickets)
  }
  // Told by words that it holds, however few.
  expect(result.themes.map(({ words }) => words)).toContainEqual(['courier'])
  // Who writes about delivery orders often and much; the others do neither.
  const orders = Array.from({ length: 150 }, (_, c) => Array.from({ length: c < 60 ? 8 : 2 }, (_, n) => [c, n] as const)).flat()
  const rows = orders.map(
    ([c, n]) => `O${c}-${n},C${c + 1},2025-0${1 + (n % 6)}-${10 + ((c + n) % 18)},Mug,1,${c < 60 ? 90 + (c % 9) : 8 + (c % 5)}.00`
  )
  await test.call('import.start', {
    files: [test.file('orders.csv', ['order_id,customer_id,date,product,quantity,price', ...rows].join('\n'))],
    label: 'orders'
  })
  const segments = await test.call('segments.run', { k: 2 })
  const pains = await test.call('support.pains', {})
  expect(pains?.segments.map(({ id }) => id)).toEqual(segments.segments.map(({ id }) => id))
  const often = (await test.call('customers.list', { search: 'C5' })).rows.find(({ code }) => code === 'C5')?.segmentId
  const over = pains?.cells.filter((cell) => cell.over) ?? []
  for (const { segment, theme, stage, customers } of pains?.cells ?? []) {
    const pick = { by: 'theme', run: result.run.id, theme, within: { segment, stage } } as const
    expect((await test.call('customers.list', { among: { of: 'support', pick } })).total).toBe(customers)
  }
  const broken = result.themes.findIndex(({ words }) => words.includes('lamp'))
  const invoice = result.themes.findIndex(({ words }) => words.includes('shows'))
  expect(over.map(({ segment, theme, stage }) => [segment === often, theme, stage])).toEqual([
    [false, invoice, 'purchase'],
    [false, broken, 'post-purchase']
  ])
})

it('counts before and after a day that is kept, alike on both sides', async () => {
  const { test, result } = await found()
  expect(await test.call('support.change', {})).toBeNull()
  // Whole months alone: tickets of January to June, as of the last of July's.
  const [first] = result.clusters
  const course = await test.call('support.course', { cluster: first?.id ?? 0 })
  expect(course?.periods.slice(0, 2)).toEqual([
    { from: '2025-01-01', until: '2025-01-31' },
    { from: '2025-02-01', until: '2025-02-28' }
  ])
  const within = course?.own.reduce((sum, { tickets }) => sum + tickets, 0) ?? 0
  expect(within).toBeGreaterThan(0)
  expect(within).toBeLessThanOrEqual(first?.tickets ?? 0)
  expect(await test.call('support.course', { cluster: 99 })).toBeNull()
  await test.call('support.setChange', { day: '2025-04-15' })
  const change = await test.call('support.change', {})
  const days = (Date.parse(result.run.asOf) - Date.parse('2025-04-15')) / 86_400_000 + 1
  expect(change).toMatchObject({ day: '2025-04-15', days, until: result.run.asOf })
  expect(change?.clusters.map(({ cluster }) => cluster)).toEqual(result.clusters.map(({ id }) => id))
  const [rate] = change?.all ?? []
  const sum = (side: 'ticketsBefore' | 'ticketsAfter') => change?.clusters.reduce((all, { shifts }) => all + (shifts[0]?.[side] ?? 0), 0)
  expect([sum('ticketsBefore'), sum('ticketsAfter')]).toEqual([rate?.ticketsBefore, rate?.ticketsAfter])
  await test.call('support.setChange', { day: '2020-01-01' })
  expect(await test.call('support.change', {})).toMatchObject({
    days: 0,
    all: [{ before: null, after: null, change: null }, {}, {}, {}, {}]
  })
  await test.call('support.setChange', { day: null })
  expect(await test.call('support.change', {})).toBeNull()
})

it('names what goes with what the members have, where that held, for each as many as there are', async () => {
  const { test, result } = await found()
  const [first, second] = result.clusters as [(typeof result.clusters)[0], (typeof result.clusters)[0]]
  expect(await test.call('support.complements', { cluster: first.id })).toEqual([])
  const members = async (cluster: number) =>
    (await test.call('customers.list', { among: { of: 'support', pick: { by: 'cluster', cluster } } })).rows.map(({ id }) => id)
  const [inFirst, inSecond] = [await members(first.id), await members(second.id)]
  const offer = (customerId: number | undefined, product: string | null, what: string, kind: UpsellOffer['kind'] = 'complement') =>
    ({
      customer: '',
      customerId: customerId ?? 0,
      kind,
      offer: what,
      from: '2025-07-01',
      to: '2025-07-31',
      chance: 0.2,
      low: null,
      high: null,
      value: 5,
      reason: { product, boughtOn: null, hits: 3, of: 9, days: 90, category: null, count: null, usual: 0.1 }
    }) satisfies UpsellOffer
  const offers = [
    ...inFirst.slice(0, 3).map((id) => offer(id, 'Pot', 'Warmer')),
    offer(inFirst[0], 'Dripper', 'Papers'),
    offer(inFirst[1], null, 'Coffee', 'target'),
    offer(inSecond[0], 'Pot', 'Warmer')
  ]
  const db = openDatabase((await test.call('workspace.current', {}))?.path ?? '', 'write')
  const identity = { seed: 1, params: {}, engineVersion: 'upsell', inputFingerprint: '', asOf: '2025-06-30' }
  const rest = { verdict: { level: 'validated', reason: '' }, rules: [] } as unknown as StoredUpsell
  storeUpsell(db, identity, 0, { ...rest, offers }, '', () => {})
  db.close()
  expect(await test.call('support.complements', { cluster: first.id })).toEqual([
    { offer: 'Warmer', product: 'Pot', customers: 3 },
    { offer: 'Papers', product: 'Dripper', customers: 1 }
  ])
  expect(await test.call('support.complements', { cluster: second.id })).toEqual([{ offer: 'Warmer', product: 'Pot', customers: 1 }])
})

it('proposes nothing for a group of a few, however much stands out of them', async () => {
  const run = await shop(
    Array.from({ length: 500 }, (_, i) => {
      const customer = i % 100
      const kind = customer < 97 ? ['Delivery', 'Billing'][customer % 2] : 'Faults'
      const message = customer < 97 ? 'Where is it' : i % 2 ? 'Terrible, I hate this' : 'Awful, I am furious'
      return `T${i},C${customer},2025-01-1${i % 9} 10:00,2025-01-1${i % 9} 11:00,2025-01-1${i % 9} 19:00,E-mail,${kind},Ann,"${message}"`
    })
  )
  const { clusters } = await run({ clusters: 3 })
  expect(clusters.map(({ size }) => size).sort((a, b) => a - b)[0]).toBe(3)
  const few = clusters.find(({ size }) => size === 3)
  expect(few?.profile.some(({ feature, effect, high }) => feature === 'tone' && effect < 0 && high < 0)).toBe(true)
  expect(few?.play).toBeNull()
})

it('says of tickets of which none has a date of opening that they are there, and what they lack', async () => {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'Shop' })
  const rows = Array.from({ length: 40 }, (_, i) => `T${i},C${i},,Delivery,Where is it`)
  const file = test.file('tickets.csv', `ticket_id,customer_id,opened_at,category,message\n${rows.join('\n')}\n`)
  await test.call('import.start', { files: [file], label: 'tickets' })
  await expect(test.call('support.run', {})).rejects.toMatchObject({ code: 'support.undated', details: { tickets: 40 } })
})
