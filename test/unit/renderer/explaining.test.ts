import { describe, expect, it } from 'vitest'
import { tokens } from '../../../src/renderer/app/tokens.ts'
import type { ChartOption } from '../../../src/renderer/charts/option.ts'
import { pairOption, pairTable } from '../../../src/renderer/charts/pair.ts'
import { sankeyOption, sankeyTable } from '../../../src/renderer/charts/sankey.ts'
import { seasonOption } from '../../../src/renderer/charts/season.ts'
import { silhouettesOption, silhouettesTable } from '../../../src/renderer/charts/silhouettes.ts'
import {
  adviceFor,
  comparedLines,
  listed,
  movementFinding,
  painBasis,
  painsFinding,
  reasonsLine,
  ruleLines
} from '../../../src/renderer/features/segments/explainWords.ts'
import type { Migration, SegmentPain } from '../../../src/shared/model/explanation.ts'
import { newcomers, regulars, result } from './charts.fixture.ts'

const migration: Migration = {
  run: 3,
  from: '2011-09-09',
  to: '2011-12-09',
  cells: [
    { from: 1, to: 1, customers: 3 },
    { from: 1, to: 2, customers: 1 },
    { from: 2, to: 2, customers: 4 },
    { from: null, to: 2, customers: 2 }
  ],
  stayed: 7,
  both: 8
}
const silhouettes = [
  { segment: 1, values: [0.6, 0.4, -0.1] },
  { segment: 2, values: [0.5] }
]
const season = {
  span: 24,
  months: Array.from({ length: 12 }, (_, i) => ({
    month: i + 1,
    purchases: 10,
    index: i === 11 ? 2.5 : 0.9,
    low: i === 11 ? 2 : 0.7,
    high: i === 11 ? 3 : 1.2
  }))
}
const charts: Record<string, ChartOption> = {
  sankey: sankeyOption(migration, result.segments, tokens.light),
  pair: pairOption(regulars, newcomers, result, tokens.light),
  season: seasonOption(season, regulars, 3, tokens.light),
  silhouettes: silhouettesOption(silhouettes, result.segments, tokens.dark)
}

describe('chart options', () => {
  it.each(Object.entries(charts))('%s', async (name, option) => {
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
    expect(structuredClone(option)).toEqual(option)
  })

  it('have tables with the same numbers', () => {
    expect(sankeyTable(migration, result.segments).rows).toHaveLength(4)
    expect(sankeyTable(migration, result.segments).rows[3]).toEqual(['Not a customer yet', 'Newcomers', 2])
    expect(pairTable(regulars, newcomers, result).rows[0]?.[0]).toBe('Orders')
    expect(silhouettesTable(silhouettes, result.segments).rows).toHaveLength(4)
  })
})

describe('who moved', () => {
  const labelsOf = (names: string[], customers = 12_345) => {
    const segments = names.map((name, i) => ({ id: i + 1, slot: i, name }))
    const cells = segments.map(({ id }) => ({ from: id, to: id, customers }))
    const series = sankeyOption({ ...migration, cells }, segments, tokens.light).series as {
      data: { sentence: string; label: { formatter: string } }[]
    }[]
    return (series[0]?.data ?? []).map(({ label, sentence }) => ({ lines: label.formatter.split('\n'), sentence }))
  }

  it('keeps the whole number beside any name, in the room that there is', () => {
    const long = 'Occasional big spenders gone quiet, mostly Household and garden'
    for (const { lines, sentence } of labelsOf([long, 'Regulars', 'Big-basketbuyersofeverythingthatthereis'])) {
      expect(lines.length).toBeLessThanOrEqual(2)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(31)
      expect(lines.at(-1)).toMatch(/ {2}12,345$/)
      expect(sentence).toMatch(/12,345 customers/)
    }
    expect(labelsOf([long])[0]?.lines).toEqual(['Occasional big spenders gone', 'quiet, mostly Househol…  12,345'])
    expect(labelsOf([long])[0]?.sentence).toContain(long)
    expect(labelsOf(['Regulars'])[0]?.lines).toEqual(['Regulars  12,345'])
  })
})

const pain = (over: Partial<SegmentPain>): SegmentPain => ({
  segment: 2,
  stage: 'post-purchase',
  kind: 'complaint',
  topic: 'Delivery',
  events: 9,
  customers: 6,
  share: 0.3,
  otherShare: 0.1,
  rate: 0.2,
  otherRate: 0.1,
  byCustomer: { ratio: 3, low: 2, high: 4 },
  byOrder: { ratio: 2, low: 1.4, high: 3 },
  q: 0.01,
  over: true,
  ...over
})
const report = { from: '2011-01-01', tickets: 5, answers: 0, returns: 0, slowAnswerHours: null, slowSolutionHours: null }

