/**
 * All KPIs, cohorts and courses and the journey of a large shop: how long the two jobs take, each and together, and how long another
 * period, breakdown, channel or window takes afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { preparation } from '../../src/main/core/db/queries/kpis.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { kpiView } from '../../src/main/core/services/kpi-view.ts'
import { journey } from '../../src/main/core/tasks/journey.ts'
import { kpis } from '../../src/main/core/tasks/kpis.ts'
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
    const sums = { seconds: 0, busy: 0 }
    for (const task of [kpis, journey]) {
      const took = await timed((step) =>
        task(input, {
          signal: new AbortController().signal,
          now: () => performance.now(),
          onProgress: ({ phase }) => step(phase)
        })
      )
      sums.seconds += took.seconds
      sums.busy += took.busy
      say(task.name, took, ` (${took.phases})`)
    }
    say('together', sums, '; aim 10 s')

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

function say(what: string, { seconds, busy }: { seconds: number; busy: number }, more: string): void {
  console.log(`  ${what.padEnd(8)} ${busy.toFixed(1).padStart(5)} s on the processor, ${seconds.toFixed(1)} s by the clock${more}`)
}
