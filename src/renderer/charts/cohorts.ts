/** Cohorts as a heat map: a row a month of first orders, a column a month later, darker where more came back. */
import { count, month as monthName, percentAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { KpiCohort } from '../../shared/model/kpis.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, quietAxis, rowAxis, text } from './option.ts'

/** Month 0 is everybody, and would drown the rest. */
export function cohortsOption(cohorts: readonly KpiCohort[], tokens: Tokens): ChartOption {
  const known = cohorts.filter(({ customers }) => customers > 0)
  const most = Math.max(0, ...known.map(({ active }) => active.length - 1))
  const cells = known.flatMap(({ month, customers, active }, row) =>
    active.slice(1).map((n, at) => ({
      value: [at, row, n / customers] as [number, number, number],
      sentence: t('kpis.cohorts.cell', monthName(month), count(customers), at + 1, count(n), percentAbout(n / customers))
    }))
  )
  return {
    ...frame(tokens),
    grid: { left: 128, right: 8, top: 28, bottom: 8 },
    xAxis: { ...quietAxis(tokens, false), type: 'category', position: 'top', data: Array.from({ length: most }, (_, i) => String(i + 1)) },
    yAxis: rowAxis(
      tokens,
      known.map(({ month, customers }) => t('kpis.cohorts.row', monthName(month), count(customers))),
      'left'
    ),
    visualMap: {
      show: false,
      min: 0,
      max: Math.max(0.01, ...cells.map(({ value }) => value[2])),
      dimension: 2,
      inRange: { color: [...tokens.sequential] }
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: tokens.surface, borderWidth: 1 },
        emphasis: { disabled: true },
        label: { show: false, ...text(tokens.ink) }
      }
    ]
  }
}

export function cohortsTable(cohorts: readonly KpiCohort[]): ChartTable {
  const known = cohorts.filter(({ customers }) => customers > 0)
  const most = Math.max(0, ...known.map(({ active }) => active.length - 1))
  return {
    columns: [
      { header: t('kpis.cohorts.month'), kind: 'text' },
      { header: t('kpis.cohorts.customers'), kind: 'number' },
      ...Array.from({ length: most }, (_, i) => ({ header: t('kpis.cohorts.later', i + 1), kind: 'number' as const }))
    ],
    rows: known.map(({ month, customers, active }) => [
      monthName(month),
      customers,
      ...Array.from({ length: most }, (_, i) => active[i + 1] ?? null)
    ])
  }
}
