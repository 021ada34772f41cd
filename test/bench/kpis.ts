/**
 * All KPIs, cohorts and courses and the journey of a large shop: how long the two jobs take, each by itself and as the app runs them, and how long another
 * period, breakdown, channel or window takes afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { preparation } from '../../src/main/core/db/queries/kpis.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { createJobQueue } from '../../src/main/core/jobs/queue.ts'
import { workerEntry } from '../../src/main/core/jobs/worker-entry.ts'
import { kpiView } from '../../src/main/core/services/kpi-view.ts'
import type { tasks } from '../../src/main/core/tasks/index.ts'
import { journey } from '../../src/main/core/tasks/journey.ts'
import { type KpisInput, kpis } from '../../src/main/core/tasks/kpis.ts'
import { KpiBreakdown, KpiPeriod } from '../../src/shared/model/kpis.ts'
import { asOf, customers, fillLargeShop, lines, timed, touchpoints } from './support/large-shop.ts'

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  const workspacePath = path.join(folder, 'shop.sextant')
  const workspace = openWorkspace(workspacePath, { create: true, now: () => 0 })
  try {
    fillLargeShop(workspace.db)
    const shop = [`${lines.toLocaleString('en')} order lines`, `${touchpoints.toLocaleString('en')} touchpoints`]
    console.log(`  ${shop.join(', ')}, ${customers.toLocaleString('en')} customers, two years; load ${loadavg()[0]?.toFixed(1)}`)
    const input = { workspacePath, asOf, recompute: false }
    for (const task of [kpis, journey]) {
      const took = await timed((step) =>
        task(input, {
          signal: new AbortController().signal,
          now: () => performance.now(),
          onProgress: ({ phase }) => step(phase)
        })
      )
      say(task.name, took, ` (${took.phases})`)
    }
    await asJobs(workspace.db, input)

    const prepared = preparation(workspace.db)
    if (prepared === null) throw new Error('Nothing was prepared.')
    const times: number[] = []
    for (const period of KpiPeriod.options) {
      for (const by of [null, ...KpiBreakdown.options]) {
        const began = performance.now()
        kpiView(workspace.db, preparation(workspace.db) ?? prepared, { period, compare: 'previous', by })
        times.push(performance.now() - began)
      }
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)
    console.log(`  another period or breakdown: median ${at(0.5)} ms, slowest ${at(1)} ms; aim 150 ms`)
  } finally {
    workspace.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const rounds = 5

/** As the app does it: both jobs in processes of their own, from asking until both are stored. */
async function asJobs(db: Database, input: KpisInput): Promise<void> {
  const queue = createJobQueue<typeof tasks>({
    host: createChildHost<typeof tasks>({ entry: workerEntry() }),
    now: Date.now,
    onChanged: () => {}
  })
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    db.exec("DELETE FROM kpi_preparation; DELETE FROM run WHERE kind IN ('kpis', 'journey')")
    const began = performance.now()
    const asked = (['kpis', 'journey'] as const).map((kind) => queue.submit({ kind, label: kind, task: kind, input }))
    await Promise.all(asked.map(({ result }) => result))
    times.push((performance.now() - began) / 1_000)
  }
  await queue.dispose()
  times.sort((a, b) => a - b)
  console.log(
    `  both as jobs: median ${times[2]?.toFixed(1)} s by the clock (${times.map((time) => time.toFixed(1)).join(', ')}); limit 10 s`
  )
}

function say(what: string, { seconds, busy }: { seconds: number; busy: number }, more: string): void {
  console.log(`  ${what.padEnd(8)} ${busy.toFixed(1).padStart(5)} s on the processor, ${seconds.toFixed(1)} s by the clock${more}`)
}
