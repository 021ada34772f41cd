import { isSextantError } from '../../../shared/errors.ts'
import { useAction, useJobs } from '../../app/query.ts'

/** Looking for alerts, started here or elsewhere. What was found arrives through the events of the core. */
export function useAlertsRun(): { running: boolean; error: Error | null; start: () => void } {
  const action = useAction('alerts.run')
  const elsewhere = useJobs().some(({ kind, state }) => kind === 'alerts' && (state === 'running' || state === 'waiting'))
  const harmless = isSextantError(action.error, 'job.cancelled') || isSextantError(action.error, 'job.superseded')
  return { running: action.isPending || elsewhere, error: harmless ? null : action.error, start: () => action.mutate({}) }
}
