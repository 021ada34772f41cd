import { read as readWorkbook, utils } from '@e965/xlsx'
import { afterEach, describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { listCustomers } from '../../../src/main/core/db/queries/customers.ts'
import { renameSegment, runView } from '../../../src/main/core/db/queries/segment-identity.ts'
import { painRows } from '../../../src/main/core/db/queries/segment-views.ts'
import { latestSegments } from '../../../src/main/core/db/queries/segments.ts'
import { storeSetup } from '../../../src/main/core/db/queries/stages.ts'
import { segmentMembers } from '../../../src/main/core/tasks/segment-members.ts'
import { comparePains, type PainSources, painsOf, slowLimits } from '../../../src/main/core/tasks/segment-pains.ts'
import { scoreSegments } from '../../../src/main/core/tasks/segment-score.ts'
import { type StrategyFacts, segmentPlaybooks, strategiesFor } from '../../../src/main/core/tasks/segment-strategies.ts'
import { segmentDrift, segmentMigration } from '../../../src/main/core/tasks/segment-time.ts'
import type { VisitFact } from '../../../src/main/core/tasks/segment-visits.ts'
import { segments } from '../../../src/main/core/tasks/segments.ts'
import { comparedLines } from '../../../src/renderer/features/segments/explainWords.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { type CustomersAmong, Explanation } from '../../../src/shared/model/explanation.ts'
import { type SegmentsParams, SegmentsResult, SegmentsParams as schema } from '../../../src/shared/model/segments.ts'
import { addImport, type Line, workspaceOf } from './segments-workspace.ts'

const ctx = () => ({ signal: new AbortController().signal, onProgress: () => {}, now: () => Date.UTC(2024, 6, 1) })
const asOf = '2024-06-30'

const features = ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure']

const opened: { remove(): void }[] = []
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.remove()
})

function open(lines: Line[]) {
  const workspace = workspaceOf(lines)
  opened.push(workspace)
  const { db, file } = workspace
  const run = (params: Partial<SegmentsParams> = {}, recompute = false, day = asOf) =>
    segments({ workspacePath: file, params: schema.parse({ k: 2, features, ...params }), asOf: day, recompute }, ctx())
  const explanation = (id: number) => Explanation.parse(runView(db, id, 'explanation'))
  const listed = (among: CustomersAmong) =>
    listCustomers(db, { search: '', segment: null, among, sort: 'code', descending: false, offset: 0, limit: 500 }).total
  return { ...workspace, run, explanation, listed, input: { workspacePath: file, asOf } }
}

const dayOf = (day: number) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)

/** Regulars who spend much and lately, people who bought a little once, and a few who stopped a while ago. */
function shop(regulars = 30, passers = 60, first = 0): Line[] {
  const rng = seededRng(7 + first)
  const lines: Line[] = []
  const sale = (customer: string, order: string, day: number, amount: number) => lines.push({ customer, order, at: dayOf(day), amount })
  for (let c = first; c < first + regulars; c++) {
    for (let o = 0; o < 8; o++) sale(`R${c}`, `r${c}-${o}`, 20 * o + Math.floor(rng() * 9), 8000 + Math.floor(rng() * 4000))
  }
  for (let c = first; c < first + passers; c++) sale(`P${c}`, `p${c}`, 90 + Math.floor(rng() * 9), 1000 + Math.floor(rng() * 500))
  return lines
}

