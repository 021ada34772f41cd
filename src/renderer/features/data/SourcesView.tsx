import { useState } from 'react'
import { Link } from 'wouter'
import type { UndoReport } from '../../../shared/model/source.ts'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { DropZone } from './DropZone.tsx'
import { sumRows } from './equation.ts'
import { ImportsTable } from './ImportsTable.tsx'
import { UndoneNotice } from './UndoneNotice.tsx'
import { WatchedFolders } from './WatchedFolders.tsx'

/** What this workspace was filled with, drop by drop. */
export function SourcesView() {
  const imports = useMethod('sources.list', {})
  const workspace = useMethod('workspace.current', {}).data
  const [undone, setUndone] = useState<UndoReport | null>(null)
  if (imports.error) {
    return (
      <Screen title={t('frame.screen.data')} finding={t('data.unreachable')}>
        <ErrorNotice error={imports.error} />
      </Screen>
    )
  }
  if (!imports.data || !workspace) return null
  const notice = undone !== null && <UndoneNotice report={undone} onDismiss={() => setUndone(null)} />
  if (imports.data.length === 0) {
    return (
      <Screen
        title={t('frame.screen.data')}
        finding={t('data.empty.finding')}
        note={
          <>
            {t('data.empty.note')} <Link href="/data/templates">{t('data.template.link')}</Link>
          </>
        }
      >
        {notice}
        <DropZone large />
        <WatchedFolders />
      </Screen>
    )
  }
  const { counts, firstDate, lastDate } = workspace
  const sources = imports.data.flatMap((group) => group.sources)
  const ordersOnly = sources.every(({ kind }) => kind === 'orders')
  const { stored } = sumRows(sources.map(({ rows }) => rows))
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={t('data.finding', ordersOnly ? counts.orderLines : stored, ordersOnly, counts.sources, counts.rejectedRows)}
      note={
        <>
          {t('data.holds', counts.customers, counts.orders, format.date(firstDate), format.date(lastDate))}
          {' · '}
          <Link href="/data/quality">{t('quality.open')}</Link>
          {counts.rejectedRows > 0 && (
            <>
              {' · '}
              <Link href="/data/rejected">{t('data.holdsRejected', counts.rejectedRows)}</Link>
            </>
          )}
        </>
      }
    >
      {notice}
      <DropZone />
      <WatchedFolders />
      <Section title={t('data.imports')} action={<Link href="/data/templates">{t('data.template.link')}</Link>}>
        <ImportsTable imports={imports.data} onUndone={setUndone} />
      </Section>
    </Screen>
  )
}
