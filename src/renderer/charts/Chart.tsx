import { useReducedMotion, useResizeObserver } from '@mantine/hooks'
import type { EChartsType } from 'echarts/core'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import classes from './Chart.module.css'
import { init } from './echarts.ts'
import type { ChartOption } from './option.ts'

/** What one can ask a drawn chart for. */
export interface ChartHandle {
  /** The picture as a PNG data address, on the given ground. */
  picture: (ground: string) => string | null
  /** The same as the text of an SVG, which print shops and slides can enlarge. */
  drawing: (ground: string) => string | null
}

interface ChartProps {
  option: ChartOption
  /** The finding that the chart shows, for those who do not see it. */
  label: string
  /** Pixels. */
  height: number
  /** A click on a mark that has a key. */
  onSelect?: ((key: string) => void) | undefined
  ref?: Ref<ChartHandle>
}

/** Draws one option. A new option (a new result, another theme) is drawn over the old one. */
export function Chart({ option, label, height, onSelect, ref }: ChartProps) {
  const chart = useRef<EChartsType | null>(null)
  const holder = useRef<HTMLDivElement>(null)
  const select = useRef(onSelect)
  const still = useReducedMotion(false, { getInitialValueInEffect: false })
  const [measured, { width }] = useResizeObserver<HTMLDivElement>()

  useEffect(() => {
    select.current = onSelect
  })
  useEffect(() => {
    if (holder.current === null) return
    const drawn = init(holder.current)
    drawn.on('click', ({ data }) => {
      const key = textOf(data, 'key')
      if (key !== null) select.current?.(key)
    })
    chart.current = drawn
    return () => {
      drawn.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(
      { ...option, tooltip: withSentence(option), animation: !still && option.animation !== false },
      { notMerge: true, lazyUpdate: true }
    )
  }, [option, still])
  useEffect(() => {
    if (width > 0) chart.current?.resize({ width, height })
  }, [width, height])
  useImperativeHandle(ref, () => ({
    picture: (ground) => chart.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: ground }) ?? null,
    drawing: (ground) => (chart.current === null ? null : asSvg({ ...option, backgroundColor: ground }, chart.current))
  }))

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the reader can stop at a chart and hear what it shows.
    <div ref={measured} className={classes.chart} role="img" aria-label={label} tabIndex={0} style={{ height }}>
      <div ref={holder} className={classes.canvas} />
    </div>
  )
}

/** Drawn once more, off the page, as large as it stands there. */
function asSvg(option: ChartOption, drawn: EChartsType): string {
  const size = { width: drawn.getWidth(), height: drawn.getHeight() }
  const apart = init(null, undefined, { renderer: 'svg', ssr: true, ...size })
  try {
    apart.setOption({ ...option, animation: false })
    return apart.renderToSVGString()
  } finally {
    apart.dispose()
  }
}

/** Hovering says the sentence of the mark, and nothing where a mark has none. */
function withSentence(option: ChartOption): object {
  const formatter = (under: unknown) => {
    const [first] = Array.isArray(under) ? under : [under]
    const sentence = typeof first === 'object' && first !== null && 'data' in first ? textOf(first.data, 'sentence') : null
    return sentence === null ? '' : escaped(sentence)
  }
  return { ...option.tooltip, formatter }
}

function textOf(data: unknown, property: 'key' | 'sentence'): string | null {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, property) : null
  return typeof value === 'string' ? value : null
}

/** Tooltips are HTML, and names come from files. */
function escaped(sentence: string): string {
  return sentence.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
