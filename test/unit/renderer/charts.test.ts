import { describe, expect, it } from 'vitest'
import { tokens } from '../../../src/renderer/app/tokens.ts'
import { barsOption, barsTable } from '../../../src/renderer/charts/bars.ts'
import { changeOption, changeTable } from '../../../src/renderer/charts/change.ts'
import { cohortsOption, cohortsTable } from '../../../src/renderer/charts/cohorts.ts'
import { courseOption, courseTable } from '../../../src/renderer/charts/course.ts'
import { criteriaOption, criteriaTable } from '../../../src/renderer/charts/criteria.ts'
import { toCsv } from '../../../src/renderer/charts/csv.ts'
import { effectOption, effectTable } from '../../../src/renderer/charts/effect.ts'
import { type Label, placeLabels } from '../../../src/renderer/charts/labels.ts'
import { mapOption, mapTable } from '../../../src/renderer/charts/map.ts'
import { inMix, mixesOf, mixOption, mixTable } from '../../../src/renderer/charts/mix.ts'
import { monthsOption, monthsTable } from '../../../src/renderer/charts/months.ts'
import type { ChartOption } from '../../../src/renderer/charts/option.ts'
import { pairOption } from '../../../src/renderer/charts/pair.ts'
import { profileNote, profileOption, profileTable } from '../../../src/renderer/charts/profile.ts'
import { expectedBand, rhythmOption, rhythmTable } from '../../../src/renderer/charts/rhythm.ts'
import { sparklineOption } from '../../../src/renderer/charts/sparkline.ts'
import { mixed, newcomers, orders, regulars, result } from './charts.fixture.ts'

const lastAt = orders[0]?.at ?? 0
const asOf = Date.parse('2011-12-09T23:59:59Z') / 1000
const rhythm = { orders, rhythm: { medianDays: 31, madDays: 4 }, lastAt, asOf }
const bars = [
  { name: 'Filter Jug', value: 120, said: '£120', sentence: 'Filter Jug: 4 bought for £120', key: 'product:1' },
  { name: 'Kettle', value: 40, said: '£40', sentence: 'Kettle: 1 bought for £40' }
]
const spark = [
  { value: null, sentence: 'Oct: unknown' },
  { value: 3, sentence: 'Nov: 3' },
  { value: 5, sentence: 'Dec: 5' }
]

const months = [
  { name: 'Nov', full: 'Nov 2010', value: 5500, before: 4000, said: '£5.5k', sentence: 'Nov 2010: £5,500, against £4,000 in Nov 2009' },
  { name: 'Dec', full: 'Dec 2010', value: -20, before: null, said: '−£20', sentence: 'Dec 2010: −£20' },
  { name: 'Jan', full: 'Jan 2011', value: null, before: 300, said: '–', sentence: 'Jan 2011: –' }
]

const span = (month: number, value: number | null, unusual = false) => ({
  from: `2024-0${month}-01`,
  to: `2024-0${month}-28`,
  value,
  low: value === null ? null : value - 0.1,
  high: value === null ? null : value + 0.1,
  trend: 0.5,
  expected: 0.5,
  unusual,
  driver: null
})
const course = {
  kpi: 'csat',
  grain: 'month',
  currency: 'GBP',
  points: [span(1, 0.5), span(2, null), span(3, 0.9, true)],
  target: 0.6,
  names: ['Jan 2024', 'Feb 2024', 'Mar 2024']
} as const
const cohorts = [
  { month: '2024-01', customers: 40, active: [40, 10, 20] },
  { month: '2024-02', customers: 0, active: [0, 0] },
  { month: '2024-03', customers: 5, active: [5] }
]
const weeks = [
  { name: '1 Jan 2024', share: 0.8, of: 10, sentence: 'Week of 1 Jan 2024: 80% of 10 went on.', inside: false },
  { name: '8 Jan 2024', share: 0.25, of: 8, sentence: 'Week of 8 Jan 2024: 25% of 8 went on.', inside: true },
  { name: '15 Jan 2024', share: 0.75, of: 12, sentence: 'Week of 15 Jan 2024: 75% of 12 went on.', inside: false }
]

