import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kindDraft, kindRow } from '../../fixtures/kind-drafts.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importGroups, importSources, value } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => {
  expect(all(db, 'PRAGMA foreign_key_check')).toEqual([])
  db.close()
})

const none = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
const codes = (table = 'customer', column = 'code') => all(db, `SELECT ${column} AS c FROM ${table} ORDER BY 1`).map(({ c }) => c)
const money = (units: number, decimals = 2) => ({ units, decimals })

describe('lists of customers', () => {
  const ann = kindRow('customers', { customer: '007', customerName: 'Ann', country: 'Spain', newsletter: true }, { extra: { age: '31' } })

  it('store new ones, change what another list says, and know the rest', async () => {
    const bea = kindRow('customers', { customer: 'B', firstName: 'Bea', lastName: 'Roe', customerPhone: '0171 2345678' })
    expect(await importSources(db, kindDraft('customers', [ann, bea]))).toEqual([{ ...none, read: 2, stored: 2 }])
    const moved = kindRow('customers', { customer: '007', customerName: 'Ann', country: 'France' }, { extra: { age: '32', vip: 'yes' } })
    expect(await importSources(db, kindDraft('customers', [moved, bea], { file: 'later.csv' }))).toEqual([
      { ...none, read: 2, updated: 1, duplicate: 1 }
    ])
    expect(all(db, 'SELECT code, name, country, newsletter, phone_key, extra FROM customer ORDER BY code')).toEqual([
      { code: '007', name: 'Ann', country: 'France', newsletter: 1, phone_key: null, extra: '{"age":"32","vip":"yes"}' },
      { code: 'B', name: 'Bea Roe', country: null, newsletter: null, phone_key: '712345678', extra: '{}' }
    ])
    // The old value is kept with the import that said it.
    expect(String(value(db, 'SELECT said FROM import_change WHERE import_id = 1'))).toContain('"country":"Spain"')
  })

  it('count more than what orders say by the way, before and after', async () => {
    await importSources(db, draft([orderRow({ customer: '007', customerName: 'A.', country: 'Italy', customerEmail: 'a@x.org' })]))
    expect(await importSources(db, kindDraft('customers', [ann]))).toEqual([{ ...none, read: 1, updated: 1 }])
    const later = orderRow({ order: 'A9', customer: '007', customerName: 'Anna', country: 'Italy', at: at('2025-01-01') })
    await importSources(db, draft([later], { file: 'more.csv' }))
    expect(all(db, 'SELECT name, email, country FROM customer')).toEqual([{ name: 'Ann', email: 'a@x.org', country: 'Spain' }])
  })

  it('are told apart by the e-mail address where there is no number', async () => {
    await importSources(db, kindDraft('customers', [kindRow('customers', { customerEmail: 'ann@example.org' })]))
    expect(codes()).toEqual(['ann@example.org'])
  })
})

describe('lists of products', () => {
  it('name products that orders know by their code alone, with exact prices', async () => {
    await importSources(db, draft([orderRow({ productName: 'Jug (damaged)' })]))
    const row = kindRow('products', {
      product: 'P1',
      productName: 'Jug',
      brand: 'K&C',
      price: money(1_340),
      cost: money(54_215, 4),
      currency: 'EUR'
    })
    expect(await importSources(db, kindDraft('products', [row]))).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(all(db, 'SELECT sku, name, brand, price, price_decimals, cost, cost_decimals, currency FROM product')).toEqual([
      { sku: 'P1', name: 'Jug', brand: 'K&C', price: 134, price_decimals: 1, cost: 54_215, cost_decimals: 4, currency: 'EUR' }
    ])
    expect(await importSources(db, kindDraft('products', [row], { file: 'again.csv' }))).toEqual([{ ...none, read: 1, duplicate: 1 }])
  })
})

