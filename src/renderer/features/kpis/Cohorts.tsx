import { useMemo } from 'react'
import { useMethod } from '../../app/query.ts'
import { useTokens } from '../../app/tokens.react.ts'
import { ChartFigure } from '../../charts/ChartFigure.tsx'
import { cohortsOption, cohortsTable } from '../../charts/cohorts.ts'
import { Panel } from '../../components/Panel.tsx'
import { t } from '../../i18n.ts'

const rowHeight = 22
const axisHeight = 40
/** More rows than this would be a wall; the newest count. */
const mostRows = 36

/** Which customers came back when, by the month of their first order. */
export function Cohorts() {
  const tokens = useTokens()
  const all = useMethod('kpis.cohorts', {}).data
  const cohorts = useMemo(() => (all ?? []).filter(({ customers }) => customers > 0).slice(-mostRows), [all])
  const option = useMemo(() => cohortsOption(cohorts, tokens), [cohorts, tokens])
  if (cohorts.length < 2) return null
  return (
    <Panel>
      <ChartFigure
        title={t('kpis.cohorts.title')}
        label={t('kpis.cohorts.label', cohorts.length)}
        option={option}
        table={cohortsTable(cohorts)}
        height={axisHeight + rowHeight * cohorts.length}
        caption={t('kpis.cohorts.caption')}
      />
    </Panel>
  )
}