describe('what is said', () => {
  it('names who hurts where, or that nobody does more than others', () => {
    expect(painsFinding({ pains: { ...report, cells: [pain({})] } }, result)).toBe(
      '6 of “Newcomers” write to support about delivery: 30% of them, against 10% of everyone else.'
    )
    expect(painsFinding({ pains: { ...report, cells: [pain({ over: false })] } }, result)).toMatch(/^No group suffers more/)
    expect(painsFinding({ pains: { ...report, cells: [pain({ over: false, madeOf: true, kind: 'return', topic: '' })] } }, result)).toBe(
      'No group suffers more than the others but by what the groups were made of: “Sent something back”. That is how they were told apart, no finding.'
    )
    expect(painsFinding({ pains: { ...report, tickets: 0, cells: [] } }, result)).toMatch(/^There is nothing yet/)
    // A shop of which nothing is known but orders that were called off has something to tell.
    expect(painsFinding({ pains: { ...report, tickets: 0, answers: 0, returns: 0, cells: [pain({})] } }, result)).not.toMatch(
      /^There is nothing/
    )
    expect(painBasis({ ...report, cells: [], tickets: 0, answers: 0, returns: 0 })).toMatch(/^From orders that were called off since /)
    expect(painBasis({ ...report, cells: [], tickets: 2, answers: 0, returns: 1, visits: 5 })).toMatch(
      /^From 5 visits, 2 support tickets and 1 return since /
    )
  })

  it('counts who moved, and the largest move', () => {
    expect(movementFinding(migration, (id) => (id === 1 ? 'Regulars' : 'Newcomers'))).toBe(
      '1 of 8 changed group between then and now (13%); the largest move is 1 from “Regulars” to “Newcomers”.'
    )
    expect(movementFinding({ ...migration, cells: [{ from: 1, to: 1, customers: 3 }] }, () => '')).toMatch(/^Nobody changed/)
  })

  it('says rules, reasons and advice with their values', () => {
    const rule = {
      text: '',
      fidelity: 1,
      precision: 1,
      recall: 1,
      conditions: [
        { feature: 'frequency', low: 8, high: null },
        { feature: 'recency', low: null, high: 60 }
      ]
    }
    expect(ruleLines(rule, 'GBP')).toEqual(['Orders: at least 8 orders', 'Last order: less than 60 days ago'])
    expect(reasonsLine({ reasons: [{ why: 'late', value: 52.4, usual: 31.2, spread: 4.1 }] })).toBe('usually every 31 ± 4 days; now day 52')
    expect(adviceFor([{ id: 'saveAtRisk', because: { riskCount: 32, riskNet: 16_100 } }], 'EUR')).toMatchObject([
      { id: 'saveAtRisk', title: 'Write to the 32 who are slipping away', why: expect.stringContaining('€16,100') }
    ])
  })

  it('says of a channel what it brings back over all groups, with its interval, and nothing of advice that is no longer given', () => {
    const because = { stopChannel: 'Social ads', stopBack: 0.654, stopBackLow: 0.42, stopBackHigh: 0.98 }
    expect(
      adviceFor(
        [
          { id: 'lessOfChannel', because: {} },
          { id: 'stopChannel', because }
        ],
        'EUR'
      )
    ).toEqual([
      {
        id: 'stopChannel',
        title: 'Do not buy more of them by Social ads',
        why: 'Over all groups, those who came a year ago or longer brought back only 0.65 (0.42–0.98) for each 1 spent there.',
        first: 'Move a part of it to a channel that pays, and compare after a month.'
      }
    ])
  })

  it('tells what became of earlier groups', () => {
    expect(comparedLines(result)).toEqual([])
    const compared = { run: 1, asOf: '2011-09-09', gone: [{ slot: 4, name: 'Old ones', size: 3 }] }
    const segments = [{ ...regulars, continues: 7 }, newcomers]
    expect(comparedLines({ ...result, compared, segments })).toEqual([
      'Since the groups of 9 Sept 2011, “Old ones” is no longer there.',
      'New: “Newcomers”.'
    ])
    expect(listed(['A', 'B', 'C'])).toBe('“A”, “B” and “C”')
  })
})
