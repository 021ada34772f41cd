/** What upsell says and draws: options as golden files, the same numbers as tables, sentences from figures. */
import { describe, expect, it } from 'vitest'
import { tokens } from '../../../src/renderer/app/tokens.ts'
import { gainsOption, gainsTable, saidOption, saidTable } from '../../../src/renderer/charts/foresight.ts'
import { type IntervalRow, intervalsHeight, intervalsOption, intervalsTable } from '../../../src/renderer/charts/intervals.ts'
import type { ChartOption } from '../../../src/renderer/charts/option.ts'
import {
  adviceOfRule,
  adviceOfTarget,
  answersFinding,
  beliefsFinding,
  effectName,
  effectVerdict,
  finding,
  fitting,
  largestEffects,
  liftText,
  noneLater,
  whyNot
} from '../../../src/renderer/features/upsell/words.ts'
import { t } from '../../../src/shared/messages/index.ts'
import type { Belief } from '../../../src/shared/model/belief.ts'
import type { UpsellEffect } from '../../../src/shared/model/upsell.ts'
import type { UpsellOverview } from '../../../src/shared/model/upsell-view.ts'

const rows: IntervalRow[] = [
  { name: 'When found', value: 5.2, low: 5.2, high: 5.2, said: '5.2×', sentence: 'When found: 5.2× as often as usual.', clear: true },
  { name: 'Later orders', value: 3.1, low: 0.9, high: 4.4, said: '3.1× (0.9–4.4)', sentence: 'Later orders: 3.1×.', clear: false }
]
const effects = [{ name: 'B', value: -4, low: -9, high: 2, said: '−4.0 (−9.0 to 2.0)', sentence: 'B: −4.0 points.', clear: false }]
const room = { names: 100, said: 120 }
const deciles = [
  { rows: 100, hits: 40, lift: 4, gain: 0.4 },
  { rows: 100, hits: 10, lift: 1, gain: 0.5 }
]
const curve = [
  { rows: 100, said: 0.02, happened: 0.03 },
  { rows: 100, said: 0.4, happened: 0.38 }
]

const charts: Record<string, ChartOption> = {
  intervals: intervalsOption(rows, { at: 1, said: 'as usual' }, tokens.light, room),
  'intervals-below': intervalsOption(effects, { at: 0, said: 'no difference' }, tokens.dark, room),
  'intervals-plain': intervalsOption(rows, null, tokens.light, room),
  gains: gainsOption(deciles, tokens.light),
  said: saidOption(curve, tokens.light)
}

describe('chart options', () => {
  it.each(Object.entries(charts))('%s', async (name, option) => {
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
  })

  it.each(Object.entries(charts))('%s is plain data: nothing computes while it is drawn', (_, option) => {
    expect(structuredClone(option)).toEqual(option)
  })

  it('have tables with the same numbers, unrounded', () => {
    expect(intervalsTable(rows, { name: 'When', value: 'Times' }).rows[1]).toEqual(['Later orders', [3.1, 0.9, 4.4]])
    expect(gainsTable(deciles).rows[1]).toEqual([2, 100, 10, 1, 0.5])
    expect(saidTable(curve).rows[0]).toEqual([0.02, 0.03, 100])
    expect(intervalsHeight(2, true)).toBeGreaterThan(intervalsHeight(2, false))
  })
})

