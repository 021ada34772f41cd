import { useMemo } from 'react'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { mostRows, profileNote, profileOption, profileScaleHeight, profileTable } from '../../charts/profile.ts'
import { Panel } from '../../components/Panel.tsx'
import { t } from '../../i18n.ts'

const rowHeights = { own: 44, beside: 64 }

interface ProfileProps {
  segment: Segment
  result: SegmentsResult
  /** Beside the map of all segments: it names its own, and is as high. */
  beside?: boolean
}

/** A segment against everyone, in original units. */
export function Profile({ segment, result, beside = false }: ProfileProps) {
  const tokens = useTokens()
  const profile = useMemo(() => profileOption(segment, result, tokens), [segment, result, tokens])
  return (
    <Panel>
      <ChartFigure
        title={beside ? t('segments.profile.titleOf', segment.name) : t('segments.profile.title')}
        label={t('segments.profile.label', segment.name)}
        option={profile}
        table={profileTable(segment, result)}
        height={
          Math.min(segment.profile.length, mostRows) * (beside ? rowHeights.beside : rowHeights.own) +
          profileScaleHeight(segment, result) +
          4
        }
        caption={[t('segments.profile.caption'), profileNote(segment, result)].filter(Boolean).join(' ')}
      />
    </Panel>
  )
}
