import { describe, expect, it } from 'vitest'
import { logLoss } from '../../../src/engines/learn/metrics.ts'
import { labelsOf } from '../../../src/engines/learn/table.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { rocAuc } from '../../../src/engines/math/roc-auc.ts'
import { type Answers, compareArms, differenceOf, shareOf, shareOfAnswers } from '../../../src/engines/upsell/effects.ts'
import { goodsOnly } from '../../../src/engines/upsell/goods.ts'
import { findLadders, standingOn } from '../../../src/engines/upsell/ladders.ts'
import { laterRules } from '../../../src/engines/upsell/later-rules.ts'
import { anchorsOf, boughtWithin, knownOn, traits, traitsOn } from '../../../src/engines/upsell/point-in-time.ts'
import { byColumn, judgePropensity } from '../../../src/engines/upsell/propensity.ts'
import { qiniOf } from '../../../src/engines/upsell/qini.ts'
import { historyOf, type HistoryOrder as Order } from '../../fixtures/history.ts'
import { propensityInput } from '../../fixtures/propensity.ts'
import { engineContext } from './support.ts'

describe('rules asked again', () => {
  /** Product 0 calls for 1; 2 and 3 are only bought together in the first 100 days; 4 to 9 are bought at random. */
  const rng = seededRng(8)
  const people = Array.from({ length: 500 }, (_, c) => {
    const list: Order[] = []
    for (let day = Math.floor(rng() * 40); day < 400; day += 20 + Math.floor(rng() * 30)) {
      const basket = new Set([4 + Math.floor(rng() * 6)])
      if (rng() < 0.15) {
        basket.add(0)
        if (rng() < 0.6) basket.add(1)
      }
      if (rng() < 0.05) basket.add(1)
      if (rng() < 0.1) {
        basket.add(2)
        if (day < 100 || rng() < 0.1) basket.add(3)
      } else if (c % 10 === 0) basket.add(3)
      list.push([day, [...basket]])
    }
    return list
  })
  const history = historyOf(people, new Array(10).fill(0), new Array(10).fill(5), 400)

  it('keep what belongs together and drop what was only so for a while', async () => {
    const { rules } = await laterRules(history, 5, engineContext())
    const rule = (first: number, then: number) => rules.find((one) => one.if.join() === String(first) && one.then === then)
    expect(rule(0, 1)?.validated).toBe(true)
    expect(rule(0, 1)?.low).toBeGreaterThan(1)
    expect(rule(2, 3)?.lift).toBeGreaterThan(1.2)
    expect(rule(2, 3)?.validated).toBe(false)
    expect(rules.filter((one) => one.validated && one.then > 3)).toEqual([])
  })
})

describe('ladders', () => {
  const rng = seededRng(3)
  const people = Array.from({ length: 300 }, (_, c) => {
    const list: Order[] = []
    let coffees = 0
    const has = c % 2 === 0
    let stepped = false
    for (let day = Math.floor(rng() * 450); day < 700; day += 12 + Math.floor(rng() * 10)) {
      const basket = list.length === 0 && has ? [0] : []
      if (rng() < 0.5) basket.push(3)
      if (rng() < 0.3) basket.push(2)
      if (has && !stepped && coffees >= 3 && rng() < 0.25) {
        basket.push(1)
        stepped = true
      }
      if (list.length > 0) coffees += basket.includes(3) ? 1 : 0
      if (basket.length > 0) list.push([day, basket])
    }
    return list
  })
  /** 0 and 1 are steps, 2 is a dear thing of their category that anybody buys, 3 is coffee. */
  const history = historyOf(people, [0, 0, 0, 1], [10, 30, 40, 3], 700)

  it('are found with what makes customers ready, and nothing else is', () => {
    const ladders = findLadders(history)
    expect(ladders.map(({ products }) => products)).toEqual([[0, 1]])
    const ready = ladders[0]?.steps[0]?.ready
    expect(ready?.category).toBe(1)
    expect((ready?.readyHits ?? 0) / (ready?.readyOrders ?? 1)).toBeGreaterThan(0.15)
    const step = ladders[0]?.steps[0]
    if (!step) throw new Error('no step')
    const owner = people.findIndex((list) => list.some(([, basket]) => basket.includes(1)))
    expect(standingOn(history, owner, step)).toBeNull()
  })

  it('are taken by the user’s word, whatever their steps, and not found once more', () => {
    const ladders = findLadders(history, [[0, 1, 2]])
    expect(ladders.map(({ products, given }) => [products, given])).toEqual([[[0, 1, 2], true]])
    expect(ladders[0]?.steps[0]?.ready?.category).toBe(1)
    expect(ladders[0]?.steps[1]?.ready).toBeNull()
    expect(findLadders(history, [[3, 2]]).map(({ products }) => products)).toEqual([
      [3, 2],
      [0, 1]
    ])
  })
})

