import { describe, expect, it } from 'vitest'
import { tokens } from '../../../src/renderer/app/tokens.ts'
import { cutHeight, cutInto, type GroupTrait, groupsAt, likeStored, mostGroups, traitsOf } from '../../../src/renderer/charts/cutting.ts'
import { dendrogramOption, dendrogramTable } from '../../../src/renderer/charts/dendrogram.ts'
import { heatOption, heatTable } from '../../../src/renderer/charts/heat.ts'
import type { ChartOption } from '../../../src/renderer/charts/option.ts'
import { risingOption, risingTable, weekStarts } from '../../../src/renderer/charts/rising.ts'
import { supportCourseOption, supportCourseTable } from '../../../src/renderer/charts/supportCourse.ts'
import { traitsOption, traitsTable } from '../../../src/renderer/charts/traits.ts'
import { liveGroups, sameGroup } from '../../../src/renderer/features/support/live.ts'
import {
  answersOf,
  cutFinding,
  finding,
  foremost,
  groupFinding,
  isHarder,
  lacking,
  loudest,
  noRise,
  soonerBy,
  soonWords,
  toneWord,
  traitLines,
  trendWord
} from '../../../src/renderer/features/support/words.ts'
import { t } from '../../../src/shared/messages/index.ts'
import type { SupportCluster } from '../../../src/shared/model/support.ts'
import { cluster, issue, trait, tree } from './support.fixture.ts'

const two = cutInto(tree, 2)
const named = [
  { slot: 1, name: 'Faults' },
  { slot: 0, name: 'Delivery' }
]
const stored = [cluster(1, { name: 'Delivery', size: 30 }), cluster(2, { name: 'Faults', size: 70 })]

const course = [
  { name: 'Apr 2025', own: 40, others: 60 },
  { name: 'May 2025', own: null, others: 58 },
  { name: 'Jun 2025', own: 52, others: null }
]

const charts: Record<string, ChartOption> = {
  dendrogram: dendrogramOption(tree, two, named, tokens.light),
  'dendrogram-dark': dendrogramOption(tree, cutInto(tree, 3), [...named, { slot: 2, name: 'Faults, part 2' }], tokens.dark),
  heat: heatOption(tree, tokens.light),
  traits: traitsOption(stored[0]?.profile ?? [], 0, tokens.light),
  rising: risingOption(issue, '2025-06-30', tokens.light),
  'support-course': supportCourseOption(course, 0, (value) => `${value} %`, tokens.light)
}

describe('chart options of support', () => {
  it('of many columns draw those by which branches differ most, in their order; the table has them all', () => {
    const features = Array.from({ length: 30 }, (_, d) => ({ id: 'category', of: `Kind ${d}` }))
    // Every third column says nothing.
    const values = tree.branches.flatMap((_, row) => features.map((_, d) => (d % 3 === 0 ? 0 : row % 2 === 0 ? 1 : -1)))
    const wide = { ...tree, features, values, original: values, known: values.map(() => 1) }
    const { data } = heatOption(wide, tokens.light).xAxis as { data: string[] }
    expect(data).toEqual(features.flatMap(({ of }, d) => (d % 3 === 0 ? [] : [of])).slice(0, 18))
    expect(heatTable(wide).rows).toHaveLength(30 * tree.branches.length)
  })

  it.each(Object.entries(charts))('%s', async (name, option) => {
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
  })

  it.each(Object.entries(charts))('%s is plain data', (_, option) => {
    expect(structuredClone(option)).toEqual(option)
  })

  it('read as tables', () => {
    expect(dendrogramTable(tree, two, named).rows).toEqual([
      [1, 'Delivery', 10, 2],
      [2, 'Delivery', 20, 2],
      [3, 'Faults', 30, 3],
      [4, 'Faults', 40, 3]
    ])
    expect(supportCourseTable(course, 'Delivery').rows[1]).toEqual(['May 2025', null, 58])
    expect(heatTable(tree).rows.slice(2, 4)).toEqual([
      [2, 20, 'Delivery', 0.8],
      [2, 20, 'Time until solved', null]
    ])
    expect(risingTable(issue, '2025-06-30').rows[3]).toEqual(['17 Jun 2025', 5, 1])
    expect(traitsTable([trait('rating', 0.1), trait('delay', -2)]).rows.map(([name]) => name)).toEqual([
      'Days after the order',
      'Satisfaction'
    ])
  })

  it('know where weeks begin: the last one ends on the day that it is as of', () => {
    expect(weekStarts(issue, '2025-06-30').at(-1)).toBe('2025-06-24')
  })
})

