/** A figure month by month as bars from zero, each held against the same month a year before. */
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, guide, type Mark, quietAxis, quietLine, text } from './option.ts'

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

/** In the order given. Months and amounts stand below the bars, so that no axis is needed; a mark is the year before. */
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
      {
        type: 'bar',
        barWidth: '56%',
        itemStyle: { color: tokens.primary, borderRadius: 2 },
        data: bars.map(({ value, sentence }): Mark<number | '-'> => ({ value: value ?? '-', sentence })),
        markLine: {
          ...quietLine,
          label: { show: false },
          data: [{ yAxis: 0, lineStyle: { color: tokens.line, width: 1, type: 'solid' } }]
        }
      },
      {
        ...guide,
        silent: false,
        z: 3,
        symbol: 'rect',
        symbolSize: [30, 4],
        // A rim in the ground's colour keeps it apart from the bar that it crosses.
        itemStyle: { color: tokens.ink, opacity: 1, borderColor: tokens.surface, borderWidth: 1 },
        data: bars.flatMap(({ before, sentence }, index) =>
          before === null ? [] : [{ value: [index, before], sentence } satisfies Mark<[number, number]>]
        )
      }
    ]
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
