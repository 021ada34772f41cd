import { Section } from '../../components/Screen.tsx'
import { format, t } from '../../i18n.ts'
import { ThemeTable } from './Themes.tsx'
import type { SupportRun } from './words.ts'

/** What customers write in reviews and comments, where there are no tickets to read. */
export function Heard({ result: { themes } }: { result: SupportRun }) {
  if (themes.length === 0) return null
  return (
    <Section title={t('supporting.behaviour.heard')} note={t('supporting.voices.note')}>
      <ThemeTable
        label={t('supporting.behaviour.heard')}
        themes={themes}
        counted={t('supporting.behaviour.comments')}
        count={({ tickets }) => format.count(tickets)}
      />
    </Section>
  )
}