const charts: Record<string, ChartOption> = {
  map: mapOption(result, tokens.light, false),
  'map-evidence': mapOption(result, tokens.light, true),
  'map-dark': mapOption(result, tokens.dark, false),
  profile: profileOption(regulars, result, tokens.light),
  mix: mixOption(mixesOf([mixed.regulars], mixed.result), [mixed.regulars], tokens.light, 600),
  effect: effectOption(regulars, tokens.light),
  criteria: criteriaOption(result, tokens.light),
  rhythm: rhythmOption(rhythm, tokens.light),
  sparkline: sparklineOption(spark, tokens.light),
  bars: barsOption(bars, tokens.light, 240),
  months: monthsOption(months, tokens.light),
  course: courseOption({ ...course, points: [...course.points] }, tokens.light),
  cohorts: cohortsOption(cohorts, tokens.light),
  change: changeOption(weeks, 0.78, { usual: 'usually 78%', inside: '25%' }, tokens.light)
}

describe('chart options', () => {
  // Every visual change shows as a change of a file: look at it, then update with `vitest -u`.
  it.each(Object.entries(charts))('%s', async (name, option) => {
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
  })

  it.each(Object.entries(charts))('%s is plain data: nothing computes while it is drawn', (_, option) => {
    expect(structuredClone(option)).toEqual(option)
  })
})

describe('courses and cohorts as tables', () => {
  it('hold what the charts show, unknown months as nothing', () => {
    const table = courseTable({ ...course, points: [...course.points] })
    expect(table.rows.map(([when, value, , , , standsOut]) => [when, value, standsOut])).toEqual([
      ['Jan 2024', 0.5, ''],
      ['Feb 2024', null, ''],
      ['Mar 2024', 0.9, 'yes']
    ])
    // A month in which nobody was new has no row, and months that are not over no number.
    expect(cohortsTable(cohorts).rows).toEqual([
      ['Jan 2024', 40, 10, 20],
      ['Mar 2024', 5, null, null]
    ])
  })
})

describe('a change over time', () => {
  it('reads as a table', () => {
    expect(changeTable(weeks, { week: 'Week of', share: 'Share', of: 'Visits' }).rows[1]).toEqual(['8 Jan 2024', 0.25, 8])
  })

  it('without a marked week has no mark', () => {
    const plain = weeks.map((week) => ({ ...week, inside: false }))
    expect(JSON.stringify(changeOption(plain, 0.78, { usual: 'u', inside: 'i' }, tokens.light))).toContain('"data":[]')
  })
})

describe('the profile', () => {
  it('sorts by size of effect and says values in their own unit', () => {
    const { rows } = profileTable(regulars, result)
    expect(rows.map(([name]) => name)).toEqual(['Orders', 'Spent (£)', 'Last order (days ago)', 'Customer for (days)', 'Average order (£)'])
    expect(rows[0]).toEqual(['Orders', [12, 6, 24], [2, 1, 5], 6])
    const axes = JSON.stringify(profileOption(regulars, result, tokens.light).yAxis)
    expect(axes).toContain('12 orders · typically 2')
    expect(axes).toContain('£2,000 · 4× typical')
    expect(axes).toContain('10 days ago · typically 50')
    expect(axes).toContain('£170 · typically £200')
  })

  it('puts twice and half equally far from the typical customer', () => {
    const x = marks(profileOption(regulars, result, tokens.light)).map(({ value }) => value[0])
    expect(x[0]).toBeCloseTo(Math.log2(6), 12)
    expect(x[2]).toBeCloseTo(-Math.log2(5), 12)
  })

  it('keeps what has no place on a scale of ratios at the edge', () => {
    const option = profileOption(newcomers, result, tokens.light)
    const spent = marks(option).find(({ sentence }) => sentence.startsWith('Spent'))
    expect(spent?.value[0]).toBe(xAxisMin(option))
  })

  it('shows something in each row: shares in points, and by difference what is typically nothing', () => {
    const own = { low: 0, effect: 1, effectLow: 0.9, effectHigh: 1.1 }
    const add = (feature: string, median: number) => ({ feature, median, high: 2 * median, ...own })
    const shoppers = {
      ...regulars,
      profile: [...regulars.profile, add('weekendShare', 0.3), add('discountShare', 0.05), add('tickets', 2)]
    }
    const typical = (feature: string, median: number) =>
      ({ feature, median, low: 0, high: median, transform: 'none', scale: 'z', missing: 0, winsorised: 0 }) as const
    const features = [...result.features.slice(0, 3), typical('weekendShare', 0), typical('discountShare', 0.1), typical('tickets', 0)]
    const of = { ...result, features }
    const option = profileOption(shoppers, of, tokens.light)
    const at = (start: string) => marks(option).find(({ sentence }) => sentence.startsWith(start))?.value[0] as number
    expect(marks(option)).toHaveLength(6)
    // Thirty points on an axis that reaches fifty; five fewer to the left; two tickets of at most four.
    const reach = (Array.isArray(option.xAxis) ? Number.NaN : (option.xAxis?.max as number)) / 1.08
    expect(at('Weekend orders') / reach).toBeCloseTo(30 / 50, 12)
    expect(at('Discounted orders') / reach).toBeCloseTo(-5 / 50, 12)
    expect(at('Tickets') / reach).toBeCloseTo(2 / 4, 12)
    expect(JSON.stringify(option)).toContain('+50 points')
    expect(profileNote(shoppers, of)).toBe(
      'Shares in percentage points. Tickets by difference, since the typical value is not above 0: the edge is 4 tickets.'
    )
    expect(profileNote(regulars, result)).toBe('')
    expect(JSON.stringify(pairOption(shoppers, shoppers, of, tokens.light))).toContain('+50 points')
    const rows = (pairOption(shoppers, shoppers, of, tokens.light).series as { data?: unknown[] }[])
      .slice(1)
      .map(({ data }) => data?.length)
    expect(rows).toEqual([6, 6])
  })

  it('draws a row in which everybody has nothing in the middle', () => {
    const nothing = {
      ...result,
      features: result.features.map((f) => (f.feature === 'monetary' ? { ...f, median: 0, low: 0, high: 0 } : f))
    }
    const none = { ...newcomers, profile: newcomers.profile.map((of) => (of.feature === 'monetary' ? { ...of, low: 0, high: 0 } : of)) }
    const spent = marks(profileOption(none, nothing, tokens.light)).find(({ sentence }) => sentence.startsWith('Spent'))
    expect(spent?.value[0]).toBe(0)
    expect(
      profileTable(none, nothing)
        .rows.find(([name]) => name === 'Spent (£)')
        ?.at(-1)
    ).toBeNull()
  })
})

