/** Two segments side by side, feature by feature, against the typical customer. */
import { t } from '../../shared/messages/index.ts'
import type { Segment, SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type DotRow, dotNote, dotScale, dotTicks, tickHeight } from './dots.ts'
import { featureName, sayFeature } from './featureWords.ts'
import { inMix } from './mix.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, quietLine, rowAxis, slot } from './option.ts'

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
const pairPitch = 56
/** Doublings: sixteen times and a sixteenth. */
const reaches = [4] as const
const lift = 0.16

/** On the scale of `dots.ts`, the largest difference on top. */
export function pairOption(a: Segment, b: Segment, result: PairInput, tokens: Tokens): ChartOption {
  const rows = drawn(a, b, result)
  const sides = [
    { segment: a, of: (row: Row) => row.a, shift: -lift },
    { segment: b, of: (row: Row) => row.b, shift: lift }
  ]
  const scale = dotScale(rows.map(dotsOf), reaches)
  const { place, edge } = scale
  return {
    ...frame(tokens),
    grid: { left: 128, right: 230, top: 4, bottom: tickHeight(rows) },
    xAxis: hiddenAxis(-edge, edge),
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
      { ...guide, markLine: dotTicks(scale, tokens) },
      ...sides.map(({ segment, of, shift }) => {
        const { symbol, color } = slot(tokens, segment.slot)
        return {
          type: 'scatter' as const,
          name: segment.name,
          z: 3,
          symbol,
          symbolSize: 11,
          itemStyle: { color, opacity: 1 },
          data: rows.map(
            (row, index): Mark => ({
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
            data: rows.map((row, index): [object, object] => [
              { coord: [place(of(row).low, row), index + shift] },
              { coord: [place(of(row).high, row), index + shift] }
            ])
          }
        }
      })
    ]
  }
}

/** What the scale of the plot does not say of itself. */
export function pairNote(a: Segment, b: Segment, result: PairInput): string {
  return dotNote(drawn(a, b, result).map(dotsOf), result.currency)
}

/** Pixels of the whole plot. */
export function pairHeight(a: Segment, b: Segment, result: PairInput): number {
  const rows = drawn(a, b, result)
  return rows.length * pairPitch + tickHeight(rows) + 6
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

/** What is a part of a mix is drawn there (`mix.ts`); the table has all. */
const drawn = (a: Segment, b: Segment, result: PairInput): Row[] => pairRows(a, b, result).filter(({ feature }) => !inMix(feature, result))

/** The features of both, the most different first. */
export function pairRows(a: Segment, b: Segment, { features }: PairInput): Row[] {
  return features
    .flatMap(({ feature, median: typical }) => {
      const [x, y] = [a, b].map(({ profile }) => profile.find((of) => of.feature === feature))
      return x === undefined || y === undefined ? [] : [{ feature, typical, a: x, b: y, apart: Math.abs(x.effect - y.effect) }]
    })
    .sort((x, y) => y.apart - x.apart)
}

const dotsOf = ({ feature, typical, a, b }: Row): DotRow => ({
  feature,
  typical,
  medians: [a.median, b.median],
  ends: [a.low, a.high, b.low, b.high]
})