describe('what can be offered', () => {
  it('is goods: postage goes from the baskets, and the orders stay', () => {
    const history = historyOf(
      [
        [
          [0, [0, 1]],
          [5, [1]]
        ],
        [[7, [1, 2]]]
      ],
      [0, 0, 0],
      [4, 6, 8],
      9
    )
    expect(goodsOnly(history)).toBe(history)
    const goods = goodsOnly({ ...history, isGoods: Uint8Array.of(1, 0, 1) })
    expect([...goods.items]).toEqual([0, 1, 1, 2])
    expect([...goods.product]).toEqual([0, 2])
    expect([...goods.amount]).toEqual([4, 8])
    expect(goods.day).toBe(history.day)
  })
})

describe('what is known on a day', () => {
  const people: Order[][] = [
    [
      [0, [0]],
      [50, [1]],
      [120, [0]]
    ],
    [[100, [1]]]
  ]
  const history = historyOf(people, [0, 1], [4, 6], 200)
  const target = (code: number) => code === 1

  it('is the same whatever comes later', () => {
    const cut = historyOf([people[0]?.slice(0, 2) ?? [], []], [0, 1], [4, 6], 60)
    expect(traitsOn(history, 0, 60, target)).toEqual(traitsOn(cut, 0, 60, target))
    const row = traitsOn(history, 0, 60, target)
    expect(row[traits.indexOf('orders')]).toBeCloseTo(Math.log(3), 12)
    expect(row[traits.indexOf('targetShare')]).toBeCloseTo(0.6, 12)
  })

  it('and what came of it are told apart by the day', () => {
    expect(boughtWithin(history, 0, 49, 1, target)).toBe(true)
    expect(boughtWithin(history, 0, 50, 100, target)).toBe(false)
    expect(knownOn(history, 99)).toEqual([0])
    expect(anchorsOf(history, 60, 8)).toEqual([80, 110, 140])
  })
})

describe('advice', () => {
  it('is given where a model beats the plain, and refused on noise and on too little', async () => {
    const good = await judgePropensity(propensityInput(1, 300, 5), engineContext())
    expect(good.report.verdict).toBe('validated')
    expect(good.report.gain?.low).toBeGreaterThan(0)
    const said = await good.score?.(Float64Array.of(0, 0, 0, -0.5, 0, 0, 0, 0.5))
    expect(said?.[1]).toBeGreaterThan(said?.[0] ?? 1)
    const noise = await judgePropensity(propensityInput(2, 300, 0), engineContext())
    expect([noise.report.verdict, noise.score]).toEqual(['not-better', null])
    const few = await judgePropensity(propensityInput(3, 20, 5), engineContext())
    expect(few.report.verdict).toBe('insufficient-data')
    expect(few.report.needed).toBeGreaterThan(0)
  })
})

describe('advice on noise', () => {
  it('is refused, by lot and where all follow a rule of thumb', { timeout: 30_000 }, async () => {
    const verdicts: string[] = []
    for (let seed = 1; seed <= 10; seed++) {
      for (const known of [0, 3])
        verdicts.push((await judgePropensity(propensityInput(seed, 200, 0, known), engineContext(seed))).report.verdict)
    }
    expect(verdicts.filter((verdict) => verdict !== 'not-better').length).toBeLessThanOrEqual(1)
  })

  it('comes with how much more history would show what was seen, where that is not too much', async () => {
    const people = 150
    const { report } = await judgePropensity(propensityInput(2, people, 2), engineContext())
    expect(report.verdict).toBe('not-better')
    expect(report.needed).toBeGreaterThan(0)
    const times = (report.positives + report.needed) / report.positives
    expect(times).toBeLessThan(10)
    const more = await judgePropensity(propensityInput(2, Math.ceil(times * people), 2), engineContext())
    expect(more.report).toMatchObject({ verdict: 'validated', needed: 0 })
  })
})