describe('the cut', () => {
  it('takes back the highest merges first, and numbers groups by size', () => {
    expect(two.labels).toEqual([1, 1, 0, 0])
    expect(cutInto(tree, 3).labels).toEqual([1, 1, 2, 0])
    expect(cutInto(tree, 1).groups).toHaveLength(1)
    expect(cutInto(tree, 99).k).toBe(4)
    expect(mostGroups(tree)).toBe(4)
  })

  it('stands between the merges that it parts, and a line there cuts into as many', () => {
    expect([2, 3, 4].map((k) => cutHeight(tree, k))).toEqual([6, 2.5, 1])
    expect([2, 3, 4].map((k) => groupsAt(tree, cutHeight(tree, k)))).toEqual([2, 3, 4])
    expect([groupsAt(tree, 99), groupsAt(tree, -1)]).toEqual([2, 4])
  })

  it('says what tells a group apart, of what is known', () => {
    const [first, second] = traitsOf(tree, { first: 0, end: 2 })
    expect(first).toMatchObject({ id: 'category', of: 'Delivery' })
    expect(first?.value).toBeCloseTo((9 + 16) / 30, 12)
    expect(first?.others).toBeCloseTo((3 + 8) / 70, 12)
    expect(first?.apart).toBeCloseTo(1.3 - (-0.9 * 30 - 0.6 * 40) / 70, 12)
    // Twenty of the thirty do not say how long it took.
    expect(second).toMatchObject({ id: 'resolution', value: 5 })
  })

  it('keeps the colours and names of the groups that it leaves whole', () => {
    const groups = liveGroups(tree, cutInto(tree, 3), stored)
    expect(groups.map(({ name, slot, size, stored: of }) => [name, slot, size, of?.id ?? null])).toEqual([
      ['Faults, part 1', 1, 40, null],
      ['Delivery', 0, 30, 1],
      ['Faults, part 2', 2, 30, null]
    ])
    expect(likeStored(tree, two, stored).map(({ same }) => same)).toEqual([2, 1])
    expect(liveGroups(tree, cutInto(tree, 1), stored)[0]?.name).toBe('Faults + Delivery')
  })
})

