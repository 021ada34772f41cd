import { setImmediate as nextTurn } from 'node:timers/promises'
import { quantile } from '../../../engines/math/quantile.ts'
import { csvText } from '../../../shared/csv.ts'
import { quality as words } from '../../../shared/messages/en/quality.ts'
import { type QualityCheck, type QualityReport, qualityChecks } from '../../../shared/model/quality.ts'
import { SourceKind } from '../../../shared/model/source.ts'
import { withDatabase } from '../db/open.ts'
import {
  countFound,
  countLookedAt,
  coverOf,
  kindOf,
  type QualityLimits,
  type QualityScope,
  rowsFound,
  saleSizes
} from '../db/queries/quality.ts'
import type { TaskContext } from '../jobs/types.ts'

export interface QualityInput extends QualityScope {
  workspacePath: string
}

/** Rows of a check that the report itself holds. */
const shownRows = 100
/** Of a list that is saved. */
const savedRows = 1_000_000
/** How many robust standard deviations of the logarithm set a size far outside the rest. Wide: sizes of honest sales have long tails. */
const farOut = 7

/** What contradicts itself, rather than being missing or unusual. */
const contradictions =
  /\.(future|impossible|negativePrice|resolvedBefore\w+|answeredBefore\w+|acceptedBefore\w+|endsBefore\w+|offScale|negative|registeredLater)$/

/** Looks through all that is stored, or what one import brought, for what is odd or missing. O(rows × checks of their kind). */
export function reportQuality({ workspacePath, importId }: QualityInput, ctx: TaskContext): Promise<QualityReport> {
  return withDatabase(workspacePath, 'read', async (db) => {
    const scope = { importId }
    const limits = limitsOf(saleSizes(db))
    const findings: QualityReport['findings'] = []
    let passed = 0
    for (const [done, check] of qualityChecks.entries()) {
      ctx.onProgress({ phase: 'quality.look', done, total: qualityChecks.length, unit: 'steps' })
      await nextTurn()
      ctx.signal.throwIfAborted()
      const of = countLookedAt(db, check, scope)
      if (of === 0) continue
      const count = countFound(db, check, scope, limits)
      if (count === 0) passed++
      else findings.push({ check, kind: kindOf(check), count, of, rows: rowsFound(db, check, scope, limits, shownRows) })
    }
    const fields = SourceKind.options.flatMap((kind) => coverOf(db, kind, scope).map((cover) => ({ kind, ...cover })))
    return { findings: findings.sort(byWeight), passed, fields }
  })
}

/** All rows that one check found, as CSV text. */
export function listQuality({ workspacePath, importId, check }: QualityInput & { check: QualityCheck }, ctx: TaskContext): Promise<string> {
  return withDatabase(workspacePath, 'read', (db) => {
    ctx.onProgress({ phase: 'quality.look', done: 0, total: null, unit: 'steps' })
    const rows = rowsFound(db, check, { importId }, limitsOf(saleSizes(db)), savedRows)
    return csvText([[words.subject[kindOf(check)], words.found], ...rows.map(({ subject, found }) => [subject, found])])
  })
}

/** Median and median absolute deviation of the logarithms (Iglewicz and Hoaglin 1993), from fifty sales on. */
function limitsOf({ amounts, quantities }: { amounts: Float64Array; quantities: Float64Array }): QualityLimits {
  return { amount: limitOf(amounts), quantity: limitOf(quantities) }
}

function limitOf(sizes: Float64Array): number {
  if (sizes.length < 50) return Number.POSITIVE_INFINITY
  const logs = sizes.map(Math.log).sort()
  const median = quantile(logs, 0.5)
  const deviations = logs.map((log) => Math.abs(log - median)).sort()
  // Where half of all sales have the same size, the smallest step between sizes would count as a deviation.
  const spread = Math.max(1.4826 * quantile(deviations, 0.5), 0.25)
  return Math.exp(median + farOut * spread)
}

function byWeight(a: QualityReport['findings'][number], b: QualityReport['findings'][number]): number {
  const weight = ({ check }: { check: QualityCheck }) => Number(contradictions.test(check))
  return weight(b) - weight(a) || b.count / b.of - a.count / a.of
}
