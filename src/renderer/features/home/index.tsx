import { Button } from '@mantine/core'
import { lazy, Suspense, useMemo } from 'react'
import { Link } from 'wouter'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { chooseFiles } from '../../app/chooseFiles.ts'
import { useMethod } from '../../app/query.ts'
import { useReceive } from '../../app/receive.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { Figures } from './Figures.tsx'
import { Groups } from './Groups.tsx'
import classes from './Home.module.css'
import { figuresTitle, homeFinding, monthBars, periodNote } from './homeWords.ts'
import { Since } from './Since.tsx'
import { Targets } from './Targets.tsx'
import { Today } from './Today.tsx'
import { TopCustomers } from './TopCustomers.tsx'

const RevenueByMonth = lazy(async () => ({ default: (await import('./RevenueByMonth.tsx')).RevenueByMonth }))

/** The morning page: how the shop is doing, what to do now, what changed. */
export function HomeScreen() {
  const summary = useMethod('home.summary', {})
  const workspace = useMethod('workspace.current', {}).data
  const receive = useReceive()
  const title = t('frame.screen.home')
  if (summary.error) {
    return (
      <Screen title={title} finding={t('home.unreachable')}>
        <ErrorNotice error={summary.error} />
      </Screen>
    )
  }
  if (!summary.data || !workspace) return null
  if (workspace.counts.sources === 0) {
    return (
      <Screen title={title} finding={t('home.empty.finding')}>
        <EmptyState
          title={t('home.empty.title')}
          preview={<Figures summary={{ ...summary.data, figures: emptyFigures }} />}
          action={<Button onClick={() => receive(chooseFiles('files'))}>{t('frame.choose.files')}</Button>}
        >
          {t('home.empty.text')}
        </EmptyState>
      </Screen>
    )
  }
  return (
    <Screen
      title={title}
      finding={homeFinding(summary.data)}
      note={periodNote(summary.data)}
      action={
        <Button component={Link} href="/kpis" variant="default">
          {t('home.allKpis')}
        </Button>
      }
    >
      <Section title={t('home.today')}>
        <Today summary={summary.data} workspace={workspace} />
      </Section>
      <Targets />
      <Section title={figuresTitle(summary.data)}>
        <Figures summary={summary.data} />
      </Section>
      <Overview summary={summary.data} />
    </Screen>
  )
}

/** The course of the year, and beside it who buys and what the last import changed. */
function Overview({ summary }: { summary: HomeSummary }) {
  const { segments, lastImport } = summary
  const bars = useMemo(() => monthBars(summary), [summary])
  return (
    <div className={classes.overview}>
      {bars.length > 1 && (
        <Suspense>
          <RevenueByMonth summary={summary} bars={bars} />
        </Suspense>
      )}
      {segments && <Groups segments={segments} currency={summary.currency} />}
      <TopCustomers currency={summary.currency} />
      {lastImport && <Since lastImport={lastImport} />}
    </div>
  )
}

/** The strip as it will be, with nothing known. */
const emptyFigures = (['revenue', 'orders', 'activeCustomers', 'meanOrderValue', 'repeatShare'] as const).map((figure) => ({
  figure,
  value: null,
  previous: null,
  series: []
}))