describe('what is found', () => {
  const overview = {
    verdict: { level: 'validated', reason: '' },
    people: 312,
    worth: 4210,
    currency: 'GBP',
    fits: [
      { kind: 'complement', product: 'Filter Jug', offer: 'Cartridges', customers: 84 },
      { kind: 'target', product: null, offer: 'Tea', customers: 9 }
    ]
  } as unknown as UpsellOverview

  it('is said with whom and what it is worth, or plainly that there is nothing', () => {
    expect(finding(overview)).toBe('312 customers are likely to buy one thing more each, worth about £4,210 together.')
    expect(finding({ ...overview, people: 1 })).toMatch(/^One customer is/)
    expect(finding({ ...overview, people: 0 })).toBe(t('offering.finding.nobody'))
    expect(finding({ ...overview, verdict: { level: 'not-better', reason: '' } })).toMatch(/nothing held/)
  })

  it('counts the customers of a piece of advice, and of nothing else', () => {
    expect(fitting(overview, adviceOfRule({ given: ['Filter Jug'], follows: 'Cartridges' }))).toBe(84)
    expect(fitting(overview, adviceOfRule({ given: ['Filter Jug', 'Tea'], follows: 'Cartridges' }))).toBe(0)
    expect(fitting(overview, adviceOfTarget('Tea'))).toBe(9)
  })

  it('has a range where it was asked again', () => {
    expect(liftText({ outOfTimeLift: 5.2, low: 4.13, high: 6.51 })).toBe('5.2× (4.1–6.5)')
    expect(liftText({ outOfTimeLift: null, low: null, high: null })).toBe('–')
  })

  it('does not say that nobody comes back where too few were asked to know', () => {
    const apart = { orders: 21, hits: 3, lift: 17.6, low: 3.5, high: 51, q: 0.34 }
    expect(noneLater(apart)).toMatch(/^Nobody yet: .* too few/)
    expect(noneLater({ ...apart, hits: 0, lift: null, low: null, high: null })).toMatch(/^Nobody yet/)
    expect(noneLater({ ...apart, orders: 900, hits: 12, lift: 0.5, low: 0.3, high: 0.9 })).toMatch(/no likelier than others/)
  })

  it('says of a rule that did not hold what it failed by', () => {
    expect(whyNot({ outOfTimeLift: null, laterHits: 0 })).toBe('no later order to ask')
    expect(whyNot({ outOfTimeLift: 0, laterHits: 0 })).toBe('never later')
    expect(whyNot({ outOfTimeLift: 3, laterHits: 4 })).toBe('only 4 times later')
    expect(whyNot({ outOfTimeLift: 3, laterHits: 5 })).toBe('may be chance')
  })
})

describe('offers and beliefs', () => {
  const share = { hits: 30, of: 100, share: 0.3, low: 0.2, high: 0.4 }
  const effect: UpsellEffect = {
    campaign: 'Fresh grind test',
    variant: 'A',
    by: 'variant',
    measure: 'ordered',
    days: 14,
    treated: share,
    against: { ...share, share: 0.1 },
    difference: 0.2,
    low: 0.1,
    high: 0.3,
    q: 0.001,
    verdict: 'validated'
  }

  it('say what works first, and that nothing does where nothing does', () => {
    expect(effectName(effect)).toBe('Fresh grind test, A')
    expect(effectName({ ...effect, by: 'channel', variant: 'e-mail' })).toBe('Offers by e-mail')
    expect(answersFinding([effect])).toBe('Fresh grind test, A works: of 100 who got it 20 more order within 14 days.')
    expect(answersFinding([{ ...effect, verdict: 'not-better' }])).toBe(t('offering.answers.nothing'))
    expect(answersFinding([])).toBe(t('offering.answers.none'))
  })

  it('say what did less, and only where that is clear', () => {
    expect(effectVerdict(effect)).toBe('validated')
    const less = { ...effect, verdict: 'not-better' as const, difference: -0.1 }
    expect(effectVerdict(less)).toBe('worse')
    expect(effectVerdict({ ...less, q: 0.06 })).toBe('not-better')
    expect(effectVerdict({ ...less, verdict: 'insufficient-data' })).toBe('insufficient-data')
  })

  it('are drawn the largest either way, the best first', () => {
    const of = (difference: number) => ({ ...effect, difference })
    expect(largestEffects([of(0.01), of(-0.3), of(0.2), of(0.02)], 3).map(({ difference }) => difference)).toEqual([0.2, 0.02, -0.3])
  })

  it('are counted by what became of them', () => {
    const belief = (verdict: Belief['verdict']): Belief => ({
      id: 1,
      statement: { template: 'returns-less' },
      asOf: null,
      verdict,
      result: null
    })
    expect(beliefsFinding([belief('supported'), belief('contradicted'), belief('undecided')])).toBe(
      'Of 3 things that you believe 1 is so, 1 is not, 1 cannot be told yet.'
    )
    expect(beliefsFinding([belief('contradicted')])).toBe('What you believe is not so.')
    expect(beliefsFinding([])).toBe(t('offering.beliefs.none'))
  })
})

describe('when to offer', () => {
  it.each([
    [0, 0, 'in the same order'],
    [0, 21, 'within 21 days'],
    [7, 7, 'after 7 days'],
    [7, 30, 'after 7–30 days']
  ])('%i to %i days', (from, to, said) => {
    expect(t('offering.window', from, to)).toBe(said)
  })
})