describe('rules of thumb', () => {
  const table = propensityInput(5, 300, 0, 3)
  const [train, test] = [0, 1].map((part) => Int32Array.from({ length: table.n }, (_, i) => i).filter((i) => i % 2 === part)) as [
    Int32Array,
    Int32Array
  ]

  it.each([1, -1] as const)('rank as their column does, and say chances that come true (%i)', async (sign) => {
    const score = (await byColumn({ name: 'recency', column: 0, sign }).fit(table, train, engineContext()))(test)
    const raw = Float64Array.from(test, (row) => sign * (table.data[row * table.p] as number))
    const label = labelsOf(table, test)
    expect(rocAuc(score, label)).toBe(rocAuc(raw, label))
    const share = label.reduce((sum, y) => sum + y, 0) / label.length
    expect(score.reduce((sum, one) => sum + one, 0) / score.length).toBeCloseTo(share, 1)
    const flat = logLoss(new Float64Array(label.length).fill(share), label)
    expect(logLoss(score, label)).toBeLessThan(sign === -1 ? flat : flat + 0.01)
  })
})

describe('effects', () => {
  /** One answer of each of some people, from number `first` on. */
  const answers = (hits: number, of: number, first = 0): Answers => ({
    unit: Array.from({ length: of }, (_, i) => first + i),
    hit: Array.from({ length: of }, (_, i) => (i < hits ? 1 : 0))
  })

  it('take who was asked several times for one', () => {
    const many = (one: Answers, times: number): Answers => ({
      unit: Array.from({ length: times }, () => one.unit).flat(),
      hit: Array.from({ length: times }, () => one.hit).flat()
    })
    const [once, often] = compareArms([
      { name: 'once', treated: answers(30, 100), against: answers(20, 100, 100) },
      { name: 'often', treated: many(answers(30, 100), 6), against: many(answers(20, 100, 100), 6) }
    ])
    expect(often?.p).toBeCloseTo(once?.p ?? 0, 1)
    expect([often?.low, often?.high]).toEqual([expect.closeTo(once?.low ?? 0, 2), expect.closeTo(once?.high ?? 0, 2)])
    expect(often?.treated).toMatchObject({ hits: 180, of: 600, low: expect.closeTo(once?.treated.low ?? 0, 2) })
    expect(shareOfAnswers(answers(30, 100))).toEqual(shareOf(30, 100))
    // All say yes: thirty answers of three people are three.
    expect(shareOfAnswers({ unit: Array.from({ length: 30 }, (_, i) => i % 3), hit: new Array(30).fill(1) }).low).toBeCloseTo(
      shareOf(3, 3).low,
      12
    )
  })

  it('are found where there is none in at most one of twenty, though people differ and are asked again and again', () => {
    let found = 0
    for (let seed = 1; seed <= 200; seed++) {
      const rng = seededRng(seed)
      const [treated, against]: [Answers, Answers] = [
        { unit: [], hit: [] },
        { unit: [], hit: [] }
      ]
      for (let person = 0; person < 80; person++) {
        const own = rng() < 0.3 ? 0.8 : 0.05
        const side = rng() < 0.5 ? treated : against
        for (let offer = 0; offer < 8; offer++) {
          side.unit.push(person)
          side.hit.push(rng() < own ? 1 : 0)
        }
      }
      if ((compareArms([{ name: 'A', treated, against }])[0]?.p ?? 1) < 0.05) found++
    }
    expect(found).toBeLessThanOrEqual(15)
  })

  it('of offers come with Newcombe’s interval, and few are called too few', () => {
    // Newcombe 1998, method 10, case (a): 56/70 and 48/80.
    const found = differenceOf(shareOf(56, 70), shareOf(48, 80))
    expect([found.low, found.high].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0.0524, 0.3339])
    const [works, not, few] = compareArms([
      { name: 'A', treated: answers(120, 500), against: answers(50, 500, 500) },
      { name: 'B', treated: answers(52, 500), against: answers(50, 500, 500) },
      { name: 'C', treated: answers(2, 4), against: answers(50, 500, 500) }
    ])
    expect([works?.verdict, not?.verdict, few?.verdict]).toEqual(['validated', 'not-better', 'insufficient-data'])
  })

  it('are ranked by Qini where treating moves some and not others', async () => {
    const rng = seededRng(6)
    const n = 2000
    const moved = Float64Array.from({ length: n }, () => rng())
    const treated = Uint8Array.from({ length: n }, () => (rng() < 0.5 ? 1 : 0))
    const outcome = Float64Array.from({ length: n }, (_, i) => (rng() < 0.2 + 0.4 * (treated[i] as number) * (moved[i] as number) ? 1 : 0))
    const right = await qiniOf(moved, treated, outcome, engineContext())
    expect(right.low).toBeGreaterThan(0)
    const lot = await qiniOf(new Float64Array(n), treated, outcome, engineContext())
    expect(lot.qini).toBeCloseTo(0, 9)
    const wrong = await qiniOf(
      moved.map((value) => -value),
      treated,
      outcome,
      engineContext()
    )
    expect(wrong.qini).toBeLessThan(0)
  })
})
