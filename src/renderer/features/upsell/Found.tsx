import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { UpsellOverview } from '../../../shared/model/upsell-view.ts'
import { useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { UpsellNav } from './UpsellNav.tsx'
import classes from './upsell.module.css'
import { type UpsellRun, useUpsellRun } from './useUpsellRun.ts'

/** The newest run for a view of it; until there is one, what it will show and what it needs. */
export function Found({ children }: { children: (overview: UpsellOverview, run: UpsellRun) => ReactNode }) {
  const { data: overview, error } = useMethod('upsell.latest', {})
  const run = useUpsellRun()
  if (error) {
    return (
      <Screen title={t('offering.title')} finding={t('offering.unreadable')}>
        <ErrorNotice error={error} />
      </Screen>
    )
  }
  if (overview === undefined) return <Screen title={t('offering.title')} finding={t('offering.reading')} />
  return overview === null ? <NotLooked run={run} /> : children(overview, run)
}

/** Above what every view shows: the other views, and whether what stands there is up to date. */
export function Standing({ overview, run }: { overview: UpsellOverview; run: UpsellRun }) {
  return (
    <>
      <UpsellNav />
      {run.error && <ErrorNotice error={run.error} />}
      {run.running ? (
        <Notice kind="running">{t('offering.running')}</Notice>
      ) : (
        overview.stale && <Notice kind="stale">{t('offering.stale')}</Notice>
      )}
    </>
  )
}

export function LookAgain({ run }: { run: UpsellRun }) {
  return (
    <Button loading={run.running} onClick={run.start}>
      {t('offering.lookAgain')}
    </Button>
  )
}

function NotLooked({ run }: { run: UpsellRun }) {
  const orders = useMethod('workspace.current', {}).data?.counts.orders ?? 0
  const preview = (
    <table className={classes.preview}>
      <tbody>
        {(['complement', 'upgrade', 'target'] as const).map((one) => (
          <tr key={one}>
            <th scope="row">{t(`offering.empty.preview.${one}.who`)}</th>
            <td>{t(`offering.empty.preview.${one}.why`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  const action = run.running ? (
    <span className={classes.running} role="status">
      <Loader size={16} color="var(--sx-primary)" aria-hidden="true" /> {t('offering.running')}
    </span>
  ) : orders > 0 ? (
    <Button onClick={run.start}>{t('offering.look')}</Button>
  ) : (
    <Button component={Link} href="/data">
      {t('offering.empty.import')}
    </Button>
  )
  return (
    <Screen title={t('offering.title')} finding={t('offering.empty.finding')}>
      <UpsellNav />
      {run.error && <ErrorNotice error={run.error} />}
      <EmptyState title={t('offering.empty.title')} preview={preview} action={action}>
        {t(orders > 0 ? 'offering.empty.text' : 'offering.empty.noData')}
      </EmptyState>
    </Screen>
  )
}
