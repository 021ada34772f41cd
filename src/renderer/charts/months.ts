/** A figure month by month as bars from zero, each held against the same month a year before. */
import type { BarSeriesOption } from 'echarts/charts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, quietLine, text } from './option.ts'

export interface MonthBar {
  /** `Dec`, and `Dec 2024` for the table. */
  name: string
  full: string
  value: number | null
  /** A year before; null where that is not known. */
  before: number | null
  /** The value as people read it, short. */
  said: string
  sentence: string
}

/** In the order given. Months and amounts stand below the bars, so that no axis is needed; the paler bar beside each is the year before. */
export function monthsOption(bars: readonly MonthBar[], tokens: Tokens): ChartOption {
  const below = (names: readonly string[], color: string, offset: number) => ({
    ...quietAxis(tokens, false),
    type: 'category' as const,
    position: 'bottom' as const,
    offset,
    data: [...names],
    axisLabel: { ...text(color, typeSizes.caption), interval: 0, margin: 6 }
  })
  const values = bars.flatMap(({ value, before }) => [value ?? 0, before ?? 0])
  return {
    ...frame(tokens),
    grid: { left: 0, right: 0, top: 8, bottom: 42 },
    xAxis: [
      below(
        bars.map(({ name }) => name),
        tokens.muted,
        0
      ),
      below(
        bars.map(({ said }) => said),
        tokens.ink,
        18
      )
    ],
    // Losses hang below the line.
    yAxis: { type: 'value', show: false, min: Math.min(0, ...values), max: Math.max(1, ...values) },
    series: [
      ...(bars.some(({ before }) => before !== null) ? [series(bars, 'before', { color: tokens.muted, opacity: 0.75 })] : []),
      {
        ...series(bars, 'value', { color: tokens.primary }),
        markLine: {
          ...quietLine,
          label: { show: false },
          data: [{ yAxis: 0, lineStyle: { color: tokens.line, width: 1, type: 'solid' } }]
        }
      }
    ]
  }
}

function series(bars: readonly MonthBar[], which: 'value' | 'before', style: { color: string; opacity?: number }): BarSeriesOption {
  return {
    type: 'bar',
    barGap: '12%',
    barCategoryGap: '34%',
    barMaxWidth: 32,
    itemStyle: { borderRadius: 2, ...style },
    data: bars.map(({ sentence, ...bar }): Mark<number | '-'> => ({ value: bar[which] ?? '-', sentence }))
  }
}

export function monthsTable(bars: readonly MonthBar[], headers: { month: string; value: string; before: string }): ChartTable {
  const compared = bars.some(({ before }) => before !== null)
  return {
    columns: [
      { header: headers.month, kind: 'text' },
      { header: headers.value, kind: 'number' },
      ...(compared ? [{ header: headers.before, kind: 'number' as const }] : [])
    ],
    rows: bars.map(({ full, value, before }) => [full, value, ...(compared ? [before] : [])])
  }
}
