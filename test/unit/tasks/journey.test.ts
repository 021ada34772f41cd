import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMatcher, fitsPattern } from '../../../src/main/core/tasks/journey-rules.ts'
import { speaksOfTrouble, stageByWords } from '../../../src/main/core/tasks/journey-words.ts'
import type { JourneySelectionInput, JourneyView } from '../../../src/shared/model/journey.ts'
import { openTestApp, ordersCsv, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp({ now: () => Date.UTC(2025, 5, 1) })
  await test.call('workspace.create', { name: 'shop' })
})
afterEach(() => test.dispose())

const bring = (name: string, text: string) => test.call('import.start', { files: [test.file(name, text)], label: name })
const orders = (...rows: string[]) => bring('orders.csv', ordersCsv(rows))
const touches = (...rows: string[]) => bring('touchpoints.csv', `customer_id,session,time,event,channel\n${rows.join('\n')}\n`)

async function read(scope = {}): Promise<JourneyView> {
  await test.call('journey.run', {})
  const view = await test.call('journey.view', scope)
  if (view === null) throw new Error('The journey was read, and is not there.')
  return view
}
const stagesOf = ({ stages }: JourneyView) =>
  Object.fromEntries(stages.map(({ stage, customers }) => [stage.role ?? stage.name, customers]))
const notesOf = ({ notes }: JourneyView) => Object.fromEntries(notes.map(({ code, count }) => [code, count]))
const select = async (pick: JourneySelectionInput['pick'], scope = {}) => {
  const { total, rows } = await test.call('customers.list', {
    among: { of: 'journey', scope, pick },
    sort: 'code',
    descending: false,
    limit: 500
  })
  expect(rows).toHaveLength(total)
  return rows.map(({ code }) => code)
}

/** Customers C1, C2, … of whom every second buys again after 20 days. */
const shop = Array.from({ length: 60 }, (_, i) => [
  `A${i},C${i},2024-0${1 + (i % 3)}-10,P1,1,9.50`,
  ...(i % 2 === 0 ? [`B${i},C${i},2024-0${1 + (i % 3)}-30,P1,1,9.50`.replace('-02-30', '-03-01')] : [])
]).flat()

