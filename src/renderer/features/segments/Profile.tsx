import { useMemo } from 'react'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { profileOption, profileTable } from '../../charts/profile.ts'
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

/** A segment against everyone, in original units. */
export function Profile({ segment, result, titled = false }: ProfileProps) {
  const tokens = useTokens()
  const profile = useMemo(() => profileOption(segment, result, tokens), [segment, result, tokens])
  return (
    <div className={classes.panel}>
      <ChartFigure
        title={titled ? t('segments.profile.titleOf', segment.name) : t('segments.profile.title')}
        label={t('segments.profile.label', segment.name)}
        option={profile}
        table={profileTable(segment, result)}
        height={segment.profile.length * rowHeight + scaleHeight}
        caption={t('segments.profile.caption')}
      />
    </div>
  )
}
