import { useMemo } from 'react'
import { changeGroup, stepName } from '../../../shared/journey.ts'
import type { JourneyChange } from '../../../shared/model/journey.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { type ChangeWeek, changeOption, changeTable } from '../../charts/change.ts'
import { Panel } from '../../components/Panel.tsx'
import { format, t } from '../../i18n.ts'
import { Signs } from './Signs.tsx'

const height = 200

/** One break as it went, week by week, and what came with it. */
export function ChangeOverTime({ change }: { change: JourneyChange }) {
  const tokens = useTokens()
  const weeks = useMemo(
    () =>
      change.weeks.map(
        ({ day, hits, of }, i): ChangeWeek => ({
          name: format.date(day),
          share: hits / of,
          of,
          sentence: t('journey.breaks.week', format.date(day), format.percentAbout(hits / of), format.count(of)),
          inside: (change.weeks[i + 1]?.day ?? '9999') > change.firstDay && day <= change.lastDay
        })
      ),
    [change]
  )
  const words = {
    usual: t('journey.breaks.usually', format.percentAbout(change.outside.share)),
    inside: format.percentAbout(change.inside.share)
  }
  const title = t('journey.breaks.change', `“${change.from}”`, stepName(change.to), changeGroup(change))
  return (
    <Panel>
      <ChartFigure
        title={change.unit === 'visits' ? title : t('journey.breaks.weeks')}
        label={t('journey.breaks.chartLabel', title, words.inside, words.usual)}
        option={changeOption(weeks, change.outside.share, words, tokens)}
        table={changeTable(weeks, {
          week: t('journey.breaks.headers.week'),
          share: t('journey.breaks.headers.share'),
          of: t(change.unit === 'visits' ? 'journey.breaks.headers.visits' : 'journey.breaks.headers.customers')
        })}
        height={height}
        caption={<Signs change={change} />}
      />
    </Panel>
  )
}
