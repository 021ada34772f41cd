import { describe, expect, it } from 'vitest'
import {
  beliefSentence,
  breakName,
  breakWhen,
  hurts,
  painName,
  painOf,
  painTold,
  shareRange,
  timeText
} from '../../../src/renderer/features/journey/words.ts'
import { painLabel } from '../../../src/renderer/features/segments/explainWords.ts'
import { bottleneckSentence, bottlenecks, breakLine, eventName, journeyFinding, lostText, noteText } from '../../../src/shared/journey.ts'
import { message } from '../../../src/shared/messages/index.ts'
import type { GroupGap, JourneyBelief, JourneyChange, JourneyView, StageFigures } from '../../../src/shared/model/journey.ts'

const share = (value: number, of = 100) => ({ share: value, low: value - 0.05, high: value + 0.05, of })

const figures = (id: number, role: StageFigures['stage']['role'], stayed: number): StageFigures => ({
  stage: { id, name: null, role },
  customers: 200,
  unknown: null,
  moved: 100,
  stayed,
  open: 0,
  conversion: share(0.5),
  previous: null,
  days: { median: 3, low: 1, high: null },
  channels: [],
  satisfaction: [],
  value: null,
  cost: null
})
const change: JourneyChange = {
  id: 0,
  unit: 'visits',
  from: 'checkout_start',
  to: '',
  stage: 3,
  by: 'device',
  group: 'mobile',
  firstDay: '2025-02-10',
  lastDay: '2025-03-23',
  ongoing: false,
  inside: share(0.35),
  outside: share(0.71),
  customers: 359,
  missing: 293,
  p: 0,
  q: 0,
  certainty: 'sure',
  weeks: [],
  signs: []
}
const gap: GroupGap = { stage: 3, by: 'channel', group: 'Social ads', segment: null, inside: share(0.66), outside: share(0.88), q: 0.001 }
const view = (part: Partial<JourneyView> = {}): JourneyView => ({
  run: { id: 1, kind: 'journey', seed: 1, params: {}, engineVersion: '', inputFingerprint: '', asOf: '2025-09-30' },
  computedAt: 0,
  stale: false,
  scope: { from: null, to: null, segment: null, channel: null, window: null },
  window: 90,
  currency: 'EUR',
  customers: 200,
  firstDay: null,
  lastDay: null,
  stages: [figures(1, 'awareness', 20), figures(3, 'decision', 60)],
  painMatrix: { segments: [], cells: [] },
  painPoints: [],
  gaps: [],
  changes: [],
  looked: { series: 0, groups: 0, painPoints: 0 },
  notes: [],
  channels: [],
  events: [],
  ...part
})

describe('the finding', () => {
  it('is the surest break', () => {
    expect(journeyFinding(view({ changes: [change], gaps: [gap] }))).toBe(
      'From 10 February 2025 to 23 March 2025, only 35% of visits (on mobile) went on from “checkout_start” to the purchase; usually 71% do.'
    )
  })

  it('is where most are lost when no break is sure', () => {
    expect(journeyFinding(view({ changes: [{ ...change, certainty: 'likely' }] }))).toBe(
      'Most are lost after Decision: 60 customers, 38% of those who came so far, did not go on to a later stage within 90 days.'
    )
  })

  it('says so when nobody could go on yet', () => {
    expect(journeyFinding(view({ stages: [figures(1, 'awareness', 0)] }))).toMatch(/^200 customers are on their way/)
    expect(journeyFinding(view({ stages: [], customers: 0 }))).toBe('No customer can be placed in a stage.')
  })
})

describe('bottlenecks', () => {
  it('are the sure ones, then groups, then the stage; what went better is none', () => {
    const better = { ...change, missing: -20 }
    const likely = { ...change, certainty: 'likely' as const, missing: 500 }
    const kinds = bottlenecks(view({ changes: [better, likely, change], gaps: [gap, { ...gap, inside: share(0.95) }] }))
    expect(kinds.map((one) => (one.kind === 'change' ? one.change.certainty : one.kind))).toEqual(['sure', 'likely', 'gap', 'stop'])
    expect(kinds.map((one) => bottleneckSentence(one, view()))).toContain(
      'Of customers from Social ads 66% go on to a later stage after Decision; of the others 88%.'
    )
  })

  it('say how sure they are and what they count, on the command line too', () => {
    const likely = { ...change, certainty: 'likely' as const }
    const all = bottlenecks(view({ changes: [change, likely], gaps: [gap, { ...gap, q: 0.02 }] }))
    const ends = all.map((one) => / \((sure|likely)\)$/.exec(breakLine(one, view()))?.[1] ?? '')
    expect(ends).toEqual(['sure', 'likely', 'sure', 'likely', ''])
    expect(all.map(lostText)).toEqual(['293 visits', '293 visits', '22 customers', '22 customers', '60 customers'])
    expect(lostText({ kind: 'change', change: { ...change, unit: 'customers' }, lost: 1 })).toBe('1 customer')
  })

  it('have a name and a time', () => {
    const [first, second] = bottlenecks(view({ changes: [{ ...change, ongoing: true }], gaps: [gap] }))
    if (first === undefined || second === undefined) throw new Error('Two were expected.')
    expect([breakName(first, view()), breakWhen(first)]).toEqual(['“checkout_start” → the purchase, on mobile', 'Since 10 Feb 2025'])
    expect([breakName(second, view()), breakWhen(second)]).toEqual(['Decision → a later stage, from Social ads', 'all along'])
  })
})

