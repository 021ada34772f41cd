/** What sets one group's support apart: a dot plot against the others in standard deviations, with 95 % intervals, sorted by size of effect. */
import { t } from '../../shared/messages/index.ts'
import type { SupportTrait } from '../../shared/model/support.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, quietLine, rowAxis, slot } from './option.ts'
import { supportFeature, supportFigure, supportOthers, supportValue } from './supportWords.ts'

/** So many rows are drawn, the largest; the table has them all. */
const mostRows = 8

/** The end of an interval. */
const cap = { symbol: 'rect', symbolSize: [1.5, 9] }

type Traits = readonly SupportTrait[]

export const traitRows = (profile: Traits): number => Math.min(mostRows, profile.length)

export function traitsOption(profile: Traits, slotNumber: number, tokens: Tokens): ChartOption {
  const rows = sorted(profile).slice(0, mostRows)
  const { symbol, color } = slot(tokens, slotNumber)
  const edge = Math.ceil(Math.max(1, ...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)])))
  return {
    ...frame(tokens),
    grid: { left: 168, right: 172, top: 4, bottom: 26 },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'value',
      min: -edge,
      max: edge,
      interval: edge,
      axisLabel: { show: false }
    },
    yAxis: [
      rowAxis(
        tokens,
        rows.map((row) => supportFeature(named(row))),
        'left'
      ),
      rowAxis(
        tokens,
        rows.map(({ feature, value, others }) =>
          t('supporting.profile.said', supportValue(feature, value), supportOthers(feature, others))
        ),
        'right'
      )
    ],
    series: [
      {
        type: 'scatter',
        z: 3,
        symbol,
        // No larger than most intervals are long: they are to be seen.
        symbolSize: 6,
        itemStyle: { color, opacity: 1 },
        data: rows.map(
          (row, index): Mark => ({
            value: [row.effect, index],
            sentence: t('supporting.profile.sentence', {
              feature: supportFeature(named(row)),
              value: supportValue(row.feature, row.value),
              others: supportOthers(row.feature, row.others)
            })
          })
        ),
        markLine: {
          ...quietLine,
          label: { show: false },
          lineStyle: { color, width: 2, type: 'solid', cap: 'butt' },
          data: [
            { xAxis: 0, lineStyle: { color: tokens.muted, width: 1 } },
            ...rows.map(
              (row, index) =>
                [
                  { coord: [row.low, index], ...cap },
                  { coord: [row.high, index], ...cap }
                ] as [object, object]
            )
          ]
        }
      }
    ]
  }
}

export function traitsTable(profile: Traits): ChartTable {
  return {
    columns: [
      { header: t('supporting.profile.columns.feature'), kind: 'text' },
      { header: t('supporting.profile.columns.value'), kind: 'number' },
      { header: t('supporting.profile.columns.others'), kind: 'number' },
      { header: t('supporting.evidence.effect'), kind: 'interval' }
    ],
    rows: sorted(profile).map((row) => [
      supportFeature(named(row)),
      supportFigure(row.feature, row.value),
      supportFigure(row.feature, row.others),
      [row.effect, row.low, row.high]
    ])
  }
}

const named = ({ feature, of }: SupportTrait) => ({ id: feature, of })

const sorted = (profile: Traits) => [...profile].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