describe('the journey', () => {
  it('says what is missing when there is nothing', async () => {
    await expect(test.call('journey.run', {})).rejects.toMatchObject({ code: 'journey.empty' })
    expect(await test.call('journey.view', {})).toBeNull()
    await expect(test.call('journey.funnel', { steps: [{ stage: 1 }, { stage: 2 }], window: 30 })).rejects.toMatchObject({
      code: 'journey.notRead'
    })
  })

  it('is there with orders alone', async () => {
    await orders(...shop)
    const view = await read({ window: 30 })
    expect(stagesOf(view)).toEqual({
      awareness: null,
      consideration: null,
      decision: null,
      purchase: 60,
      'post-purchase': null,
      loyalty: 30
    })
    const purchase = view.stages[3]
    expect(purchase).toMatchObject({ moved: 20, stayed: 20, open: 20, value: 60 * 9.5 })
    expect(purchase?.conversion?.share).toBe(0.5)
    // Of the 60, half come back after 20 days, but for the third month's, of whom some are still waited for.
    expect(purchase?.days.median).toBe(20)
    expect(view.stages[0]?.conversion).toBeNull()
    expect(notesOf(view)).toEqual({ noTouchpoints: 1 })
  })

  it('knows nobody where nothing is told, and tells that from nobody', async () => {
    await orders(...shop)
    await touches('C1,s1,2024-02-01 10:00,visit,Social', ',s2,2024-02-01 10:00,add_to_cart,Social')
    const view = await read()
    // Of the decision there are touchpoints of nobody alone.
    expect(stagesOf(view)).toMatchObject({ awareness: 1, consideration: null, decision: null, 'post-purchase': null })
    expect(view.stages.map(({ unknown }) => unknown)).toEqual([null, 'noData', 'noData', null, 'noData', null])
    const later = await read({ from: '2024-03-01', to: '2024-03-31' })
    expect(later.stages[0]).toMatchObject({ customers: null, unknown: 'notCovered', moved: null })
    const nobody = await read({ from: '2024-02-01', to: '2024-02-01', channel: 'Web' })
    expect(nobody.stages[0]).toMatchObject({ customers: 0, unknown: null })
    const { steps } = await test.call('journey.funnel', { steps: [{ stage: 4 }, { stage: 5, optional: true }, { stage: 6 }], window: 30 })
    expect(steps.map(({ closed }) => closed)).toEqual([40, null, 20])
    const cut = await test.call('journey.funnel', { steps: [{ stage: 4 }, { stage: 5 }, { stage: 6 }], window: 30 })
    expect(cut.steps.map(({ closed, conversion }) => [closed, conversion])).toEqual([
      [40, null],
      [null, null],
      [null, null]
    ])
    const belief = await test.call('journey.saveBelief', {
      id: null,
      belief: { name: 'b', steps: [4, 5].map((stage) => ({ stage, conversion: 0.5, days: null })) }
    })
    expect(belief).toMatchObject({ verdict: 'undecided', checks: [{ later: null, conversion: { verdict: 'undecided' } }] })
  })

  it('takes touchpoints without any purchase for no answer to whether somebody bought', async () => {
    await touches('C1,s1,2024-01-01 10:00,visit,Social', 'C2,s2,2024-03-01 10:00,visit,Social')
    const view = await read()
    expect(view.stages[0]).toMatchObject({ customers: 2, moved: null, stayed: null, open: null, conversion: null })
  })

  it('opens exactly the customers that each number counts', async () => {
    await orders(...shop)
    const { stages } = await read({ window: 30 })
    const purchase = stages[3]?.stage.id ?? 0
    for (const group of ['moved', 'stayed', 'open'] as const)
      expect(await select({ kind: 'stage', stage: purchase, group }, { window: 30 })).toHaveLength(20)
    expect(await select({ kind: 'stage', stage: purchase, group: 'entered' })).toHaveLength(60)
    const january = { from: '2024-01-01', to: '2024-01-31', window: 30 }
    expect(await select({ kind: 'stage', stage: purchase, group: 'moved' }, january)).toEqual(
      Array.from({ length: 10 }, (_, i) => `C${i * 6}`).sort()
    )
    // Together with a search.
    const { total } = await test.call('customers.list', {
      among: { of: 'journey', pick: { kind: 'stage', stage: purchase, group: 'entered' } },
      search: 'C59'
    })
    expect(total).toBe(1)
  })

  it('places touchpoints by what they are called, and in no stage what comes after a purchase nobody knows of', async () => {
    await touches(
      'C1,s1,2024-01-01 10:00,visit,Social',
      'C1,s1,2024-01-01 10:01,product_view,Social',
      'C1,s1,2024-01-01 10:02,add_to_cart,Social',
      'C1,s1,2024-01-01 10:03,purchase,Social',
      'C1,s2,2024-02-01 10:03,purchase,Direct',
      'C2,s3,2024-01-01 10:00,Startseite,Social',
      'C2,s3,2024-01-01 10:00,Startseite,Social',
      'C2,s3,2024-01-01 10:01,parcel_tracking,Social',
      ',s4,2024-01-02 10:00,visit,Social',
      'C3,s5,2024-01-02 10:00,zzz,Social'
    )
    const view = await read()
    expect(stagesOf(view)).toEqual({ awareness: 2, consideration: 1, decision: 1, purchase: 1, 'post-purchase': 0, loyalty: 1 })
    expect(notesOf(view)).toEqual({ unmapped: 1, unknownCustomer: 1, beforePurchase: 1, duplicates: 1 })
  })

  it('leaves out and counts what lies after the date of the analysis', async () => {
    await orders(...shop)
    await test.call('workspace.setAsOf', { asOf: '2024-02-05' })
    const view = await read()
    expect(stagesOf(view)).toMatchObject({ purchase: 20, loyalty: 10 })
    expect(notesOf(view).afterAsOf).toBe(60)
  })

  it('keeps the time of who comes back after a lifetime', async () => {
    // More seconds than 32 bits hold.
    await orders('A1,C1,1905-03-01,P1,1,9.50', 'A2,C1,2024-03-01,P1,1,9.50', 'B1,C2,2024-01-01,P1,1,9.50')
    const { stages } = await read({ window: 30 })
    const purchase = stages.find(({ stage }) => stage.role === 'purchase')
    expect(purchase).toMatchObject({ customers: 2, moved: 0, stayed: 2, open: 0 })
    expect(purchase?.days.median ?? 0).toBeGreaterThanOrEqual(0)
    const { steps } = await test.call('journey.funnel', { steps: [{ stage: 4 }, { stage: 6 }], window: 30 })
    expect(steps.map(({ closed }) => closed)).toEqual([2, 0])
  })

  it('says how much lies after a date that is before everything', async () => {
    await orders(...shop)
    await test.call('workspace.setAsOf', { asOf: '2023-01-01' })
    const refused = { code: 'asOf.beforeData', details: { count: 90, asOf: '2023-01-01' } }
    await expect(test.call('journey.run', {})).rejects.toMatchObject(refused)
    await expect(test.call('kpis.view', {})).rejects.toMatchObject(refused)
  })

  it('does not hold segments that were made from orders against who orders again', async () => {
    // Regulars, who order every second week, and those who came once: segments of orders are told apart by just that.
    const regulars = Array.from({ length: 80 }, (_, i) =>
      Array.from({ length: 6 }, (_, k) => `R${i}-${k},C${i},2024-0${1 + Math.floor(k / 2)}-${10 + 14 * (k % 2)},P1,1,${20 + (i % 7)}.50`)
    ).flat()
    const once = Array.from({ length: 80 }, (_, i) => `O${i},D${i},2024-0${1 + (i % 4)}-${10 + (i % 15)},P1,1,${5 + (i % 5)}.00`)
    await orders(...regulars, ...once)
    await test.call('segments.run', { k: 2 })
    const view = await read({ window: 30 })
    expect(view.gaps.filter(({ by }) => by === 'segment')).toEqual([])
    expect(notesOf(view).segmentsByOrders).toBe(5)
  })

  it('answers again what it answered, until the data change', async () => {
    await orders(...shop)
    const first = await read()
    expect(first.stale).toBe(false)
    expect((await read()).run).toEqual(first.run)
    await test.call('journey.run', { recompute: true })
    await bring('more.csv', ordersCsv(['Z1,C1,2024-04-01,P1,1,9.50']))
    expect((await test.call('journey.view', {}))?.stale).toBe(true)
    expect((await read()).run.inputFingerprint).not.toBe(first.run.inputFingerprint)
  })

  it('follows tickets, returns and referrals of those who bought', async () => {
    await orders('A1,C1,2024-01-01,P1,1,9.50', 'A2,C2,2024-01-01,P1,1,9.50', 'A3,C2,2024-01-09,P1,-1,9.50')
    await bring(
      'tickets.csv',
      'ticket_id,customer_id,created_at,category,status,subject\nT1,C1,2024-01-05 10:00,Delivery,open,Late\nT2,C9,2024-01-05 10:00,Delivery,open,Late\nT3,C1,2023-12-05 10:00,Delivery,open,Late\n'
    )
    await bring(
      'customers.csv',
      'customer_id,email,registered_at,referred_by\nC5,c5@example.org,2024-01-08,C1\nC1,c1@example.org,2023-01-01,\n'
    )
    const view = await read()
    expect(stagesOf(view)).toMatchObject({ purchase: 2, 'post-purchase': 2, loyalty: 1 })
    expect(notesOf(view).beforePurchase).toBe(2)
  })

  it('says so when the files are in different time zones', async () => {
    await orders(...Array.from({ length: 20 }, (_, i) => `A${i},C${i},2024-01-${String(i + 1).padStart(2, '0')} 12:00,P1,1,9.50`))
    await bring(
      'touchpoints.csv',
      `customer_id,time,event,order_id\n${Array.from({ length: 20 }, (_, i) => `C${i},2024-01-${String(i + 1).padStart(2, '0')} 10:01,purchase,A${i}`).join('\n')}\n`
    )
    const { notes } = await read()
    expect(notes.find(({ code }) => code === 'zones')).toEqual({ code: 'zones', count: 20, example: 'touchpoints.csv: −2 h' })
  })
})

