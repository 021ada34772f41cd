import { Button, Group } from '@mantine/core'
import { KeyHint } from '../../components/KeyHint.tsx'
import { t } from '../../i18n.ts'
import classes from './alerts.module.css'
import type { View } from './views.ts'

const verbs = [
  { verb: 'done', key: 'D' },
  { verb: 'planned', key: 'P' },
  { verb: 'snoozed', key: 'Z' },
  { verb: 'dismissed', key: 'X' },
  { verb: 'new', key: 'N' }
] as const
export type Verb = (typeof verbs)[number]['verb']

interface TriageBarProps {
  marked: number
  view: View
  disabled: boolean
  onAct: (verb: Verb) => void
  onUnmark: () => void
  /** What was done last. */
  said: string | null
  onUndo: (() => void) | null
}

/** What can be done with the alert that is shown, or with all that are marked; and what was done last. */
export function TriageBar({ marked, view, disabled, onAct, onUnmark, said, onUndo }: TriageBarProps) {
  const isOpen = view === 'week' || view === 'open'
  const offered = verbs.filter(({ verb }) => (verb === 'new' ? !isOpen && view !== 'closed' : view !== 'closed' && verb !== view))
  return (
    <div className={classes.triage}>
      <Group gap={6} role="group" aria-label={t('inbox.act.label')}>
        {offered.map(({ verb, key }) => (
          <Button
            key={verb}
            size="xs"
            variant="default"
            disabled={disabled}
            rightSection={<KeyHint keys={[key]} />}
            onClick={() => onAct(verb)}
          >
            {t(`inbox.act.${verb}`)}
          </Button>
        ))}
      </Group>
      {marked > 0 && (
        <span className={classes.marked}>
          {t('inbox.act.of', marked)}{' '}
          <button type="button" className={classes.textButton} onClick={onUnmark}>
            {t('inbox.act.unmark')}
          </button>
        </span>
      )}
      <span className={classes.said} role="status">
        {said}{' '}
        {onUndo !== null && (
          <button type="button" className={classes.textButton} onClick={onUndo}>
            {t('inbox.act.undo')}
          </button>
        )}
      </span>
    </div>
  )
}
