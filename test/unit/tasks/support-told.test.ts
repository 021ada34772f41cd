/** One label tells one figure: of all tickets (orders, lines) of a group together, on whichever page it stands. */
import { expect, it, onTestFinished } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { cutInto, traitsOf } from '../../../src/renderer/charts/cutting.ts'
import { pooled } from '../../../src/shared/pooled.ts'
import { openTestApp } from '../../fixtures/orders-app.ts'

const begin = Date.parse('2025-01-01T00:00:00Z')
const moment = (hours: number) => new Date(begin + Math.round(hours * 60) * 60_000).toISOString().slice(0, 16).replace('T', ' ')
const [day, asOf] = ['2025-03-02', '2025-04-30']

/** Hours: no answer takes longer. */
const LONGEST = 49

interface Ticket {
  customer: number
  /** Hours since the beginning. */
  opened: number
  response: number
  resolution: number
  rating: number
}

/** Some customers write often and wait long, most write once: the mean of customers is far from that of tickets. */
function shop() {
  const rng = seededRng(3)
  const orders: { customer: number; day: number; back: boolean }[] = []
  const tickets: Ticket[] = []
  for (let customer = 0; customer < 80; customer++) {
    const often = customer % 8 === 0
    const own = often ? 10 : 2 + (customer % 2)
    for (let i = 0; i < own; i++) {
      orders.push({ customer, day: 1 + Math.floor(rng() * 112), back: often ? i < 1 : rng() < 0.5 })
    }
    for (let i = 0; i < (often ? 12 : 1 + (customer % 3)); i++) {
      const response = (often ? 8 : 1) * (0.05 + rng())
      tickets.push({
        customer,
        opened: Math.round((24 + rng() * 24 * 112) * 60) / 60,
        response: Math.round(response * 60) / 60,
        resolution: Math.round((response + (often ? 40 : 2) * rng()) * 60) / 60,
        rating: 1 + Math.floor(rng() * (often ? 3 : 5))
      })
    }
  }
  // What is dated first and last: days before and after are as many, and hold all of it.
  for (const opened of [1, 2, 3]) tickets.push({ customer: opened, opened, response: 1, resolution: 2, rating: 5 })
  const line = ({ customer, day: at }: (typeof orders)[number], i: number, quantity: number) =>
    `O${i},C${customer},${moment(24 * at).slice(0, 10)},Mug,${quantity},10`
  return {
    orders,
    // What was opened where an answer could come too late is no matter of this test.
    tickets: tickets.filter(({ opened }) => opened + LONGEST < 24 * 60 || (opened >= 24 * 60 && opened < 24 * 116)),
    ordersFile: [
      'order_id,customer_id,order_date,product,quantity,unit_price',
      ...orders.flatMap((order, i) => [line(order, i, 1), ...(order.back ? [line(order, i, -1)] : [])])
    ].join('\n')
  }
}

it('tells of a group what its tickets and orders say together, in its profile, over the tree, before and after, and over time', async () => {
  const { orders, tickets, ordersFile } = shop()
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'Shop' })
  const rows = tickets.map(({ customer, opened, response, resolution, rating }, i) => {
    const kind = customer % 8 === 0 ? 'Delivery' : customer % 2 === 0 ? 'Billing' : 'Faults'
    return `T${i},C${customer},${moment(opened)},${moment(opened + response)},${moment(opened + resolution)},Chat,${kind},Ann,${rating}`
  })
  const head = 'ticket_id,customer_id,opened_at,first_response_at,resolved_at,channel,category,agent,rating'
  await test.call('import.start', {
    files: [test.file('orders.csv', ordersFile), test.file('tickets.csv', [head, ...rows].join('\n'))],
    label: 'shop'
  })
  const result = await test.call('support.run', { clusters: 2, asOf })
  await test.call('support.setChange', { day })
  const change = await test.call('support.change', {})
  const tree = await test.call('support.tree', {})
  if (tree === null || change === null) throw new Error('nothing is kept')
  const members = await membersOf()
  const cut = cutInto(tree, 2)

  for (const { id, profile } of result.clusters) {
    const inside = (customer: number) => members.get(`C${customer}`) === id
    for (const [own, which] of [
      [inside, 'value'],
      [(customer: number) => !inside(customer), 'others']
    ] as const) {
      const [wrote, bought] = [tickets.filter(({ customer }) => own(customer)), orders.filter(({ customer }) => own(customer))]
      const mean = (of: (ticket: Ticket) => number) => wrote.reduce((sum, ticket) => sum + of(ticket), 0) / wrote.length
      const typical = (of: (ticket: Ticket) => number) => Math.exp(mean((ticket) => Math.log(Math.max(0.1, of(ticket)))))
      const told = {
        response: typical(({ response }) => response),
        resolution: typical(({ resolution }) => resolution),
        rating: mean(({ rating }) => rating / 5),
        perOrder: wrote.length / bought.length,
        returns: bought.filter(({ back }) => back).length / bought.length
      }
      const group = cut.groups.find(({ first }) => tree.branches[first]?.cluster === id)
      const traits = group ? traitsOf(tree, group) : []
      for (const [feature, value] of Object.entries(told)) {
        expect([feature, which, profile.find((trait) => trait.feature === feature)?.[which]]).toEqual([
          feature,
          which,
          expect.closeTo(value, 9)
        ])
        expect([feature, which, traits.find((trait) => trait.id === feature)?.[which]]).toEqual([feature, which, expect.closeTo(value, 5)])
      }
      if (which === 'others') continue
      const shifts = change.clusters.find(({ cluster }) => cluster === id)?.shifts ?? []
      for (const measure of ['response', 'resolution', 'rating'] as const) {
        const shift = shifts.find((one) => one.measure === measure)
        const sides = [
          [shift?.before ?? Number.NaN, shift?.ticketsBefore ?? 0],
          [shift?.after ?? Number.NaN, shift?.ticketsAfter ?? 0]
        ] as const
        expect([measure, pooled(measure, sides)]).toEqual([measure, expect.closeTo(told[measure], 9)])
      }
      const rate = shifts.find(({ measure }) => measure === 'rate')
      const exposed = (rate?.ticketsBefore ?? 0) / (rate?.before ?? 0) + (rate?.ticketsAfter ?? 0) / (rate?.after ?? 0)
      expect(((rate?.ticketsBefore ?? 0) + (rate?.ticketsAfter ?? 0)) / exposed / 100).toBeCloseTo(told.perOrder, 9)
      const course = await test.call('support.course', { cluster: id })
      const months = course?.own.map(({ resolution, tickets: n }): [number, number] => [resolution ?? 0, resolution === null ? 0 : n]) ?? []
      expect(pooled('resolution', months)).toBeCloseTo(told.resolution, 9)
    }
  }

  async function membersOf(): Promise<Map<string, number>> {
    const found = await Promise.all(
      result.clusters.map(async ({ id }) => {
        const page = await test.call('support.tickets', { pick: { by: 'cluster', cluster: id }, offset: 0, limit: 200 })
        return page.rows.map(({ code }): [string, number] => [code ?? '', id])
      })
    )
    return new Map(found.flat())
  }
})