describe('stages and rules', () => {
  const events = Array.from({ length: 30 }, (_, i) => [
    `C${i},s${i},2024-01-01 10:00,visit,Social`,
    `C${i},s${i},2024-01-01 10:01,gallery,Social`,
    ...(i < 12 ? [`C${i},s${i},2024-01-01 10:05,purchase,Social`] : [])
  ]).flat()

  it('are proposed from the data, and the user’s when saved', async () => {
    await touches(...events)
    await read()
    const before = await test.call('journey.setup', {})
    expect(before.chosen).toBe(false)
    expect(before.values.find(({ value }) => value === 'gallery')).toMatchObject({ field: 'event', touchpoints: 30 })
    const stages = [
      { id: 1, name: 'Looked', role: null },
      ...before.stages.filter(({ role }) => role === 'purchase').map((stage) => ({ ...stage, id: 2 }))
    ]
    await test.call('journey.saveSetup', {
      setup: {
        stages,
        rules: [
          { stage: 1, field: 'event', how: 'contains', value: 'GALL' },
          { stage: 2, field: 'event', how: 'equals', value: 'purchase' }
        ]
      }
    })
    const view = await test.call('journey.view', {})
    expect(view && stagesOf(view)).toEqual({ Looked: 30, purchase: 12 })
    expect(view?.notes.find(({ code }) => code === 'unmapped')?.count).toBe(30)
    await test.call('journey.saveSetup', { setup: null })
    expect((await test.call('journey.setup', {})).stages).toHaveLength(6)
  })

  it.each([
    [
      'two of the same id',
      [
        { id: 1, name: 'A', role: null },
        { id: 1, name: 'B', role: null }
      ],
      []
    ],
    [
      'two of the same role',
      [
        { id: 1, name: null, role: 'purchase' },
        { id: 2, name: null, role: 'purchase' }
      ],
      []
    ],
    ['one without a name', [{ id: 1, name: null, role: null }], []],
    ['a rule that leads nowhere', [{ id: 1, name: 'A', role: null }], [{ stage: 9, field: 'event', how: 'equals', value: 'x' }]]
  ] as const)('are refused with %s', async (_what, stages, rules) => {
    await orders(...shop)
    await expect(test.call('journey.saveSetup', { setup: { stages: [...stages], rules: [...rules] } })).rejects.toMatchObject({
      code: 'request.invalid'
    })
  })

  it('with one stage only still answer', async () => {
    await orders(...shop)
    await test.call('journey.saveSetup', { setup: { stages: [{ id: 1, name: null, role: 'purchase' }], rules: [] } })
    const view = await test.call('journey.view', {})
    expect(view && stagesOf(view)).toEqual({ purchase: 60 })
    expect(view?.stages[0]?.conversion).toBeNull()
    expect(view && notesOf(view)).toMatchObject({ oneStage: 1, noStage: 30 })
  })

  it('fit by equals, contains and pattern; the first that fits decides', () => {
    const ruleOf = createMatcher([
      { stage: 1, field: 'page', how: 'pattern', value: '/p/*/photo?' },
      { stage: 2, field: 'event', how: 'contains', value: 'café' },
      { stage: 3, field: 'event', how: 'equals', value: 'x' }
    ])
    const name = (event: string, page = '') => ({ event, page, channel: '', campaign: '' })
    expect(['a', 'My CAFE visit', 'x', 'xx'].map((event) => ruleOf(name(event)))).toEqual([-1, 1, 2, -1])
    expect(ruleOf(name('x', '/P/cof-1/photo2'))).toBe(0)
    expect(ruleOf(name('x', '/p/cof-1/photos2'))).toBe(2)
  })

  it('have patterns that no text can make slow', () => {
    expect(fitsPattern('a'.repeat(20_000), `${'a*'.repeat(50)}b`)).toBe(false)
    expect(fitsPattern('', '*')).toBe(true)
    expect(fitsPattern('ab', 'a*?')).toBe(true)
    expect(fitsPattern('a', 'a?')).toBe(false)
  })
})

