import { useMemo } from 'react'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { effectOption, effectTable } from '../../charts/effect.ts'
import { profileOption, profileTable } from '../../charts/profile.ts'
import { useReading } from '../../components/reading.tsx'
import { t } from '../../i18n.ts'
import classes from './segments.module.css'

const rowHeight = 44
const scaleHeight = 30

interface ProfileProps {
  segment: Segment
  result: SegmentsResult
  /** Whether the title names the segment: where the screen is about more than one. */
  titled?: boolean
}

/** A segment against everyone, in original units; as evidence also in standard deviations. */
export function Profile({ segment, result, titled = false }: ProfileProps) {
  const tokens = useTokens()
  const { evidence } = useReading()
  const profile = useMemo(() => profileOption(segment, result, tokens), [segment, result, tokens])
  const effect = useMemo(() => effectOption(segment, tokens), [segment, tokens])
  const height = segment.profile.length * rowHeight + scaleHeight
  return (
    <div className={classes.panel}>
      <ChartFigure
        title={titled ? t('segments.profile.titleOf', segment.name) : t('segments.profile.title')}
        label={t('segments.profile.label', segment.name)}
        option={profile}
        table={profileTable(segment, result)}
        height={height}
        caption={t('segments.profile.caption')}
      />
      {evidence && (
        <ChartFigure
          title={t('segments.evidence.effect.title')}
          label={t('segments.evidence.effect.label', segment.name)}
          option={effect}
          table={effectTable(segment)}
          height={height}
          caption={t('segments.evidence.effect.caption')}
        />
      )}
    </div>
  )
}
