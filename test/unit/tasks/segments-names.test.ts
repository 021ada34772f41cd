import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NameFacts, type NameRule, nameSegments as nameFrom, stillSo } from '../../../src/main/core/tasks/segment-names.ts'
import { segmenting } from '../../../src/shared/messages/en/segmenting.ts'
import type { SegmentProfile } from '../../../src/shared/model/segments.ts'

/** Everybody is as the one in the middle. */
const factsOf = (profiles: SegmentProfile[][], shares: number[]): NameFacts[] =>
  profiles.map((profile, i) => ({
    share: shares[i] ?? 0,
    worth: profile.find(({ feature }) => feature === 'monetary')?.median ?? 0,
    once: Number((profile.find(({ feature }) => feature === 'frequency')?.median ?? 2) <= 1)
  }))
const named = (profiles: SegmentProfile[][], shares: number[] = [], rules: NameRule[] = []) =>
  nameFrom(profiles, factsOf(profiles, shares), rules)
const nameSegments = (profiles: SegmentProfile[][], shares: number[] = []) => named(profiles, shares).map(({ name }) => name)

const spoken = ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure'] as const
type Short = Partial<Record<(typeof spoken)[number], [median: number, effect: number]>>

/** A profile from medians and effects; the quartiles are the median. */
function profile(short: Short): SegmentProfile[] {
  return spoken.flatMap((feature) => {
    const of = short[feature]
    if (of === undefined) return []
    const [median, effect] = of
    return [{ feature, median, low: median, high: median, effect, effectLow: effect - 0.1, effectHigh: effect + 0.1 }]
  })
}