describe('the map', () => {
  it('names each segment at the centre of its own points, and not one without points', () => {
    const lonely = { ...result, segments: [...result.segments, { ...newcomers, id: 9, name: 'Nobody' }] }
    const series = mapOption(lonely, tokens.light, false).series
    const names = Array.isArray(series) ? series.at(-1) : undefined
    expect(names?.data).toMatchObject([
      { name: 'Regulars', value: [1.5, 0], key: 'segment:1' },
      { name: 'Newcomers', value: [-1.5, 0], key: 'segment:2' }
    ])
  })

  it('speaks of components only as evidence', () => {
    expect(JSON.stringify(mapOption(result, tokens.light, true))).toContain('Principal component 1 (55% of variance)')
    expect(mapOption(result, tokens.light, false).xAxis).toMatchObject({ show: false })
  })

  it('places names for the width that it is drawn at, so that none covers another at any', () => {
    const near = {
      ...result.map,
      loadings: ['recency', 'frequency', 'monetary', 'tenure', 'meanOrderValue'].map((feature, i) => ({
        feature,
        x: 0.5 + i / 50,
        y: 0.3 - i / 60
      }))
    }
    const strayed: number[] = []
    for (const width of [440, 700, 1100]) {
      const option = mapOption({ ...result, map: near }, tokens.light, false, width)
      const axes = [option.xAxis, option.yAxis] as { min: number; max: number }[]
      const series = option.series as { data?: { name?: string; value: number[]; label?: { offset: number[] } }[] }[]
      const boxes = series
        .flatMap(({ data }) => data ?? [])
        .flatMap(({ name, value, label }) => {
          if (name === undefined || label === undefined) return []
          const pixel = (i: number, size: number) =>
            (((value[i] as number) - (axes[i]?.min ?? 0)) / ((axes[i]?.max ?? 0) - (axes[i]?.min ?? 0))) * size
          return [
            {
              name,
              x: pixel(0, width) + (label.offset[0] as number),
              y: 340 - pixel(1, 340) + (label.offset[1] as number),
              half: (name.length * 6.8) / 2,
              shift: Math.hypot(...label.offset)
            }
          ]
        })
      expect(boxes).toHaveLength(7)
      const covering = boxes.flatMap((a, i) =>
        boxes.slice(i + 1).filter((b) => Math.abs(a.y - b.y) < 20 && Math.abs(a.x - b.x) < a.half + b.half)
      )
      expect(covering, `${width}`).toEqual([])
      strayed.push(boxes.reduce((sum, { shift }) => sum + shift, 0))
    }
    // Where there is more room, they stand nearer to what they name.
    expect(strayed[2]).toBeLessThan(strayed[0] as number)
  })

  it('has a row for each of its points, by the number that the files know', () => {
    expect(mapTable(result).rows).toHaveLength(result.map.points.length)
    expect(mapTable(result).rows[0]).toEqual(['K-011', 'Regulars', 2, 0.5])
  })
})

