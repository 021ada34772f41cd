/** A value a row with the range that chance leaves, beside a line that they are held against: shares, differences, multiples. */
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, hiddenAxis, type Mark, quietLine, rowAxis, text } from './option.ts'

export interface IntervalRow {
  name: string
  value: number
  low: number
  high: number
  /** Value and range as people read them, with the unit. */
  said: string
  sentence: string
  /** False: the range holds the line, so that nothing is said against it. */
  clear: boolean
}

/** What they are held against; from 0 where there is no such line. */
export interface Held {
  at: number
  said: string
}

/** Pixels of one row, and of the words below the line. */
const [pitch, below] = [34, 24]
/** Share of the width that is left free at both ends. */
const MARGIN = 0.04

/** In the order given. `names` and `said` are what the texts at both sides take, in pixels. */
export function intervalsOption(
  rows: readonly IntervalRow[],
  held: Held | null,
  tokens: Tokens,
  { names, said }: { names: number; said: number }
): ChartOption {
  const least = Math.min(0, held?.at ?? 0, ...rows.map(({ low }) => low))
  const most = Math.max(held?.at ?? 0, ...rows.map(({ high }) => high))
  const free = (most - least || 1) * MARGIN
  const colour = (row: IntervalRow): string => (row.clear ? tokens.primary : tokens.muted)
  const line = {
    xAxis: held?.at ?? 0,
    lineStyle: { color: tokens.muted, width: 1, type: 'solid' as const },
    label: { show: held !== null, position: 'end' as const, distance: 6, formatter: held?.said ?? '', ...text(tokens.muted) }
  }
  return {
    ...frame(tokens),
    grid: { left: names, right: said, top: 4, bottom: held === null ? 4 : below },
    xAxis: hiddenAxis(least === 0 ? 0 : least - free, most + free),
    yAxis: [
      rowAxis(
        tokens,
        rows.map(({ name }) => name),
        'left'
      ),
      rowAxis(
        tokens,
        rows.map((row) => row.said),
        'right'
      )
    ],
    series: [
      {
        type: 'scatter',
        z: 3,
        symbol: 'circle',
        symbolSize: 9,
        data: rows.map((row, index) => {
          const mark: Mark = { value: [row.value, index], sentence: row.sentence }
          return { ...mark, itemStyle: { color: colour(row), opacity: 1 } }
        }),
        markLine: {
          ...quietLine,
          label: { show: false },
          data: [
            line,
            ...rows.map((row, index): [object, object] => [
              { coord: [row.low, index], lineStyle: { color: colour(row), width: 2, type: 'solid', cap: 'butt' } },
              { coord: [row.high, index] }
            ])
          ]
        }
      }
    ]
  }
}

/** Pixels of the whole plot. */
export const intervalsHeight = (rows: number, held: boolean): number => rows * pitch + (held ? below : 4) + 4

export function intervalsTable(rows: readonly IntervalRow[], headers: { name: string; value: string }): ChartTable {
  return {
    columns: [
      { header: headers.name, kind: 'text' },
      { header: headers.value, kind: 'interval' }
    ],
    rows: rows.map(({ name, value, low, high }) => [name, [value, low, high]])
  }
}
