import { describe, expect, it } from 'vitest'
import { expectedValue, fitGammaGamma } from '../../../src/engines/gamma-gamma.ts'
import { coinModel } from '../../../src/engines/rhythm/coin-models.ts'
import { type EventLog, ordersAfter, summarise } from '../../../src/engines/rhythm/event-log.ts'
import { groupHistories, thinned } from '../../../src/engines/rhythm/grouping.ts'
import { faultOf } from '../../../src/engines/rhythm/histories.ts'
import { type FittedModel, nextOrderBy, outlooks, prospectOf } from '../../../src/engines/rhythm/outlook.ts'
import { paretoModel } from '../../../src/engines/rhythm/pareto-model.ts'
import { fitRhythm, type Histories, type RhythmModelName, rhythmModels } from '../../../src/engines/rhythm.ts'
import { engineContext, readReference } from './support.ts'

interface Fitted {
  parameters: number[]
  logLikelihood: number
  standardErrors: number[]
}

type Columns = Record<'x' | 'tx' | 'T' | 'logGaps', number[]>

const reference: {
  histories: Record<'coin' | 'moment' | 'regular', Columns>
  fits: Record<'bgnbd' | 'mbgnbd' | 'paretonbd', Fitted> & { mbgcnbdk: (Fitted & { k: number })[] }
  spends: Fitted & { x: number[]; meanValue: number[] }
  singles: [RhythmModelName, number, number[], number, number, number, number, number, number, number, number][]
} = JSON.parse(readReference('rhythm.json'))

const histories = (which: keyof typeof reference.histories): Histories => {
  const { x, tx, T, logGaps } = reference.histories[which]
  return { x: Float64Array.from(x), tx: Float64Array.from(tx), T: Float64Array.from(T), logGaps: Float64Array.from(logGaps) }
}

const fitted = (of: Histories, model: RhythmModelName, k?: number) => fitRhythm(of, { model, k }, engineContext())

function near(ours: number[], theirs: number[], relative: number): void {
  expect(ours).toHaveLength(theirs.length)
  for (const [i, value] of ours.entries()) expect(Math.abs(value / (theirs[i] ?? Number.NaN) - 1)).toBeLessThan(relative)
}

const named = (names: readonly string[], values: readonly number[]) =>
  Object.fromEntries(names.map((name, i) => [name, values[i] ?? Number.NaN]))
const namesOf = (model: RhythmModelName) => (model === 'paretonbd' ? paretoModel.names : coinModel({ k: 1, firstToss: 1 }).names)
const pace = async () => {}

describe('the likelihoods', () => {
  it.each(reference.singles.map((single) => [single] as const))('are those of 25 digits, and so are the prospects: %j', async (single) => {
    const [model, k, theta, x, tx, T, h, log, alive, expected, order] = single
    const likelihood = model === 'paretonbd' ? paretoModel : coinModel({ k, firstToss: model === 'bgnbd' ? 0 : 1 })
    const groups = groupHistories({ x: Float64Array.of(x), tx: Float64Array.of(tx), T: Float64Array.of(T) })
    const value = await likelihood.likelihoodOf(groups)(Float64Array.from(theta), new Float64Array(4), pace)
    expect(Math.abs(value - log)).toBeLessThan(1e-10 * Math.max(1, Math.abs(log)))
    const prospect = prospectOf({ model, k, parameters: named(likelihood.names, theta) }, x, tx, T)
    for (const [ours, theirs] of [
      [prospect.alive, alive],
      [prospect.ordersWithin(h), expected],
      [prospect.orderWithin(h), order]
    ] as const) {
      expect(Math.abs(ours - theirs)).toBeLessThan(1e-10 * Math.max(1e-3, theirs))
    }
  })

  it.each([
    ['bgnbd', coinModel({ k: 1, firstToss: 0 }), 'coin'],
    ['mbgnbd', coinModel({ k: 1, firstToss: 1 }), 'coin'],
    ['mbgcnbdk', coinModel({ k: 3, firstToss: 1 }), 'regular'],
    ['paretonbd', paretoModel, 'moment']
  ] as const)('of %s have the slope that they say', async (_name, likelihood, which) => {
    const of = likelihood.likelihoodOf(groupHistories(histories(which)))
    const slope = new Float64Array(4)
    for (const point of [
      [0.7, 5, 0.8, 2],
      [2, 0.4, 3, 9],
      [0.2, 11, 0.3, 11]
    ]) {
      await of(Float64Array.from(point), slope, pace)
      const spare = new Float64Array(4)
      for (let i = 0; i < 4; i++) {
        const step = 1e-5 * (point[i] ?? 0)
        const at = (sign: number) =>
          of(
            Float64Array.from(point, (value, j) => (j === i ? value + sign * step : value)),
            spare,
            pace
          )
        const difference = ((await at(1)) - (await at(-1))) / (2 * step)
        expect(Math.abs((slope[i] as number) - difference)).toBeLessThan(1e-5 * Math.max(1, Math.abs(difference)))
      }
    }
  })

  it('is that of MBG/NBD for k = 1', async () => {
    const of = histories('coin')
    const [plain, regular] = [await fitted(of, 'mbgnbd'), await fitted(of, 'mbgcnbdk', 1)]
    expect(regular.logLikelihood).toBe(plain.logLikelihood)
    expect(regular.parameters).toEqual(plain.parameters)
  })
})

