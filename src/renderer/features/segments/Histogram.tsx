import classes from './segments.module.css'

const width = 96
const height = 20

interface HistogramProps {
  /** Counts from the smallest to the largest value. */
  counts: readonly number[]
  /** What it says, for those who don't see it. */
  label: string
}

/** How customers are spread over a feature: bars as high as the square root of their count, so that the few at the end are seen too. */
export function Histogram({ counts, label }: HistogramProps) {
  const most = Math.max(1, ...counts)
  const step = width / counts.length
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={classes.histogram}>
      <title>{label}</title>
      {counts.map((count, i) => {
        const high = count === 0 ? 0 : Math.max(1, height * Math.sqrt(count / most))
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have a place and nothing else
        return <rect key={i} x={i * step} y={height - high} width={Math.max(1, step - 1)} height={high} />
      })}
    </svg>
  )
}
