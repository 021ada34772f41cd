import { useMemo } from 'react'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { profileNote, profileOption, profileRows, profileScaleHeight, profileTable } from '../../charts/profile.ts'
import { Panel } from '../../components/Panel.tsx'
import { t } from '../../i18n.ts'
import { Mixes } from './Mixes.tsx'

const rowHeight = 44

interface ProfileProps {
  segment: Segment
  result: SegmentsResult
  /** Beside the map of all segments: it names its own, and shows no more of the mixes than there is room for. */
  beside?: boolean
}

/** A segment against everyone, in original units. */
export function Profile({ segment, result, beside = false }: ProfileProps) {
  const tokens = useTokens()
  const segments = useMemo(() => [segment], [segment])
  const profile = useMemo(() => profileOption(segment, result, tokens), [segment, result, tokens])
  return (
    <Panel>
      <ChartFigure
        title={beside ? t('segments.profile.titleOf', segment.name) : t('segments.profile.title')}
        label={t('segments.profile.label', segment.name)}
        option={profile}
        table={profileTable(segment, result)}
        height={profileRows(segment, result) * rowHeight + profileScaleHeight(segment, result) + 4}
        caption={[t('segments.profile.caption'), profileNote(segment, result)].filter(Boolean).join(' ')}
      />
      <Mixes segments={segments} result={result} {...(beside && { most: 1 })} />
    </Panel>
  )
}