describe('the fits', () => {
  it.each([
    ['bgnbd', 'coin'],
    ['mbgnbd', 'coin'],
    ['paretonbd', 'moment']
  ] as const)('of %s are those of scipy', async (model, which) => {
    const found = await fitted(histories(which), model)
    const { parameters, logLikelihood, standardErrors } = reference.fits[model]
    expect(found.logLikelihood - logLikelihood).toBeGreaterThan(-1e-7)
    expect(found.logLikelihood - logLikelihood).toBeLessThan(1e-3)
    near(Object.values(found.parameters), parameters, 2e-3)
    near(Object.values(found.standardErrors).map(Number), standardErrors, 2e-2)
    expect(found.convergence).toMatchObject({ state: 'converged', bounded: [], starts: 4, agreeing: 4 })
    expect(found.convergence.gradient).toBeLessThan(1e-8)
  })

  it('of MBG/CNBD-k are those of scipy for each k, and find the k that the customers were made with', async () => {
    const of = histories('regular')
    for (const { k, parameters, logLikelihood, standardErrors } of reference.fits.mbgcnbdk) {
      const found = await fitted(of, 'mbgcnbdk', k)
      expect(Math.abs(found.logLikelihood - logLikelihood)).toBeLessThan(1e-4)
      near(Object.values(found.parameters), parameters, 2e-3)
      near(Object.values(found.standardErrors).map(Number), standardErrors, 2e-2)
    }
    const chosen = await fitted(of, 'mbgcnbdk')
    expect(chosen.k).toBe(3)
    expect(chosen.tried.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5])
    // By x and t_x alone, which say less.
    const { logGaps: _, ...bare } = of
    expect((await fitted(bare, 'mbgcnbdk')).k).toBeGreaterThan(1)
  })

  it('do not depend on how many customers share a history, nor on their order', async () => {
    const of = histories('coin')
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values.toReversed()])
    const [once, double] = [await fitted(of, 'mbgnbd'), await fitted({ x: twice(of.x), tx: twice(of.tx), T: twice(of.T) }, 'mbgnbd')]
    near(Object.values(double.parameters), Object.values(once.parameters), 1e-7)
    near(
      Object.values(double.standardErrors).map(Number),
      Object.values(once.standardErrors).map((error) => Number(error) / Math.SQRT2),
      1e-4
    )
    expect(double.logLikelihood).toBeCloseTo(2 * once.logLikelihood, 6)
  })

  it('are the same bytes again, and follow the unit of time', async () => {
    const of = histories('coin')
    const days = { x: of.x, tx: of.tx.map((weeks) => weeks * 7), T: of.T.map((weeks) => weeks * 7) }
    const [once, again, inDays] = [await fitted(of, 'bgnbd'), await fitted(of, 'bgnbd'), await fitted(days, 'bgnbd')]
    expect(again).toEqual(once)
    expect(inDays.parameters.alpha).toBeCloseTo(7 * (once.parameters.alpha ?? 0), 4)
    expect(inDays.parameters.b).toBeCloseTo(once.parameters.b ?? 0, 5)
  })

  it.each(rhythmModels)('of %s say so when the data does not tell a parameter', async (model) => {
    // Nobody ever leaves, and all are alike: each has ordered every other week until now.
    const n = 60
    const regular = { x: new Float64Array(n).fill(10), tx: new Float64Array(n).fill(20), T: new Float64Array(n).fill(20) }
    const found = await fitted(regular, model)
    expect(found.convergence.state).not.toBe('converged')
    expect(Object.values(found.standardErrors)).toContain(null)
    for (const value of Object.values(found.parameters)) expect(Number.isFinite(value) && value > 0).toBe(true)
    const [outlook] = outlooks(found, regular, 4)
    expect(outlook?.alive).toBeGreaterThan(0.9)
    expect(outlook?.expected).toBeGreaterThan(1)
    expect(outlook?.expected).toBeLessThan(3)
  })

  it.each(rhythmModels)('of %s take one customer, one with 50,000 orders, and three weeks of data', async (model) => {
    const one = { x: Float64Array.of(3), tx: Float64Array.of(5), T: Float64Array.of(9) }
    const many = { x: Float64Array.of(50_000, 0, 1, 2, 0), tx: Float64Array.of(103, 0, 4, 50, 0), T: Float64Array.of(104, 80, 70, 60, 0) }
    const short = { x: Float64Array.of(1, 0, 0, 1, 0), tx: Float64Array.of(1 / 7, 0, 0, 2, 0), T: Float64Array.of(3, 2, 1, 2, 0) }
    for (const histories of [one, many, short]) {
      const found = await fitted(histories, model, model === 'mbgcnbdk' ? 2 : undefined)
      const numbers = [found.logLikelihood, ...Object.values(found.parameters), found.convergence.gradient]
      for (const outlook of outlooks(found, histories, 4)) {
        numbers.push(outlook.expected)
        expect(outlook.alive).toBeGreaterThanOrEqual(0)
        expect(outlook.order).toBeLessThanOrEqual(outlook.alive)
        expect(outlook.alive).toBeLessThanOrEqual(1)
      }
      expect(numbers.every(Number.isFinite)).toBe(true)
    }
  })

  it('refuse what cannot be, by name and place', async () => {
    const none = { x: new Float64Array(3), tx: new Float64Array(3), T: Float64Array.of(0, 0, 0) }
    await expect(fitted(none, 'mbgnbd')).rejects.toMatchObject({ code: 'rhythm.noRepeats', details: { customers: 3 } })
    await expect(fitted({ x: new Float64Array(), tx: new Float64Array(), T: new Float64Array() }, 'bgnbd')).rejects.toMatchObject({
      code: 'rhythm.noCustomers'
    })
    for (const [x, tx, T] of [
      [Number.NaN, 1, 2],
      [1.5, 1, 2],
      [-1, 1, 2],
      [1, 3, 2],
      [1, 0, 2],
      [0, 1, 2],
      [1, 1, Number.NaN],
      [1, Number.NaN, 2],
      [0, 0, -1],
      [1, 1, Number.POSITIVE_INFINITY]
    ] as const) {
      const of = { x: Float64Array.of(1, x), tx: Float64Array.of(1, tx), T: Float64Array.of(2, T) }
      expect(faultOf(of)?.row).toBe(1)
      await expect(fitted(of, 'bgnbd')).rejects.toMatchObject({ code: 'rhythm.badHistory', details: { where: 'Customer 2' } })
    }
    await expect(fitted(histories('coin'), 'mbgcnbdk', 0)).rejects.toMatchObject({ code: 'engine.badParameter' })
  })

  it('report how far they are, and stop when cancelled', async () => {
    const stop = new AbortController()
    const shares: number[] = []
    let now = 0
    const onProgress = (share: number) => {
      shares.push(share)
      if (shares.length === 30) stop.abort(new Error('enough'))
    }
    const ctx = engineContext(1, { now: () => (now += 30), onProgress, signal: stop.signal })
    await expect(fitRhythm(histories('regular'), { model: 'mbgcnbdk' }, ctx)).rejects.toThrow('enough')
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
  })
})

