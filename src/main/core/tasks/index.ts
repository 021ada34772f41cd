import type { Task, TaskTable } from '../jobs/types.ts'

/** A task whose code is read when it is first asked for: one needs little of what all of them need. */
function loading<Input, Output>(load: () => Promise<Task<Input, Output>>): Task<Input, Output> {
  return async (input, ctx) => (await load())(input, ctx)
}

/** Everything that runs as a job. The worker serves this table; hosts name its entries. */
export const tasks = {
  alerts: loading(async () => (await import('./alerts.ts')).alerts),
  belief: loading(async () => (await import('./beliefs.ts')).testStatement),
  check: loading(async () => (await import('./check.ts')).check),
  customers: loading(async () => (await import('./customers.ts')).changeCustomers),
  featureOverview: loading(async () => (await import('./feature-overview.ts')).featureOverview),
  import: loading(async () => (await import('./import.ts')).importFiles),
  kpis: loading(async () => (await import('./kpis.ts')).kpis),
  journey: loading(async () => (await import('./journey.ts')).journey),
  preview: loading(async () => (await import('./preview.ts')).previewFiles),
  qualityReport: loading(async () => (await import('./quality.ts')).reportQuality),
  qualityRows: loading(async () => (await import('./quality.ts')).listQuality),
  sample: loading(async () => (await import('./sample.ts')).sample),
  segmentChance: loading(async () => (await import('./segment-chance.ts')).segmentChance),
  segmentDrift: loading(async () => (await import('./segment-time.ts')).segmentDrift),
  segmentMembers: loading(async () => (await import('./segment-members.ts')).segmentMembers),
  segmentMigration: loading(async () => (await import('./segment-time.ts')).segmentMigration),
  segmentScore: loading(async () => (await import('./segment-score.ts')).scoreSegments),
  segments: loading(async () => (await import('./segments.ts')).segments),
  support: loading(async () => (await import('./support.ts')).support),
  undo: loading(async () => (await import('./undo-import.ts')).undoImport),
  undoPlan: loading(async () => (await import('./undo-import.ts')).planUndo),
  upsell: loading(async () => (await import('./upsell.ts')).upsell),
  upsellTable: loading(async () => (await import('./upsell-table.ts')).upsellTable)
} satisfies TaskTable