describe('what is said of support', () => {
  const of = (level: 'usable' | 'none', clusters = stored) => ({
    clusters,
    unit: 'customers' as const,
    from: 'tickets' as 'tickets' | 'behaviour',
    units: 100,
    verdict: { level, reason: '' }
  })

  it('goes to the group for which the clearest is to be done, not to the largest', () => {
    const play = (effect: number) => ({ play: 'priority' as const, because: trait('response', effect), who: null })
    const groups = [cluster(1, { size: 90 }), cluster(2, { size: 20, play: play(0.6) }), cluster(3, { size: 30, play: play(-1.2) })]
    expect(foremost({ clusters: groups, from: 'tickets' })?.id).toBe(3)
  })

  it('counts tickets once where tickets are grouped', () => {
    const refunds = cluster(1, { name: 'Refund request', size: 1752, tickets: 1752, share: 0.21 })
    expect(groupFinding(refunds, { unit: 'tickets', from: 'tickets' })).toBe('“Refund request”: 1,752 tickets, 21% of all.')
    expect(groupFinding(refunds, { unit: 'customers', from: 'tickets' })).toContain('1,752 customers, 21% of all, and 1,752 tickets.')
  })

  it('says that nothing rises only where that can be seen', () => {
    const known = { category: 1 }
    expect(noRise({ known, risingUnseen: null })).toBe(t('supporting.rising.none'))
    expect(noRise({ known: {}, risingUnseen: null })).toBe(t('supporting.rising.lacks'))
    expect(noRise({ known, risingUnseen: 'undated' })).toContain('cannot be told: your tickets, or most of them, do not say when')
    expect(noRise({ known, risingUnseen: 'short' })).toContain('cannot be told yet')
  })

  it('begins with who writes most', () => {
    const loud = [cluster(1, { name: 'Delivery', size: 30, tickets: 120 }), cluster(2, { size: 70, tickets: 70 })]
    expect(loudest({ clusters: loud })?.ratio).toBe(4)
    expect(finding(of('usable', loud))).toBe('Two kinds of support need; “Delivery” write 4× as often as the others.')
  })

  it('says how large the largest is where nobody is loud, and that there are none where chance does as well', () => {
    const even = [cluster(1, { size: 60, share: 0.6, tickets: 60 }), cluster(2, { size: 40, share: 0.4, tickets: 40 })]
    expect(finding(of('usable', even))).toBe('Two kinds of support need; “Group 1” is the largest, 60% of those who wrote.')
    expect(finding(of('none', even))).toBe(
      'No kinds of need of their own among 100 customers; they are sorted into two by what they write about.'
    )
  })

  it('names what the tickets do not say', () => {
    const known = { category: 1, agent: 0, resolution: 0.9, rating: 0.2, product: 0.04 }
    expect(lacking({ known, themes: [], from: 'tickets' }).map((line) => line.slice(0, 45))).toEqual([
      'Your tickets do not say who answered: nobody ',
      'Your tickets do not say which product they ar',
      'Your tickets do not say what was written: not'
    ])
  })

  it('says of a shop without tickets what it went by, and what its data do not say', () => {
    const even = [cluster(1, { name: 'Keep what they buy', size: 90, share: 0.9, tickets: 1 }), cluster(2, { size: 10, tickets: 90 })]
    expect(finding({ ...of('usable', even), from: 'behaviour' })).toBe(
      'Two kinds of customers by how orders go; “Keep what they buy” is the largest, 90% of all.'
    )
    expect(foremost({ clusters: even, from: 'behaviour' })?.id).toBe(1)
    expect(groupFinding(even[0] as SupportCluster, { unit: 'customers', from: 'behaviour' })).toBe(
      '“Keep what they buy”: 90 customers, 90% of all.'
    )
    const [said, untold] = lacking({ known: { returns: 0.1, rating: 0.1, tone: 0.3 }, themes: [], from: 'behaviour' })
    expect(said).toMatch(/^You have no support tickets/)
    expect(untold).toBe('Your data do not say what customers answer when asked how content they are.')
  })

  it('has words for tone and trend', () => {
    expect([0.5, 0, -0.5, null].map(toneWord)).toEqual(['Kind', 'Neutral', 'Upset', '–'])
    const trends = [1.05, 2, null].flatMap((trend) => [null, { low: 0.7, high: 2.6 }].map((trendRange) => trendWord({ trend, trendRange })))
    expect(trends).toEqual(['as usual', 'as usual (0.7×–2.6×)', '2×', 'no clear change (0.7×–2.6×)', '–', '–'])
    expect(trendWord({ trend: 5, trendRange: { low: 3.1, high: 8.2 } })).toBe('5× (3.1×–8.2×)')
  })

  it('tells returns as so many for 100 orders, which can be more than 100', () => {
    const returns = trait('returns', 1, { value: 0.81, others: 1.2 })
    const group: GroupTrait = { id: 'returns', of: null, value: 0.81, others: 1.2, apart: 1 }
    expect(t('support.because', returns)).toBe('Because: 81 returns for 100 orders, others 120')
    expect(traitLines([group], 1)).toEqual(['Returns for 100 orders: 81 (others 120)'])
    expect(traitsTable([returns]).rows[0]?.slice(0, 3)).toEqual(['Returns for 100 orders', 81, 120])
  })

  it('names nobody but the one to ask first', () => {
    const handling = (who: string, category: string, best: boolean) => ({
      who,
      category,
      tickets: 30,
      ratio: 0.6,
      low: 0.5,
      high: 0.7,
      rating: 0.9,
      q: 0.01,
      best,
      open: 3,
      busy: false,
      instead: who === 'Bob' && category === 'Faults',
      crude: best ? { own: 333, others: 132 } : null
    })
    const routing = [handling('Bob', 'Billing', false), handling('Ann', 'Faults', true), handling('Bob', 'Faults', false)]
    expect(
      answersOf({ routing }).map(({ category, best, meanwhile, people }) => [category, best?.who ?? null, meanwhile?.who ?? null, people])
    ).toEqual([
      ['Faults', 'Ann', 'Bob', 2],
      ['Billing', null, null, 1]
    ])
    // Sooner with tickets as hard, though all of them together take longer: both are told.
    expect(routing.map(isHarder)).toEqual([false, true, false])
    const play = { play: 'goodwill' as const, because: trait('rating', -1), who: 'Ann' }
    const faults = cluster(1, { categories: [{ name: 'Faults', tickets: 50 }], play })
    expect(soonerBy(faults, routing)).toBe('40%')
    expect(soonerBy({ ...faults, play: { ...play, who: null } }, routing)).toBeNull()
    expect(soonerBy({ ...faults, categories: [] }, routing)).toBeNull()
    const numbered = ['Category 61', 'Category 9'].map((category) => handling('Ann', category, false))
    expect(answersOf({ routing: numbered }).map(({ category }) => category)).toEqual(['Category 9', 'Category 61'])
  })
})