describe('prospects', () => {
  const bgnbd: FittedModel = { model: 'bgnbd', k: 1, parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }

  it('are as published: 1.226 orders in 39 weeks', () => {
    expect(prospectOf(bgnbd, 2, 30.43, 38.86).ordersWithin(39)).toBeCloseTo(1.226, 3)
  })

  it('keep one-time buyers under BG/NBD, and doubt them under MBG/NBD', () => {
    expect(prospectOf(bgnbd, 0, 0, 200).alive).toBe(1)
    expect(prospectOf({ ...bgnbd, model: 'mbgnbd' }, 0, 0, 200).alive).toBeLessThan(0.9)
  })

  it('pass through a = 1 and s = 1 without a jump', () => {
    const of = (a: number) => prospectOf({ ...bgnbd, parameters: { ...bgnbd.parameters, a } }, 2, 30, 39).ordersWithin(20)
    expect(of(1)).toBeCloseTo((of(1 - 1e-6) + of(1 + 1e-6)) / 2, 9)
    const pareto = (s: number) =>
      prospectOf({ model: 'paretonbd', k: 1, parameters: { r: 0.5, alpha: 10, s, beta: 12 } }, 2, 30, 39).ordersWithin(20)
    expect(pareto(1)).toBeCloseTo((pareto(1 - 1e-6) + pareto(1 + 1e-6)) / 2, 9)
  })

  it.each(rhythmModels)('of %s grow with the horizon, and are nothing at once', (model) => {
    const parameters = model === 'paretonbd' ? { r: 0.5, alpha: 10, s: 0.6, beta: 12 } : bgnbd.parameters
    const prospect = prospectOf({ model, parameters, k: model === 'mbgcnbdk' ? 3 : 1 }, 3, 20, 30)
    expect([prospect.orderWithin(0), prospect.ordersWithin(0)]).toEqual([0, 0])
    let before = 0
    for (const h of [0.1, 1, 4, 13, 26, 520]) {
      expect(prospect.orderWithin(h)).toBeGreaterThan(before)
      expect(prospect.orderWithin(h)).toBeLessThan(prospect.alive)
      expect(prospect.ordersWithin(h)).toBeGreaterThanOrEqual(prospect.orderWithin(h) - 1e-12)
      before = prospect.orderWithin(h)
    }
    const half = prospect.alive / 2
    expect(prospect.orderWithin(nextOrderBy(prospect, half) ?? 0)).toBeCloseTo(half, 7)
    expect(nextOrderBy(prospect, prospect.alive)).toBeNull()
  })

  it('know that a regular customer is overdue sooner', () => {
    const k = (phases: number) =>
      prospectOf({ model: 'mbgcnbdk', k: phases, parameters: { r: 2, alpha: 4 / phases, a: 0.8, b: 2.4 } }, 8, 32, 44)
    expect(k(4).alive).toBeLessThan(k(1).alive)
  })
})

