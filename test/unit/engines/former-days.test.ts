import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { chancesByWait, firstPurchases, formerDays, haveAll, outOfSeason } from '../../../src/engines/upsell/former-days.ts'
import { laterRules } from '../../../src/engines/upsell/later-rules.ts'
import { historyOf, type HistoryOrder as Order } from '../../fixtures/history.ts'
import { engineContext } from './support.ts'

const horizon = 90

describe('the chance that somebody buys the second thing', () => {
  /** Everybody has the first thing from some day on; each day so many of those without the second buy it. */
  const shop = (daily: number, seed = 3) => {
    const rng = seededRng(seed)
    const [since, second] = [new Map<number, number>(), new Map<number, number>()]
    for (let c = 0; c < 4_000; c++) {
      const from = Math.floor(rng() * 700)
      since.set(c, from)
      for (let day = from + 1; day < 790; day++) {
        if (rng() >= daily) continue
        second.set(c, day)
        break
      }
    }
    return { since, second }
  }

  it('is that of later days, for whoever stands so on the last', () => {
    const { since, second } = shop(0.004)
    const known = new Map([...second].filter(([, day]) => day <= 700))
    const chance = chancesByWait(since, known, formerDays({ firstDay: 0, lastDay: 700 }, horizon), horizon)
    let [said, came] = [0, 0]
    for (const [c, from] of since) {
      if (from > 700 || 700 - from > horizon || (known.get(c) ?? Number.POSITIVE_INFINITY) <= 700) continue
      said += chance(700 - from)?.chance ?? Number.NaN
      came += (second.get(c) ?? Number.POSITIVE_INFINITY) <= 700 + horizon ? 1 : 0
    }
    expect(came).toBeGreaterThan(80)
    expect(Math.abs(said - came)).toBeLessThan(3 * Math.sqrt(came))
    // 1 − (1 − 0.004)^90.
    const { low, high } = chance(10) ?? { low: 1, high: 0 }
    expect(low).toBeLessThan(0.303)
    expect(high).toBeGreaterThan(0.303)
  })

  it('knows that who waited for long mostly does not buy at all', () => {
    const since = new Map(Array.from({ length: 400 }, (_, c) => [c, 7 * (c % 60)]))
    // Half of them within ten days, the others never.
    const second = new Map([...since].filter(([c]) => c % 2 === 0).map(([c, day]) => [c, day + 10]))
    const chance = chancesByWait(since, second, formerDays({ firstDay: 0, lastDay: 600 }, horizon), horizon)
    expect(chance(0)?.chance).toBeGreaterThan(0.15)
    expect(chance(45)?.chance).toBe(0)
    expect(chance(45)?.high).toBeLessThan(0.05)
  })

  it('is not told from fewer than thirty customers', () => {
    const since = new Map(Array.from({ length: 29 }, (_, c) => [c, 100]))
    expect(chancesByWait(since, new Map(), [120, 150], horizon)(5)).toBeNull()
  })
})

describe('two things that are bought at once', () => {
  const rng = seededRng(5)
  const people = Array.from({ length: 900 }, () => {
    const list: Order[] = []
    for (let day = Math.floor(rng() * 60); day < 500; day += 20 + Math.floor(rng() * 30)) {
      const basket = new Set([4 + Math.floor(rng() * 6)])
      if (rng() < 0.12) {
        basket.add(0)
        // In the same basket or never.
        if (rng() < 0.5) basket.add(1)
      }
      // In another order, two months after the first thing.
      const last = list.findLast(([, products]) => products.includes(2))
      if (rng() < 0.08) basket.add(2)
      if (last !== undefined && day - last[0] > 40 && day - last[0] < 90 && rng() < 0.3) basket.add(3)
      list.push([day, [...basket]])
    }
    return list
  })
  const history = historyOf(people, new Array(10).fill(0), new Array(10).fill(5), 500)

  it('are a rule of baskets, and no offer for later; what comes in another order is one', async () => {
    const { rules } = await laterRules(history, horizon, engineContext())
    const rule = (first: number, then: number) => rules.find((one) => one.if.join() === String(first) && one.then === then)
    expect(rule(0, 1)).toMatchObject({ validated: true, comesLater: false, of: 'baskets' })
    expect(rule(2, 3)).toMatchObject({ validated: true, comesLater: true, of: 'histories' })
    expect(rule(2, 3)?.apart.low).toBeGreaterThan(1)
    expect(rules.filter((one) => one.comesLater && one.then > 3)).toEqual([])
  })

  it('are known by the first day on which a customer had both', () => {
    const first = firstPurchases(history)
    const both = haveAll(first, [0, 1])
    expect(both.size).toBe([...(first.get(1) ?? [])].length)
    for (const [c, day] of both) expect(day).toBe(Math.max(first.get(0)?.get(c) ?? Number.NaN, first.get(1)?.get(c) ?? Number.NaN))
  })
})

describe('a season', () => {
  /** 0 sells in December only, 1 all year; the first day is the first of July. */
  const people = (days: number) =>
    Array.from({ length: 3 * days }, (_, c): Order[] => {
      const day = Math.floor(c / 3)
      const ofYear = (day + 181) % 365
      return [[day, ofYear >= 334 ? [0, 1] : [1]]]
    })
  const shop = (days: number) => historyOf(people(days), [0, 0], [5, 5], days - 1)

  it('is told by last year’s weeks, else by the last thirty days', () => {
    // Day 730 is the first of July: December is five months ahead.
    const july = outOfSeason(shop(730), horizon)
    expect([july([0]), july([1])]).toEqual([true, false])
    // The end of October: December lies within the horizon.
    const october = outOfSeason(shop(730 + 120), horizon)
    expect([october([0]), october([1])]).toEqual([false, false])
    // March of the first year: it has hardly sold of late.
    const march = outOfSeason(shop(250), horizon)
    expect([march([0]), march([1])]).toEqual([true, false])
  })

  it('of several things is that of all of them', () => {
    const july = outOfSeason(shop(730), horizon)
    expect([july([0, 1]), july([])]).toEqual([false, false])
  })

  it('is not told of a thing that is new: last year’s weeks know nothing of it', () => {
    // Sold every day of the last four months of two years; and so until two months ago, hardly since.
    const lately = (until: number) =>
      historyOf([Array.from({ length: 730 }, (_, day): Order => [day, day >= 610 && day < until ? [0, 1] : [1]])], [0, 0], [5, 5], 729)
    const [sells, stopped] = [outOfSeason(lately(730), horizon), outOfSeason(lately(670), horizon)]
    expect([sells([0]), sells([1])]).toEqual([false, false])
    expect([stopped([0]), stopped([1])]).toEqual([true, false])
  })
})
