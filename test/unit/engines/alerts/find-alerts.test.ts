import { describe, expect, it } from 'vitest'
import { beginningsOf, findAlerts, logOf } from '../../../../src/engines/alerts.ts'
import { chooseRhythm } from '../../../../src/engines/rhythm/choice.ts'
import { engineContext, historyOf, type MadeCustomer, regular } from '../../../support/alert-history.ts'

const TODAY = 500
const model = { name: 'mbgnbd' as const, k: 1, own: null }

function shop(n: number): MadeCustomer[] {
  return Array.from({ length: n }, (_, i) => {
    // One in eight stops on a day of its own.
    const until = i % 8 === 0 ? 150 + ((i * 37) % 340) : TODAY
    return { orders: regular(0, until, 18 + (i % 30), i + 1).map(({ day }) => ({ day, value: 10 + (i % 7) })) }
  }).filter(({ orders }) => orders.length > 0)
}

describe('alerts of a shop', () => {
  it('are those of customers who stopped, within the budget, and the same every time', async () => {
    const customers = shop(240)
    const history = historyOf(customers, TODAY)
    const found = await findAlerts(history, { budget: 0.2, model, seed: 1 }, engineContext())
    const state = found.kinds.find(({ kind }) => kind === 'overdue')
    expect(state).toMatchObject({ on: true, reason: 'within-budget' })
    expect(state?.origins).toBeGreaterThanOrEqual(3)
    expect(state?.precision).toBeGreaterThanOrEqual(0.8)
    const alerted = new Set(found.alerts.filter(({ kind }) => kind === 'overdue').map(({ customer }) => customer))
    const stopped = customers.flatMap(({ orders }, i) => ((orders.at(-1)?.day ?? 0) < TODAY - 120 && orders.length >= 5 ? [i] : []))
    expect(stopped.length).toBeGreaterThan(10)
    expect(stopped.filter((i) => alerted.has(i)).length / stopped.length).toBeGreaterThanOrEqual(0.8)
    const again = await findAlerts(history, { budget: 0.2, model, seed: 1 }, engineContext())
    expect(JSON.stringify(again.alerts)).toBe(JSON.stringify(found.alerts))
  })
})

describe('too little', () => {
  const cases: [string, MadeCustomer[]][] = [
    ['nobody orders twice', Array.from({ length: 50 }, (_, i) => ({ orders: [{ day: i * 9 }] }))],
    ['everything on one day', Array.from({ length: 50 }, () => ({ orders: [{ day: TODAY - 3 }] }))],
    ['three weeks', Array.from({ length: 60 }, (_, i) => ({ orders: regular(TODAY - 21, TODAY, 4, i) }))],
    ['one customer', [{ orders: regular(0, TODAY, 10, 1) }]],
    [
      'values of zero',
      Array.from({ length: 60 }, (_, i) => ({ orders: regular(TODAY - 60, TODAY, 10, i).map(({ day }) => ({ day, value: 0 })) }))
    ]
  ]
  for (const [name, customers] of cases) {
    it(`turns every kind off and says why: ${name}`, async () => {
      const history = historyOf(customers, TODAY)
      const { choice } = await chooseRhythm(logOf(history), history.firstDay, history.lastDay, beginningsOf(history), engineContext())
      const { kinds, alerts } = await findAlerts(history, { budget: 0.2, model: choice ? model : null, seed: 1 }, engineContext())
      expect(alerts).toEqual([])
      for (const { on, reason, precision } of kinds) {
        expect(on).toBe(false)
        expect(reason).toMatch(/too-few|no-/)
        expect(precision === null || Number.isFinite(precision)).toBe(true)
      }
    })
  }

  it('one customer with very many orders is no trouble', async () => {
    const heavy = { orders: Array.from({ length: TODAY + 1 }, (_, day) => ({ day })) }
    const { alerts, kinds } = await findAlerts(historyOf([...shop(120), heavy], TODAY), { budget: 0.2, model, seed: 1 }, engineContext())
    expect(JSON.stringify([alerts, kinds])).not.toMatch(/NaN/)
    for (const { confidence, score } of alerts) expect(Number.isFinite(confidence) && Number.isFinite(score)).toBe(true)
  })
})

describe('the model of buying', () => {
  it('is the regular one where gaps are regular, and is held against what came', async () => {
    const history = historyOf(shop(240), TODAY)
    const { choice } = await chooseRhythm(logOf(history), history.firstDay, history.lastDay, beginningsOf(history), engineContext())
    expect(choice?.chosen).toBe('mbgcnbdk')
    expect(choice?.models.map(({ model: name }) => name)).toEqual(['bgnbd', 'mbgnbd', 'paretonbd', 'mbgcnbdk'])
    expect(choice?.orders).toBeGreaterThan(0)
    expect(Math.abs(choice?.model.bias as number)).toBeLessThan(0.3)
    expect(choice?.calibration.map(({ weeks }) => weeks)).toEqual([4, 13])
    for (const { groups } of choice?.calibration ?? []) {
      expect(groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(choice?.customers)
    }
  })

  it('is not chosen on a handful of repeat buyers', async () => {
    const history = historyOf(shop(20), TODAY)
    expect(await chooseRhythm(logOf(history), history.firstDay, history.lastDay, beginningsOf(history), engineContext())).toEqual({
      choice: null,
      reason: 'tooFewRepeating'
    })
  })
})
