import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Explanation } from '../../../shared/model/explanation.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { useMethod } from '../../app/query.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { SegmentsNav } from './SegmentsNav.tsx'

/** For screens that need segments and their explanation: waits for both, and says what is missing. */
export function Explained({
  title,
  children
}: {
  title: string
  children: (result: SegmentsResult, explanation: Explanation) => ReactNode
}) {
  const latest = useMethod('segments.latest', {})
  const explanation = useMethod('segments.explanation', {})
  const error = latest.error ?? explanation.error
  if (error) {
    return (
      <Screen title={title} finding={t('segments.unreadable')}>
        <ErrorNotice error={error} />
      </Screen>
    )
  }
  if (latest.data === undefined || explanation.data === undefined) return <Screen title={title} finding={t('segments.reading')} />
  // Both are of the newest run; while one of them is still of the run before, there is nothing to show for a moment.
  if (latest.data && explanation.data && latest.data.run.id === explanation.data.run) return children(latest.data, explanation.data)
  return (
    <Screen title={title} finding={t('explaining.none.finding')}>
      <SegmentsNav />
      <EmptyState
        title={t('explaining.none.finding')}
        action={
          <Button component={Link} href="/segments">
            {t('explaining.none.action')}
          </Button>
        }
      >
        {t(latest.data === null ? 'explaining.none.text' : 'explaining.none.old')}
      </EmptyState>
    </Screen>
  )
}
