/** A few horizontal bars from zero, the name to the left and the amount at the end of each. */
import { type Tokens, typeSizes } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame, type Mark, rowAxis, text } from './option.ts'

export interface Bar {
  name: string
  value: number
  /** The value as people read it, with its unit. */
  said: string
  sentence: string
  key?: string
}

/** In the order given. Space for names and amounts is in pixels. */
export function barsOption(bars: readonly Bar[], tokens: Tokens, space: { names: number; amounts: number }): ChartOption {
  return {
    ...frame(tokens),
    grid: { left: space.names, right: space.amounts, top: 0, bottom: 0 },
    xAxis: { type: 'value', show: false, min: Math.min(0, ...bars.map(({ value }) => value)) },
    yAxis: rowAxis(
      tokens,
      bars.map(({ name }) => name),
      'left',
      space.names - 16
    ),
    series: [
      {
        type: 'bar',
        barWidth: 12,
        itemStyle: { color: tokens.primary, borderRadius: 2 },
        label: { show: true, position: 'right', ...text(tokens.ink, typeSizes.table) },
        data: bars.map(({ value, said, sentence, key }) => ({ ...mark(value, sentence, key), label: { formatter: said } }))
      }
    ]
  }
}

export function barsTable(bars: readonly Bar[], headers: { name: string; value: string }): ChartTable {
  return {
    columns: [
      { header: headers.name, numeric: false },
      { header: headers.value, numeric: true }
    ],
    rows: bars.map(({ name, value }) => [name, value])
  }
}

const mark = (value: number, sentence: string, key: string | undefined): Mark<number> =>
  key === undefined ? { value, sentence } : { value, sentence, key }