describe('identity over runs', () => {
  it('keeps names, slots and what the user called them after more data, and says whom it goes on with', async () => {
    const { run, db } = open(shop())
    const first = await run()
    expect(SegmentsResult.parse(first)).toEqual(first)
    expect(first).toMatchObject({ compared: null, mode: 'refit' })
    const [regulars, passers] = first.segments
    expect(renameSegment(db, passers?.id ?? 0, 'Passers-by')).toBe(true)
    // Fifteen more who pass by spend so much that revenue turns the order of the segments around.
    addImport(
      db,
      shop(0, 15, 100).map((line) => ({ ...line, amount: line.amount }))
    )
    addImport(db, [{ customer: 'P0', order: 'p0-b', at: dayOf(95), amount: 90_000_000 }])
    const second = await run()
    const again = (old: typeof regulars) => second.segments.find(({ continues }) => continues === old?.id)
    expect(again(regulars)).toMatchObject({ slot: regulars?.slot, name: regulars?.name, given: false })
    expect(again(passers)).toMatchObject({
      slot: passers?.slot,
      name: 'Passers-by',
      given: true,
      proposed: expect.not.stringContaining('Passers-by')
    })
    expect(second.compared).toMatchObject({ run: first.run.id, gone: [] })
  })

  it('gives new groups free slots and other names, and tells which are gone', async () => {
    const { run } = open(shop())
    const two = await run({ k: 2 })
    const four = await run({ k: 4 })
    const fresh = four.segments.filter(({ continues }) => continues === null)
    expect(fresh.length).toBe(2)
    expect(new Set(four.segments.map(({ slot }) => slot)).size).toBe(4)
    expect(new Set(four.segments.map(({ name }) => name)).size).toBe(4)
    expect(fresh.every(({ slot }) => slot >= 2)).toBe(true)
    const back = await run({ k: 2, seed: 2 })
    expect(back.compared?.gone.length).toBe(2)
    expect(back.segments.map(({ slot }) => slot).toSorted()).toEqual(two.segments.map(({ slot }) => slot).toSorted())
  })

  it('lets go of a name that speaks of what is no longer looked at, and says so; the user’s own stay, and that is said too', async () => {
    // Two kinds of regulars: one orders on Saturdays, the other in the middle of the week, where January 1st 2024 was a Monday.
    const lines: Line[] = []
    for (let c = 0; c < 80; c++) {
      const isWeekend = c % 2 === 0
      for (let o = 0; o < 6; o++) {
        const at = dayOf(7 * (3 * o + (c % 3)) + (isWeekend ? 5 : 1 + (c % 3)))
        lines.push({ customer: `C${c}`, order: `${c}-${o}`, at, amount: (isWeekend ? 1000 : 5000) + 37 * c })
      }
    }
    const { run, db } = open(lines)
    const first = await run({ features: ['weekendShare', 'meanOrderValue'] })
    const named = first.segments.find(({ name }) => name.startsWith('Weekend shoppers'))
    const other = first.segments.find(({ id }) => id !== named?.id)
    expect(named?.because).toContainEqual({ feature: 'weekendShare', more: true })
    renameSegment(db, other?.id ?? 0, 'My midweek people')
    const second = await run({ features: ['monetary', 'meanOrderValue'] })
    const now = second.segments.find(({ continues }) => continues === named?.id)
    expect(now?.slot).toBe(named?.slot)
    expect(now?.name).not.toMatch(/weekend/i)
    expect(now?.name).toBe(now?.proposed)
    expect(second.segments.find(({ continues }) => continues === other?.id)).toMatchObject({ name: 'My midweek people', given: true })
    expect(second.compared?.renamed).toEqual([{ from: named?.name, to: now?.name, why: 'features' }])
    expect(second.compared?.keptNames).toEqual(['My midweek people'])
    expect(comparedLines(second)).toEqual([
      expect.stringContaining(`“${named?.name}” is called “${now?.name}” now`),
      expect.stringContaining('“My midweek people” keeps the name that you gave it')
    ])
    // The same features once more: everything stays.
    const third = await run({ features: ['monetary', 'meanOrderValue'], seed: 2 })
    expect(third.compared).toMatchObject({ renamed: [], keptNames: [] })
    expect(third.segments.map(({ name }) => name)).toEqual(second.segments.map(({ name }) => name))
  })

  it('gives a name to whom it suits best when the customers are cut anew', async () => {
    const { run } = open([...shop(), ...shop(6, 0, 200).map((line) => ({ ...line, amount: 9 * line.amount }))])
    const two = await run({ k: 2 })
    const three = await run({ k: 3 })
    for (const { name } of three.segments) expect(name).not.toMatch(/ \d$/)
    const kept = three.segments.filter(({ name }) => two.segments.some((old) => old.name === name))
    for (const { name, proposed } of kept) expect(three.segments.filter((of) => of.proposed === name && proposed !== name)).toEqual([])
  })

  it('comes out the same again, beside the same earlier run, whatever is called what meanwhile', async () => {
    const { run, db, explanation } = open(shop())
    await run({ k: 3 })
    const second = await run({ k: 2 })
    const before = JSON.stringify(explanation(second.run.id))
    expect(renameSegment(db, second.segments[0]?.id ?? 0, 'Mine')).toBe(true)
    const again = await run({ k: 2 }, true)
    expect(again.segments[0]?.name).toBe('Mine')
    expect(again.run.id).toBe(second.run.id)
    expect(JSON.stringify(explanation(second.run.id))).toBe(before)
    expect(renameSegment(db, second.segments[0]?.id ?? 0, null)).toBe(true)
    expect(latestSegments(db, asOf)?.segments[0]).toMatchObject({ name: second.segments[0]?.proposed, given: false })
  })

  it('renames nothing but segments of the newest run', async () => {
    const { run, db } = open(shop())
    const first = await run({ k: 2 })
    await run({ k: 3 })
    expect(renameSegment(db, first.segments[0]?.id ?? 0, 'Old')).toBe(false)
    expect(renameSegment(db, 999, 'Nobody')).toBe(false)
  })
})

