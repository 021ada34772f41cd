/** Evidence: how far a segment lies from everyone else, in pooled standard deviations, with 95 % intervals. */

import { featureName } from '../../shared/feature-words.ts'
import { decimal } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Segment } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, quietLine, rowAxis, slot } from './option.ts'

/** So many rows are drawn, the largest; the table has them all. */
const mostRows = 10

/** Sorted by size, like the profile beside it; zero is everyone else. */
export function effectOption(segment: Segment, tokens: Tokens): ChartOption {
  const rows = sorted(segment).slice(0, mostRows)
  const { symbol, color } = slot(tokens, segment.slot)
  const edge = Math.ceil(Math.max(1, ...rows.flatMap((row) => [Math.abs(row.effectLow), Math.abs(row.effectHigh)])))
  return {
    ...frame(tokens),
    grid: { left: 112, right: 156, top: 4, bottom: 26 },
    xAxis: { ...quietAxis(tokens, false), type: 'value', min: -edge, max: edge, interval: edge },
    yAxis: [
      rowAxis(
        tokens,
        rows.map(({ feature }) => featureName(feature)),
        'left'
      ),
      rowAxis(
        tokens,
        rows.map((row) => t('segments.evidence.effect.value', ...numbers(row))),
        'right'
      )
    ],
    series: [
      {
        type: 'scatter',
        z: 3,
        symbol,
        symbolSize: 8,
        itemStyle: { color, opacity: 1 },
        data: rows.map(
          (row, index): Mark => ({
            value: [row.effect, index],
            sentence: t('segments.evidence.effect.sentence', featureName(row.feature), ...numbers(row))
          })
        ),
        markLine: {
          ...quietLine,
          label: { show: false },
          lineStyle: { color, width: 2, type: 'solid', cap: 'butt' },
          data: [
            { xAxis: 0, lineStyle: { color: tokens.muted, width: 1 } },
            ...rows.map((row, index) => [{ coord: [row.effectLow, index] }, { coord: [row.effectHigh, index] }] as [object, object])
          ]
        }
      }
    ]
  }
}

export function effectTable(segment: Segment): ChartTable {
  return {
    columns: [
      { header: t('segments.evidence.effect.columns.feature'), kind: 'text' },
      { header: t('segments.evidence.effect.columns.effect'), kind: 'interval' }
    ],
    rows: sorted(segment).map((row) => [featureName(row.feature), [row.effect, row.effectLow, row.effectHigh]])
  }
}

type Effect = Segment['profile'][number]

const numbers = (row: Effect): [string, string, string] => [decimal(row.effect), decimal(row.effectLow), decimal(row.effectHigh)]

const sorted = (segment: Segment) => [...segment.profile].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
