/** A figure over time: what was, the trend beneath it, and what stood out. */
import { kpiAbout } from '../../shared/kpi-format.ts'
import { t } from '../../shared/messages/index.ts'
import { definitionOf, type KpiCourse, type KpiPoint } from '../../shared/model/kpis.ts'
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, quietLine, text } from './option.ts'

export interface CourseInput extends Pick<KpiCourse, 'kpi' | 'grain' | 'currency' | 'points'> {
  target: number | null
  /** Names of the spans, parallel to the points: `Mar 2024`, `4 – 10 Mar 2024`. */
  names: readonly string[]
}

/** With more points than this the line alone is drawn. */
const mostMarks = 40

/** Counts and sums stand on zero; shares and times may be compared from anywhere. */
export function courseOption({ kpi, currency, points, target, names }: CourseInput, tokens: Tokens): ChartOption {
  const { unit } = definitionOf(kpi)
  const said = (value: number | null) => kpiAbout(value, unit, currency)
  const shown = [...points.map(({ value }) => value), target].filter((value) => value !== null)
  const [least, most] = [Math.min(...shown), Math.max(...shown)]
  const sentence = (point: KpiPoint, i: number) =>
    point.unusual
      ? t('kpis.course.unusual', names[i] ?? '', said(point.value), said(point.expected))
      : t('kpis.course.usual', names[i] ?? '', said(point.value))
  return {
    ...frame(tokens),
    tooltip: { ...frame(tokens).tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: tokens.line } } },
    grid: { left: 56, right: 12, top: 16, bottom: 28 },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'category',
      boundaryGap: false,
      data: [...names],
      axisLabel: {
        ...text(tokens.muted),
        hideOverlap: true,
        interval: Math.max(0, Math.ceil(names.length / 4) - 1),
        alignMinLabel: 'left',
        alignMaxLabel: 'right'
      }
    },
    yAxis: {
      ...quietAxis(tokens, true),
      type: 'value',
      splitNumber: 3,
      // From round numbers on, near to what is shown.
      ...(unit === 'money' || unit === 'count' ? { min: Math.min(0, least) } : { scale: true }),
      ...(shown.length > 0 && least === most ? { max: most + 1 } : {}),
      axisLabel: { ...text(tokens.muted), formatter: axisFormat(unit === 'share') }
    },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        // ECharts would leave out marks where it finds the line too dense.
        showAllSymbol: true,
        connectNulls: false,
        lineStyle: { color: tokens.muted, width: 1.25 },
        data: points.map((point, i) => ({
          ...mark(point.value === null ? null : unit === 'share' ? point.value * 100 : point.value, sentence(point, i)),
          symbolSize: point.unusual ? 11 : points.length > mostMarks ? 0 : 3,
          itemStyle: { color: point.unusual ? tokens.brass : tokens.muted }
        })),
        ...(target === null
          ? {}
          : {
              markLine: {
                ...quietLine,
                label: {
                  show: true,
                  position: 'insideEndTop',
                  distance: 6,
                  formatter: t('kpis.course.target', said(target)),
                  ...text(tokens.muted)
                },
                data: [{ yAxis: unit === 'share' ? target * 100 : target, lineStyle: { color: tokens.brass, width: 1, type: 'dashed' } }]
              }
            })
      },
      {
        type: 'line',
        symbol: 'none',
        silent: true,
        lineStyle: { color: tokens.primary, width: 2 },
        data: points.map(({ trend }) => (trend === null ? '-' : unit === 'share' ? trend * 100 : trend))
      }
    ],
    textStyle: text(tokens.ink, typeSizes.caption)
  }
}

const mark = (value: number | null, sentence: string): Mark<number> | Mark<'-'> =>
  value === null ? { value: '-', sentence } : { value, sentence }

/** ECharts' own template: plain numbers, per cent behind shares. */
const axisFormat = (isShare: boolean): string => (isShare ? '{value}%' : '{value}')

export function courseTable({ kpi, points, names }: Pick<CourseInput, 'kpi' | 'points' | 'names'>): ChartTable {
  const name = t(`kpis.of.${kpi}.name`)
  return {
    columns: [
      { header: t('kpis.course.when'), kind: 'text' },
      { header: name, kind: 'number' },
      { header: t('kpis.course.low'), kind: 'number' },
      { header: t('kpis.course.high'), kind: 'number' },
      { header: t('kpis.course.trend'), kind: 'number' },
      { header: t('kpis.course.standsOut'), kind: 'text' }
    ],
    rows: points.map(({ value, low, high, trend, unusual }, i) => [
      names[i] ?? '',
      value,
      low,
      high,
      trend,
      unusual ? t('kpis.course.yes') : ''
    ])
  }
}
