/** A job in words and figures, for the tray and the screens that wait for one. Pure. */
import type { Job } from '../../shared/model/job.ts'
import { format, message, t } from '../i18n.ts'

/** What it is doing just now: its phase, else its kind. */
export function jobPhase({ progress, kind }: Job): string {
  return (progress && message(`jobs.phase.${progress.phase}`)) ?? t(`frame.jobs.kind.${kind}`)
}

/** What it is doing, and to what. */
export function jobDoes(job: Job): string {
  return job.label === '' ? jobPhase(job) : t('frame.jobs.does', jobPhase(job), job.label)
}

/** 0..1; null while the end is not known. */
export function shareDone({ progress }: Job): number | null {
  return progress === null || progress.total === null || progress.total <= 0 ? null : Math.min(1, progress.done / progress.total)
}

/** `412,300 rows · 61,000/s · 7 s left`, as far as it is known. */
export function jobFigures({ progress, rate, secondsLeft }: Job): string {
  if (progress === null) return ''
  const size = progress.unit === 'bytes' ? format.bytes : format.count
  const parts = [
    progress.unit === 'rows' ? format.counted(progress.done, 'row', 'rows') : progress.unit === 'bytes' ? size(progress.done) : null
  ]
  if (rate !== null && rate > 0 && progress.unit !== 'steps')
    parts.push(t('frame.jobs.rate', progress.unit === 'bytes' ? size(rate) : format.about(rate)))
  if (secondsLeft !== null && secondsLeft >= 1) parts.push(t('frame.jobs.left', format.duration(secondsLeft)))
  return parts.filter((part) => part !== null).join(' · ')
}
