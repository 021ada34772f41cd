/** A few horizontal bars from zero, the name above each and the amounts in a column at the end. */
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

/** Pixels that a bar with its name takes. */
export const barPitch = 40

const thickness = 8
const amountWidth = 60

/** In the order given. `width` is what names may take before they are cut off, in pixels. */
export function barsOption(bars: readonly Bar[], tokens: Tokens, width: number): ChartOption {
  const amounts = rowAxis(
    tokens,
    bars.map(({ said }) => said),
    'right',
    amountWidth
  )
  return {
    ...frame(tokens),
    grid: { left: 0, right: amountWidth + 4, top: 8, bottom: 0 },
    xAxis: { type: 'value', show: false, min: Math.min(0, ...bars.map(({ value }) => value)) },
    yAxis: amounts,
    series: [
      {
        type: 'bar',
        barWidth: thickness,
        itemStyle: { color: tokens.primary, borderRadius: 2 },
        label: {
          show: true,
          position: [0, -18],
          width,
          overflow: 'truncate',
          formatter: '{b}',
          ...text(tokens.ink, typeSizes.table)
        },
        data: bars.map(({ name, value, sentence, key }) => ({ name, ...mark(value, sentence, key) }))
      }
    ]
  }
}

export function barsTable(bars: readonly Bar[], headers: { name: string; value: string }): ChartTable {
  return {
    columns: [
      { header: headers.name, kind: 'text' },
      { header: headers.value, kind: 'number' }
    ],
    rows: bars.map(({ name, value }) => [name, value])
  }
}

const mark = (value: number, sentence: string, key: string | undefined): Mark<number> =>
  key === undefined ? { value, sentence } : { value, sentence, key }
