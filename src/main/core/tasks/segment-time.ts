import { sharesOf, stabilityIndex } from '../../../engines/drift.ts'
import { column } from '../../../engines/math/columns.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { Drift, Migration } from '../../../shared/model/explanation.ts'
import { withDatabase } from '../db/open.ts'
import { loadPurchases } from '../db/queries/purchases.ts'
import { storedRun } from '../db/queries/segment-identity.ts'
import { storeAssignment } from '../db/queries/segment-views.ts'
import type { TaskContext } from '../jobs/types.ts'
import { refuseBeforeOrders } from './nothing-until.ts'
import { UNKNOWN } from './segment-features.ts'
import { modelOf, score } from './segment-model.ts'

export interface MigrationInput {
  workspacePath: string
  from: IsoDate
  to: IsoDate
}

/**
 * Who moved from which segment to which between two days. The customers of both days are assigned to the groups of the newest
 * run, so that a group means the same on both, and what is seen are people who moved, not borders. Who is in which is kept, so
 * that each figure can be opened.
 *
 * @throws run.noModel
 */
export function segmentMigration({ workspacePath, from, to }: MigrationInput, ctx: TaskContext): Promise<Migration> {
  return withDatabase(workspacePath, 'write', (db) => {
    const run = storedRun(db, null)
    const model = run && modelOf(db, run.id)
    if (run === null || model === null) throw new SextantError('run.noModel')
    const ids = run.segments.map(({ id }) => id)
    const [before, now] = [from, to].map((asOf, done) => {
      ctx.onProgress({ phase: 'segments.assign', done, total: 2, unit: 'steps' })
      ctx.signal.throwIfAborted()
      const purchases = loadPurchases(db, asOf)
      const places = purchases.customers.length === 0 ? new Int32Array(0) : score(db, model, purchases, asOf).places
      return { asOf, customers: purchases.customers, places }
    }) as [Day, Day]
    ctx.committing?.()
    for (const { asOf, customers, places } of [before, now]) storeAssignment(db, run.id, asOf, customers, places, ids)
    return { run: run.id, from, to, ...moves(before, now, ids) }
  })
}

interface Day {
  asOf: IsoDate
  customers: Float64Array
  places: Int32Array
}

/** Counts of each pair of segments; ids of customers ascend on both days. O(n). */
function moves(before: Day, now: Day, ids: readonly number[]): Pick<Migration, 'cells' | 'stayed' | 'both'> {
  const counts = new Map<string, number>()
  const add = (from: number | null, to: number | null) => {
    const key = JSON.stringify([from, to])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const [a, b] = [before.customers, now.customers]
  let stayed = 0
  let both = 0
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [x, y] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY]
    const from = x <= y ? (ids[before.places[i] as number] ?? null) : null
    const to = y <= x ? (ids[now.places[j] as number] ?? null) : null
    add(from, to)
    if (x === y) both++
    if (x === y && from === to) stayed++
    if (x <= y) i++
    if (y <= x) j++
  }
  const cells = [...counts].map(([key, customers]) => {
    const [from, to] = JSON.parse(key) as [number | null, number | null]
    return { from, to, customers }
  })
  cells.sort((x, y) => place(x.from) - place(y.from) || place(x.to) - place(y.to))
  return { cells, stayed, both }
}

/** Ids ascend, nobody last. */
const place = (id: number | null): number => id ?? Number.MAX_SAFE_INTEGER

/** One in a hundred lay further out when the groups were found. */
const MANY_ODD = 0.05
const TOO_MANY_ODD = 0.1
const SOME_SHIFT = 0.1
const MUCH_SHIFT = 0.25

/**
 * Whether the segments still fit: how far each feature has moved since they were found (population stability index), and what
 * share of today's customers lies far from any group. Stale: one feature moved a lot, or one in ten fits poorly.
 *
 * @throws run.noModel
 */
export function segmentDrift({ workspacePath, asOf }: { workspacePath: string; asOf: IsoDate }, ctx: TaskContext): Promise<Drift> {
  return withDatabase(workspacePath, 'read', (db) => {
    ctx.onProgress({ phase: 'segments.assign', done: 0, total: 1, unit: 'steps' })
    const run = storedRun(db, null)
    const model = run && modelOf(db, run.id)
    if (run === null || model === null) throw new SextantError('run.noModel')
    const purchases = loadPurchases(db, asOf)
    if (purchases.customers.length === 0) refuseBeforeOrders(db, asOf)
    if (purchases.customers.length === 0) throw new SextantError('run.tooFewCustomers', { found: 0, needed: 1 })
    const { table, poor } = score(db, model, purchases, asOf)
    const numbers = model.columns.map(({ column: { feature }, reference, typical }, j) => {
      const values = column(table.original, table.n, table.p, j)
      return { feature, level: null, index: stabilityIndex(reference, values), before: typical, now: quantile(values.sort(), 0.5) }
    })
    const categories = model.categories.map(({ feature, levels, reference }, q) => {
      const codes = Float64Array.from(table.categories[q]?.codes ?? [])
      const now = sharesOf(codes, reference.edges)
      const moved = (code: number) => Math.abs((now[code] as number) - (reference.shares[code] as number))
      const most = now.reduce((best, _, code) => (moved(code) > moved(best) ? code : best), 0)
      const level = levels[most] ?? UNKNOWN
      return {
        feature,
        level,
        index: stabilityIndex(reference, codes),
        before: reference.shares[most] as number,
        now: now[most] as number
      }
    })
    const features: Drift['features'] = [...numbers, ...categories]
    features.sort((a, b) => b.index - a.index)
    const poorlyFitting = poor.reduce((sum, is) => sum + is, 0) / table.n
    const largest = features[0]?.index ?? 0
    const level =
      largest > MUCH_SHIFT || poorlyFitting > TOO_MANY_ODD ? 'stale' : largest > SOME_SHIFT || poorlyFitting > MANY_ODD ? 'moving' : 'fits'
    return { run: run.id, foundAsOf: model.foundAsOf, asOf, customers: table.n, features, poorlyFitting, level }
  })
}
