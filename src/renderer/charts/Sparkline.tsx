import { useMemo } from 'react'
import { useTokens } from '../app/tokens.react.ts'
import { Chart } from './Chart.tsx'
import { type SparkPoint, sparklineOption } from './sparkline.ts'

interface SparklineProps {
  points: readonly SparkPoint[]
  /** The course in words. */
  label: string
  /** Pixels. */
  height?: number
}

/** A figure's course over time, small enough to stand under it. */
export function Sparkline({ points, label, height = 40 }: SparklineProps) {
  const tokens = useTokens()
  const option = useMemo(() => sparklineOption(points, tokens), [points, tokens])
  return <Chart option={option} label={label} height={height} />
}
