/** The map of customers on two principal components: near means alike, colour and shape are the segment. */
import type { ScatterSeriesOption } from 'echarts/charts'
import { featureMore } from '../../shared/feature-words.ts'
import { percentAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Segment, SegmentsResult } from '../../shared/model/segments.ts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { placeLabels } from './labels.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, quietAxis, quietLine, slot, text } from './option.ts'

type MapInput = Pick<SegmentsResult, 'map' | 'segments'>

interface Axis {
  min: number
  max: number
}

interface Frame {
  x: Axis
  y: Axis
}

/** Pixels: the smallest plot that labels have to fit in. */
export const mapPlot = { width: 440, height: 340 }

/**
 * Scatter of the sampled customers, loadings as labelled arrows from the centre, segment names at the centres of
 * their points. Axes are named only on the evidence view, where components are a known word.
 *
 * @param width of the plot: words are as wide on any, so that their places depend on it
 */
export function mapOption(result: MapInput, tokens: Tokens, evidence: boolean, width: number = mapPlot.width): ChartOption {
  const plot = { ...mapPlot, width: Math.max(width, mapPlot.width) }
  const { points, explained } = result.map
  const within: Frame = { x: reach(points.map(({ x }) => x)), y: reach(points.map(({ y }) => y)) }
  const axis = (range: Axis, component: 1 | 2) =>
    evidence
      ? ({
          ...quietAxis(tokens, false),
          type: 'value',
          ...range,
          name: t('segments.evidence.component', component, percentAbout(explained[component - 1])),
          nameLocation: 'middle',
          nameGap: 8,
          nameTextStyle: text(tokens.muted),
          axisLabel: { show: false }
        } as const)
      : hiddenAxis(range.min, range.max)
  const tips = arrowTips(result, within)
  const centres = centresOf(result)
  const shifts = placeLabels(
    [...centres, ...tips].map(({ x, y, name, prefers }) => ({ ...pixel(x, y, within, plot), text: name, prefers })),
    plot,
    points.map(({ x, y }) => pixel(clamp(x, within.x), clamp(y, within.y), within, plot))
  )
  return {
    ...frame(tokens),
    grid: { left: evidence ? 24 : 8, right: 8, top: 8, bottom: evidence ? 24 : 8 },
    xAxis: axis(within.x, 1),
    yAxis: axis(within.y, 2),
    series: [
      ...result.segments.map((segment) => cloud(segment, result, within, tokens)),
      lines(tips, { color: tokens.surface, width: 4 }, 'none'),
      arrows(tips, shifts.slice(centres.length), tokens),
      names(centres, shifts, tokens)
    ]
  }
}

/** Customer, segment and position of every point that is drawn. */
export function mapTable(result: MapInput): ChartTable {
  const nameOf = new Map(result.segments.map((segment) => [segment.id, segment.name]))
  return {
    columns: [
      { header: t('segments.map.customer'), kind: 'text' },
      { header: t('segments.map.segment'), kind: 'text' },
      { header: t('segments.map.across'), kind: 'number' },
      { header: t('segments.map.up'), kind: 'number' }
    ],
    rows: result.map.points.map((point) => [point.code, nameOf.get(point.segment) ?? null, point.x, point.y])
  }
}

/** Customers further out than the frame stand at its edge, so that a few odd ones do not press all others together. */
function cloud(segment: Segment, result: MapInput, within: Frame, tokens: Tokens): ScatterSeriesOption {
  const { symbol, color } = slot(tokens, segment.slot)
  const data: Mark<[number, number]>[] = result.map.points
    .filter((point) => point.segment === segment.id)
    .map(({ x, y, customer, code }) => ({
      value: [clamp(x, within.x), clamp(y, within.y)],
      sentence: t('segments.map.point', code, segment.name),
      key: `customer:${customer}`
    }))
  return {
    type: 'scatter',
    name: segment.name,
    symbol,
    symbolSize: 6,
    itemStyle: { color, opacity: 1, borderColor: tokens.surface, borderWidth: 0.5 },
    data
  }
}

type Shift = ReturnType<typeof placeLabels>[number]

interface Named {
  name: string
  x: number
  y: number
  prefers: 'above' | 'below'
}

/** More arrows than this hide what they point at. */
const mostArrows = 6

