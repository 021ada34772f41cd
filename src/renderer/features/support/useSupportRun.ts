import type { RequestOf } from '../../../shared/contract.ts'
import { isSextantError } from '../../../shared/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { SupportResult } from '../../../shared/model/support.ts'
import { useAction, useJobs } from '../../app/query.ts'

/** How groups are to be found. */
export interface Choice {
  unit: SupportResult['unit']
  linkage: SupportResult['linkage']
  metric: SupportResult['metric']
  clusters: 'auto' | number
  /** What of customers is looked at too. */
  about: readonly string[]
  seed: number
}

export const usual: Choice = { unit: 'customers', linkage: 'ward', metric: 'euclidean', clusters: 'auto', about: [], seed: 1 }

/** What the newest run was asked. */
export function choiceOf({ unit, linkage, metric, kChosenBy, k, run }: SupportResult): Choice {
  return { unit, linkage, metric, clusters: kChosenBy === 'request' ? k : 'auto', about: aboutOf(run.params), seed: run.seed }
}

/** What of customers a run looked at; runs of before looked at nothing. */
function aboutOf({ about }: SupportResult['run']['params']): string[] {
  return Array.isArray(about) ? about.filter((one) => typeof one === 'string') : []
}

export interface SupportRunning {
  running: boolean
  /** What went wrong with the last run that was started here; a cancelled one went right. */
  error: Error | null
  start: (choice: Choice) => void
}

/** Finding groups, started here or elsewhere. The result arrives through the events of the core. */
export function useSupportRun(): SupportRunning {
  const action = useAction('support.run')
  const elsewhere = useJobs().some(isUnderWay)
  const harmless = isSextantError(action.error, 'job.cancelled') || isSextantError(action.error, 'job.superseded')
  return {
    running: action.isPending || elsewhere,
    error: harmless ? null : action.error,
    start: (choice) => action.mutate({ ...choice, about: [...choice.about] } satisfies RequestOf<'support.run'>)
  }
}

const isUnderWay = ({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean =>
  kind === 'support' && (state === 'running' || state === 'waiting')