describe('histories', () => {
  const day = (days: number[]) => Int32Array.from(days)
  const log: EventLog = {
    customer: Int32Array.of(1, 0, 1, 1, 0, 2, 1, 3, 1),
    customers: 5,
    day: day([14, 3, 0, 14, 3, 9, 7, 30, 40]),
    value: Float64Array.of(10, 5, 20, 30, -5, -2, 8, 4, 9)
  }

  it('are made of days with an order; refunds are none, and the first order is not counted', () => {
    const { customer, x, tx, T, logGaps, meanValue, refunds, later, sameDay } = summarise(log, { endDay: 28, unit: 7 })
    expect(Array.from(customer)).toEqual([0, 1])
    expect([x, tx, T].map((values) => Array.from(values))).toEqual([
      [0, 2],
      [0, 2],
      [25 / 7, 4]
    ])
    expect(Array.from(logGaps)).toEqual([0, 0])
    expect(Array.from(meanValue)).toEqual([0, 24])
    expect({ refunds, later, sameDay }).toEqual({ refunds: 2, later: 2, sameDay: 1 })
    expect(faultOf({ x, tx, T, logGaps })).toBeNull()
    expect(Array.from(ordersAfter(log, 28, customer))).toEqual([0, 1])
  })

  it('without any order, or all of one day, are nothing to learn from', async () => {
    expect(summarise(log, { endDay: -1, unit: 7 }).x).toHaveLength(0)
    const oneDay = summarise({ ...log, day: log.day.map(() => 5) }, { endDay: 5, unit: 1 })
    expect(Array.from(oneDay.x)).toEqual([0, 0, 0])
    await expect(fitted(oneDay, 'mbgnbd')).rejects.toMatchObject({ code: 'rhythm.noRepeats' })
  })

  it('are counted once where they are equal, and thinned evenly', () => {
    const groups = groupHistories({
      x: Float64Array.of(1, 0, 1, 1, 0, -0),
      tx: Float64Array.of(2, 0, 2, 3, 0, 0),
      T: Float64Array.of(5, 5, 5, 5, 5, 5)
    })
    expect(Array.from(groups.weight)).toEqual([2, 3, 1])
    expect(Array.from(groups.tx.index, (i) => groups.tx.values[i])).toEqual([2, 0, 3])
    expect(thinned(groups, 2)).toMatchObject({ weight: Float64Array.of(2, 1), customers: 3 })
  })
})

