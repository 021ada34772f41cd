import { Button, Progress } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { isSextantError } from '../../shared/errors.ts'
import type { Job } from '../../shared/model/job.ts'
import { IconButton } from '../components/IconButton.tsx'
import { useImportSession } from '../features/data/importStore.ts'
import { t } from '../i18n.ts'
import classes from './JobTray.module.css'
import { jobDoes, jobFigures, shareDone } from './jobWords.ts'
import { useAction, useJobs } from './query.ts'

/** What Sextant is working at; there only while it works, or until a failure has been read. */
export function JobTray() {
  const jobs = useJobs()
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const isOnScreen = useOnScreen()
  const shown = jobs
    .filter((job) => job.state === 'running' || (job.state === 'failed' && !dismissed.includes(job.id)))
    .filter((job) => !isOnScreen(job))
  if (shown.length === 0) return null
  return (
    <section className={classes.tray} aria-label={t('frame.jobs.label')}>
      {shown.map((job) =>
        job.state === 'running' ? (
          <RunningJob key={job.id} job={job} />
        ) : (
          <FailedJob key={job.id} job={job} onDismiss={() => setDismissed([...dismissed, job.id])} />
        )
      )}
    </section>
  )
}

/** Jobs that another part of the window tells about already: once is enough. */
function useOnScreen(): (job: Job) => boolean {
  const [location] = useLocation()
  const session = useImportSession()
  const told = session.step === 'stopped' || session.step === 'open' ? session.error : null
  return ({ kind, state, error }) => {
    // A sample shop that could not be made is told as a notice.
    if (kind === 'sample') return state === 'failed'
    if (location !== '/data' || (kind !== 'import' && kind !== 'preview')) return false
    if (state === 'failed')
      return isSextantError(told) && told.code === error?.code && JSON.stringify(told.details) === JSON.stringify(error?.details)
    return session.step === (kind === 'import' ? 'importing' : 'reading')
  }
}

function RunningJob({ job }: { job: Job }) {
  const cancel = useAction('jobs.cancel')
  const share = shareDone(job)
  return (
    <div className={classes.job}>
      <span className={classes.does}>{jobDoes(job)}</span>
      <Progress
        className={classes.bar ?? ''}
        value={(share ?? 1) * 100}
        animated={share === null}
        striped={share === null}
        size={6}
        transitionDuration={120}
        aria-label={jobDoes(job)}
      />
      <span className={classes.figures} data-figures>
        {jobFigures(job)}
      </span>
      <Button size="compact" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: job.id })}>
        {t('frame.cancel')}
      </Button>
    </div>
  )
}

function FailedJob({ job, onDismiss }: { job: Job; onDismiss: () => void }) {
  return (
    <div className={classes.job} role="alert">
      <span className={classes.failed}>{t('frame.jobs.failed', jobDoes(job))}</span>
      <span className={classes.reason}>
        {job.error?.message} {job.error?.remedy}
      </span>
      <IconButton icon={IconX} label={t('frame.dismiss')} onClick={onDismiss} />
    </div>
  )
}
