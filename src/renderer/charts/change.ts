/** How many went on, week by week, with the stretch in which it was different and what is usual. */
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, quietAxis, quietLine, text } from './option.ts'

export interface ChangeWeek {
  /** As it stands below the axis. */
  name: string
  /** 0 .. 1. */
  share: number
  of: number
  sentence: string
  /** It lies in the stretch. */
  inside: boolean
}

export interface ChangeWords {
  /** `usually 85%` */
  usual: string
  /** `36%` */
  inside: string
}

/** Labels below the axis. */
const labels = 5

export function changeOption(weeks: readonly ChangeWeek[], usual: number, words: ChangeWords, tokens: Tokens): ChartOption {
  const first = weeks.findIndex(({ inside }) => inside)
  const last = weeks.findLastIndex(({ inside }) => inside)
  return {
    ...frame(tokens),
    grid: { left: 40, right: 92, top: 12, bottom: 24 },
    xAxis: {
      ...quietAxis(tokens, false),
      type: 'category',
      data: weeks.map(({ name }) => name),
      axisLabel: { ...text(tokens.muted), interval: Math.max(0, Math.ceil(weeks.length / labels) - 1) }
    },
    yAxis: {
      ...quietAxis(tokens, true),
      type: 'value',
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { ...text(tokens.muted), formatter: '{value}%' }
    },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: 5,
        // Dots of many weeks would run into each other.
        showSymbol: weeks.length <= 40,
        showAllSymbol: true,
        lineStyle: { color: tokens.primary, width: 1.5 },
        itemStyle: { color: tokens.primary },
        data: weeks.map(({ share, sentence, inside }): Mark<number> & { itemStyle: { color: string } } => ({
          value: 100 * share,
          sentence,
          itemStyle: { color: inside ? tokens.brass : tokens.primary }
        })),
        markArea: {
          silent: true,
          itemStyle: { color: tokens.brass, opacity: 0.14 },
          label: { ...text(tokens.brass, typeSizes.table), position: 'insideTop' },
          data: first === -1 ? [] : [[{ name: words.inside, xAxis: first }, { xAxis: last }]]
        },
        markLine: {
          ...quietLine,
          label: { ...text(tokens.muted), position: 'end', formatter: words.usual },
          lineStyle: { color: tokens.muted, type: 'dashed', width: 1 },
          data: [{ yAxis: 100 * usual }]
        }
      }
    ]
  }
}

export function changeTable(weeks: readonly ChangeWeek[], headers: { week: string; share: string; of: string }): ChartTable {
  return {
    columns: [
      { header: headers.week, kind: 'text' },
      { header: headers.share, kind: 'number' },
      { header: headers.of, kind: 'number' }
    ],
    rows: weeks.map(({ name, share, of }) => [name, share, of])
  }
}