describe('names of segments', () => {
  it.each<[string, Short]>([
    ['Best customers', { recency: [4, -1.5], frequency: [12, 3], monetary: [9000, 4], meanOrderValue: [700, 1], tenure: [350, 1] }],
    ['Loyal regulars', { recency: [20, -0.9], frequency: [5, 1], monetary: [1500, 0.6], meanOrderValue: [290, 0], tenure: [300, 0.7] }],
    [
      'Big-basket buyers gone quiet',
      { recency: [200, 1.4], frequency: [3, 0.1], monetary: [3000, 1], meanOrderValue: [900, 2], tenure: [300, 0.2] }
    ],
    ['Big one-time buyers', { recency: [60, 0.1], frequency: [1, -1], monetary: [3000, 1], meanOrderValue: [3000, 1.2] }],
    // Half a standard deviation is not gone quiet beside what they are told by.
    ['Big-basket buyers', { recency: [78, 0.5], frequency: [2, -0.3], monetary: [1500, 0.8], meanOrderValue: [641, 1.8] }],
    [
      'New one-time buyers',
      { recency: [12, -0.6], frequency: [1, -1], monetary: [40, -0.8], meanOrderValue: [40, -0.3], tenure: [12, -2] }
    ],
    [
      'One-time buyers gone quiet',
      { recency: [250, 1.6], frequency: [1, -1], monetary: [30, -0.8], meanOrderValue: [30, -0.3], tenure: [250, 0] }
    ],
    ['Regulars gone quiet', { recency: [150, 1], frequency: [6, 0.9], monetary: [500, 0.2], meanOrderValue: [80, 0], tenure: [350, 1] }],
    ['Returners', { recency: [90, 0], frequency: [2, 0], monetary: [-20, -2], meanOrderValue: [50, 0], tenure: [100, 0] }],
    ['Small-basket buyers', { recency: [50, 0], frequency: [3, 0], monetary: [60, -0.2], meanOrderValue: [20, -0.9], tenure: [100, 0] }],
    ['Long-standing customers', { tenure: [300, 2] }],
    ['Recent customers', { recency: [3, -2] }],
    ['Typical customers', { recency: [50, 0.1], monetary: [60, -0.1] }]
  ])('%s', (name, short) => {
    expect(nameSegments([profile(short)])).toEqual([name])
  })

  const more = (feature: string, median: number, effect: number): SegmentProfile => ({
    feature,
    median,
    low: median,
    high: median,
    effect,
    effectLow: effect - 0.1,
    effectHigh: effect + 0.1
  })

  it('say what a segment is known by: the strongest of habits and buying first, the other where it is nearly as strong', () => {
    const best = profile({ frequency: [12, 3], monetary: [9000, 4] })
    const small = profile({ meanOrderValue: [15, -1.3] })
    const quiet = profile({ recency: [232, 0.9], frequency: [4, -0.6] })
    const names = nameSegments([
      [...best, more('category:Coffee', 0.7, 3.1), more('category:(other)', 0.6, 4)],
      [...small, more('discountShare', 0.9, 4.2), more('winterShare', 0.5, 1.6)],
      [...quiet, more('winterShare', 0.6, 2), more('category:Gifts', 0.6, 4.9)],
      [...best, more('category:Tea', 0.1, 4.1), more('discountShare', 0.3, 1)],
      [...profile({ monetary: [526, -0.4] }), more('returnShare', 0.47, 12)],
      [...profile({ frequency: [1, -2] }), more('weekendShare', 1, 2.4)]
    ])
    expect(names).toEqual([
      'Best customers, mostly Coffee',
      'Bargain hunters',
      'Buyers of Gifts',
      'Best customers, much Tea',
      'Frequent returners',
      'Weekend shoppers, one-time buyers'
    ])
  })

  it('hit the strongest driver, whatever it is and whichever way it points', () => {
    const { noun, habit } = segmenting.name
    const high: [string, RegExp][] = [
      ['recency', /gone quiet/i],
      ['frequency', /Loyal|Regulars|Best/i],
      ['monetary', /Big spenders|Best/i],
      ['meanOrderValue', /Big-basket|Big one-time|big spenders/i],
      ['tenure', /Long-standing/i],
      ['category:Tea', /Tea/i],
      ['channel:Store', /Store/i],
      ['touch:page_view', /many page view/i],
      ['extra:age', /high age/i],
      ...Object.entries(habit).map(([feature, { more: word }]): [string, RegExp] => [feature, new RegExp(word, 'i')])
    ]
    const low: [string, RegExp][] = [
      ['recency', /Recent/i],
      ['frequency', /one-time|occasional/i],
      ['monetary', /Small spenders/i],
      ['meanOrderValue', /Small-basket/i],
      ['tenure', /New/i],
      ['category:Tea', /seldom buy Tea/i],
      ['channel:Store', /seldom use Store/i],
      ['extra:age', /low age/i],
      ...Object.entries(habit).flatMap(([feature, { less }]): [string, RegExp][] =>
        less === null ? [] : [[feature, new RegExp(less, 'i')]]
      )
    ]
    expect(noun.typical).toBe('Typical customers')
    const cases = [...high.map(([f, w]) => [f, 1, w] as const), ...low.map(([f, w]) => [f, -1, w] as const)]
    const others = fc.array(fc.tuple(fc.constantFrom(...cases), fc.double({ min: 0, max: 0.95, noNaN: true })), { maxLength: 6 })
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.double({ min: 1, max: 6, noNaN: true }), others, ([feature, sign, word], size, beside) => {
        const rest = beside
          .filter(([[other]], i, all) => other !== feature && all.findIndex(([[same]]) => same === other) === i)
          .map(([[other, way], part]) => more(other, 3, way * part * 0.95 * size))
        const [name] = nameSegments([[more(feature, 3, sign * size), ...rest]], [0.1])
        expect(name).toMatch(word)
      })
    )
  })

  it('speak of what a good rule picks a segment by', () => {
    const spender = [...profile({ monetary: [500, 0.9] }), more('returnShare', 0.2, 0.85)]
    const rule = { features: ['returnShare'], precision: 0.8, recall: 0.9 }
    expect(named([spender], [0.1])[0]?.name).toBe('Big spenders')
    expect(named([spender], [0.1], [rule])[0]).toEqual({
      name: 'Big spenders, frequent returners',
      because: [
        { feature: 'monetary', more: true },
        { feature: 'returnShare', more: true }
      ]
    })
    expect(named([spender], [0.1], [{ ...rule, recall: 0.4 }])[0]?.name).toBe('Big spenders')
  })

  it('call the best only those whom no other group outdoes in money a customer', () => {
    const often = profile({ frequency: [12, 3], monetary: [870, 2] })
    const basket = profile({ monetary: [1200, 2.5], meanOrderValue: [400, 3] })
    expect(nameSegments([basket, often])).toEqual(['Big-basket buyers', 'Loyal regulars'])
    expect(nameSegments([profile({ monetary: [400, 0.9], meanOrderValue: [400, 3] }), often])[1]).toBe('Best customers')
  })

  it('call one-time buyers only those of whom nearly all ordered once', () => {
    const few = profile({ frequency: [1, -1] })
    const facts = { share: 0.2, worth: 10 }
    expect(nameFrom([few], [{ ...facts, once: 0.95 }]).map(({ name }) => name)).toEqual(['One-time buyers'])
    expect(nameFrom([few], [{ ...facts, once: 0.6 }]).map(({ name }) => name)).toEqual(['Occasional buyers'])
  })

  it('call nobody the best who is most of all customers', () => {
    const best = profile({ frequency: [12, 3], monetary: [9000, 4] })
    expect(nameSegments([best], [0.4])).toEqual(['Best customers'])
    expect(nameSegments([best], [0.7])).toEqual(['Loyal regulars'])
  })

  it('tell two of a kind apart by what differs most', () => {
    const spender = (monetary: [number, number]) => profile({ frequency: [9, 2], monetary })
    expect(nameSegments([spender([16_000, 1.1]), spender([3600, 0.5])])).toEqual([
      'Loyal regulars, spending more',
      'Loyal regulars, spending less'
    ])
  })

  it('tell more than two of a kind apart by value, and at last by number', () => {
    const regular = (orders: number, effect: number) => profile({ frequency: [orders, effect] })
    expect(nameSegments([regular(62, 4), regular(17, 2), regular(4, 0.5)])).toEqual([
      'Loyal regulars, about 62 orders',
      'Loyal regulars, about 17 orders',
      'Loyal regulars, about 4 orders'
    ])
    expect(nameSegments([regular(4, 0.5), regular(4, 0.6), regular(4, 0.7)])).toEqual([
      'Loyal regulars 3',
      'Loyal regulars 2',
      'Loyal regulars 1'
    ])
  })

  it('are given up when the value that they say is no longer so', () => {
    const facts = (short: Short) => [{ share: 0.5, worth: 1, once: 0, profile: profile(short) }]
    const apart = (short: Short, name: string) => stillSo(name, 0, facts(short))
    expect(apart({ recency: [31, -1] }, 'Recent customers, last order 29 days ago')).toBe(true)
    expect(apart({ recency: [37, -1] }, 'Recent customers, last order 29 days ago')).toBe(false)
    expect(apart({ recency: [1, -1] }, 'Recent customers, last order 1 day ago')).toBe(true)
    expect(apart({ frequency: [12, 1] }, 'Regulars, about 20 orders')).toBe(false)
    expect(apart({ monetary: [1200, 1], frequency: [1, 0] }, 'Regulars, about 1,200 spent')).toBe(true)
    expect(apart({ recency: [9, 0] }, 'Loyal regulars, mostly 7 Seas tea')).toBe(true)
  })

  it('are all different, in words that an owner knows, whatever the profiles', () => {
    const pair = fc.tuple(fc.integer({ min: -100, max: 10_000 }), fc.double({ min: -4, max: 4, noNaN: true }))
    const anyProfile = fc.record({ recency: pair, frequency: pair, monetary: pair, meanOrderValue: pair, tenure: pair }).map(profile)
    fc.assert(
      fc.property(fc.array(anyProfile, { minLength: 2, maxLength: 10 }), (profiles) => {
        const names = nameSegments(profiles)
        expect(new Set(names).size).toBe(profiles.length)
        for (const name of names) expect(name).toMatch(/^[A-Z][\w.,−-]+( [\w.,−-]+)*$/)
        expect(nameSegments(profiles)).toEqual(names)
      })
    )
  })
})
