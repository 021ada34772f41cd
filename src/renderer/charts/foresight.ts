/** Evidence of a model that foresees who buys: what the first tenths hold, and what was said beside what happened. */
import { t } from '../../shared/messages/index.ts'
import type { UpsellTarget } from '../../shared/model/upsell.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, text } from './option.ts'

type Deciles = UpsellTarget['deciles']
type Curve = NonNullable<UpsellTarget['calibration']>['curve']

/** Share of all who bought, in the tenths with the best chances one after the other; the straight line is a lot. */
export function gainsOption(deciles: Deciles, tokens: Tokens): ChartOption {
  const axis = percentAxis(100, 25, tokens)
  return {
    ...frame(tokens),
    grid: { left: 44, right: 20, top: 12, bottom: 28 },
    xAxis: axis,
    yAxis: axis,
    series: [
      diagonal(100, tokens),
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: 8,
        z: 3,
        lineStyle: { color: tokens.primary, width: 2 },
        itemStyle: { color: tokens.primary },
        data: deciles.map(
          ({ gain, lift }, at): Mark => ({
            value: [10 * (at + 1), 100 * gain],
            sentence: t('offering.judged.evidence.gainsSentence', at + 1, gain, lift)
          })
        )
      }
    ]
  }
}

export function gainsTable(deciles: Deciles): ChartTable {
  const columns = 'offering.judged.evidence.gainsColumns' as const
  return {
    columns: (['tenth', 'rows', 'hits', 'lift', 'gain'] as const).map((name) => ({
      header: t(`${columns}.${name}`),
      kind: 'number' as const
    })),
    rows: deciles.map(({ rows, hits, lift, gain }, at) => [at + 1, rows, hits, lift, gain])
  }
}

/** On the straight line what was said came true. */
export function saidOption(curve: Curve, tokens: Tokens): ChartOption {
  const highest = 100 * Math.max(0.02, ...curve.flatMap(({ said, happened }) => [said, happened]))
  const step = [1, 2, 5, 10, 20, 25].find((size) => highest / size <= 5) ?? 25
  const most = Math.min(100, Math.ceil(highest / step) * step)
  const axis = percentAxis(most, step, tokens)
  return {
    ...frame(tokens),
    grid: { left: 44, right: 20, top: 12, bottom: 28 },
    xAxis: axis,
    yAxis: axis,
    series: [
      diagonal(most, tokens),
      {
        type: 'scatter',
        symbol: 'circle',
        symbolSize: 9,
        z: 3,
        itemStyle: { color: tokens.primary, opacity: 1 },
        data: curve.map(
          ({ said, happened, rows }): Mark => ({
            value: [100 * said, 100 * happened],
            sentence: t('offering.judged.evidence.saidSentence', said, happened, rows)
          })
        )
      }
    ]
  }
}

export function saidTable(curve: Curve): ChartTable {
  const columns = 'offering.judged.evidence.saidColumns' as const
  return {
    columns: (['said', 'happened', 'rows'] as const).map((name) => ({ header: t(`${columns}.${name}`), kind: 'number' as const })),
    rows: curve.map(({ said, happened, rows }) => [said, happened, rows])
  }
}

function percentAxis(most: number, interval: number, tokens: Tokens) {
  return {
    ...quietAxis(tokens, true),
    type: 'value' as const,
    min: 0,
    max: most,
    interval,
    axisLabel: { ...text(tokens.muted), formatter: '{value}%' }
  }
}

function diagonal(most: number, tokens: Tokens) {
  return {
    type: 'line' as const,
    silent: true,
    symbol: 'none',
    lineStyle: { color: tokens.muted, width: 1, type: 'dashed' as const },
    data: [
      [0, 0],
      [most, most]
    ]
  }
}
