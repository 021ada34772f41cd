/** Two segments side by side, feature by feature, against the typical customer. */
import { t } from '../../shared/messages/index.ts'
import type { Segment, SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { featureName, sayFeature } from './featureWords.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, quietLine, rowAxis, slot, text } from './option.ts'

type PairInput = Pick<SegmentsResult, 'features' | 'currency'>

interface Side {
  median: number
  low: number
  high: number
}

interface Row {
  feature: string
  typical: number
  a: Side
  b: Side
  /** How far both lie from each other, in standard deviations. */
  apart: number
}

/** Pixels that one feature takes. */
export const pairPitch = 56
/** Times and fractions beyond this stand at the edge. */
const edge = 4
const lift = 0.16

/** Doublings to the right, halvings to the left of the typical customer; the largest difference on top. */
export function pairOption(a: Segment, b: Segment, result: PairInput, tokens: Tokens): ChartOption {
  const rows = pairRows(a, b, result)
  const sides = [
    { segment: a, of: (row: Row) => row.a, shift: -lift },
    { segment: b, of: (row: Row) => row.b, shift: lift }
  ]
  const place = (value: number, row: Row) => Math.min(Math.max(value > 0 ? Math.log2(value / row.typical) : -edge, -edge), edge)
  const comparable = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.typical > 0)
  return {
    ...frame(tokens),
    grid: { left: 128, right: 230, top: 4, bottom: 26 },
    xAxis: hiddenAxis(-edge * 1.06, edge * 1.06),
    yAxis: [
      { ...hiddenAxis(-0.5, rows.length - 0.5), inverse: true },
      rowAxis(
        tokens,
        rows.map(({ feature }) => featureName(feature)),
        'left'
      ),
      rowAxis(
        tokens,
        rows.map(
          (row) => `${sayFeature(row.feature, row.a.median, result.currency)} · ${sayFeature(row.feature, row.b.median, result.currency)}`
        ),
        'right'
      )
    ],
    series: [
      {
        ...guide,
        markLine: {
          ...quietLine,
          z: 0,
          data: [-edge, -edge / 2, 0, edge / 2, edge].map((tick) => ({
            xAxis: tick,
            lineStyle: { color: tick === 0 ? tokens.muted : tokens.line, width: 1, type: 'solid' as const },
            label: {
              show: true,
              position: 'end' as const,
              distance: 6,
              formatter: tick === 0 ? t('segments.profile.typical') : tick < 0 ? `1/${2 ** -tick}×` : `${2 ** tick}×`,
              ...text(tokens.muted)
            }
          }))
        }
      },
      ...sides.map(({ segment, of, shift }) => {
        const { symbol, color } = slot(tokens, segment.slot)
        return {
          type: 'scatter' as const,
          name: segment.name,
          z: 3,
          symbol,
          symbolSize: 11,
          itemStyle: { color, opacity: 1 },
          data: comparable.map(
            ({ row, index }): Mark => ({
              value: [place(of(row).median, row), index + shift],
              sentence: t('segments.profile.sentence', {
                segment: segment.name,
                feature: featureName(row.feature),
                median: sayFeature(row.feature, of(row).median, result.currency),
                low: sayFeature(row.feature, of(row).low, result.currency),
                high: sayFeature(row.feature, of(row).high, result.currency),
                typical: sayFeature(row.feature, row.typical, result.currency)
              })
            })
          ),
          markLine: {
            ...quietLine,
            label: { show: false },
            lineStyle: { color, width: 3, type: 'solid' as const, cap: 'butt' as const },
            data: comparable.map(({ row, index }): [object, object] => [
              { coord: [place(of(row).low, row), index + shift] },
              { coord: [place(of(row).high, row), index + shift] }
            ])
          }
        }
      })
    ]
  }
}

export function pairTable(a: Segment, b: Segment, result: PairInput): ChartTable {
  return {
    columns: [
      { header: t('segments.profile.columns.feature'), kind: 'text' },
      { header: a.name, kind: 'interval' },
      { header: b.name, kind: 'interval' },
      { header: t('segments.profile.columns.everyone'), kind: 'number' }
    ],
    rows: pairRows(a, b, result).map((row) => [
      featureName(row.feature),
      [row.a.median, row.a.low, row.a.high],
      [row.b.median, row.b.low, row.b.high],
      row.typical
    ])
  }
}

/** The features of both, the most different first. */
export function pairRows(a: Segment, b: Segment, { features }: PairInput): Row[] {
  return features
    .flatMap(({ feature, median: typical }) => {
      const [x, y] = [a, b].map(({ profile }) => profile.find((of) => of.feature === feature))
      return x === undefined || y === undefined ? [] : [{ feature, typical, a: x, b: y, apart: Math.abs(x.effect - y.effect) }]
    })
    .sort((x, y) => y.apart - x.apart)
}
