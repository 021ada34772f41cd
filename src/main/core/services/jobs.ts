import type { Handlers } from './context.ts'

export const jobsHandlers = {
  'jobs.list': ({ jobs }) => jobs.list(),

  'jobs.cancel'({ jobs }, { id }) {
    jobs.cancel(id)
    return {}
  }
} satisfies Partial<Handlers>
