import { useMemo } from 'react'
import type { Explanation, SegmentExplanation } from '../../../shared/model/explanation.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { seasonOption, seasonTable } from '../../charts/season.ts'
import { Panel } from '../../components/Panel.tsx'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import classes from './explaining.module.css'
import { seasonLine } from './explainWords.ts'

/** Small multiples: each group's further purchases by month, all on one scale. */
export function Seasons({ result, explanation }: { result: SegmentsResult; explanation: Explanation }) {
  const known = explanation.segments.filter(({ season }) => season.months.some(({ index }) => index !== null))
  const most = scaleOf(known)
  return (
    <Section title={t('explaining.movement.season.title')} note={t('explaining.movement.season.note')}>
      {known.length === 0 ? (
        <p className={classes.note}>{t('explaining.movement.season.missing')}</p>
      ) : (
        <div className={classes.multiples}>
          {known.map(({ id, season }) => {
            const segment = result.segments.find((one) => one.id === id)
            return segment && <SeasonFigure key={id} season={season} segment={segment} most={most} />
          })}
        </div>
      )}
    </Section>
  )
}

/** One group's season. */
export function SeasonFigure({ season, segment, most }: { season: SegmentExplanation['season']; segment: Segment; most?: number }) {
  const tokens = useTokens()
  const scale = most ?? scaleOf([{ season }])
  const option = useMemo(() => seasonOption(season, segment, scale, tokens), [season, segment, scale, tokens])
  return (
    <Panel>
      <ChartFigure
        title={segment.name}
        label={t('explaining.movement.season.label', segment.name)}
        option={option}
        table={seasonTable(season)}
        height={132}
        caption={seasonLine(season)}
      />
    </Panel>
  )
}

/** A common scale that holds the months and their intervals, and that a single wild month does not press flat. */
function scaleOf(of: readonly Pick<SegmentExplanation, 'season'>[]): number {
  const ends = of.flatMap(({ season }) => season.months.map(({ index, high }) => high ?? index ?? 0))
  return Math.min(6, Math.max(2, Math.ceil(Math.max(...ends) * 2) / 2))
}
