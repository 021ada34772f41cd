import { Link } from 'wouter'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen, Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { DropZone } from './DropZone.tsx'
import { ImportsTable } from './ImportsTable.tsx'

/** What this workspace was filled with, drop by drop. */
export function SourcesView() {
  const imports = useMethod('sources.list', {})
  const workspace = useMethod('workspace.current', {}).data
  if (imports.error) {
    return (
      <Screen title={t('frame.screen.data')} finding={t('data.unreachable')}>
        <ErrorNotice error={imports.error} />
      </Screen>
    )
  }
  if (!imports.data || !workspace) return null
  if (imports.data.length === 0) {
    return (
      <Screen title={t('frame.screen.data')} finding={t('data.empty.finding')} note={t('data.empty.note')}>
        <DropZone large />
      </Screen>
    )
  }
  const { counts, firstDate, lastDate } = workspace
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={t('data.finding', counts.orderLines, counts.sources, counts.rejectedRows)}
      note={
        <>
          {t('data.holds', format.count(counts.customers), format.count(counts.orders), format.date(firstDate), format.date(lastDate))}
          {counts.rejectedRows > 0 && (
            <>
              {' · '}
              <Link href="/data/rejected">{t('data.holdsRejected', counts.rejectedRows)}</Link>
            </>
          )}
        </>
      }
    >
      <DropZone />
      <Section title={t('data.imports')} action={<Link href="/data/templates">{t('data.template.link')}</Link>}>
        <ImportsTable imports={imports.data} />
      </Section>
    </Screen>
  )
}
