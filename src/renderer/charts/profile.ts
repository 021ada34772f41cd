/**
 * What sets one segment apart: a dot plot against everyone, sorted by size of effect, on the scale of `dots.ts`; each row says its
 * value in its own unit. The grey bar is the middle half of everyone, the line the middle half of the segment.
 */
import type { ScatterSeriesOption } from 'echarts/charts'
import { featureName } from '../../shared/feature-words.ts'
import { moneyAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Feature, Segment, SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type DotRow, dotNote, dotScale, dotTicks, tickHeight } from './dots.ts'
import { inMix } from './mix.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, quietLine, rowAxis, slot } from './option.ts'
import { againstTypical, featureValue, featureWithUnit } from './units.ts'

type ProfileInput = Pick<SegmentsResult, 'features' | 'currency'>

interface Row {
  feature: Feature
  median: number
  low: number
  high: number
  typical: number
  typicalLow: number
  typicalHigh: number
}

/** So many rows are drawn, those that differ most; the table has them all. */
const mostRows = 6

/** Doublings between the centre and either edge. Beyond 64 times a mark stands at the edge. */
const reaches = [1, 2, 4, 6] as const

export function profileOption(segment: Segment, result: ProfileInput, tokens: Tokens): ChartOption {
  const rows = drawn(segment, result)
  const { symbol, color } = slot(tokens, segment.slot)
  const scale = dotScale(rows.map(dotsOf), reaches)
  const { place, edge } = scale
  const spans = (low: 'low' | 'typicalLow', high: 'high' | 'typicalHigh') =>
    rows.map((row, index): [object, object] => [{ coord: [place(row[low], row), index] }, { coord: [place(row[high], row), index] }])
  const everyone = spans('typicalLow', 'typicalHigh')
  const own = spans('low', 'high')
  return {
    ...frame(tokens),
    grid: { left: 112, right: 200, top: 4, bottom: tickHeight(rows) },
    xAxis: hiddenAxis(-edge, edge),
    yAxis: [
      rowAxis(
        tokens,
        rows.map(({ feature }) => featureName(feature)),
        'left'
      ),
      rowAxis(
        tokens,
        rows.map((row) => said(row, result.currency)),
        'right'
      )
    ],
    series: [
      { ...guide, markLine: dotTicks(scale, tokens) },
      // Everyone is so wide a band that it shows on both sides of the own line, whatever it covers.
      bars(everyone, { color: tokens.muted, opacity: 0.7, width: 12 }, 1),
      bars(own, { color: tokens.surface, width: 6 }, 1),
      bars(own, { color, width: 3 }, 2),
      {
        type: 'scatter',
        z: 3,
        symbol,
        symbolSize: 12,
        itemStyle: { color, opacity: 1, borderColor: tokens.surface, borderWidth: 1 },
        data: rows.map(
          (row, index): Mark => ({ value: [place(row.median, row), index], sentence: sentence(segment, row, result.currency) })
        )
      }
    ]
  }
}

/** What the scale of the plot does not say of itself. */
export function profileNote(segment: Segment, result: ProfileInput): string {
  return dotNote(drawn(segment, result).map(dotsOf), result.currency)
}

/** Pixels below the rows. */
export function profileScaleHeight(segment: Segment, result: ProfileInput): number {
  return tickHeight(drawn(segment, result))
}

/** Values in original units, in the order of the plot. */
export function profileTable(segment: Segment, result: ProfileInput): ChartTable {
  return {
    columns: [
      { header: t('segments.profile.columns.feature'), kind: 'text' },
      { header: t('segments.profile.columns.segment'), kind: 'interval' },
      { header: t('segments.profile.columns.everyone'), kind: 'interval' },
      { header: t('segments.profile.columns.times'), kind: 'number' }
    ],
    rows: rowsOf(segment, result).map((row) => [
      featureWithUnit(row.feature, result.currency),
      [row.median, row.low, row.high],
      [row.typical, row.typicalLow, row.typicalHigh],
      row.typical > 0 ? row.median / row.typical : null
    ])
  }
}

/** How many rows are drawn. */
export const profileRows = (segment: Segment, result: ProfileInput): number => drawn(segment, result).length

/** What is a part of a mix is drawn there (`mix.ts`). */
function drawn(segment: Segment, result: ProfileInput): Row[] {
  return rowsOf(segment, result)
    .filter(({ feature }) => !inMix(feature, result))
    .slice(0, mostRows)
}

function rowsOf(segment: Segment, result: ProfileInput): Row[] {
  return [...segment.profile]
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .flatMap(({ feature, median, low, high }) => {
      const everyone = result.features.find((summary) => summary.feature === feature)
      if (!everyone) return []
      return [{ feature, median, low, high, typical: everyone.median, typicalLow: everyone.low, typicalHigh: everyone.high }]
    })
}

const dotsOf = ({ feature, typical, median, low, high, typicalLow, typicalHigh }: Row): DotRow => ({
  feature,
  typical,
  medians: [median],
  ends: [low, high, typicalLow, typicalHigh]
})

function said(row: Row, currency: string): string {
  // “An order” stands before the row already.
  const value = row.feature === 'meanOrderValue' ? moneyAbout(row.median, currency) : featureValue(row.feature, row.median, currency)
  return t('segments.profile.said', value, againstTypical(row.feature, row.median, row.typical, currency))
}

function sentence(segment: Segment, row: Row, currency: string): string {
  const value = (x: number) => featureValue(row.feature, x, currency)
  return t('segments.profile.sentence', {
    segment: segment.name,
    feature: featureName(row.feature),
    median: value(row.median),
    low: value(row.low),
    high: value(row.high),
    typical: value(row.typical)
  })
}

function bars(data: [object, object][], lineStyle: { color: string; width: number; opacity?: number }, z: number): ScatterSeriesOption {
  return { ...guide, markLine: { ...quietLine, z, label: { show: false }, lineStyle: { type: 'solid', cap: 'butt', ...lineStyle }, data } }
}
