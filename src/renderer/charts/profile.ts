/**
 * What sets one segment apart: a dot plot against everyone, sorted by size of effect. Units differ from row to row, so
 * rows share a scale of ratios to the typical customer (logarithmic: twice and half are equally far), and each says its
 * value in its own unit. The grey bar is the middle half of everyone, the line the middle half of the segment.
 */
import type { ScatterSeriesOption } from 'echarts/charts'
import { featureName } from '../../shared/feature-words.ts'
import { moneyAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Feature, Segment, SegmentsResult } from '../../shared/model/segments.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, quietLine, rowAxis, slot, text } from './option.ts'
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
export const mostRows = 6

/** Doublings between the centre and either edge: the smallest that holds all medians. Beyond 64 times a mark stands at the edge. */
const reaches = [1, 2, 4, 6] as const
const widestReach = 6

export function profileOption(segment: Segment, result: ProfileInput, tokens: Tokens): ChartOption {
  const rows = rowsOf(segment, result).slice(0, mostRows)
  const { symbol, color } = slot(tokens, segment.slot)
  const furthest = Math.max(0, ...rows.map((row) => Math.abs(doublings(row.median, row))).filter(Number.isFinite))
  const reach = reaches.find((r) => furthest <= r) ?? widestReach
  const edge = reach * 1.08
  const place = (value: number, row: Row) => Math.min(Math.max(doublings(value, row), -edge), edge)
  const spans = (low: 'low' | 'typicalLow', high: 'high' | 'typicalHigh') =>
    rows.flatMap((row, index): [object, object][] =>
      isComparable(row) ? [[{ coord: [place(row[low], row), index] }, { coord: [place(row[high], row), index] }]] : []
    )
  const everyone = spans('typicalLow', 'typicalHigh')
  const own = spans('low', 'high')
  return {
    ...frame(tokens),
    grid: { left: 112, right: 200, top: 4, bottom: 26 },
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
      scale(reach, tokens),
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
        data: rows.flatMap((row, index): Mark[] =>
          isComparable(row) ? [{ value: [place(row.median, row), index], sentence: sentence(segment, row, result.currency) }] : []
        )
      }
    ]
  }
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
      isComparable(row) ? row.median / row.typical : null
    ])
  }
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

/** Only a positive typical value can be a measure of "times". Such a row without one says its value and has no mark. */
const isComparable = (row: Row) => row.typical > 0

/** Zero and below are infinitely many halvings away; they are drawn at the edge. */
const doublings = (value: number, row: Row) => (value > 0 ? Math.log2(value / row.typical) : Number.NEGATIVE_INFINITY)

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

/** The typical customer as a line through the middle, light rules at each half, and what the edges mean. */
function scale(reach: number, tokens: Tokens): ScatterSeriesOption {
  const ticks = reach === 1 ? [-1, 0, 1] : [-reach, -reach / 2, 0, reach / 2, reach]
  return {
    ...guide,
    markLine: {
      ...quietLine,
      z: 0,
      data: ticks.map((tick) => ({
        xAxis: tick,
        lineStyle: { color: tick === 0 ? tokens.muted : tokens.line, width: 1, type: 'solid' as const },
        label: {
          show: tick === 0 || Math.abs(tick) === reach,
          position: 'end' as const,
          distance: 6,
          formatter: tick === 0 ? t('segments.profile.typical') : tick < 0 ? `1/${2 ** -tick}×` : `${2 ** tick}×`,
          ...text(tokens.muted)
        }
      }))
    }
  }
}
