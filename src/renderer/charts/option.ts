/** What all charts share: the type of an option, its marks, and text and rules in the tokens of the theme. */
import type { YAXisComponentOption } from 'echarts'
import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption, SankeySeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type {
  GridComponentOption,
  MarkAreaComponentOption,
  MarkLineComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import { fontFamily, slotMark, type Tokens, typeSizes } from '../app/tokens.ts'

/** Options are plain data, without functions: they are kept as golden files, and no chart computes while it draws. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | SankeySeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | MarkAreaComponentOption
  | MarkLineComponentOption
  | TitleComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>

/** One mark: where it stands, the sentence it says on hover, and the key it selects on click. */
export interface Mark<V = number | [number, number]> {
  value: V
  sentence: string
  key?: string
}

/** The same numbers as a table, for reading (`T`) and as CSV. Numbers are unrounded. */
export interface ChartTable {
  columns: { header: string; kind: 'text' | 'number' | 'interval' }[]
  rows: ChartCell[][]
}

/** A value with its interval: one cell to read, three columns of CSV. */
export type Interval = [value: number, low: number, high: number]

export type ChartCell = string | number | Interval | null

/** Plain text; captions unless another size is asked for. */
export function text(color: string, fontSize: number = typeSizes.caption) {
  return { fontFamily, fontSize, color } as const
}

/** Text over marks: a halo in the ground's colour keeps it readable. */
export function overMarks(tokens: Tokens, color: string, fontSize: number = typeSizes.caption) {
  return { ...text(color, fontSize), textBorderColor: tokens.surface, textBorderWidth: 3 } as const
}

/** A segment slot's shape, ● ▲ ■ ◆ ▼ ✚ ★ ✖, and colour as ECharts takes them. */
export function slot(tokens: Tokens, number: number): { symbol: string; color: string } {
  const { path, color } = slotMark(tokens, number)
  return { symbol: `path://${path}`, color }
}

/** An axis that carries labels and light rules only. */
export function quietAxis(tokens: Tokens, rules: boolean) {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: rules, lineStyle: { color: tokens.line, width: 1 } },
    axisLabel: text(tokens.muted)
  } as const
}

/** Names of rows, the first on top. Given their width in pixels, labels to the right end flush, as amounts do. */
export function rowAxis(tokens: Tokens, labels: readonly string[], position: 'left' | 'right', flush?: number): YAXisComponentOption {
  return {
    ...quietAxis(tokens, false),
    type: 'category',
    inverse: true,
    position,
    data: [...labels],
    axisLabel: {
      ...text(tokens.ink, typeSizes.table),
      interval: 0,
      ...(flush === undefined ? { margin: 12 } : { margin: flush, align: 'right' })
    }
  }
}

/** A series that only holds lines, areas and words. It is in nobody's way. */
export const guide: ScatterSeriesOption = { type: 'scatter', data: [], silent: true }

/** Lines that mark something: silent, still, and beneath the marks (ECharts would draw them on top). */
export const quietLine: MarkLineComponentOption = { silent: true, animation: false, symbol: 'none', z: 1 }

/** An axis that is only a scale: nothing of it is drawn. */
export function hiddenAxis(min: number, max: number) {
  return { type: 'value', min, max, show: false } as const
}

/** The frame of an option: font, motion of 120 ms, and a tooltip that holds a sentence. */
export function frame(tokens: Tokens): ChartOption & { tooltip: TooltipComponentOption } {
  return {
    textStyle: text(tokens.ink),
    animationDuration: 120,
    animationDurationUpdate: 120,
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: tokens.surface,
      borderColor: tokens.line,
      borderWidth: 1,
      padding: [6, 10],
      textStyle: text(tokens.ink, typeSizes.table),
      extraCssText: 'max-width:360px;white-space:normal;line-height:1.45;border-radius:6px;box-shadow:0 4px 16px rgb(0 0 0 / .16)'
    }
  }
}
