/** When a segment buys again: twelve months against the average month, with intervals. */
import { about, monthShort, times } from '../../shared/format.ts'
import { message, t } from '../../shared/messages/index.ts'
import type { SegmentExplanation } from '../../shared/model/explanation.ts'
import type { Segment } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, guide, type Mark, quietAxis, quietLine, slot, text } from './option.ts'

type Season = SegmentExplanation['season']

/** Bars from zero; a rule at 1, the average month. `most`: the same scale for all groups side by side. */
export function seasonOption(season: Season, segment: Pick<Segment, 'slot' | 'name'>, most: number, tokens: Tokens): ChartOption {
  const { color } = slot(tokens, segment.slot)
  const names = season.months.map(({ month }) => monthShort(`2001-${String(month).padStart(2, '0')}`).slice(0, 1))
  return {
    ...frame(tokens),
    grid: { left: 4, right: 4, top: 8, bottom: 20 },
    xAxis: { ...quietAxis(tokens, false), type: 'category', data: names, axisLabel: { ...text(tokens.muted), interval: 0 } },
    yAxis: { type: 'value', show: false, min: 0, max: most },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        itemStyle: { color, borderRadius: [2, 2, 0, 0] },
        data: season.months.map((month): Mark<number> => ({ value: Math.min(month.index ?? 0, most), sentence: sentenceOf(month) }))
      },
      {
        ...guide,
        markLine: {
          ...quietLine,
          z: 3,
          label: { show: false },
          lineStyle: { type: 'solid', color: tokens.ink, width: 1, opacity: 0.55 },
          data: [
            { yAxis: 1, lineStyle: { color: tokens.muted, type: 'dashed' } },
            ...season.months.flatMap(({ low, high }, at): [object, object][] =>
              low === null || high === null ? [] : [[{ coord: [at, Math.min(low, most)] }, { coord: [at, Math.min(high, most)] }]]
            )
          ]
        }
      }
    ]
  }
}

export function seasonTable(season: Season): ChartTable {
  return {
    columns: [
      { header: t('explaining.movement.season.month'), kind: 'text' },
      { header: t('explaining.movement.season.average'), kind: 'interval' }
    ],
    rows: season.months.map(({ month, index, low, high }) => [
      monthName(month),
      index === null ? null : [index, low ?? index, high ?? index]
    ])
  }
}

function sentenceOf({ month, index, low, high, purchases }: Season['months'][number]): string {
  return t('explaining.movement.season.sentence', {
    month: monthName(month),
    times: times(index),
    low: times(low),
    high: times(high),
    purchases: about(purchases)
  })
}

/** `December` for 12. */
export function monthName(month: number): string {
  return message(`explaining.month.${month}`) ?? ''
}
