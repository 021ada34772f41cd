import { Button, Group } from '@mantine/core'
import { useLocation } from 'wouter'
import { placed } from '../../../shared/warning-key.ts'
import { useAction, useMethod } from '../../app/query.ts'
import { Screen, Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { Equation } from './Equation.tsx'
import { sumRows } from './equation.ts'
import { FilesTable } from './FilesTable.tsx'
import { importStore } from './importStore.ts'
import { Notes } from './Notes.tsx'
import { rejectedPath } from './paths.ts'
import type { Session } from './session.ts'

type Done = Extract<Session, { step: 'done' }>

/** Where every row went, what was noticed, and the next step. */
export function ResultView({ session }: { session: Done }) {
  const [, go] = useLocation()
  const find = useAction('segments.run')
  const imports = useMethod('sources.list', {}).data ?? []
  const rows = sumRows(session.result.map((source) => source.rows))
  const warnings = session.result.flatMap(({ source, warnings: found }) =>
    session.result.length === 1 ? found : found.map((warning) => placed(warning, source.file))
  )
  const first = session.result[0]?.source.id
  const group = imports.find((one) => one.sources.some((source) => source.id === first))
  const leave = (path: string) => {
    go(path)
    importStore.close()
  }
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={t('data.result.finding', session.label, rows)}
      note={rows.rejected === 0 ? t('data.result.complete') : t('data.result.withRejected', rows.rejected)}
      action={
        <Group gap={8}>
          <Button variant="default" onClick={importStore.close}>
            {t('data.result.done')}
          </Button>
          <Button
            onClick={() => {
              find.mutate({})
              leave('/segments')
            }}
          >
            {t('data.result.segments')}
          </Button>
        </Group>
      }
    >
      <Section title={t('data.result.rows')}>
        <Equation rows={rows} {...(group ? { rejectedHref: rejectedPath(group.id) } : {})} />
      </Section>
      {group && group.sources.length > 1 && (
        <Section title={t('data.result.files')}>
          <FilesTable label={group.label} sources={group.sources} />
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={t('data.noticed')}>
          <Notes warnings={warnings} label={t('data.noticed')} />
        </Section>
      )}
    </Screen>
  )
}
