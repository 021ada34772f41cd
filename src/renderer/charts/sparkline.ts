/** A figure's course without axes: only the last point is marked, unknown months are gaps. */
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, frame, type Mark } from './option.ts'

export interface SparkPoint {
  value: number | null
  sentence: string
}

export function sparklineOption(points: readonly SparkPoint[], tokens: Tokens): ChartOption {
  const last = points.findLastIndex(({ value }) => value !== null)
  return {
    ...frame(tokens),
    grid: { left: 4, right: 6, top: 6, bottom: 6 },
    xAxis: { type: 'category', show: false, boundaryGap: false, data: points.map((_, index) => index) },
    yAxis: { type: 'value', show: false, scale: true },
    tooltip: { ...frame(tokens).tooltip, trigger: 'axis', axisPointer: { type: 'none' } },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        showSymbol: true,
        connectNulls: false,
        lineStyle: { color: tokens.muted, width: 1.5 },
        data: points.map(({ value, sentence }, index) => ({
          ...mark(value, sentence),
          symbolSize: index === last ? 6 : isolated(points, index) ? 3 : 0,
          itemStyle: { color: index === last ? tokens.primary : tokens.muted }
        }))
      }
    ]
  }
}

/** A known month between unknown ones has no line to show it, so it needs a dot. */
function isolated(points: readonly SparkPoint[], index: number): boolean {
  return (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null
}

const mark = (value: number | null, sentence: string): Mark<number> | Mark<'-'> =>
  value === null ? { value: '-', sentence } : { value, sentence }
