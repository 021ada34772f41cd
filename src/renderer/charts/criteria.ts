/** Evidence: the criteria by number of clusters, one above the other over the same k, the one in use marked. */
import { about } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, overMarks, quietAxis, text } from './option.ts'

type CriteriaInput = Pick<SegmentsResult, 'criteria' | 'k'>

const criteria = ['silhouette', 'inertia'] as const

/** Pixels from the top to each plot, and their height. */
const tops = [32, 172]
const height = 84

export function criteriaOption(result: CriteriaInput, tokens: Tokens): ChartOption {
  const points = byK(result)
  const first = points[0]?.k ?? 0
  const last = points.at(-1)?.k ?? 1
  return {
    ...frame(tokens),
    title: criteria.map((criterion, index) => ({
      text: t(`segments.evidence.criteria.${criterion}`),
      left: 0,
      top: (tops[index] ?? 0) - 28,
      padding: 0,
      textStyle: { ...text(tokens.muted), fontWeight: 500 }
    })),
    grid: tops.map((top) => ({ left: 56, right: 20, top, height })),
    xAxis: criteria.map((_, index) => ({
      ...quietAxis(tokens, false),
      gridIndex: index,
      type: 'value' as const,
      min: first,
      max: last,
      interval: 2
    })),
    yAxis: criteria.map((_, index) => ({
      ...quietAxis(tokens, true),
      gridIndex: index,
      type: 'value' as const,
      scale: true,
      splitNumber: 2
    })),
    series: criteria.map((criterion, index) => ({
      type: 'line' as const,
      xAxisIndex: index,
      yAxisIndex: index,
      symbol: 'circle',
      lineStyle: { color: tokens.primary, width: 2 },
      itemStyle: { color: tokens.primary, opacity: 1 },
      data: points.map((point) => {
        const said = about(point[criterion])
        const name = t(`segments.evidence.criteria.${criterion}`)
        const mark: Mark = { value: [point.k, point[criterion]], sentence: t('segments.evidence.criteria.sentence', name, point.k, said) }
        const side = point.k === first ? 'right' : point.k === last ? 'left' : 'top'
        return point.k === result.k ? { ...mark, ...inUse(point.k, said, side, tokens) } : { ...mark, symbolSize: 6 }
      })
    }))
  }
}

export function criteriaTable(result: CriteriaInput): ChartTable {
  return {
    columns: [
      { header: t('segments.evidence.criteria.groups'), kind: 'number' },
      ...criteria.map((criterion) => ({ header: t(`segments.evidence.criteria.${criterion}`), kind: 'number' as const }))
    ],
    rows: byK(result).map((point) => [point.k, ...criteria.map((criterion) => point[criterion])])
  }
}

/** The label stands above its mark, and beside it at either end, where it would run into the axis. */
function inUse(k: number, said: string, position: 'top' | 'left' | 'right', tokens: Tokens) {
  return {
    symbolSize: 11,
    itemStyle: { color: tokens.brass },
    label: {
      show: true,
      position,
      formatter: t('segments.evidence.criteria.chosen', k, said),
      ...overMarks(tokens, tokens.brass)
    }
  }
}

const byK = (result: CriteriaInput) => [...result.criteria].sort((a, b) => a.k - b.k)
