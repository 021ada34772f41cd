import { createHash } from 'node:crypto'
import { KPIS_VERSION, prepareKpis } from '../../../engines/kpis.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { SextantError } from '../../../shared/errors.ts'
import { followed } from '../../../shared/kpi-calendar.ts'
import type { IsoDate, Warning } from '../../../shared/model/common.ts'
import type { KpiInput, Period } from '../../../shared/model/kpi-columns.ts'
import { type KpiBreakdown, KpiBreakdown as KpiBreakdowns, type KpiId } from '../../../shared/model/kpis.ts'
import { withDatabase } from '../db/open.ts'
import { loadKpiColumns } from '../db/queries/kpi-columns.ts'
import {
  allWindows,
  businessHours,
  kpiBasis,
  newestImport,
  newestSegmentsRun,
  type Preparation,
  preparation,
  storePreparation,
  windowCells
} from '../db/queries/kpis.ts'
import { analysedCurrency } from '../db/queries/settings.ts'
import { saysEnded } from '../import/conversion/status.ts'
import type { TaskContext } from '../jobs/types.ts'
import { nothingUntil } from './nothing-until.ts'

/** How a preparation has to have been counted to be the answer. */
export const kpisVersion = KPIS_VERSION

export interface KpisInput {
  workspacePath: string
  asOf: IsoDate
  /** Fail if the same data give other figures than are kept. */
  recompute: boolean
}

/** The days that are compared before and after an import. */
const changedDays = 90

/**
 * Counts the KPIs of all periods and breakdowns up to the as-of date and keeps them, so that screens and the command line read a
 * few rows. Nothing is kept twice: the former preparation is replaced.
 *
 * @throws workspace.empty, asOf.beforeData, run.notReproduced
 */
export async function kpis({ workspacePath, asOf, recompute }: KpisInput, ctx: TaskContext): Promise<{ leftOut: Warning[] }> {
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'kpis.load', done: 0, total: null, unit: 'rows' })
    const hours = businessHours(db)
    const { columns, ...scope } = db.transaction(() => {
      const currency = analysedCurrency(db)
      const segmentsRun = newestSegmentsRun(db)
      return {
        basis: kpiBasis(db, asOf, KPIS_VERSION),
        importId: newestImport(db),
        currency,
        columns: loadKpiColumns(db, { currency, asOf, segmentsRun, hours, saysEnded })
      }
    })()
    if (columns === null) throw nothingUntil(db, asOf, 'workspace.empty')
    ctx.signal.throwIfAborted()
    const { input, members } = columns
    const breakdowns = KpiBreakdowns.options.filter((by) => members[by].length > 0)
    const prepared = await prepareKpis(input, breakdowns, {
      signal: ctx.signal,
      now: ctx.now,
      rng: seededRng(0),
      onProgress: (share) => ctx.onProgress({ phase: 'kpis.count', done: share, total: 1, unit: 'steps' })
    })
    ctx.onProgress({ phase: 'kpis.save', done: 0, total: null, unit: 'rows' })
    const leftOut = Object.entries(columns.leftOut).map(([code, count]): Warning => ({ code: `kpis.leftOut.${code}`, count, example: '' }))
    const former = preparation(db)
    const identity = {
      seed: 0,
      params: { businessHours: hours, currency: scope.currency },
      engineVersion: KPIS_VERSION,
      inputFingerprint: fingerprint(input, breakdowns),
      asOf
    }
    const kept = recompute && former !== null ? { run: former.runId, windows: allWindows(db) } : null
    ctx.committing?.()
    const run = storePreparation(db, {
      ...scope,
      firstDay: input.firstDay,
      lastDay: input.lastDay,
      members,
      leftOut,
      before:
        former === null
          ? null
          : former.importId === scope.importId
            ? former.before
            : lastDays(former, (span) => windowCells(db, null, span)),
      identity,
      prepared,
      now: ctx.now(),
      beforeCommit: () => ctx.committing?.()
    })
    if (kept?.run === run && kept.windows !== allWindows(db)) throw new SextantError('run.notReproduced', { id: run })
    return { leftOut }
  })
}

/** What a preparation knows of its last days. */
function lastDays({ lastDay }: Preparation, read: (span: Period) => ReturnType<typeof windowCells>): Preparation['before'] {
  const cells = read(followed({ from: lastDay - changedDays + 1, to: lastDay }, 'last90')) ?? {}
  const known = Object.entries(cells).flatMap(([kpi, [cell]]) =>
    cell === undefined || typeof cell === 'string' ? [] : [[kpi, cell[0]] as const]
  )
  return Object.fromEntries(known) as Partial<Record<KpiId, number>>
}

/** SHA-256, hex, of all that the figures are counted from. O(rows). */
function fingerprint(input: KpiInput, breakdowns: readonly KpiBreakdown[]): string {
  const hash = createHash('sha256')
  const eat = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    else if (Array.isArray(value) || typeof value !== 'object' || value === null) hash.update(JSON.stringify(value))
    else
      for (const [name, part] of Object.entries(value)) {
        hash.update(name)
        eat(part)
      }
  }
  eat(breakdowns)
  eat(input)
  return hash.digest('hex')
}
