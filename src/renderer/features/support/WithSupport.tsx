import type { ReactNode } from 'react'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { NoSupport } from './NoSupport.tsx'
import type { SupportRun } from './words.ts'

/** A view of the newest run; before the first, what it would need. */
export function WithSupport({ title, children }: { title: string; children: (result: SupportRun) => ReactNode }) {
  const { data: result, error } = useMethod('support.latest', {})
  if (error) {
    return (
      <Screen title={title} finding={t('supporting.unreadable')}>
        <ErrorNotice error={error} />
      </Screen>
    )
  }
  if (result === undefined) return <Screen title={title} finding={t('supporting.reading')} />
  return result === null ? <NoSupport /> : children(result)
}