describe('tickets', () => {
  const state = (updated: string, status: string, more = {}) =>
    kindRow('tickets', { ticket: 'T1', customer: 'C1', openedAt: at('2024-01-01'), updatedAt: at(updated), status, ...more })

  it('of a log show their last state, whatever the order of its rows, and count how they went', async () => {
    const log = [
      state('2024-01-01', 'New', { agent: 'Ann' }),
      state('2024-01-03', 'Resolved', { agent: 'Bea', resolvedAt: at('2024-01-03') }),
      state('2024-01-04', 'Active', { agent: 'Bea', resolvedAt: null }),
      state('2024-01-06', 'Closed', { agent: 'Bea', resolvedAt: at('2024-01-05') }),
      state('2024-01-02', 'Active', { agent: 'Ann' })
    ]
    expect(await importSources(db, kindDraft('tickets', log))).toEqual([{ ...none, read: 5, stored: 1, updated: 4 }])
    expect(all(db, 'SELECT status, agent, states, reopens, reassignments, resolved_at FROM ticket')).toEqual([
      { status: 'Closed', agent: 'Bea', states: 5, reopens: 1, reassignments: 1, resolved_at: at('2024-01-05') }
    ])
    expect(await importSources(db, kindDraft('tickets', log, { file: 'again.csv' }))).toEqual([{ ...none, read: 5, duplicate: 5 }])
  })

  it('that are opened again are not resolved any more', async () => {
    const row = (resolvedAt: number | null, status: string) =>
      kindRow('tickets', { ticket: 'T1', openedAt: at('2024-01-01'), resolvedAt, status })
    await importSources(db, kindDraft('tickets', [row(at('2024-01-02'), 'closed')]))
    expect(await importSources(db, kindDraft('tickets', [row(null, 'open')], { file: 'later.csv' }))).toEqual([
      { ...none, read: 1, updated: 1 }
    ])
    expect(all(db, 'SELECT status, resolved_at FROM ticket')).toEqual([{ status: 'open', resolved_at: null }])
    // A file that does not speak of it leaves it.
    await importSources(db, kindDraft('tickets', [row(at('2024-01-03'), 'closed')], { file: 'third.csv' }))
    await importSources(db, kindDraft('tickets', [kindRow('tickets', { ticket: 'T1', priority: 'high' })], { file: 'fourth.csv' }))
    expect(all(db, 'SELECT priority, resolved_at FROM ticket')).toEqual([{ priority: 'high', resolved_at: at('2024-01-03') }])
  })

  it('without moments follow their last row, and the same file again is nothing new', async () => {
    const rows = ['open', 'waiting', 'closed'].map((status) => kindRow('tickets', { ticket: 'T1', status }))
    await importSources(db, kindDraft('tickets', rows))
    expect(await importSources(db, kindDraft('tickets', rows, { file: 'again.csv' }))).toEqual([{ ...none, read: 3, duplicate: 3 }])
    expect(value(db, 'SELECT status FROM ticket')).toBe('closed')
  })

  it('take their ends from lengths of time', async () => {
    await importSources(
      db,
      kindDraft('tickets', [kindRow('tickets', { ticket: 'T1', openedAt: 1_000, firstResponseTime: 90, resolutionTime: 3_600 })])
    )
    expect(all(db, 'SELECT first_response_at, resolved_at FROM ticket')).toEqual([{ first_response_at: 1_090, resolved_at: 4_600 }])
  })
})

describe('touchpoints', () => {
  it('are told apart by all they say, and count as often as they stand in one file', async () => {
    const visit = kindRow('touchpoints', { at: 100, customer: 'C1', event: 'visit' })
    const rows = [
      visit,
      visit,
      kindRow('touchpoints', { at: 100, visitor: 'v1', event: 'visit' }),
      kindRow('touchpoints', { at: 101, event: 'visit', count: 9 })
    ]
    expect(await importSources(db, kindDraft('touchpoints', rows))).toEqual([{ ...none, read: 4, stored: 4 }])
    expect(await importSources(db, kindDraft('touchpoints', [visit, visit, visit], { file: 'b.csv' }))).toEqual([
      { ...none, read: 3, stored: 1, duplicate: 2 }
    ])
    expect(value(db, 'SELECT SUM(count) FROM touchpoint')).toBe(13)
  })
})

describe('feedback', () => {
  it('is told apart by its number, and else by what it says', async () => {
    const nps = (score: number) =>
      kindRow('feedback', { feedback: 'F1', customer: 'C1', type: 'NPS', score: [{ header: 'score', value: score }] })
    const review = kindRow('feedback', { comment: 'Love it', score: [{ header: 'rating', value: 5 }] })
    expect(await importSources(db, kindDraft('feedback', [nps(9), review, review], { scales: { nps: 10 } }))).toEqual([
      { ...none, read: 3, stored: 3 }
    ])
    expect(await importSources(db, kindDraft('feedback', [nps(8), review], { file: 'b.csv', scales: { nps: 10 } }))).toEqual([
      { ...none, read: 2, updated: 1, duplicate: 1 }
    ])
    expect(all(db, 'SELECT code, type, score, scale, ordinal FROM feedback ORDER BY code, ordinal')).toEqual([
      { code: null, type: 'review', score: 5, scale: null, ordinal: 1 },
      { code: null, type: 'review', score: 5, scale: null, ordinal: 2 },
      { code: 'F1', type: 'nps', score: 8, scale: 10, ordinal: 1 }
    ])
  })

  it('of several questions is as many answers, and one row', async () => {
    const row = kindRow('feedback', {
      customer: 'C1',
      comment: 'ok',
      score: [
        { header: 'NPS', value: 9 },
        { header: 'Satisfaction', value: null },
        { header: 'Effort', value: 2 }
      ]
    })
    expect(await importSources(db, kindDraft('feedback', [row]))).toEqual([{ ...none, read: 1, stored: 1 }])
    expect(all(db, 'SELECT type, question, score, comment FROM feedback ORDER BY id')).toEqual([
      { type: 'nps', question: 'NPS', score: 9, comment: 'ok' },
      { type: 'ces', question: 'Effort', score: 2, comment: null }
    ])
  })
})

