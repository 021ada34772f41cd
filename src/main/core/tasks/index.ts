import type { TaskTable } from '../jobs/types.ts'
import { check } from './check.ts'
import { changeCustomers } from './customers.ts'
import { featureOverview } from './feature-overview.ts'
import { importFiles } from './import.ts'
import { previewFiles } from './preview.ts'
import { listQuality, reportQuality } from './quality.ts'
import { sample } from './sample.ts'
import { segmentChance } from './segment-chance.ts'
import { segments } from './segments.ts'
import { undoImport } from './undo-import.ts'

/** Everything that runs as a job. The worker serves this table; hosts name its entries. */
export const tasks = {
  check,
  customers: changeCustomers,
  featureOverview,
  import: importFiles,
  preview: previewFiles,
  qualityReport: reportQuality,
  qualityRows: listQuality,
  sample,
  segmentChance,
  segments,
  undo: undoImport
} satisfies TaskTable
