import { methods } from '../../../shared/contract.ts'
import type { RerunKind } from '../../../shared/model/watch.ts'
import { alertsHandlers, rerunAlerts } from './alerts.ts'
import { appHandlers } from './app.ts'
import type { Context, Handlers } from './context.ts'
import { customersHandlers } from './customers.ts'
import { homeHandlers } from './home.ts'
import { importHandlers } from './import.ts'
import { jobsHandlers } from './jobs.ts'
import { journeyHandlers } from './journey.ts'
import { kpisHandlers } from './kpis.ts'
import { qualityHandlers } from './quality.ts'
import { sampleHandlers } from './sample.ts'
import { rerunSegments, segmentsHandlers } from './segments.ts'
import { sourcesHandlers } from './sources.ts'
import { rerunSupport, supportHandlers } from './support.ts'
import { templatesHandlers } from './templates.ts'
import { upsellHandlers } from './upsell.ts'
import { watchHandlers } from './watch.ts'
import { workspaceHandlers } from './workspace.ts'

/** What answers each method of the contract. */
export const handlers: Handlers = combine([
  appHandlers,
  workspaceHandlers,
  sampleHandlers,
  homeHandlers,
  importHandlers,
  watchHandlers,
  sourcesHandlers,
  qualityHandlers,
  templatesHandlers,
  customersHandlers,
  segmentsHandlers,
  kpisHandlers,
  journeyHandlers,
  alertsHandlers,
  supportHandlers,
  upsellHandlers,
  jobsHandlers
])

/** What may follow an import by itself. */
export const reruns: Readonly<Record<RerunKind, (context: Context) => Promise<unknown>>> = {
  segments: rerunSegments,
  support: rerunSupport,
  alerts: rerunAlerts
}

/** One table of all handlers. Throws, at start, when a method has none or two. */
export function combine(tables: readonly Partial<Handlers>[]): Handlers {
  const names = tables.flatMap((table) => Object.keys(table))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  const missing = Object.keys(methods).find((name) => !names.includes(name))
  if (twice !== undefined) throw new Error(`Method ${twice} has two handlers.`)
  if (missing !== undefined) throw new Error(`Method ${missing} has no handler.`)
  return Object.assign({}, ...tables)
}
