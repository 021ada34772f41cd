/** Evidence: the silhouette of each customer of a sample, by segment, the best on top. */
import { t } from '../../shared/messages/index.ts'
import type { Explanation } from '../../shared/model/explanation.ts'
import type { Segment } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, guide, quietAxis, slot, text } from './option.ts'

type Silhouettes = Explanation['silhouettes']
type Named = Pick<Segment, 'id' | 'slot' | 'name'>

/** Rows left free between two segments. */
const gap = 8

/** One area a segment: its silhouettes sorted, so that what lies below zero shows as a tail. Names stand under their areas. */
export function silhouettesOption(silhouettes: Silhouettes, segments: readonly Named[], tokens: Tokens): ChartOption {
  let end = 0
  const blocks = silhouettes.flatMap(({ segment, values }) => {
    const named = segments.find(({ id }) => id === segment)
    if (named === undefined || values.length === 0) return []
    const from = end
    end += values.length + gap
    return [{ named, values, from }]
  })
  const least = Math.min(0, ...silhouettes.flatMap(({ values }) => values))
  const total = Math.max(1, end - gap)
  return {
    ...frame(tokens),
    grid: { left: 40, right: 8, top: 8, bottom: 60 },
    xAxis: { type: 'value', show: false, min: 0, max: total },
    yAxis: { ...quietAxis(tokens, true), type: 'value', min: Math.floor(least * 4) / 4, max: 1, interval: 0.25 },
    series: [
      ...blocks.map(({ named, values, from }) => {
        const { color } = slot(tokens, named.slot)
        return {
          type: 'line' as const,
          name: named.name,
          symbol: 'none',
          lineStyle: { width: 0 },
          areaStyle: { color, opacity: 0.85, origin: 0 },
          data: values.map((value, i) => [from + i, value])
        }
      }),
      {
        ...guide,
        symbolSize: 0,
        data: blocks.map(({ named, values, from }) => ({
          value: [from + values.length / 2, Math.floor(least * 4) / 4],
          label: {
            show: true,
            position: 'bottom',
            distance: 6,
            formatter: named.name,
            width: Math.max(60, Math.round((values.length / total) * 860)),
            overflow: 'break',
            lineHeight: 15,
            ...text(tokens.ink)
          }
        }))
      }
    ]
  }
}

export function silhouettesTable(silhouettes: Silhouettes, segments: readonly Named[]): ChartTable {
  const nameOf = new Map(segments.map(({ id, name }) => [id, name]))
  return {
    columns: [
      { header: t('explaining.evidence.silhouettes.segment'), kind: 'text' },
      { header: t('explaining.evidence.silhouettes.value'), kind: 'number' }
    ],
    rows: silhouettes.flatMap(({ segment, values }) => values.map((value) => [nameOf.get(segment) ?? '', value]))
  }
}