describe('Gamma-Gamma', () => {
  const { x, meanValue, parameters, logLikelihood, standardErrors } = reference.spends
  const spends = { x: Float64Array.from(x), meanValue: Float64Array.from(meanValue) }

  it('is fitted as by scipy', async () => {
    const found = await fitGammaGamma(spends, engineContext())
    expect(Math.abs(found.logLikelihood - logLikelihood)).toBeLessThan(1e-4)
    near(Object.values(found.parameters), parameters, 2e-3)
    near(Object.values(found.standardErrors).map(Number), standardErrors, 2e-2)
    expect(found).toMatchObject({ customers: x.length, leftOut: 0, convergence: { state: 'converged', bounded: [] } })
    expect(Math.abs(found.correlation.ranks ?? 1)).toBeLessThan(0.2)
  })

  it('is the same in cents, and passes over who it has no place for', async () => {
    const more = { x: Float64Array.of(...x, 0, 3, 2), meanValue: Float64Array.of(...meanValue.map((value) => value * 100), 0, 0, -700) }
    const found = await fitGammaGamma(more, engineContext())
    expect(found).toMatchObject({ customers: x.length, leftOut: 2 })
    near([found.parameters.p, found.parameters.q, found.parameters.v / 100], parameters, 2e-3)
  })

  it('pulls the mean of few orders towards everybody’s', () => {
    const [of] = [{ p: 6.25, q: 3.74, v: 15.44 }]
    const typical = expectedValue(of, 0, 0) ?? 0
    expect(typical).toBeCloseTo(35.2, 1)
    expect(expectedValue(of, 1, 100)).toBeGreaterThan(typical)
    expect(expectedValue(of, 1, 100)).toBeLessThan(expectedValue(of, 50, 100) ?? 0)
    expect(expectedValue({ p: 1, q: 0.5, v: 2 }, 0, 0)).toBeNull()
  })

  it('says so when all spend the same, and refuses what is no number', async () => {
    const same = { x: Float64Array.of(2, 2, 2), meanValue: Float64Array.of(9, 9, 9) }
    const found = await fitGammaGamma(same, engineContext())
    expect(found.convergence.state).not.toBe('converged')
    expect(expectedValue(found.parameters, 2, 9)).toBeCloseTo(9, 2)
    expect(found.correlation).toEqual({ pearson: null, ranks: null })
    for (const meanValue of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const bad = { x: Float64Array.of(1), meanValue: Float64Array.of(meanValue) }
      await expect(fitGammaGamma(bad, engineContext())).rejects.toMatchObject({ code: 'rhythm.badHistory' })
    }
    const none = { x: Float64Array.of(0, 2), meanValue: Float64Array.of(0, 0) }
    await expect(fitGammaGamma(none, engineContext())).rejects.toMatchObject({ code: 'rhythm.noRepeats' })
  })
})

it('names the parameters', () => {
  expect(namesOf('paretonbd')).toEqual(['r', 'alpha', 's', 'beta'])
})
