/** P(alive) as a heat map: a row a number of orders, a column the weeks since the last one, darker where customers are surer to be there. */
import { t } from '../../shared/messages/index.ts'
import type { AliveMap } from '../../shared/model/alerts.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, overMarks, quietAxis, rowAxis, text } from './option.ts'

/** From which on a cell is so dark that its number has to be light, or the other way round. */
const DARK = 0.7

export function aliveOption(map: AliveMap, tokens: Tokens): ChartOption {
  const { orders, weeks } = namesOf(map)
  return {
    ...frame(tokens),
    grid: { left: 88, right: 8, top: 28, bottom: 8 },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'category',
      position: 'top',
      data: weeks,
      axisLabel: { ...text(tokens.muted), interval: 0 }
    },
    yAxis: rowAxis(tokens, orders, 'left'),
    visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [...tokens.sequential] } },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: tokens.surface, borderWidth: 1 },
        emphasis: { disabled: true },
        label: { show: true, ...text(tokens.ink) },
        data: map.cells.map((cell) => ({
          value: [cell.weeks, cell.orders, cell.alive] as [number, number, number],
          sentence: t('inbox.model.alive.cell', orders[cell.orders] as string, weeks[cell.weeks] as string, cell.customers, cell.alive),
          label: {
            formatter: t('inbox.model.alive.share', cell.alive),
            ...(cell.alive >= DARK ? text(tokens.surface) : overMarks(tokens, tokens.ink))
          }
        }))
      }
    ]
  }
}

export function aliveTable(map: AliveMap): ChartTable {
  const { orders, weeks } = namesOf(map)
  return {
    columns: [
      { header: t('inbox.model.alive.columns.orders'), kind: 'text' },
      { header: t('inbox.model.alive.columns.weeks'), kind: 'text' },
      { header: t('inbox.model.alive.columns.customers'), kind: 'number' },
      { header: t('inbox.model.alive.columns.alive'), kind: 'number' }
    ],
    rows: map.cells.map((cell) => [orders[cell.orders] ?? null, weeks[cell.weeks] ?? null, cell.customers, cell.alive])
  }
}

function namesOf({ orders, weeks }: AliveMap): { orders: string[]; weeks: string[] } {
  const until = (bounds: readonly number[], i: number): number | null => bounds[i + 1] ?? null
  return {
    orders: orders.map((from, i) => {
      const next = until(orders, i)
      return t('inbox.model.alive.orders', from, next === null ? null : next - 1)
    }),
    weeks: weeks.map((from, i) => t('inbox.model.alive.weeks', from, until(weeks, i)))
  }
}
