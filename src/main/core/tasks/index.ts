import type { TaskTable } from '../jobs/types.ts'
import { alerts } from './alerts.ts'
import { testStatement } from './beliefs.ts'
import { check } from './check.ts'
import { changeCustomers } from './customers.ts'
import { featureOverview } from './feature-overview.ts'
import { importFiles } from './import.ts'
import { journey } from './journey.ts'
import { kpis } from './kpis.ts'
import { previewFiles } from './preview.ts'
import { listQuality, reportQuality } from './quality.ts'
import { sample } from './sample.ts'
import { segmentChance } from './segment-chance.ts'
import { segmentMembers } from './segment-members.ts'
import { scoreSegments } from './segment-score.ts'
import { segmentDrift, segmentMigration } from './segment-time.ts'
import { segments } from './segments.ts'
import { support } from './support.ts'
import { planUndo, undoImport } from './undo-import.ts'
import { upsell } from './upsell.ts'
import { upsellTable } from './upsell-table.ts'

/** Everything that runs as a job. The worker serves this table; hosts name its entries. */
export const tasks = {
  alerts,
  belief: testStatement,
  check,
  customers: changeCustomers,
  featureOverview,
  import: importFiles,
  kpis,
  journey,
  preview: previewFiles,
  qualityReport: reportQuality,
  qualityRows: listQuality,
  sample,
  segmentChance,
  segmentDrift,
  segmentMembers,
  segmentMigration,
  segmentScore: scoreSegments,
  segments,
  support,
  undo: undoImport,
  undoPlan: planUndo,
  upsell,
  upsellTable
} satisfies TaskTable
