import { useMemo } from 'react'
import type { Segment } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { effectOption, effectTable } from '../../charts/effect.ts'
import { Panel } from '../../components/Panel.tsx'
import { t } from '../../i18n.ts'

/** Evidence: a segment against everyone else in standard deviations, with intervals. */
export function EffectSizes({ segment }: { segment: Segment }) {
  const tokens = useTokens()
  const option = useMemo(() => effectOption(segment, tokens), [segment, tokens])
  return (
    <Panel>
      <ChartFigure
        title={t('segments.evidence.effect.title', segment.name)}
        label={t('segments.evidence.effect.label', segment.name)}
        option={option}
        table={effectTable(segment)}
        height={252}
        caption={t('segments.evidence.effect.caption')}
      />
    </Panel>
  )
}
