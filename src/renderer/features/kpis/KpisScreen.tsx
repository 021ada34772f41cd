import { Button, SegmentedControl, Select } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { KpiId, KpiRequest } from '../../../shared/model/kpis.ts'
import { chooseFiles } from '../../app/chooseFiles.ts'
import { jobPhase, shareDone } from '../../app/jobWords.ts'
import { useJobs, useMethod } from '../../app/query.ts'
import { useReceive } from '../../app/receive.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { KpiDetail } from './KpiDetail.tsx'
import { KpiTable } from './KpiTable.tsx'
import classes from './kpis.module.css'
import { breakdowns, finding, note } from './words.ts'

const Cohorts = lazy(async () => ({ default: (await import('./Cohorts.tsx')).Cohorts }))

const periods = ['month', 'quarter', 'year', 'last30', 'last90', 'all'] as const
type Asked = Required<KpiRequest>

/** All KPIs of a period beside the one before, and one of them in full. */
export function KpisScreen({ initial = 'revenue' }: { initial?: KpiId }) {
  const workspace = useMethod('workspace.current', {}).data
  const [asked, setAsked] = useState<Asked>({ period: 'month', compare: 'previous', by: null })
  const hasData = (workspace?.asOf ?? null) !== null
  const view = useMethod('kpis.view', asked, { enabled: hasData, keepPrevious: true })
  const [chosen, setChosen] = useState<KpiId>(initial)
  const receive = useReceive()
  const title = t('kpis.title')
  if (workspace && !hasData) {
    return (
      <Screen title={title} finding={t('kpis.noData')}>
        <EmptyState
          title={t('kpis.noDataTitle')}
          action={<Button onClick={() => receive(chooseFiles('files'))}>{t('kpis.chooseFiles')}</Button>}
        >
          {t('kpis.noDataText')}
        </EmptyState>
      </Screen>
    )
  }
  if (view.error) {
    return (
      <Screen title={title} finding={t('kpis.failed')}>
        <ErrorNotice error={view.error} action={<Button onClick={() => view.refetch()}>{t('kpis.again')}</Button>} />
      </Screen>
    )
  }
  if (!view.data) {
    return (
      <Screen title={title} finding={t('kpis.counting')}>
        <Counting />
      </Screen>
    )
  }
  return (
    <Screen title={title} finding={finding(view.data)} note={note(view.data)}>
      <Choices asked={asked} onAsk={setAsked} />
      <div className={classes.halves}>
        <KpiTable view={view.data} chosen={chosen} onChoose={setChosen} />
        <KpiDetail key={chosen} kpi={chosen} view={view.data} />
      </div>
      <Suspense>
        <Cohorts />
      </Suspense>
    </Screen>
  )
}

function Counting() {
  const job = useJobs().findLast((one) => one.kind === 'kpis' && one.state === 'running')
  const share = job ? shareDone(job) : null
  return (
    <p role="status" className={classes.quiet}>
      {job ? jobPhase(job) : ''} {share === null ? '' : format.percentAbout(share)}
    </p>
  )
}

function Choices({ asked, onAsk }: { asked: Asked; onAsk: (asked: Asked) => void }) {
  return (
    <div className={classes.choices}>
      <SegmentedControl
        aria-label={t('kpis.choose.period')}
        value={asked.period}
        onChange={(value) => onAsk({ ...asked, period: periods.find((period) => period === value) ?? 'month' })}
        data={periods.map((period) => ({ value: period, label: t(`kpis.period.${period}`) }))}
      />
      <Select
        label={t('kpis.choose.compare')}
        value={asked.compare}
        onChange={(value) => onAsk({ ...asked, compare: value === 'year' ? 'year' : 'previous' })}
        data={(['previous', 'year'] as const).map((compare) => ({ value: compare, label: t(`kpis.compare.${compare}`) }))}
        allowDeselect={false}
        disabled={asked.period === 'all'}
        classNames={{ root: classes.select }}
      />
      <Select
        label={t('kpis.choose.by')}
        value={asked.by ?? ''}
        onChange={(value) => onAsk({ ...asked, by: breakdowns.find((by) => by === value) ?? null })}
        data={[{ value: '', label: t('kpis.choose.nothing') }, ...breakdowns.map((by) => ({ value: by, label: t(`kpis.by.${by}`) }))]}
        allowDeselect={false}
        classNames={{ root: classes.select }}
      />
    </div>
  )
}