/** Arrows point to where customers have more of the feature; the longest reaches most of the way to the nearest edge. */
function arrowTips({ map }: MapInput, { x, y }: Frame): Named[] {
  const nearest = Math.min(x.max, -x.min, y.max, -y.min) * 0.85
  const length = (loading: { x: number; y: number }) => Math.hypot(loading.x, loading.y)
  const shown = new Set(map.loadings.toSorted((one, other) => length(other) - length(one)).slice(0, mostArrows))
  const loadings = map.loadings.filter((loading) => shown.has(loading))
  const longest = Math.max(...loadings.map(length), Number.EPSILON)
  const stretch = nearest / longest
  return loadings.map((loading) => ({
    name: featureMore(loading.feature),
    x: loading.x * stretch,
    y: loading.y * stretch,
    prefers: loading.y < 0 ? 'below' : 'above'
  }))
}

function arrows(tips: readonly Named[], shifts: readonly Shift[], tokens: Tokens): ScatterSeriesOption {
  return {
    ...guide,
    z: 4,
    symbolSize: 0,
    itemStyle: { opacity: 1 },
    data: tips.map(({ name, x, y }, index) => ({
      name,
      value: [x, y],
      label: {
        show: true,
        position: 'inside',
        formatter: '{b}',
        offset: offset(shifts[index]),
        ...text(tokens.ink),
        // A plate with an edge: words over a crowd of marks have to be read.
        backgroundColor: tokens.surface,
        borderColor: tokens.control,
        borderWidth: 1,
        borderRadius: 4,
        padding: [1, 4]
      }
    })),
    markLine: lines(tips, { color: tokens.muted, width: 1.5 }, 'arrow').markLine
  }
}

/** From the centre to each tip. Drawn once wide in the ground's colour, once as an arrow, it stands out from the marks. */
function lines(tips: readonly Named[], lineStyle: { color: string; width: number }, head: 'none' | 'arrow') {
  return {
    ...guide,
    markLine: {
      ...quietLine,
      z: 3,
      symbol: ['none', head],
      symbolSize: 7,
      label: { show: false },
      lineStyle: { type: 'solid', ...lineStyle },
      data: tips.map(({ x, y }): [object, object] => [{ coord: [0, 0] }, { coord: [x, y] }])
    }
  } satisfies ScatterSeriesOption
}

function centresOf(result: MapInput): (Named & { segment: Segment })[] {
  return result.segments.flatMap((segment) => {
    const own = result.map.points.filter((point) => point.segment === segment.id)
    if (own.length === 0) return []
    return [{ segment, name: segment.name, x: mean(own.map(({ x }) => x)), y: mean(own.map(({ y }) => y)), prefers: 'above' as const }]
  })
}

function names(centres: ReturnType<typeof centresOf>, shifts: readonly Shift[], tokens: Tokens): ScatterSeriesOption {
  return {
    type: 'scatter',
    z: 5,
    symbolSize: 14,
    data: centres.map(({ segment, name, x, y }, index) => {
      const { symbol, color } = slot(tokens, segment.slot)
      return {
        name,
        value: [x, y],
        sentence: t('segments.map.centre', name, t('customers.count.customers', segment.size)),
        key: `segment:${segment.id}`,
        symbol,
        itemStyle: { color, opacity: 1, borderColor: tokens.surface, borderWidth: 2 },
        label: {
          show: true,
          position: 'inside',
          formatter: '{b}',
          offset: offset(shifts[index]),
          ...text(tokens.ink, typeSizes.caption),
          fontWeight: 600,
          backgroundColor: tokens.surface,
          borderColor: color,
          borderWidth: 1,
          borderRadius: 4,
          padding: [3, 6]
        }
      }
    })
  }
}

/** From the centre to the far fences of the middle half (three times its spread), but no further than there are points. */
function reach(values: readonly number[]): Axis {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0
  const fence = 3 * (at(0.75) - at(0.25))
  const min = Math.min(0, Math.max(at(0), at(0.25) - fence))
  const max = Math.max(0, Math.min(at(1), at(0.75) + fence))
  const margin = (max - min) * 0.05 || 1
  return { min: min - margin, max: max + margin }
}

function pixel(x: number, y: number, within: Frame, plot: typeof mapPlot): { x: number; y: number } {
  const share = (value: number, { min, max }: Axis) => (value - min) / (max - min)
  return { x: share(x, within.x) * plot.width, y: (1 - share(y, within.y)) * plot.height }
}

const offset = (shift: Shift | undefined): [number, number] => [shift?.dx ?? 0, shift?.dy ?? 0]

const clamp = (value: number, { min, max }: Axis) => Math.min(Math.max(value, min), max)

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