describe('offers', () => {
  const yes = { happened: true, at: null }
  const no = { happened: false, at: null }

  it('in long form are one row a customer, offer and sending; a later file brings the answer', async () => {
    const sent = (accepted: typeof yes | null) =>
      kindRow('offers', {
        customer: 'C1',
        campaign: 'Spring',
        offer: 'Jug',
        sentAt: 100,
        group: 'Control',
        accepted: [{ header: 'accepted', value: accepted }]
      })
    await importSources(db, kindDraft('offers', [sent(no)]))
    expect(await importSources(db, kindDraft('offers', [sent(yes)], { file: 'b.csv' }))).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(all(db, 'SELECT offer, control, accepted FROM offer_response')).toEqual([{ offer: 'Jug', control: 1, accepted: 1 }])
  })

  it('in wide form are one column an offer, and what stands beside them is about the customer', async () => {
    const row = kindRow(
      'offers',
      {
        customer: 'C1',
        accepted: [
          { header: 'AcceptedCmp1', value: no },
          { header: 'AcceptedCmp2', value: null },
          { header: 'Response', value: yes }
        ]
      },
      { extra: { Income: '58138' } }
    )
    expect(await importSources(db, kindDraft('offers', [row]))).toEqual([{ ...none, read: 1, stored: 1 }])
    expect(all(db, 'SELECT offer, accepted, extra FROM offer_response ORDER BY id')).toEqual([
      { offer: 'AcceptedCmp1', accepted: 0, extra: '{}' },
      { offer: 'Response', accepted: 1, extra: '{}' }
    ])
    expect(all(db, 'SELECT code, extra FROM customer')).toEqual([{ code: 'C1', extra: '{"Income":"58138"}' }])
  })

  it('without customers are told apart by all that stands beside the answer, and called like their file', async () => {
    const row = (age: string) => kindRow('offers', { accepted: [{ header: 'y', value: no }], variant: 'No E-Mail' }, { extra: { age } })
    const rows = [row('31'), row('31'), row('32')]
    expect(await importSources(db, kindDraft('offers', rows, { file: 'bank/term deposit.csv.gz' }))).toEqual([
      { ...none, read: 3, stored: 3 }
    ])
    expect(all(db, 'SELECT offer, control, COUNT(*) AS n FROM offer_response GROUP BY 1, 2')).toEqual([
      { offer: 'term deposit', control: 1, n: 3 }
    ])
    expect(await importSources(db, kindDraft('offers', rows, { file: 'bank/term deposit.csv.gz' }))).toEqual([
      { ...none, read: 3, duplicate: 3 }
    ])
  })
})

describe('marketing spend', () => {
  it('is changed by a later file, row for row', async () => {
    const spend = (cost: number) => kindRow('spend', { date: 86_400, channel: 'Search', cost: money(cost), currency: 'EUR' })
    expect(await importSources(db, kindDraft('spend', [spend(100), spend(250)]))).toEqual([{ ...none, read: 2, stored: 2 }])
    expect(await importSources(db, kindDraft('spend', [spend(100), spend(300)], { file: 'b.csv' }))).toEqual([
      { ...none, read: 2, updated: 1, duplicate: 1 }
    ])
    expect(all(db, 'SELECT ordinal, cost, cost_decimals FROM marketing_spend ORDER BY ordinal')).toEqual([
      { ordinal: 1, cost: 1, cost_decimals: 0 },
      { ordinal: 2, cost: 3, cost_decimals: 0 }
    ])
  })
})