it('a moved cut is told beside what the run keeps', () => {
  const kept = { clusters: stored, from: 'tickets' } as const
  expect(cutFinding(kept, 6, false)).toBe('Six groups at this cut. Two kinds of support need are what the last run kept.')
  expect(cutFinding(kept, 1, true)).toMatch(/^One group in this part of the tree\. /)
  expect(cutFinding({ ...kept, from: 'behaviour' }, 3, false)).toBe(
    'Three groups at this cut. Two kinds of customers are what the last run kept.'
  )
})

it('who may write soon is told by how many of them will, and nobody’s letter is called probable that is not', () => {
  const next = { lift: 3, low: 2, high: 4, validated: true, before: { named: 90, expected: 24.4, came: 27 } }
  const customers = (chances: number[]) => chances.map((chance, i) => ({ customer: `C${i}`, chance, cluster: null, because: null }))
  const few = soonWords({ ...next, customers: customers([0.6, 0.5, ...Array.from({ length: 78 }, () => 0.1)]) })
  expect(few.sentence).toBe('Of the 80 customers most likely to write, about 9 will within four weeks.')
  expect(few.probable).toEqual({ customers: 1, sentence: 'For 1 of them it is more likely than not.' })
  expect(few.before).toBe(
    'Four weeks ago, 90 were named this way: about 24 of them were to write, and 27 did, 3× (2–4) as often as others.'
  )
  const none = soonWords({ ...next, before: null, customers: customers([0.5, 0.4]) })
  expect(none.sentence).toMatch(/about 1 will within four weeks.$/)
  expect(none.probable).toEqual({ customers: 0, sentence: 'For none of them is it more likely than not.' })
  expect(none.before).toBe('Four weeks ago, those named this way wrote 3× (2–4) as often as others.')
})

it('a group that another cut has too is the same, as long as all that is said of it is', () => {
  const at = (k: number) => liveGroups(tree, cutInto(tree, k), stored)
  const [two, three] = [at(2), at(3)]
  const like = (group: (typeof two)[number]) => three.some((other) => sameGroup(group, other))
  // The third cut parts one of the two.
  expect(two.map(like).sort()).toEqual([false, true])
  const [first] = two
  if (first === undefined) throw new Error('no group')
  expect(sameGroup(first, { ...first, lines: [...first.lines] })).toBe(true)
  expect(sameGroup(first, { ...first, lines: ['another'] })).toBe(false)
  expect(sameGroup(first, { ...first, name: 'Another' })).toBe(false)
})