describe('what things are called', () => {
  it.each([
    ['add_to_cart', 'decision'],
    ['Warenkorb', 'decision'],
    ['ajout au panier', 'decision'],
    ['beginCheckout', 'decision'],
    ['payment_error', 'decision'],
    ['order_confirmed', 'purchase'],
    ['Bestellung abgeschlossen', 'purchase'],
    ['product_view', 'consideration'],
    ['Produktansicht', 'consideration'],
    ['búsqueda', 'consideration'],
    ['koszyk', 'decision'],
    ['home', 'awareness'],
    ['ad_click', 'awareness'],
    ['Startseite', 'awareness'],
    ['parcel_tracking', 'post-purchase'],
    ['Retoure', 'post-purchase'],
    ['referral_share', 'loyalty'],
    ['Empfehlung', 'loyalty'],
    ['zzz', null],
    ['error_page', null]
  ])('%s belongs to %s', (name, stage) => {
    expect(stageByWords(name)).toBe(stage)
  })

  it('may speak of trouble', () => {
    expect(['payment_error', 'checkout-bug', 'Zahlung abgelehnt', 'out of stock'].map(speaksOfTrouble)).toEqual([true, true, true, true])
    expect(['payment', 'ladybug_view', 'order_confirmed'].map(speaksOfTrouble)).toEqual([false, false, false])
  })
})