describe('words', () => {
  it.each([
    [0.01, 'the same hour'],
    [0.5, '12 hours'],
    [1, '1 day'],
    [1.16, '1.2 days'],
    [7.03, '7 days'],
    [46.4, '46 days']
  ])('%d days is %s', (days, text) => {
    expect(timeText(days)).toBe(text)
  })

  it('say an interval', () => {
    expect(shareRange({ share: 0.5, low: 0.43, high: 0.532, of: 9 })).toBe('43–53%')
  })

  it.each([
    ['order:', 'First order'],
    ['ticket:Delivery', 'Ticket: Delivery'],
    ['role:loyalty', 'Loyalty'],
    ['checkout', 'checkout'],
    ['low:nps', 'Low score: nps']
  ])('%s is %s', (label, text) => {
    expect(eventName(label)).toBe(text)
  })

  it('say of how many somebody was hurt, and no share where it says nothing', () => {
    expect(painOf({ of: 305, inside: share(0.62) })).toBe('of 305 (62%)')
    expect(painOf({ of: 305, inside: null })).toBe('of 305, not comparable')
    expect(painTold({ q: 0.0001, inside: null, outside: null })).toBe('usual')
    expect(message('journey.matrix.note', '90 days', true)).toContain('within these 90 days')
  })

  it('call a pain what the pain points of segments call it', () => {
    expect(painName({ kind: 'return', label: '' })).toBe(painLabel({ kind: 'return', topic: '' }))
    expect(painName({ kind: 'wait', label: '' })).toBe(painLabel({ kind: 'slowAnswer', topic: '' }))
  })

  it('name what hurts, and whether it does', () => {
    expect(painName({ kind: 'ticket', label: 'Delivery' })).toBe('Wrote about: delivery')
    expect(painName({ kind: 'wait', label: '' })).toBe('Long wait for an answer')
    const point = { stage: 1, code: 1, kind: 'ticket' as const, label: '', customers: 9, stayedWith: 4 }
    expect(hurts({ ...point, q: 0.01, withIt: share(0.4), withoutIt: share(0.6) })).toBe(true)
    expect(hurts({ ...point, q: 0.01, withIt: share(0.6), withoutIt: share(0.4) })).toBe(false)
    expect(hurts({ ...point, q: 0.2, withIt: share(0.4), withoutIt: share(0.6) })).toBe(false)
  })

  it('say what was left out', () => {
    expect(noteText({ code: 'duplicates', count: 30, example: '' })).toMatch(/^30 touchpoints/)
    expect(noteText({ code: 'zones', count: 20, example: 'a.csv: −2 h' })).toContain('a.csv: −2 h')
  })
})

describe('a belief in one sentence', () => {
  const belief = (part: Partial<JourneyBelief['checks'][number]>, verdict: JourneyBelief['verdict']): JourneyBelief => ({
    id: 1,
    name: 'Mine',
    steps: [],
    createdAt: 0,
    split: null,
    verdict,
    checks: [{ from: 1, to: 3, earlier: null, later: share(0.75), conversion: null, days: null, order: null, elsewhere: [], ...part }]
  })
  it.each([
    [{ conversion: { expected: 0.9, verdict: 'contradicted' as const } }, 'Awareness → Decision: you believe 90%, but 75% (70–80%) go on.'],
    [
      { days: { expected: 7, observed: 20, low: 18, high: 22, verdict: 'contradicted' as const } },
      'Awareness → Decision: you believe in 7 days, but half need 20 days.'
    ],
    [{ order: { share: share(0.2), verdict: 'contradicted' as const } }, 'Awareness → Decision: most come the other way round.']
  ])('says where it is wrong', (part, sentence) => {
    expect(beliefSentence(belief(part, 'contradicted'), view())).toBe(sentence)
  })

  it('says when it holds, and when that is open', () => {
    expect(beliefSentence(belief({}, 'supported'), view())).toBe('Later customers do as you believe.')
    expect(beliefSentence(belief({}, 'undecided'), view())).toMatch(/^There are too few/)
  })
})
