import { useElementSize } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { mixesOf, mixHeight, mixOption, mixTable } from '../../charts/mix.ts'
import { t } from '../../i18n.ts'
import classes from './explaining.module.css'

interface MixesProps {
  segments: readonly Segment[]
  result: SegmentsResult
  /** How many are drawn, those that differ most; the table has them all. */
  most?: number
}

/** What shares add up to, as one bar each against everyone. Nothing where the run has no such shares. */
export function Mixes({ segments, result, most = Number.POSITIVE_INFINITY }: MixesProps) {
  const tokens = useTokens()
  const { ref, width } = useElementSize<HTMLDivElement>()
  // While a window is dragged, not anew for every pixel.
  const plotWidth = Math.max(320, Math.floor(width / 40) * 40)
  const all = useMemo(() => mixesOf(segments, result), [segments, result])
  const shown = useMemo(() => all.slice(0, most), [all, most])
  const option = useMemo(() => mixOption(shown, segments, tokens, plotWidth), [shown, segments, tokens, plotWidth])
  if (all.length === 0) return null
  return (
    <div ref={ref} className={classes.mixes}>
      <ChartFigure
        title={t('segments.mix.heading')}
        label={t('segments.mix.label', segments.map(({ name }) => `“${name}”`).join(', '))}
        option={option}
        table={mixTable(all, segments)}
        height={mixHeight(shown, segments)}
        caption={t('segments.mix.caption')}
      />
    </div>
  )
}
