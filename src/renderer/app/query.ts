/** TanStack Query over the contract: what is on screen is asked for once, kept, and asked for again when the data changes. */
import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient
} from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Method, RequestOf, ResponseOf } from '../../shared/contract.ts'
import type { Job } from '../../shared/model/job.ts'
import { api } from '../api.ts'
import type { RowSource } from '../components/rows.ts'

/** Nothing goes over a network: no retries, no pause when the computer is offline, no refetch but on `workspace.changed`. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false
      },
      mutations: { networkMode: 'always' }
    }
  })
}

/** Methods that only read; anything else is an action. */
export type ReadMethod = Exclude<
  Method,
  | 'import.preview'
  | 'import.start'
  | 'import.discard'
  | 'watch.open'
  | 'watch.openLeft'
  | 'watch.change'
  | 'watch.remove'
  | 'sample.open'
  | 'segments.run'
  | 'sources.undo'
  | 'customers.merge'
  | 'customers.mergeAlike'
  | 'customers.unmerge'
  | 'customers.unmergeAll'
  | 'customers.keepApart'
  | 'customers.edit'
  | 'segments.score'
  | 'alerts.run'
  | 'alerts.change'
  | 'alerts.setPlan'
  | 'alerts.saveViews'
  | 'segments.rename'
  | 'segments.members'
  | 'segments.judge'
  | 'support.run'
  | 'support.members'
  | 'support.parts'
  | 'support.rename'
  | 'support.review'
  | 'support.setChange'
  | 'templates.save'
  | 'journey.run'
  | 'journey.saveSetup'
  | 'journey.saveBelief'
  | 'journey.deleteBelief'
  | 'templates.rename'
  | 'templates.delete'
  | 'upsell.run'
  | 'upsell.table'
  | 'upsell.setCapacity'
  | 'upsell.setLadders'
  | 'beliefs.test'
  | 'beliefs.remove'
  | 'kpis.setTarget'
  | 'kpis.setHours'
  | 'jobs.cancel'
  | 'workspace.create'
  | 'workspace.leave'
  | 'workspace.open'
  | 'workspace.setAsOf'
>

interface MethodOptions {
  /** False: not asked yet. */
  enabled?: boolean
  /** Keeps showing the former answer while another request is under way, for instance while searching. */
  keepPrevious?: boolean
}

const read = <M extends ReadMethod>(method: M, request: RequestOf<M>) => ({
  queryKey: [method, request] as const,
  queryFn: () => api.call(method, request)
})

/** The answer of a reading method, always current. */
export function useMethod<M extends ReadMethod>(
  method: M,
  request: RequestOf<M>,
  options: MethodOptions = {}
): UseQueryResult<ResponseOf<M>> {
  return useQuery({
    ...read(method, request),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {})
  }) as UseQueryResult<ResponseOf<M>>
}

/** A method that changes something or starts a job: `mutate(request)`, `isPending`, `error`. */
export function useAction<M extends Exclude<Method, ReadMethod>>(method: M): UseMutationResult<ResponseOf<M>, Error, RequestOf<M>> {
  return useMutation({ mutationFn: (request: RequestOf<M>) => api.call(method, request) })
}

type PagedMethod = 'customers.list' | 'sources.rejected' | 'segments.painRows' | 'alerts.inbox' | 'upsell.offers'
type RowOf<M extends PagedMethod> = ResponseOf<M>['rows'][number]

export interface PagedRows<Row> extends RowSource<Row> {
  error: Error | null
}

const pageSize = 100
/** The first page as `usePages` asks for it: whoever asks for the same is answered by the same request. */
export const firstPage = { offset: 0, limit: pageSize } as const

/** A long list, asked for in pages as they come into view. A changed request starts at its first page. */
export function usePages<M extends PagedMethod>(method: M, request: Omit<RequestOf<M>, 'offset' | 'limit'>): PagedRows<RowOf<M>> {
  const key = JSON.stringify(request)
  const [view, setView] = useState({ key, first: 0, last: 0 })
  const { first, last } = view.key === key ? view : { first: 0, last: 0 }
  const pages = useMemo(() => Array.from({ length: last - first + 1 }, (_, i) => first + i), [first, last])
  const results = useQueries({
    queries: pages.map((page) => read(method, { ...request, offset: page * pageSize, limit: pageSize } as RequestOf<M>))
  })
  const answered = results.find((result) => result.data !== undefined)?.data as ResponseOf<M> | undefined
  // The length stays known while rows further down are on their way: a table without rows would ask for its first ones again, for ever.
  const [known, setKnown] = useState({ key, total: answered?.total ?? null })
  const total = answered?.total ?? (known.key === key ? known.total : null)
  if (known.key !== key || known.total !== total) setKnown({ key, total })
  return {
    total,
    rowAt: (index) => results[Math.floor(index / pageSize) - first]?.data?.rows[index % pageSize] as RowOf<M> | undefined,
    onVisible: (firstRow, lastRow) => {
      const next = { key, first: Math.floor(firstRow / pageSize), last: Math.floor(Math.max(firstRow, lastRow) / pageSize) }
      setView((old) => (old.key === key && old.first === next.first && old.last === next.last ? old : next))
    },
    error: results.find((result) => result.error !== null)?.error ?? null
  }
}

/** Keeps what is on screen in step with the core. To be used once, at the root. */
export function useCoreEvents(): void {
  const client = useQueryClient()
  useEffect(() => {
    const stops = [
      api.on('job.changed', (job) => client.setQueryData<Job[]>(['jobs.list', {}], (jobs = []) => withJob(jobs, job))),
      api.on('workspace.changed', ({ reason }) => {
        // Another workspace: nothing of the former one may stay on screen, not even for a moment.
        void (reason === 'opened' ? client.resetQueries() : client.invalidateQueries())
      }),
      // What happened while the line was down is not repeated.
      api.onConnection((connected) => {
        if (connected) void client.invalidateQueries()
      })
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client])
}

/** Jobs that run or ended, oldest first. */
export function useJobs(): readonly Job[] {
  return useMethod('jobs.list', {}).data ?? []
}

/** The list with this job in its newest state. */
export function withJob(jobs: readonly Job[], job: Job): Job[] {
  const others = jobs.filter((other) => other.id !== job.id)
  return [...others, job].sort((a, b) => a.startedAt - b.startedAt || a.id.localeCompare(b.id))
}

/** Whether the core can be heard; true until it is known otherwise. */
export function useConnected(): boolean {
  const [connected, setConnected] = useState(true)
  useEffect(() => api.onConnection(setConnected), [])
  return connected
}
