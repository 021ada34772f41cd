import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AlertsOverview } from '../../../shared/model/alerts.ts'
import { useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { AlertsNav } from './AlertsNav.tsx'

/** A page about the newest look, or what stands in its place until there is one. */
export function WithAlerts({ children }: { children: (overview: AlertsOverview) => ReactNode }) {
  const { data: overview, error } = useMethod('alerts.latest', {})
  if (overview && !error) return children(overview)
  const finding = error ? t('inbox.unreadable') : overview === undefined ? t('inbox.reading') : t('inbox.empty.finding')
  return (
    <Screen title={t('inbox.title')} finding={finding}>
      <AlertsNav />
      {error && <ErrorNotice error={error} />}
      {!error && overview === null && (
        <EmptyState
          title={t('inbox.empty.title')}
          action={
            <Button component={Link} href="/alerts">
              {t('inbox.home.act')}
            </Button>
          }
        >
          {t('inbox.empty.text')}
        </EmptyState>
      )}
    </Screen>
  )
}