describe('mixes', () => {
  const found = mixesOf([mixed.regulars], mixed.result)

  it('are what adds up, the one that differs most first, and all that has no part of its own is one', () => {
    expect(found.map(({ name, parts }) => [name, ...parts.map((part) => part.name)])).toEqual([
      ['category', 'Tea', 'Coffee', 'all else'],
      ['week', 'weekends', 'weekdays']
    ])
    for (const { parts } of found) {
      for (const side of [0, 1]) expect(parts.reduce((sum, { shares }) => sum + (shares[side] ?? 0), 0)).toBeCloseTo(1, 12)
    }
    expect(mixTable(found, [mixed.regulars]).rows).toContainEqual([
      'What they spend on',
      'all else',
      expect.closeTo(0.1, 12),
      expect.closeTo(0.3, 12)
    ])
  })

  it('are not drawn once more by themselves, unless the run kept no means', () => {
    const axes = ({ yAxis }: ChartOption) => JSON.stringify(yAxis)
    expect(axes(profileOption(mixed.regulars, mixed.result, tokens.light))).not.toContain('Coffee')
    expect(axes(pairOption(mixed.regulars, mixed.newcomers, mixed.result, tokens.light))).not.toContain('Coffee')
    const before = { ...mixed.result, features: mixed.result.features.map(({ mean: _, ...of }) => of) }
    expect(mixesOf([mixed.regulars], before)).toEqual([])
    expect(inMix('category:Coffee', before)).toBe(false)
    expect(axes(profileOption(mixed.regulars, before, tokens.light))).toContain('Coffee')
  })

  it('names a part where its name fits', () => {
    const words = (width: number) => {
      const series = mixOption(found, [mixed.regulars], tokens.light, width).series as { data: { label?: { formatter: string } }[] }[]
      return series.flatMap(({ data }) => data.flatMap(({ label }) => (label === undefined ? [] : [label.formatter])))
    }
    expect(words(900)).toContain('Coffee 70%')
    expect(words(200)).not.toContain('Coffee 30%')
  })
})

describe('labels', () => {
  const plot = { width: 440, height: 340 }
  const boxes = (labels: Label[]) =>
    placeLabels(labels, plot).map(({ dx, dy }, i) => {
      const { x, y, text } = labels[i] as Label
      return { x: x + dx, y: y + dy, half: (text.length * 6.8) / 2 }
    })

  it('stand at their mark when nothing is in the way', () => {
    expect(placeLabels([{ x: 200, y: 200, text: 'Alone', prefers: 'above' }], plot)).toEqual([{ dx: 0, dy: -22 }])
    expect(placeLabels([{ x: 200, y: 200, text: 'Alone', prefers: 'below' }], plot)).toEqual([{ dx: 0, dy: 22 }])
  })

  it('of ten marks in one spot do not cover one another', () => {
    const labels = Array.from({ length: 10 }, (_, i): Label => ({ x: 220 + i, y: 170 - i, text: 'Regulars gone quiet', prefers: 'above' }))
    const placed = boxes(labels)
    const covering = placed.flatMap((a, i) =>
      placed.slice(i + 1).filter((b) => Math.abs(a.y - b.y) < 20 && Math.abs(a.x - b.x) < a.half + b.half)
    )
    expect(covering).toEqual([])
  })

  it('go out of the way of points, but not far from their mark', () => {
    const label: Label = { x: 200, y: 200, text: 'Alone', prefers: 'above' }
    const crowd = Array.from({ length: 40 }, (_, i) => ({ x: 170 + (i % 20) * 3, y: 172 + (i % 5) * 3 }))
    const [shift] = placeLabels([label], plot, crowd)
    expect(shift).toEqual({ dx: 0, dy: 22 })
    const everywhere = Array.from({ length: 44 * 34 }, (_, i) => ({ x: (i % 44) * 10, y: Math.floor(i / 44) * 10 }))
    const [near] = placeLabels([label], plot, everywhere)
    expect(Math.hypot(near?.dx ?? 0, near?.dy ?? 0)).toBeLessThanOrEqual(60)
  })

  it('stay inside the plot', () => {
    for (const { x, half } of boxes([{ x: 436, y: 4, text: 'In the corner', prefers: 'above' }])) expect(x + half).toBeLessThanOrEqual(440)
  })
})

