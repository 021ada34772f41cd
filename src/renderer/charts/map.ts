/** The map of customers on two principal components: near means alike, colour and shape are the segment. */
import type { ScatterSeriesOption } from 'echarts/charts'
import { counted, percentAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Segment, SegmentsResult } from '../../shared/model/segments.ts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import {
  type ChartOption,
  type ChartTable,
  frame,
  guide,
  hiddenAxis,
  type Mark,
  overMarks,
  quietAxis,
  quietLine,
  slot,
  text
} from './option.ts'

type MapInput = Pick<SegmentsResult, 'map' | 'segments'>

interface Box {
  xMin: number
  xMax: number
  yMin: number
  yMax: number
}

/**
 * Scatter of the sampled customers, loadings as labelled arrows from the centre, segment names at the centres of
 * their points. Axes are named only on the evidence view, where components are a known word.
 */
export function mapOption(result: MapInput, tokens: Tokens, evidence: boolean): ChartOption {
  const box = extent(result.map.points)
  const [first, second] = result.map.explained
  const axis = (min: number, max: number, name: string) =>
    evidence
      ? ({
          ...quietAxis(tokens, false),
          type: 'value',
          min,
          max,
          name,
          nameLocation: 'middle',
          nameGap: 8,
          nameTextStyle: text(tokens.muted),
          axisLabel: { show: false }
        } as const)
      : hiddenAxis(min, max)
  return {
    ...frame(tokens),
    grid: { left: evidence ? 24 : 8, right: 8, top: 8, bottom: evidence ? 24 : 8 },
    xAxis: axis(box.xMin, box.xMax, t('segments.evidence.component', 1, percentAbout(first))),
    yAxis: axis(box.yMin, box.yMax, t('segments.evidence.component', 2, percentAbout(second))),
    series: [...result.segments.map((segment) => cloud(segment, result, tokens)), arrows(result, box, tokens), names(result, tokens)]
  }
}

/** Customer, segment and position of every point that is drawn. */
export function mapTable(result: MapInput): ChartTable {
  const nameOf = new Map(result.segments.map((segment) => [segment.id, segment.name]))
  return {
    columns: [
      { header: t('segments.map.customer'), numeric: true },
      { header: t('segments.map.segment'), numeric: false },
      { header: t('segments.map.across'), numeric: true },
      { header: t('segments.map.up'), numeric: true }
    ],
    rows: result.map.points.map((point) => [point.customer, nameOf.get(point.segment) ?? null, point.x, point.y])
  }
}

function cloud(segment: Segment, result: MapInput, tokens: Tokens): ScatterSeriesOption {
  const { symbol, color } = slot(tokens, segment.slot)
  const sentence = t('segments.map.point', segment.name)
  const data: Mark<[number, number]>[] = result.map.points
    .filter((point) => point.segment === segment.id)
    .map((point) => ({ value: [point.x, point.y], sentence, key: `customer:${point.customer}` }))
  return {
    type: 'scatter',
    name: segment.name,
    symbol,
    symbolSize: 6,
    itemStyle: { color, opacity: 0.55 },
    data
  }
}

/** Arrows point to where customers have more of the feature; the longest reaches a good third of the way to the edge. */
function arrows(result: MapInput, box: Box, tokens: Tokens): ScatterSeriesOption {
  const reach = Math.min(box.xMax, -box.xMin, box.yMax, -box.yMin) * 0.8
  const longest = Math.max(...result.map.loadings.map(({ x, y }) => Math.hypot(x, y)), Number.EPSILON)
  const stretch = reach / longest
  return {
    ...guide(4),
    markLine: {
      ...quietLine,
      symbol: ['none', 'arrow'],
      symbolSize: 7,
      lineStyle: { color: tokens.muted, width: 1, type: 'solid', opacity: 0.8 },
      data: result.map.loadings.map(({ feature, x, y }) => [
        { coord: [0, 0] },
        {
          coord: [x * stretch, y * stretch],
          label: { show: true, position: 'end', distance: 4, formatter: t(`segments.more.${feature}`), ...overMarks(tokens, tokens.muted) }
        }
      ])
    }
  }
}

function names(result: MapInput, tokens: Tokens): ScatterSeriesOption {
  return {
    type: 'scatter',
    z: 5,
    labelLayout: { moveOverlap: 'shiftY' },
    label: {
      show: true,
      position: 'top',
      distance: 6,
      fontWeight: 600,
      formatter: '{b}',
      ...overMarks(tokens, tokens.ink, typeSizes.table)
    },
    symbolSize: 14,
    data: result.segments.flatMap((segment) => {
      const own = result.map.points.filter((point) => point.segment === segment.id)
      if (own.length === 0) return []
      const { symbol, color } = slot(tokens, segment.slot)
      return {
        name: segment.name,
        value: [mean(own.map(({ x }) => x)), mean(own.map(({ y }) => y))],
        sentence: t('segments.map.centre', segment.name, counted(segment.size, 'customer', 'customers')),
        key: `segment:${segment.id}`,
        symbol,
        itemStyle: { color, borderColor: tokens.surface, borderWidth: 2 }
      }
    })
  }
}

function extent(points: MapInput['map']['points']): Box {
  const range = (values: number[]): [number, number] => {
    const low = values.reduce((a, b) => Math.min(a, b), 0)
    const high = values.reduce((a, b) => Math.max(a, b), 0)
    const margin = (high - low) * 0.05 || 1
    return [low - margin, high + margin]
  }
  const [xMin, xMax] = range(points.map(({ x }) => x))
  const [yMin, yMax] = range(points.map(({ y }) => y))
  return { xMin, xMax, yMin, yMax }
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
