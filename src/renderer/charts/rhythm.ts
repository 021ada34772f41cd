/** A customer's orders on a time line, with the band in which the next one is expected. */
import type { ScatterSeriesOption } from 'echarts/charts'
import type { MarkAreaComponentOption } from 'echarts/components'
import { date, money } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { CustomerDetail, CustomerOrder } from '../../shared/model/customer.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, guide, hiddenAxis, type Mark, quietAxis, quietLine, text } from './option.ts'

const day = 86_400

/** Money that went back stands below the line, on a scale from -1 to 1. */
const returnLane = -0.7

export interface RhythmInput extends Pick<CustomerDetail, 'orders' | 'rhythm'> {
  /** Last sale and analysis date, wall-clock seconds; null when unknown. */
  lastAt: number | null
  asOf: number | null
}

/** Wall-clock seconds between which the next order is expected, at least a day apart; null while there is no rhythm. */
export function expectedBand({ rhythm, lastAt }: Pick<RhythmInput, 'rhythm' | 'lastAt'>): { from: number; to: number } | null {
  if (!rhythm || lastAt === null) return null
  const spread = Math.max(rhythm.madDays, 0.5)
  return { from: lastAt + (rhythm.medianDays - spread) * day, to: lastAt + (rhythm.medianDays + spread) * day }
}

/** The area of a dot follows the order's worth; money that went back is a ring below the line. Wall-clock time is drawn as it stands. */
export function rhythmOption(input: RhythmInput, tokens: Tokens): ChartOption {
  const band = expectedBand(input)
  const moments = [...input.orders.flatMap(({ at, back }) => [at, back?.at]), input.asOf, band?.to].filter((at) => typeof at === 'number')
  const first = moments.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = moments.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const margin = Math.max((last - first) * 0.03, 2 * day)
  const dearest = Math.max(1, ...input.orders.map(({ net }) => Math.abs(net)))
  const dots = (lane: number, itemStyle: ScatterSeriesOption['itemStyle'], orders: readonly CustomerOrder[]): ScatterSeriesOption => ({
    type: 'scatter',
    symbol: 'circle',
    z: 3,
    itemStyle: { opacity: 0.8, ...itemStyle },
    data: orders.map((order) => ({ ...mark(order, lane), symbolSize: Math.round(6 + 12 * Math.sqrt(Math.abs(order.net) / dearest)) }))
  })
  return {
    ...frame(tokens),
    useUTC: true,
    grid: { left: 16, right: 16, top: 44, bottom: 26 },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'time',
      min: (first - margin) * 1000,
      max: (last + margin) * 1000,
      splitNumber: 4,
      axisLabel: {
        ...text(tokens.muted),
        hideOverlap: true,
        formatter: { year: '{MMM} {yyyy}', month: '{MMM} {yyyy}', day: '{d} {MMM}', hour: '{d} {MMM}' }
      }
    },
    yAxis: hiddenAxis(-1, 1),
    series: [
      guides(input, band, (at) => (at - first) / (last - first || 1), tokens),
      dots(
        0,
        { color: tokens.primary },
        input.orders.filter(({ kind }) => kind === 'sale')
      ),
      dots(returnLane, { color: 'transparent', borderColor: tokens.bad, borderWidth: 1.5 }, input.orders.flatMap(wentBack))
    ]
  }
}

export function rhythmTable(input: RhythmInput): ChartTable {
  return {
    columns: [
      { header: t('customers.orders.number'), kind: 'text' },
      { header: t('customers.orders.date'), kind: 'text' },
      { header: t('customers.orders.kind'), kind: 'text' },
      { header: t('customers.orders.amount'), kind: 'number' }
    ],
    rows: input.orders.map((order) => [
      order.number,
      new Date(order.at * 1000).toISOString().slice(0, 16).replace('T', ' '),
      t(`customers.kind.${order.kind}`),
      order.net
    ])
  }
}

/** What of an order is a ring: all of a return or cancellation, of a sale what went back on its number. */
function wentBack(order: CustomerOrder): CustomerOrder[] {
  if (order.kind !== 'sale') return [order]
  return order.back === null ? [] : [{ ...order, kind: 'return', at: order.back.at, net: -order.back.amount }]
}

function mark(order: CustomerOrder, lane: number): Mark {
  const kind = t(`customers.kind.${order.kind}`)
  return {
    value: [order.at * 1000, lane],
    sentence: t('customers.rhythm.order', kind, order.number, date(order.at), money(order.net, order.currency))
  }
}

/** The line that orders stand on, the expected band across it, and the analysis date. `share` is how far along a moment is, 0..1. */
function guides(
  input: RhythmInput,
  band: ReturnType<typeof expectedBand>,
  share: (at: number) => number,
  tokens: Tokens
): ScatterSeriesOption {
  const asOf = input.asOf === null ? [] : [asOfLine(input.asOf, share(input.asOf), tokens)]
  const area: MarkAreaComponentOption | null = band && {
    silent: true,
    animation: false,
    itemStyle: { color: `${tokens.brass}33`, borderColor: tokens.brass, borderWidth: 1 },
    label: {
      show: true,
      position: 'top',
      distance: 4,
      formatter: t(input.asOf !== null && band.to < input.asOf ? 'customers.rhythm.wasExpected' : 'customers.rhythm.expected'),
      ...inward(share(band.to)),
      ...text(tokens.brass)
    },
    data: [[{ xAxis: band.from * 1000 }, { xAxis: band.to * 1000 }]]
  }
  return {
    ...guide,
    markLine: {
      ...quietLine,
      data: [{ yAxis: 0, label: { show: false }, lineStyle: { color: tokens.line, width: 1, type: 'solid' } }, ...asOf]
    },
    ...(area && { markArea: area })
  }
}

/** Its label stands a line above that of the band, which is often close. */
function asOfLine(at: number, share: number, tokens: Tokens) {
  return {
    xAxis: at * 1000,
    lineStyle: { color: tokens.ink, width: 1, type: 'solid' },
    label: {
      show: true,
      position: 'end',
      distance: 22,
      formatter: t('customers.rhythm.asOf', date(at)),
      ...inward(share),
      ...text(tokens.ink)
    }
  } as const
}

/** A label near an end of the line grows away from it, so that it is not cut off. */
function inward(share: number) {
  return share > 0.8 ? ({ align: 'right' } as const) : share < 0.2 ? ({ align: 'left' } as const) : {}
}