describe('a funnel', () => {
  it('of stages and of what customers did tells open from closed, and opens its customers', async () => {
    await orders(...shop)
    const view = await read()
    const step = (role: string) => ({ stage: view.stages.find(({ stage }) => stage.role === role)?.stage.id ?? 0 })
    const steps = [step('purchase'), step('loyalty')]
    const result = await test.call('journey.funnel', { steps, window: 30 })
    expect(result.steps).toMatchObject([
      { label: 'role:purchase', closed: 40, open: 20 },
      { label: 'role:loyalty', closed: 20, open: 10, medianDays: 20 }
    ])
    expect(result.steps[1]?.conversion?.share).toBe(0.5)
    const funnel = { steps, window: 30 }
    expect(await select({ kind: 'funnel', funnel, step: 1, group: 'closed' })).toHaveLength(20)
    expect(await select({ kind: 'funnel', funnel, step: 1, group: 'open' })).toHaveLength(10)
    await expect(test.call('journey.funnel', { steps: [{ stage: 99 }, { stage: 1 }], window: 30 })).rejects.toMatchObject({
      code: 'journey.noStage'
    })
  })
})

describe('a belief', () => {
  const step = (stage: number, conversion: number | null, days: number | null) => ({ stage, conversion, days })
  // Three new customers a day; half buy again after 20 days, of the newest two fifths one in ten.
  const many = Array.from({ length: 1_500 }, (_, i) => {
    const day = (n: number) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10)
    const again = i < 900 ? i % 2 === 0 : i % 10 === 0
    return [`A${i},C${i},${day(Math.floor(i / 3))},P1,1,5`, ...(again ? [`B${i},C${i},${day(Math.floor(i / 3) + 20)},P1,1,5`] : [])]
  }).flat()

  it('is held against the later customers, and says where they did otherwise', async () => {
    await orders(...many)
    await read()
    const [purchase, loyalty] = [4, 6]
    const belief = await test.call('journey.saveBelief', {
      id: null,
      belief: { name: 'Mine', steps: [step(purchase, 0.5, 20), step(loyalty, null, null)] }
    })
    expect(belief).toMatchObject({ verdict: 'contradicted', split: '2023-10-28' })
    const [check] = belief.checks
    expect(check?.conversion).toEqual({ expected: 0.5, verdict: 'contradicted' })
    expect(check?.earlier?.share).toBeCloseTo(0.5, 2)
    expect(check?.later?.share).toBeLessThan(0.15)
    expect(check?.days).toMatchObject({ observed: 20, verdict: 'supported' })
    const lost = check?.elsewhere.find(({ stage }) => stage === null)?.customers
    expect(await select({ kind: 'belief', belief: belief.id, from: purchase, to: loyalty, instead: null })).toHaveLength(lost ?? -1)

    const better = await test.call('journey.saveBelief', {
      id: belief.id,
      belief: { name: 'Mine', steps: [step(purchase, 0.1, 40), step(loyalty, null, null)] }
    })
    expect(better.checks[0]).toMatchObject({ conversion: { verdict: 'supported' }, days: { verdict: 'contradicted' } })
    await test.call('journey.deleteBelief', { id: belief.id })
    expect(await test.call('journey.beliefs', {})).toEqual([])
    await expect(test.call('journey.deleteBelief', { id: belief.id })).rejects.toMatchObject({ code: 'journey.noBelief' })
  })

  it('of few customers stays undecided', async () => {
    await orders(...shop.slice(0, 12))
    await read()
    const belief = await test.call('journey.saveBelief', {
      id: null,
      belief: { name: 'Mine', steps: [step(4, 0.5, null), step(6, null, null)] }
    })
    expect(belief.verdict).toBe('undecided')
  })
})

it('has a mean score for each kind of question, since they share no scale', async () => {
  await orders(...shop)
  const answers = Array.from({ length: 60 }, (_, i) => `C${i},2024-03-28,${i % 2 === 0 ? 'nps,9,10' : 'csat,3,5'}`)
  await bring('feedback.csv', `customer_id,date,type,score,scale\n${answers.join('\n')}\n`)
  const { stages } = await read({ window: 30 })
  const told = stages.flatMap(({ satisfaction }) => satisfaction)
  expect(Object.fromEntries(told.map(({ type, score }) => [type, score]))).toEqual({ nps: expect.closeTo(0.9), csat: expect.closeTo(0.6) })
})

it('says of how many touchpoints nobody knows whose they are, when there are no others', async () => {
  await touches(...Array.from({ length: 12 }, (_, i) => `,S${i},2024-03-01 10:00:00,home,Search`))
  await expect(test.call('journey.run', {})).rejects.toMatchObject({ code: 'journey.empty', details: { unknown: 12 } })
})
