import { isSextantError } from '../../../shared/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import { useAction, useJobs } from '../../app/query.ts'
import { type Choice, requestOf } from './params.ts'

export interface SegmentRun {
  running: boolean
  /** What went wrong with the last run that was started here; a cancelled one went right. */
  error: Error | null
  start: (choice: Choice) => void
}

/** Starting a segmentation, here or elsewhere, and how it fares. The result arrives through the events of the core. */
export function useRun(): SegmentRun {
  const action = useAction('segments.run')
  const elsewhere = useJobs().some(isUnderWay)
  const harmless = isSextantError(action.error, 'job.cancelled') || isSextantError(action.error, 'job.superseded')
  return {
    running: action.isPending || elsewhere,
    error: harmless ? null : action.error,
    start: (choice) => action.mutate(requestOf(choice))
  }
}

/** A job that waits for its turn is as good as running: it can be neither started again nor missed. */
export function isUnderWay({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean {
  return kind === 'segments' && (state === 'running' || state === 'waiting')
}