describe('score only', () => {
  it('assigns new customers to the groups as they are: same centres, names and slots, without finding anew', async () => {
    const { run, db, input } = open(shop())
    const found = await run()
    addImport(db, shop(5, 5, 200))
    const scored = await scoreSegments(input, ctx())
    expect(SegmentsResult.parse(scored)).toEqual(scored)
    expect(scored).toMatchObject({ mode: 'score', customers: 100, compared: { run: found.run.id, gone: [] } })
    for (const segment of scored.segments) {
      const old = found.segments.find(({ id }) => id === segment.continues)
      expect(segment).toMatchObject({ slot: old?.slot, name: old?.name, size: (old?.size ?? 0) + 5 })
      expect(segment.centroid.frequency).toBeCloseTo(old?.centroid.frequency ?? 0, 9)
    }
    expect((await scoreSegments(input, ctx())).run.id).toBe(scored.run.id)
  })

  it('on the same data puts everybody where they were', async () => {
    const { run, input } = open(shop())
    const found = await run({ k: 3 })
    const scored = await scoreSegments(input, ctx())
    expect(scored.segments.map(({ size }) => size).toSorted()).toEqual(found.segments.map(({ size }) => size).toSorted())
  })

  it('needs groups first', async () => {
    const { input } = open(shop())
    await expect(scoreSegments(input, ctx())).rejects.toMatchObject({ code: 'run.noModel' })
    await expect(segmentDrift(input, ctx())).rejects.toMatchObject({ code: 'run.noModel' })
  })
})

