/** Chance of an order, said against seen: on the diagonal what was said came true; whiskers are the intervals of what was seen. */
import type { LineSeriesOption } from 'echarts/charts'
import { t } from '../../shared/messages/index.ts'
import type { RhythmReport } from '../../shared/model/alerts.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, text } from './option.ts'

export type Calibration = RhythmReport['calibration'][number]

export function calibrationOption({ weeks, groups }: Calibration, tokens: Tokens): ChartOption {
  return againstOption(
    groups,
    ({ expected, observed, low, high, customers }) =>
      t('inbox.model.calibration.sentence', weeks, expected, observed, low, high, customers),
    tokens
  )
}

/** Where the waits until the next order fell among those that were expected: a tenth below each tenth. */
export function placedOption(placed: RhythmReport['placed'], tokens: Tokens): ChartOption {
  return againstOption(
    placed,
    ({ expected, observed, low, high, customers }) => t('inbox.model.placed.sentence', expected, observed, low, high, customers),
    tokens
  )
}

/** In per cent on both axes, up to what there is. */
function againstOption(
  groups: Calibration['groups'],
  sentenceOf: (group: Calibration['groups'][number]) => string,
  tokens: Tokens
): ChartOption {
  const highest = 100 * Math.max(0.02, ...groups.flatMap(({ expected, high }) => [expected, high]))
  const step = [1, 2, 5, 10, 20, 25].find((size) => highest / size <= 5) ?? 25
  const most = Math.min(100, Math.ceil(highest / step) * step)
  const axis = {
    ...quietAxis(tokens, true),
    type: 'value' as const,
    min: 0,
    max: most,
    interval: step,
    axisLabel: { ...text(tokens.muted), formatter: '{value}%' }
  }
  return {
    ...frame(tokens),
    grid: { left: 44, right: 20, top: 12, bottom: 28 },
    xAxis: axis,
    yAxis: axis,
    series: [
      line([0, 0], [most, most], { color: tokens.muted, width: 1, type: 'dashed' }),
      ...groups.map(({ expected, low, high, inside }) =>
        line([100 * expected, 100 * low], [100 * expected, 100 * high], { color: inside ? tokens.primary : tokens.brass, width: 1.5 })
      ),
      {
        type: 'scatter',
        symbol: 'circle',
        symbolSize: 9,
        z: 3,
        data: groups.map((group) => {
          const { expected, observed, inside } = group
          const mark: Mark = { value: [100 * expected, 100 * observed], sentence: sentenceOf(group) }
          return { ...mark, itemStyle: { color: inside ? tokens.primary : tokens.brass, opacity: 1 } }
        })
      }
    ]
  }
}

function line(from: [number, number], to: [number, number], lineStyle: LineSeriesOption['lineStyle']): LineSeriesOption {
  return { type: 'line', silent: true, symbol: 'none', lineStyle: lineStyle ?? {}, data: [from, to] }
}

/** Shares, unrounded. */
export function calibrationTable({ groups }: Pick<Calibration, 'groups'>): ChartTable {
  return {
    columns: [
      { header: t('inbox.model.calibration.said'), kind: 'number' },
      { header: t('inbox.model.calibration.seen'), kind: 'interval' },
      { header: t('inbox.model.calibration.customers'), kind: 'number' }
    ],
    rows: groups.map(({ expected, observed, low, high, customers }) => [expected, [observed, low, high], customers])
  }
}
