import type { TaskTable } from '../jobs/types.ts'
import { check } from './check.ts'
import { importFiles } from './import.ts'
import { previewFiles } from './preview.ts'
import { sample } from './sample.ts'
import { segments } from './segments.ts'

/** Everything that runs as a job. The worker serves this table; hosts name its entries. */
export const tasks = { check, import: importFiles, preview: previewFiles, sample, segments } satisfies TaskTable