describe('movement and drift', () => {
  it('counts who moved with the groups as they are, and each count opens exactly these', async () => {
    const { run, listed, input } = open(shop())
    await run()
    const moved = await segmentMigration({ ...input, from: '2024-03-20', to: asOf }, ctx())
    expect(moved.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(90)
    expect(moved.both).toBe(30)
    // On the first day nobody had passed by yet.
    expect(moved.cells.filter(({ from }) => from === null).reduce((sum, { customers }) => sum + customers, 0)).toBe(60)
    for (const { from: source, to: target, customers } of moved.cells)
      expect(listed({ of: 'moved', run: moved.run, from: moved.from, to: moved.to, source, target })).toBe(customers)
    const same = await segmentMigration({ ...input, from: asOf, to: asOf }, ctx())
    expect(same.stayed).toBe(90)
  })

  it('fits the data that it was found from, and not another shop', async () => {
    const { run, db, input } = open(shop())
    await run()
    const now = await segmentDrift(input, ctx())
    expect(now).toMatchObject({ level: 'fits', customers: 90 })
    expect(now.features.every(({ index }) => index === 0)).toBe(true)
    expect(now.poorlyFitting).toBeLessThan(0.05)
    addImport(
      db,
      Array.from({ length: 200 }, (_, i) => ({ customer: `X${i}`, order: `x${i}`, at: dayOf(1), amount: 9_000_000 }))
    )
    expect(await segmentDrift(input, ctx())).toMatchObject({ level: 'stale', customers: 290 })
  })
})

describe('the explanation', () => {
  function withVoices() {
    const workspace = open([...shop(), { customer: 'R0', order: 'r0-best', at: dayOf(146), amount: 50_000 }])
    const { db } = workspace
    const id = (code: string) => db.prepare<[string], number>('SELECT id FROM customer WHERE code = ?').pluck().get(code)
    const ticket = db.prepare(
      `INSERT INTO ticket (number, customer_id, opened_at, first_response_at, states, category, subject, message, state_at, blanks, source_id)
       VALUES (?, ?, ?, ?, 1, ?, 'Where is it', 'It has not come.', 0, 0, 1)`
    )
    const score = db.prepare(
      `INSERT INTO feedback (identity, ordinal, first_of_row, customer_id, at, type, score, scale, comment, source_id) VALUES (?, 1, 1, ?, ?, 'nps', ?, 10, 'Hm', 1)`
    )
    const at = Date.UTC(2024, 3, 20) / 1000
    for (let i = 0; i < 24; i++) ticket.run(`T${i}`, id(`P${i}`), at + i, at + i + 3600, 'Delivery')
    for (let i = 0; i < 6; i++) ticket.run(`U${i}`, id(`R${i}`), at + i, at + i + 3600, 'Delivery')
    for (let i = 0; i < 20; i++) score.run(i, id(`R${i}`), at, i < 10 ? 10 : 3)
    db.prepare('UPDATE customer SET referred_by = ? WHERE code = ?').run('R0', 'P0')
    return workspace
  }

  it('is what its model says, and nothing in it depends on names', async () => {
    const { run, explanation } = withVoices()
    const { run: stored } = await run()
    const found = explanation(stored.id)
    expect(found.segments).toHaveLength(2)
    expect(found.segments.map(({ rule }) => rule.fidelity)).toEqual([1, 1])
    expect(found.knows).toMatchObject({ satisfaction: true, referrals: true, spend: false })
    expect(found.rfm.groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(90)
    expect(found.silhouettes.flatMap(({ values }) => values)).toHaveLength(90)
    for (const { strategies } of found.segments) {
      expect(strategies.length).toBeGreaterThan(0)
      for (const { id } of strategies) expect(message(`playbooks.${id}.why`, {})).toBeDefined()
    }
  })

  it('finds the pain that is planted, and every count opens exactly these customers', async () => {
    const { run, explanation, listed, db } = withVoices()
    const result = await run()
    const found = explanation(result.run.id)
    const nameOf = (id: number) => result.segments.find((segment) => segment.id === id)
    for (const cell of found.pains.cells) {
      const { segment, stage, kind, topic } = cell
      expect(listed({ of: 'pain', segment, stage, kind, topic })).toBe(cell.customers)
      expect(painRows(db, { segment, stage, kind, topic }, 0, 500)).toMatchObject({ total: cell.events })
      expect(cell.share).toBe(cell.customers / (nameOf(segment)?.size ?? 0))
    }
    const delivery = found.pains.cells.filter(({ topic }) => topic === 'Delivery')
    expect(delivery.map(({ customers }) => customers).toSorted((a, b) => a - b)).toEqual([6, 24])
    expect(delivery[0]?.byCustomer?.ratio).toBeCloseTo(24 / 60 / (6 / 30), 9)
    const [{ segment = 0, stage = 'awareness' } = {}] = delivery
    expect(painRows(db, { segment, stage, kind: 'complaint', topic: 'Delivery' }, 0, 1).rows[0]).toMatchObject({
      text: 'It has not come.',
      title: 'Where is it'
    })
    for (const { id, champions, risk } of found.segments) {
      expect(listed({ of: 'champions', segment: id })).toBe(champions.count)
      expect(listed({ of: 'risk', segment: id })).toBe(risk.count)
    }
    found.rfm.groups.forEach(({ group, customers, bySegment }) => {
      expect(listed({ of: 'rfm', run: result.run.id, group, segment: null })).toBe(customers)
      bySegment.forEach((count, i) => {
        expect(listed({ of: 'rfm', run: result.run.id, group, segment: result.segments[i]?.id ?? 0 })).toBe(count)
      })
    })
  })

  /** Passers-by leave at the checkout thrice as often as they go on; regulars always buy, some on the next morning. */
  function withVisits() {
    const workspace = withVoices()
    const { db } = workspace
    const touch = db.prepare(
      `INSERT INTO touchpoint (at, identity, ordinal, customer_id, session, event, page, count, extra, source_id)
       VALUES (?, ?, 1, (SELECT id FROM customer WHERE code = ?), ?, ?, ?, 1, '{}', 1)`
    )
    let number = 0
    const visit = (customer: string, at: number, session: string | null, ...events: string[]) => {
      events.forEach((event, i) => {
        touch.run(at + 60 * i, ++number, customer, session, event, `/${event}`)
      })
    }
    const day = (d: number) => Date.parse(`${dayOf(d)}T10:00:00Z`) / 1000
    for (let c = 0; c < 60; c++) {
      for (const d of c < 45 ? [30, 50, 70] : []) visit(`P${c}`, day(d), `p${c}-${d}`, 'visit', 'add_to_cart', 'checkout_start')
      if (c < 15) visit(`P${c}`, day(80), null, 'visit', 'payment_error')
    }
    for (let c = 0; c < 30; c++) {
      const bought = db
        .prepare<[string], number>('SELECT ordered_at FROM orders JOIN customer c ON c.id = customer_id WHERE code = ? ORDER BY 1 LIMIT 1')
        .pluck()
        .get(`R${c}`)
      if (bought === undefined) continue
      visit(`R${c}`, bought - (c % 2) * 60_000, `r${c}`, 'visit', 'checkout_start')
      if (c < 6) visit(`R${c}`, day(140), `x${c}`, 'visit', 'checkout_start')
      // The last day is open still.
      visit(`R${c}`, Date.parse(`${asOf}T20:00:00Z`) / 1000, `y${c}`, 'visit', 'checkout_start')
    }
    return workspace
  }

  it('finds visits that were left and what failed in them, at the stage that the workspace puts them to', async () => {
    const { run, explanation, listed, db } = withVisits()
    const first = await run()
    const { pains } = explanation(first.run.id)
    const [regulars, passers] = first.segments
    const left = (segment = 0) => pains.cells.find((cell) => cell.kind === 'dropOff' && cell.segment === segment)
    expect(left(passers?.id)).toMatchObject({ stage: 'decision', topic: 'checkout_start', events: 135, customers: 45, over: true })
    expect(left(regulars?.id)).toMatchObject({ events: 6, customers: 6, over: false })
    expect(pains.cells.find(({ kind }) => kind === 'trouble')).toMatchObject({
      topic: 'payment_error',
      customers: 15,
      segment: passers?.id
    })
    expect(pains.visits).toBe(45 * 3 + 15 + 30 + 6 + 30)
    for (const { segment, stage, kind, topic, customers, events } of pains.cells) {
      expect(listed({ of: 'pain', segment, stage, kind, topic })).toBe(customers)
      expect(painRows(db, { segment, stage, kind, topic }, 0, 1).total).toBe(events)
    }
    const key = { segment: passers?.id ?? 0, stage: 'decision', kind: 'dropOff', topic: 'checkout_start' } as const
    expect(painRows(db, key, 0, 1).rows[0]).toMatchObject({ title: 'checkout_start', reference: '/checkout_start' })
    // In a shop in which baskets are only looked at and the checkout is the purchase, nobody leaves on the way.
    storeSetup(db, {
      stages: [
        { id: 1, name: 'Looking', role: 'consideration' },
        { id: 2, name: null, role: 'purchase' }
      ],
      rules: [
        { stage: 2, field: 'event', how: 'equals', value: 'checkout_start' },
        { stage: 1, field: 'event', how: 'contains', value: 'payment' }
      ]
    })
    const second = await run()
    expect(second.run.id).not.toBe(first.run.id)
    const now = explanation(second.run.id).pains
    expect(now.cells.some(({ kind }) => kind === 'dropOff')).toBe(false)
    expect(now.cells.find(({ kind }) => kind === 'trouble')).toMatchObject({ stage: 'consideration' })
    expect(now.stageNames).toEqual({ consideration: 'Looking' })
    // Answers that come in later are looked at too, though the segments are made from nothing of them.
    db.exec(
      "INSERT INTO feedback (identity, ordinal, first_of_row, customer_id, at, type, score, scale, source_id) VALUES (99, 1, 1, 1, 1713600000, 'nps', 1, 10, 1)"
    )
    expect(explanation((await run()).run.id).pains.answers).toBe(now.answers + 1)
  })

  it('calls champions those who are loyal and satisfied or bring others, and nobody who is unhappy', async () => {
    const { run, explanation } = withVoices()
    // Ten days after the last orders: nobody is late yet.
    const found = explanation((await run({}, false, '2024-06-05')).run.id)
    const codes = found.segments.flatMap(({ champions }) => champions.people.map(({ code }) => code))
    expect(codes[0]).toBe('R0')
    for (const code of codes) expect(Number(code.slice(1))).toBeLessThan(10)
    const atRisk = found.segments.flatMap(({ risk }) => risk.people)
    for (const { code } of atRisk) expect(codes).not.toContain(code)
  })

  it('calls nobody a champion who sends much back, whatever they say', async () => {
    const { run, db, explanation } = withVoices()
    const champions = async () =>
      explanation((await run({}, false, '2024-06-05')).run.id).segments.flatMap(({ champions }) => champions.people.map(({ code }) => code))
    expect((await champions())[0]).toBe('R0')
    addImport(db, [{ customer: 'R0', order: 'back', at: dayOf(140), amount: -60_000, kind: 'return' }])
    expect(await champions()).not.toContain('R0')
  })
})

describe('pains', () => {
  const noVisits = { facts: [], visits: 0, reached: { visits: new Map(), deciding: new Map(), steps: new Map() } }
  const none: PainSources = { tickets: [], scores: [], broken: [], visits: noVisits, stageOf: () => null, stageNames: {} }
  const ticket = (id: number, wait: number | null, over = {}) => ({
    id,
    customer: id,
    at: 1000,
    answeredAt: wait === null ? null : 1000 + wait,
    solvedAt: null,
    category: 'Delivery',
    reopens: null,
    rating: null,
    ...over
  })

  it('have their stage by kind and topic, and slow is the slowest tenth', () => {
    const tickets = Array.from({ length: 40 }, (_, i) => ticket(i, 60 * (i + 1)))
    const slow = slowLimits(tickets)
    expect(slow.solution).toBe(Number.POSITIVE_INFINITY)
    const pains = painsOf({ ...none, tickets }, slow)
    expect(pains.filter(({ kind }) => kind === 'slowAnswer')).toHaveLength(4)
    expect(pains.filter(({ kind }) => kind === 'complaint')).toHaveLength(40)
    const billing = painsOf({ ...none, tickets: [ticket(1, null, { category: 'Billing', reopens: 2 })] }, slow)
    expect(billing.map(({ kind, stage }) => [kind, stage])).toEqual([
      ['complaint', 'purchase'],
      ['reopened', 'purchase']
    ])
    const ruled = painsOf({ ...none, tickets: [ticket(1, null, { category: 'Billing' })], stageOf: () => 'loyalty' }, slow)
    expect(ruled.map(({ stage }) => stage)).toEqual(['loyalty'])
  })

  it('tell a low score by its scale, and one about help by its ticket', () => {
    const of = (type: string, score: number, scale: number, ofTicket = false) =>
      painsOf({ ...none, scores: [{ id: 1, customer: 1, at: 1, type, score, scale, ofTicket }] }, { answer: 1, solution: 1 }).map(
        ({ kind, stage }) => `${kind} ${stage}`
      )
    expect(of('nps', 6, 10)).toEqual(['notRecommended loyalty'])
    expect(of('nps', 7, 10)).toEqual([])
    expect(of('review', 2, 5)).toEqual(['lowScore post-purchase'])
    expect(of('review', 3, 5)).toEqual([])
    expect(of('csat', 1, 5, true)).toEqual(['unhappyAfterHelp post-purchase'])
  })

  /** Two groups of forty customers with an order each; what `sources` hold of them is compared. */
  const compared = (sources: Partial<PainSources>, used: string[] = []) => {
    const customers = Float64Array.from({ length: 80 }, (_, i) => i)
    const orders = { customers, orders: customers, at: new Float64Array(80).fill(5000) }
    const all = { ...none, ...sources }
    const places = Int32Array.from(customers, (customer) => customer % 2)
    const slow = slowLimits(all.tickets)
    return comparePains(painsOf(all, slow), all, slow, orders, customers, places, 2, 100_000, new Set(used)).report.cells
  }

  it('are not called over-represented in a group that only comes to the step more often', () => {
    // Both leave every other visit at the checkout; the first group visits ten times, the second two times, half of whom never leave.
    const facts: VisitFact[] = []
    const begun = new Map<number, number>()
    for (let customer = 0; customer < 80; customer++) {
      const visits = customer % 2 === 0 ? 10 : 2
      begun.set(customer, visits)
      const leaves = customer % 2 === 0 ? 5 : customer % 4 === 1 ? 2 : 0
      for (let i = 0; i < leaves; i++)
        facts.push({ kind: 'dropOff', customer, at: 1000 + i, stage: 'decision', topic: 'checkout_start', touchpoint: 100 * customer + i })
    }
    const reached = { visits: begun, deciding: begun, steps: new Map([['checkout_start', begun]]) }
    const [often] = compared({ visits: { facts, visits: 480, reached } }).filter(({ segment }) => segment === 0)
    expect(often).toMatchObject({ rate: 0.5, otherRate: 0.5, over: false })
    expect(often?.byCustomer?.ratio).toBe(2)
  })

  it('are no difference found where the groups were made of them', () => {
    const broken = (kind: 'return' | 'cancellation') =>
      Array.from({ length: 40 }, (_, i) => ({ order: 2 * i, customer: 2 * i, at: 1000, kind })).concat([
        { order: 1, customer: 1, at: 1000, kind },
        { order: 3, customer: 3, at: 1000, kind },
        { order: 5, customer: 5, at: 1000, kind },
        { order: 7, customer: 7, at: 1000, kind },
        { order: 9, customer: 9, at: 1000, kind }
      ])
    const first = (used: string[], kind: 'return' | 'cancellation') =>
      compared({ broken: broken(kind) }, used).find(({ segment }) => segment === 0)
    for (const kind of ['return', 'cancellation'] as const) {
      expect(first(['csat'], kind)).toMatchObject({ share: 1, over: true })
      expect(first(['csat'], kind)?.madeOf).toBeUndefined()
      expect(first(['returnShare'], kind)).toMatchObject({ share: 1, over: false, madeOf: true })
    }
  })

  it('are a difference by topic where the groups were made of how many complaints there are, not of which', () => {
    // The first group complains a third more often of bills, and eight times as often of delivery.
    const about = (category: string, customers: number[]) => customers.map((customer, i) => ticket(i, null, { category, customer }))
    const [own, others] = [0, 1].map((group) => Array.from({ length: 40 }, (_, i) => 2 * i + group)) as [number[], number[]]
    const tickets = [
      ...about('Billing', own),
      ...about('Delivery', own),
      ...about(
        'Billing',
        others.filter((_, i) => i % 4 !== 0)
      ),
      ...about(
        'Delivery',
        others.filter((_, i) => i % 8 === 0)
      )
    ]
    const told = compared({ tickets }, ['supportLoad']).filter(({ segment, kind }) => segment === 0 && kind === 'complaint')
    expect(Object.fromEntries(told.map(({ topic, over, madeOf }) => [topic, [over, madeOf ?? false]]))).toEqual({
      Billing: [false, true],
      Delivery: [true, false]
    })
  })

  it('are counted by answer where they are a score, and by ticket where they are a wait', () => {
    const score = (id: number, customer: number, low: boolean, type = 'nps') => ({
      id,
      customer,
      at: 1000,
      type,
      score: low ? 2 : 9,
      scale: 10,
      ofTicket: false
    })
    // Who is asked ten times gives one low score among ten; who is asked once gives none but for a few.
    const scores = Array.from({ length: 80 }, (_, customer) =>
      customer % 2 === 0
        ? Array.from({ length: 10 }, (_, i) => score(100 * customer + i, customer, i === 0))
        : [score(100 * customer, customer, customer % 20 === 1), score(100 * customer + 1, customer, false, 'csat')]
    ).flat()
    const low = compared({ scores }).filter(({ kind, segment }) => kind === 'notRecommended' && segment === 0)
    expect(low).toMatchObject([{ share: 1, otherShare: 0.1, rate: 0.1, otherRate: 0.1, over: false }])
    const tickets = Array.from({ length: 80 }, (_, customer) =>
      Array.from({ length: customer % 2 === 0 ? 3 : 1 }, (_, i) =>
        ticket(100 * customer + i, i === 0 && customer % 8 === 0 ? 9000 : 60, { customer })
      )
    ).flat()
    const [wait] = compared({ tickets }).filter(({ kind }) => kind === 'slowAnswer')
    expect(wait?.rate).toBeCloseTo(10 / 120, 12)
  })
})

describe('members as a file', () => {
  it('runs no formula, in CSV nor in a workbook', async () => {
    const { run, db, file } = open([...shop(), { customer: '=HYPERLINK("http://x")', order: 'h1', at: dayOf(3), amount: 100 }])
    await run()
    db.prepare("UPDATE customer SET name = '@SUM(A1)' WHERE code = 'R1'").run()
    const csv = await segmentMembers({ workspacePath: file, segment: null, format: 'csv' }, ctx())
    expect(csv.rows).toBe(91)
    expect(csv.content).toContain('"\'=HYPERLINK(""http://x"")"')
    expect(csv.content).toContain("R1,'@SUM(A1)")
    const xlsx = await segmentMembers({ workspacePath: file, segment: null, format: 'xlsx' }, ctx())
    const book = readWorkbook(xlsx.content, { type: 'base64', cellFormula: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    const rows = utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1 })
    expect(rows).toHaveLength(92)
    const cells = Object.entries(sheet ?? {}).filter(([key]) => !key.startsWith('!')) as [string, { t: string; f?: string; v: unknown }][]
    expect(cells.filter(([, cell]) => cell.f !== undefined)).toEqual([])
    expect(cells.find(([, { v }]) => v === '@SUM(A1)')?.[1].t).toBe('s')
  })
})

describe('playbooks', () => {
  it('have texts, each its own', () => {
    const books = segmentPlaybooks()
    expect(new Set(books.map(({ id }) => id)).size).toBe(books.length)
    for (const { id } of books)
      for (const part of ['title', 'why', 'first']) expect(message(`playbooks.${id}.${part}`, {}), `${id}.${part}`).toBeDefined()
  })

  const facts = (over: Partial<StrategyFacts> = {}): StrategyFacts => ({
    profile: [
      { feature: 'tenure', effect: -0.9, effectLow: -1, effectHigh: -0.4, low: 20, median: 30, high: 60 },
      { feature: 'frequency', effect: -0.5, effectLow: -1, effectHigh: -0.4, low: 1, median: 1, high: 1 }
    ],
    pains: [],
    risk: { count: 0, net: 0, share: 0 },
    size: 100,
    championCount: 0,
    others: { size: 400, risk: 0, champions: 0 },
    season: [],
    channels: [],
    days: { sinceFirst: 30, sinceLast: 20 },
    asOf,
    ...over
  })
  /** Of a group with four orders as the others, but for what is said. */
  const differing = (effects: Record<string, number>): StrategyFacts['profile'] =>
    Object.entries({ frequency: 0, ...effects }).map(([feature, effect]) => ({
      feature,
      effect,
      effectLow: effect - 0.1,
      effectHigh: effect + 0.1,
      low: 2,
      median: 4,
      high: 8
    }))
  const seasonIn = (month: number, index: number): StrategyFacts['season'] =>
    Array.from({ length: 12 }, (_, i) => ({
      month: i + 1,
      index: i + 1 === month ? index : 0.8,
      low: i + 1 === month ? index - 0.2 : 0.6
    }))
  const advised = (over: Partial<StrategyFacts>) => strategiesFor(facts(over)).map(({ id }) => id)

  it('welcome who is new by the calendar, not who is merely newer than the others and long gone', () => {
    expect(advised({})).toContain('welcome')
    expect(advised({ days: { sinceFirst: 400, sinceLast: 390 } })).not.toContain('welcome')
    expect(advised({ days: { sinceFirst: 110, sinceLast: 100 } })).not.toContain('welcome')
  })

  it('call for saving customers where something is at stake', () => {
    expect(advised({ risk: { count: 30, net: 5000, share: 0.02 } })).toContain('saveAtRisk')
    expect(advised({ risk: { count: 30, net: 20, share: 0.0001 } })).not.toContain('saveAtRisk')
  })

  it('do not win back who waits for the season, but who let it pass', () => {
    const away = { profile: differing({ recency: 0.8 }), season: seasonIn(12, 4.3) }
    // As of the last of June, December begins 212 days ago.
    expect(advised({ ...away, days: { sinceFirst: 700, sinceLast: 200 } })).toEqual(['beforeSeason'])
    expect(advised({ ...away, days: { sinceFirst: 700, sinceLast: 220 } })).toEqual(['beforeSeason', 'winBack'])
    expect(advised({ ...away, season: [], days: { sinceFirst: 700, sinceLast: 200 } })).toEqual(['winBack'])
    // In the season itself, the last one is that of a year ago.
    const june = { ...away, season: seasonIn(6, 4.3) }
    expect(advised({ ...june, days: { sinceFirst: 700, sinceLast: 300 } })).not.toContain('winBack')
    expect(advised({ ...june, days: { sinceFirst: 700, sinceLast: 400 } })).toContain('winBack')
  })

  it('come in the order of the differences that they rest on', () => {
    const cheap = {
      profile: differing({ discountShare: 4.2, recency: 0.5 }),
      season: seasonIn(1, 1.6),
      days: { sinceFirst: 700, sinceLast: 300 }
    }
    expect(advised(cheap)).toEqual(['weanOffDiscount', 'winBack', 'beforeSeason'])
    expect(advised({ ...cheap, profile: differing({ discountShare: 0.4, recency: 0.5 }) })).toEqual([
      'winBack',
      'weanOffDiscount',
      'beforeSeason'
    ])
    // Half of them are champions, of the others few; and as many are slipping away here as elsewhere.
    const best = { championCount: 50, risk: { count: 10, net: 5000, share: 0.05 }, others: { size: 400, risk: 40, champions: 20 } }
    expect(advised({ ...best, profile: differing({ frequency: 0.5, monetary: 2 }) })).toEqual(['askChampions', 'protectBest', 'saveAtRisk'])
    expect(advised({ ...best, profile: differing({ frequency: 3, monetary: 2 }) })).toEqual(['protectBest', 'askChampions', 'saveAtRisk'])
  })

  it('say often or rare only of who orders more often or more rarely than others', () => {
    const basket = (frequency: number, meanOrderValue: number) => advised({ profile: differing({ frequency, meanOrderValue }) })
    expect(basket(0.13, -1.35)).not.toContain('growBasket')
    expect(basket(0.25, -1.35)).toContain('growBasket')
    expect(basket(0.1, 0.6)).not.toContain('orderMoreOften')
    expect(basket(-0.25, 0.6)).toContain('orderMoreOften')
  })

  describe('about channels', () => {
    const byAds = (ratio: number, net: number, all: [low: number, back: number, high: number]): StrategyFacts['channels'] => [
      {
        channel: 'Ads',
        customers: 50,
        share: 0.3,
        shareOfAll: 0.2,
        ratio,
        low: ratio * 0.8,
        high: ratio * 1.25,
        net,
        money: {
          spend: 4000,
          gained: 40,
          net,
          costEach: 100,
          back: net / 4000,
          eachOfAll: 200,
          unknown: 0,
          all: { gained: 80, low: all[0], back: all[1], high: all[2] }
        }
      }
    ]
    const told = (...facts: Parameters<typeof byAds>) => advised({ profile: differing({}), channels: byAds(...facts) })

    it('stop one only where it does not pay over all groups, not where this group brings little', () => {
      expect(told(2, 600, [0.4, 0.6, 0.8])).toEqual(['stopChannel'])
      expect(told(2, 600, [0.4, 0.6, 1.1])).not.toContain('stopChannel')
      expect(told(2, 600, [1.8, 2.2, 2.7])).toEqual(['aimChannel'])
      expect(told(0.7, 600, [0.4, 0.6, 0.8])).toEqual(['keepWatching'])
    })

    it('gain more by one that surely pays and brings this group more often, if it is worth more', () => {
      expect(told(2, 12_000, [2.1, 2.6, 3.2])).toEqual(['gainByChannel'])
      expect(told(2, 12_000, [1.9, 2.6, 3.6])).toEqual(['keepWatching'])
      expect(told(1.1, 12_000, [2.1, 2.6, 3.2])).toEqual(['keepWatching'])
      expect(told(2, 8000, [2.1, 2.6, 3.2])).toEqual(['keepWatching'])
    })

    it('say nothing by runs that did not look at all groups', () => {
      const [ads] = byAds(2, 600, [0.4, 0.6, 0.8])
      if (!ads?.money) throw new Error('no money')
      const { all: _, ...before } = ads.money
      expect(advised({ profile: differing({}), channels: [{ ...ads, money: before }] })).toEqual(['keepWatching'])
    })
  })
})
