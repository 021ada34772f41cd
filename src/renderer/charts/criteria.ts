/** Evidence: one criterion by the number of clusters, the number in use marked. */
import { about } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { SegmentsResult } from '../../shared/model/segments.ts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, overMarks, quietAxis, text } from './option.ts'

export type CriterionName = 'silhouette' | 'inertia'
type CriteriaInput = Pick<SegmentsResult, 'criteria' | 'k'>

export function criteriaOption(result: CriteriaInput, criterion: CriterionName, tokens: Tokens): ChartOption {
  const points = byK(result)
  const name = t(`segments.evidence.criteria.${criterion}`)
  return {
    ...frame(tokens),
    title: { text: name, left: 0, top: 0, textStyle: { ...text(tokens.ink, typeSizes.table), fontWeight: 600 } },
    grid: { left: 52, right: 24, top: 40, bottom: 40 },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'value',
      min: points[0]?.k ?? 0,
      max: points.at(-1)?.k ?? 1,
      interval: 2,
      name: t('segments.evidence.criteria.groups'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: text(tokens.muted)
    },
    yAxis: { ...quietAxis(tokens, true), type: 'value', scale: true, splitNumber: 3 },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        lineStyle: { color: tokens.primary, width: 2 },
        itemStyle: { color: tokens.primary, opacity: 1 },
        labelLayout: { hideOverlap: false },
        data: points.map((point) => {
          const said = about(point[criterion])
          const mark: Mark = { value: [point.k, point[criterion]], sentence: t('segments.evidence.criteria.sentence', name, point.k, said) }
          const inUse = {
            symbolSize: 11,
            itemStyle: { color: tokens.brass },
            label: {
              show: true,
              position: 'top' as const,
              formatter: t('segments.evidence.criteria.chosen', point.k, said),
              ...overMarks(tokens, tokens.brass)
            }
          }
          return point.k === result.k ? { ...mark, ...inUse } : { ...mark, symbolSize: 6 }
        })
      }
    ]
  }
}

export function criteriaTable(result: CriteriaInput, criterion: CriterionName): ChartTable {
  return {
    columns: [
      { header: t('segments.evidence.criteria.groups'), numeric: true },
      { header: t(`segments.evidence.criteria.${criterion}`), numeric: true }
    ],
    rows: byK(result).map((point) => [point.k, point[criterion]])
  }
}

const byK = (result: CriteriaInput) => [...result.criteria].sort((a, b) => a.k - b.k)
