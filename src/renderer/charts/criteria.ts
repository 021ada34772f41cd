/** Evidence: the criteria by number of clusters, one above the other over the same k, the one in use marked. */
import type { LineSeriesOption } from 'echarts/charts'
import { about } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, overMarks, quietAxis, text } from './option.ts'

type CriteriaInput = Pick<SegmentsResult, 'criteria' | 'k' | 'chance'>

/** Drawn; the table has them all. */
const drawn = ['silhouette', 'gap', 'stability'] as const
const listed = ['silhouette', 'calinskiHarabasz', 'daviesBouldin', 'gap', 'stability', 'leastStable', 'smallest', 'inertia'] as const

/** Pixels from one plot to the next, the first one's top, and their height. */
const step = 140
const firstTop = 32
const height = 84

export function criteriaOption(result: CriteriaInput, tokens: Tokens): ChartOption {
  const points = byK(result)
  const first = points[0]?.k ?? 0
  const last = points.at(-1)?.k ?? 1
  const tops = drawn.map((_, index) => firstTop + index * step)
  return {
    ...frame(tokens),
    title: drawn.map((criterion, index) => ({
      text: t(`segments.evidence.criteria.${criterion}`),
      left: 0,
      top: (tops[index] ?? 0) - 28,
      padding: 0,
      textStyle: { ...text(tokens.muted), fontWeight: 500 }
    })),
    grid: tops.map((top) => ({ left: 56, right: 20, top, height })),
    xAxis: drawn.map((_, index) => ({
      ...quietAxis(tokens, false),
      gridIndex: index,
      type: 'value' as const,
      min: first,
      max: last,
      interval: 2
    })),
    yAxis: drawn.map((_, index) => ({
      ...quietAxis(tokens, true),
      gridIndex: index,
      type: 'value' as const,
      scale: true,
      splitNumber: 2
    })),
    series: [
      ...chanceLines(result, tokens),
      ...drawn.map((criterion, index) => ({
        type: 'line' as const,
        xAxisIndex: index,
        yAxisIndex: index,
        symbol: 'circle',
        lineStyle: { color: tokens.primary, width: 2 },
        itemStyle: { color: tokens.primary, opacity: 1 },
        data: points.flatMap((point) => {
          const value = point[criterion]
          if (value === null) return []
          const said = about(value)
          const name = t(`segments.evidence.criteria.${criterion}`)
          const mark: Mark = { value: [point.k, value], sentence: t('segments.evidence.criteria.sentence', name, point.k, said) }
          const side = point.k === first ? 'right' : point.k === last ? 'left' : 'top'
          return [point.k === result.k ? { ...mark, ...inUse(point.k, said, side, tokens) } : { ...mark, symbolSize: 6 }]
        })
      }))
    ]
  }
}

/** What 99 in 100 tables without groups stay below: the line that the silhouette has to cross. */
function chanceLines({ chance }: CriteriaInput, tokens: Tokens): LineSeriesOption[] {
  if (!chance) return []
  const points = chance.k.filter(({ high }) => high !== null)
  return [
    {
      type: 'line',
      xAxisIndex: 0,
      yAxisIndex: 0,
      symbol: 'none',
      silent: true,
      lineStyle: { color: tokens.muted, width: 1, type: 'dashed' },
      itemStyle: { color: tokens.muted },
      endLabel: { show: false },
      data: points.map(({ k, high }, i) => ({
        value: [k, high as number],
        ...(i === points.length - 1
          ? {
              symbol: 'circle',
              symbolSize: 1,
              label: {
                show: true,
                position: 'left' as const,
                formatter: t('segments.evidence.criteria.nullName'),
                ...overMarks(tokens, tokens.muted)
              }
            }
          : {})
      }))
    }
  ]
}

export function criteriaTable(result: CriteriaInput): ChartTable {
  const { chance } = result
  const nullOf = (k: number, of: 'median' | 'high') => chance?.k.find((point) => point.k === k)?.[of] ?? null
  return {
    columns: [
      { header: t('segments.evidence.criteria.groups'), kind: 'number' },
      ...listed.map((criterion) => ({ header: t(`segments.evidence.criteria.heads.${criterion}`), kind: 'number' as const })),
      ...(chance
        ? [
            { header: t('segments.evidence.criteria.nullMedian'), kind: 'number' as const },
            { header: t('segments.evidence.criteria.nullHigh'), kind: 'number' as const }
          ]
        : [])
    ],
    rows: byK(result).map((point) => [
      point.k,
      ...listed.map((criterion) => point[criterion]),
      ...(chance ? [nullOf(point.k, 'median'), nullOf(point.k, 'high')] : [])
    ])
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
