import { Button, Progress } from '@mantine/core'
import { jobFigures, jobPhase, shareDone } from '../../app/jobWords.ts'
import { useJobs } from '../../app/query.ts'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import type { Session } from './session.ts'
import classes from './WorkingView.module.css'

type Working = Extract<Session, { step: 'staging' | 'reading' | 'importing' }>

/** Files on their way, being read, or being stored: how far it is, and the way out. */
export function WorkingView({ session }: { session: Working }) {
  const kind = session.step === 'importing' ? 'import' : 'preview'
  const job = useJobs().findLast((one) => one.kind === kind && one.state === 'running')
  const staging = session.step === 'staging'
  const share = staging ? (session.dropped.length > 0 ? session.done / session.dropped.length : null) : job ? shareDone(job) : null
  const handingOver = staging && session.dropped.length > 0
  const phase = handingOver ? t('data.working.staged', session.done, session.dropped.length) : job ? jobPhase(job) : ''
  const finding = t(`data.working.${session.step}`, session.label)
  return (
    <Screen
      title={t('frame.screen.data')}
      finding={finding}
      note={t(session.step === 'importing' ? 'data.working.allOrNothing' : 'data.working.nothingYet')}
      action={
        <Button variant="default" onClick={importStore.cancel}>
          {t('data.working.cancel')}
        </Button>
      }
    >
      <div className={classes.progress}>
        <Progress
          value={(share ?? 1) * 100}
          striped={share === null}
          animated={share === null}
          size={8}
          transitionDuration={120}
          aria-label={finding}
        />
        <div className={classes.words}>
          <span>{phase}</span>
          <span className={classes.figures} data-figures>
            {job ? jobFigures(job) : ''}
          </span>
        </div>
      </div>
    </Screen>
  )
}