describe('subscriptions', () => {
  it('are one a number, or one a customer, plan and beginning, with usage by period', async () => {
    const used = (period: number, usage: number) =>
      kindRow('subscriptions', { customer: 'C1', plan: 'Small', startedAt: 5, period, usage, limit: 10 })
    expect(await importSources(db, kindDraft('subscriptions', [used(1, 3), used(2, 4)]))).toEqual([{ ...none, read: 2, stored: 2 }])
    expect(await importSources(db, kindDraft('subscriptions', [used(2, 7)], { file: 'b.csv' }))).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(all(db, 'SELECT period, usage, usage_limit FROM subscription ORDER BY period')).toEqual([
      { period: 1, usage: 3, usage_limit: 10 },
      { period: 2, usage: 7, usage_limit: 10 }
    ])
  })
})

describe('several kinds in one drop', () => {
  const list = kindDraft(
    'customers',
    Array.from({ length: 3 }, (_, i) => kindRow('customers', { customer: `C${i}` }))
  )
  const ticket = (customer: string, i: number) => kindRow('tickets', { ticket: `T${i}`, customer }, { line: i + 2 })

  it('are stored in an order in which what they refer to is there', async () => {
    const feedback = kindDraft('feedback', [
      kindRow('feedback', { feedback: 'F1', customer: 'C1', ticket: 'T1', order: 'A1', comment: 'ok' })
    ])
    const result = await importGroups(db, [[feedback], [kindDraft('tickets', [ticket('C1', 1)])], [draft([orderRow()])], [list]])
    expect(result.map(({ source }) => source.kind)).toEqual(['customers', 'orders', 'tickets', 'feedback'])
    expect(result.at(-1)?.warnings).toEqual([])
  })

  it('make customers who are known from nowhere else, and say so', async () => {
    const [result] = await importGroups(db, [[kindDraft('tickets', [ticket('X1', 1), ticket('X2', 2), ticket('X1', 3)])]])
    expect(result?.rows).toMatchObject({ stored: 3 })
    expect(result?.warnings).toEqual([{ code: 'import.newFromMention', count: 2, example: 'X1' }])
    expect(codes()).toEqual(['X1', 'X2'])
  })

  it('are held to the list of customers that came with them, where nearly all rows are of it', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => ticket(i === 70 ? '99999' : `C${i % 3}`, i))
    const [, tickets] = await importGroups(db, [[list], [kindDraft('tickets', rows)]])
    expect(tickets?.rows).toMatchObject({ read: 150, stored: 149, rejected: 1 })
    expect(all(db, 'SELECT line, column_name, value, code FROM rejected_row')).toEqual([
      { line: 72, column_name: 'customer', value: '99999', code: 'import.reject.unknownCustomer' }
    ])
    // Dropped in again without the list, it is taken as it is.
    expect(await importSources(db, kindDraft('tickets', [ticket('99999', 70)], { file: 'mended.csv' }))).toEqual([
      { ...none, read: 1, stored: 1 }
    ])
  })

  it('are not held to a list of other customers', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => ticket(`X${i}`, i))
    const [, tickets] = await importGroups(db, [[list], [kindDraft('tickets', rows)]])
    expect(tickets?.rows).toMatchObject({ stored: 50 })
  })

  it('name orders and tickets that are not there', async () => {
    const rows = [kindRow('feedback', { feedback: 'F1', order: 'A1', ticket: 'T9', comment: 'ok' })]
    const [, feedback] = await importGroups(db, [[draft([orderRow()])], [kindDraft('feedback', rows)]])
    expect(feedback?.warnings).toEqual([{ code: 'import.unknownTicket', count: 1, example: 'T9' }])
  })
})

describe('orders without a date', () => {
  it('count in sums, and in nothing that needs a date', async () => {
    await importSources(db, draft([orderRow({ at: null }), orderRow({ order: 'A2' })]))
    expect(all(db, 'SELECT order_lines, undated_lines, first_at, last_at FROM workspace_summary')).toEqual([
      { order_lines: 2, undated_lines: 1, first_at: at('2024-01-15'), last_at: at('2024-01-15') }
    ])
    expect(value(db, 'SELECT net FROM currency')).toBe(20)
    expect(all(db, 'SELECT orders, net FROM customer_summary')).toEqual([{ orders: 1, net: 10 }])
    expect(value(db, 'SELECT SUM(lines) FROM month_summary')).toBe(1)
  })
})

it('counts what there is of each kind, and dates a workspace without orders by the rest', async () => {
  await importGroups(db, [[kindDraft('touchpoints', [kindRow('touchpoints', { at: 86_400, event: 'visit' })])]])
  expect(all(db, 'SELECT touchpoints, tickets, first_at, last_at FROM workspace_summary')).toEqual([
    { touchpoints: 1, tickets: 0, first_at: 86_400, last_at: 86_400 }
  ])
})
