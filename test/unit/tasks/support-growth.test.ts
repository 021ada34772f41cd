/** Before and after a day in a shop that grows: more customers are no change of support. */
import { expect, it, onTestFinished } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { openTestApp } from '../../fixtures/orders-app.ts'

const begin = Date.parse('2025-01-01T00:00:00Z')
const [days, split] = [360, 180]
const dayOf = (day: number) => new Date(begin + Math.floor(day) * 86_400_000).toISOString().slice(0, 10)

interface Shop {
  orders: boolean
  /** From the day on, so many times as many tickets an order. */
  effect: number
  seed: number
}

/** Customers come ever faster, order every fortnight, and write about some orders. */
function shop({ orders: withOrders, effect, seed }: Shop): { orders: string; tickets: string } {
  const rng = seededRng(seed)
  const wait = (mean: number) => -Math.log(1 - rng()) * mean
  const [orders, tickets] = [
    ['order_id,customer_id,order_date,product,quantity,unit_price'],
    ['ticket_id,customer_id,opened_at,resolved_at,channel,category,agent']
  ]
  for (let customer = 0; customer < 400; customer++) {
    // Three times as many come in the second half as in the first.
    const came = days * Math.sqrt(rng())
    const [category, chance] = customer % 2 === 0 ? ['Delivery', 0.6] : ['Billing', 0.4]
    for (let day = came; day < days; day += wait(14)) {
      if (withOrders) orders.push(`O${orders.length},C${customer},${dayOf(day)},Mug,1,10`)
      const written = day + wait(5)
      if (written < days && rng() < chance * (written < split ? 1 : effect)) {
        tickets.push(`T${tickets.length},C${customer},${dayOf(written)} 10:00,${dayOf(written)} 12:00,Chat,${category},Ann`)
      }
    }
  }
  return { orders: orders.join('\n'), tickets: tickets.join('\n') }
}

async function changeIn(of: Shop, unit: 'customers' | 'tickets' = 'customers') {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'Shop' })
  const { orders, tickets } = shop(of)
  await test.call('import.start', {
    files: [...(of.orders ? [test.file('orders.csv', orders)] : []), test.file('tickets.csv', tickets)],
    label: 'shop'
  })
  await test.call('support.run', { unit, clusters: 2 })
  await test.call('support.setChange', { day: dayOf(split) })
  const change = await test.call('support.change', {})
  return { per: change?.per, rates: [...(change?.clusters.map(({ shifts }) => shifts[0]) ?? []), change?.all[0]] }
}

it('does not take growth for a change, counted for orders, and still sees one', async () => {
  const same = await changeIn({ orders: true, effect: 1, seed: 1 })
  expect(same.per).toBe('orders')
  expect(same.rates).toHaveLength(3)
  for (const rate of same.rates) {
    expect(rate?.ticketsAfter).toBeGreaterThan(2 * (rate?.ticketsBefore ?? Number.NaN))
    expect(rate).toMatchObject({ sure: false })
    expect(Math.abs(Math.log(rate?.change?.value ?? 0))).toBeLessThan(Math.log(1.35))
  }
  const all = (await changeIn({ orders: true, effect: 0.5, seed: 2 })).rates.at(-1)
  expect(all).toMatchObject({ sure: true })
  expect(all?.change?.value).toBeLessThan(0.7)
})

it('calls no group’s tickets more where nothing is known but tickets, and all became more', async () => {
  const { per, rates } = await changeIn({ orders: false, effect: 1, seed: 1 })
  expect(per).toBe('tickets')
  expect(rates.map((rate) => rate?.sure)).toEqual([false, false, true])
})

it('counts tickets of a kind for the orders of everybody', async () => {
  const { per, rates } = await changeIn({ orders: true, effect: 1, seed: 3 }, 'tickets')
  expect(per).toBe('orders')
  for (const rate of rates) expect(rate).toMatchObject({ sure: false })
})