describe('the rhythm', () => {
  it('draws what went back on the number of a sale as a ring where it went back', () => {
    const [sale] = orders
    if (!sale) throw new Error('no order')
    const at = sale.at + 9 * 86_400
    const { series } = rhythmOption({ ...rhythm, orders: [{ ...sale, net: 0, back: { amount: 100, at } }] }, tokens.light)
    const [, dots, rings] = series as { data: { value: number[]; sentence: string }[] }[]
    expect(dots?.data).toHaveLength(1)
    expect(rings?.data).toMatchObject([{ value: [at * 1000, -0.7], sentence: expect.stringContaining('Return') }])
  })

  it('expects the next order one usual gap after the last, within the spread', () => {
    expect(expectedBand(rhythm)).toEqual({ from: lastAt + 27 * 86_400, to: lastAt + 35 * 86_400 })
  })

  it('never narrows the band below a day, and has none without a rhythm', () => {
    const band = expectedBand({ rhythm: { medianDays: 7, madDays: 0 }, lastAt })
    expect((band?.to ?? 0) - (band?.from ?? 0)).toBe(86_400)
    expect(expectedBand({ rhythm: null, lastAt })).toBeNull()
    expect(expectedBand({ rhythm: rhythm.rhythm, lastAt: null })).toBeNull()
  })

  it('draws a customer without orders', () => {
    expect(() => rhythmOption({ orders: [], rhythm: null, lastAt: null, asOf: null }, tokens.light)).not.toThrow()
  })

  it('tells orders from money that went back', () => {
    expect(rhythmTable(rhythm).rows[1]).toEqual(['536363', '2011-09-20 10:00', 'Return', -25])
  })
})

describe('numbers of a chart', () => {
  it('are the numbers of its marks', () => {
    expect(criteriaTable(result).rows).toEqual([
      [2, 0.35, 38, 0.7, 0.2, 0.8, 0.7, 4, 12.5, 0.2, 0.25],
      [3, 0.31, 37, 0.8, 0.3, 0.7, 0.6, 3, 9.25, 0.22, 0.27],
      [4, 0.28, 36, 0.9, 0.4, 0.6, 0.5, 2, 7, 0.21, 0.26]
    ])
    expect(effectTable(regulars).rows[0]).toEqual(['Orders', [1.6, 1.5, 1.7000000000000002]])
    const headers = { month: 'Month', value: 'Revenue', before: 'A year before' }
    expect(monthsTable(months, headers).rows[0]).toEqual(['Nov 2010', 5500, 4000])
    const alone = months.map((month) => ({ ...month, before: null }))
    expect(monthsTable(alone, headers).columns.map(({ header }) => header)).toEqual(['Month', 'Revenue'])
    expect(barsTable(bars, { name: 'Product', value: 'Amount' }).rows).toEqual([
      ['Filter Jug', 120],
      ['Kettle', 40]
    ])
  })

  it('become CSV that a spreadsheet reads and does not run', () => {
    const csv = toCsv({
      columns: [
        { header: 'Name, first', kind: 'text' },
        { header: 'x', kind: 'number' },
        { header: 'y', kind: 'interval' }
      ],
      rows: [
        ['=HYPERLINK("http://x")', -1.5, [1.5, 1, 2]],
        ['two\nlines', null, null]
      ]
    })
    expect(csv).toBe('\uFEFF"Name, first",x,y,y (from),y (to)\r\n"\'=HYPERLINK(""http://x"")",-1.5,1.5,1,2\r\n"two\nlines",,,,\r\n')
  })
})

interface PlacedMark {
  value: [number, number]
  sentence: string
}

function marks(option: ChartOption): PlacedMark[] {
  const series = Array.isArray(option.series) ? option.series.at(-1) : undefined
  return (series?.data ?? []) as PlacedMark[]
}

function xAxisMin(option: ChartOption): unknown {
  return Array.isArray(option.xAxis) ? undefined : option.xAxis?.min
}
