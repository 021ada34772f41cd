import { isSextantError } from '../../../shared/errors.ts'
import { useAction, useJobs } from '../../app/query.ts'

export interface UpsellRun {
  running: boolean
  /** What went wrong with the last run that was started here; a cancelled one went right. */
  error: Error | null
  start: () => void
}

/** Looking what to offer, started here or elsewhere. What was found arrives through the events of the core. */
export function useUpsellRun(): UpsellRun {
  const action = useAction('upsell.run')
  const elsewhere = useJobs().some(({ kind, state }) => kind === 'upsell' && (state === 'running' || state === 'waiting'))
  const harmless = isSextantError(action.error, 'job.cancelled') || isSextantError(action.error, 'job.superseded')
  return { running: action.isPending || elsewhere, error: harmless ? null : action.error, start: () => action.mutate({}) }
}
