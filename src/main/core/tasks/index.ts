import type { TaskTable } from '../jobs/types.ts'
import { check } from './check.ts'
import { segments } from './segments.ts'

/** Everything that runs as a job. The worker serves this table; hosts name its entries. */
export const tasks = { check, segments } satisfies TaskTable
