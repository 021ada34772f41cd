/** One figure of a group over time: its line in its colour, and a quiet one of everybody else who wrote. Only the ends have words. */
import { t } from '../../shared/messages/index.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, overMarks, slot, text } from './option.ts'

export interface CoursePoint {
  /** The period in words. */
  name: string
  own: number | null
  others: number | null
}

/** @param said a value in words */
export function supportCourseOption(
  points: readonly CoursePoint[],
  slotNumber: number,
  said: (value: number | null) => string,
  tokens: Tokens
): ChartOption {
  const { color, symbol } = slot(tokens, slotNumber)
  const sentence = ({ name, own, others }: CoursePoint) => t('supporting.course.sentence', { name, own: said(own), others: said(others) })
  const last = points.findLastIndex(({ own }) => own !== null)
  const values = points.flatMap(({ own, others }) => [own ?? 0, others ?? 0])
  const line = (which: 'own' | 'others') => points.map((point) => ({ value: point[which] ?? ('-' as const), sentence: sentence(point) }))
  return {
    ...frame(tokens),
    grid: { left: 8, right: 76, top: 14, bottom: 20, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text(tokens.muted), interval: Math.max(0, points.length - 2), alignMinLabel: 'left', alignMaxLabel: 'right' }
    },
    yAxis: { type: 'value', show: false, min: 0, max: Math.max(...values) || 1 },
    tooltip: { ...frame(tokens).tooltip, trigger: 'axis', axisPointer: { type: 'none' } },
    series: [
      { type: 'line', symbol: 'none', silent: true, lineStyle: { color: tokens.muted, width: 1, type: 'dashed' }, data: line('others') },
      {
        type: 'line',
        symbol,
        symbolSize: 7,
        lineStyle: { color, width: 2 },
        itemStyle: { color },
        data: line('own').map((point, i) => ({
          ...point,
          ...(i === last && {
            label: { show: true, position: 'right' as const, ...overMarks(tokens, tokens.ink), formatter: said(points[i]?.own ?? null) }
          })
        }))
      }
    ]
  }
}

export function supportCourseTable(points: readonly CoursePoint[], group: string): ChartTable {
  return {
    columns: [
      { header: t('supporting.course.columns.period'), kind: 'text' },
      { header: group, kind: 'number' },
      { header: t('supporting.course.columns.others'), kind: 'number' }
    ],
    rows: points.map(({ name, own, others }) => [name, own, others])
  }
}
