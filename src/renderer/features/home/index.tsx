import { Button } from '@mantine/core'
import { chooseFiles } from '../../app/chooseFiles.ts'
import { useMethod } from '../../app/query.ts'
import { useReceive } from '../../app/receive.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { Figures } from './Figures.tsx'
import classes from './Home.module.css'
import { homeFinding, periodNote } from './homeWords.ts'
import { Known } from './Known.tsx'
import { Today } from './Today.tsx'

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
    <Screen title={title} finding={homeFinding(summary.data)} note={periodNote(summary.data)}>
      <Figures summary={summary.data} />
      <div className={classes.columns}>
        <Section title={t('home.today')}>
          <Today summary={summary.data} counts={workspace.counts} />
        </Section>
        <Known summary={summary.data} />
      </div>
    </Screen>
  )
}

/** The strip as it will be, with nothing known. */
const emptyFigures = (['revenue', 'orders', 'activeCustomers', 'meanOrderValue', 'repeatShare'] as const).map((figure) => ({
  figure,
  value: null,
  previous: null,
  series: []
}))
