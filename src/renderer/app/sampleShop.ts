import { useMutation } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { isSextantError } from '../../shared/errors.ts'
import type { Job } from '../../shared/model/job.ts'
import { api } from '../api.ts'
import { useNotice } from './notice.tsx'
import { useJobs } from './query.ts'

export interface SampleShop {
  /** It is being made, by this click or another. */
  making: boolean
  /** Null until the job has said something. */
  job: Job | null
  /** Makes one, opens it and goes to its first screen. What goes wrong is shown as a notice. */
  open: () => void
  /** Nothing is left behind then. */
  cancel: () => void
}

/** The invented shop to try Sextant on. */
export function useSampleShop(): SampleShop {
  const [, go] = useLocation()
  const { show, dismiss } = useNotice()
  const job = useJobs().findLast(({ kind, state }) => kind === 'sample' && (state === 'running' || state === 'waiting')) ?? null
  // Told to the mutation, not to the call: whoever called is off the page by the time the workspace is open.
  const make = useMutation({
    mutationFn: () => api.call('sample.open', {}),
    onMutate: dismiss,
    onSuccess: () => go('/home'),
    onError: (error) => {
      if (!isSextantError(error, 'job.cancelled') && !isSextantError(error, 'job.superseded')) show(error)
    }
  })
  const making = make.isPending || job !== null
  return {
    making,
    job,
    open: () => {
      if (!making) make.mutate()
    },
    cancel: () => {
      if (job !== null) api.call('jobs.cancel', { id: job.id }).catch(show)
    }
  }
}
