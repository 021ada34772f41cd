import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../../engines/context.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { alike, paidAfter, type Standing, waitsAfter } from '../../../engines/upsell/belief-rows.ts'
import { type BeliefData, type Believed, testBelief } from '../../../engines/upsell/beliefs.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { Belief, BeliefResult, BeliefStatement } from '../../../shared/model/belief.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import { withDatabase } from '../db/open.ts'
import { type AlertColumns, loadAlertColumns } from '../db/queries/alert-columns.ts'
import { returnsByCustomer, storeBelief } from '../db/queries/beliefs.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import { segmentGroups } from '../db/queries/journey-segments.ts'
import { loadPurchases } from '../db/queries/purchases.ts'
import type { TaskContext } from '../jobs/types.ts'
import { nothingUntil } from './nothing-until.ts'
import { modelOf, score } from './segment-model.ts'

export interface BeliefInput {
  workspacePath: string
  statement: BeliefStatement
  asOf: IsoDate
}

const SEED = 1

/** Tests what somebody thinks, and keeps it with its verdict. @throws workspace.empty, belief.unknown, run.noModel */
export async function testStatement({ workspacePath, statement, asOf }: BeliefInput, ctx: TaskContext): Promise<Belief> {
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'upsell.load', done: 0, total: null, unit: 'rows' })
    const columns = loadAlertColumns(db, asOf)
    if (columns === null) throw nothingUntil(db, asOf, 'workspace.empty')
    const engine: EngineContext = {
      signal: ctx.signal,
      now: ctx.now,
      rng: seededRng(SEED),
      onProgress: (share) => ctx.onProgress({ phase: 'beliefs.test', done: share, total: 1, unit: 'steps' })
    }
    const data =
      statement.template === 'sooner'
        ? waitsAfter(columns.history, codeOf(columns.names.product, statement.product))
        : statement.template === 'pays-more'
          ? paidAfter(columns.history, codeOf(columns.names.category, statement.category), standingsOf(db, columns, statement.segment))
          : givingBack(columns, returnsByCustomer(db, asOf))
    const { verdict, ...found } = await testBelief(data, engine)
    const result = known(found)
    ctx.committing?.()
    const id = storeBelief(db, statement, ctx.now(), { asOf, verdict, result })
    return { id, statement, asOf, verdict, result }
  })
}

/** What is not known is null on the wire. */
function known({ effect, low, high, theirs, others, ...rest }: Omit<Believed, 'verdict'>): BeliefResult {
  const or = (value: number) => (Number.isFinite(value) ? value : null)
  return { effect: or(effect), low: or(low), high: or(high), theirs: or(theirs), others: or(others), ...rest }
}

function codeOf(names: readonly string[], name: string): number {
  const placeOf = (wanted: string): number => names.findIndex((one) => one.trim().toLowerCase() === wanted.trim().toLowerCase())
  const whole = placeOf(name)
  // Products of one name are told apart by a number behind it; perhaps only one of them was bought.
  const code = whole < 0 ? placeOf(name.replace(/ \([^()]*\)$/, '')) : whole
  if (code < 0) throw new SextantError('belief.unknown', { name, there: names.slice(0, 5).join(', ') })
  return code
}

/** Who is told to be in a segment when, so that nobody is in it for what came later: at the end of the first and of the second third of the time. */
function standingsOf(db: Database, { history, customerIds }: AlertColumns, name: string): Standing[] {
  const groups = segmentGroups(db)
  const model = groups && modelOf(db, groups.run)
  if (!groups || !model) throw new SextantError('run.noModel')
  // The centres of a model lie in the order in which its segments were stored.
  const stored = groups.names.toSorted((a, b) => a.segment - b.segment)
  const place = codeOf(
    stored.map((one) => one.name),
    name
  )
  const at = new Map(Array.from(customerIds, (id, c) => [id, c]))
  return [1, 2].map((third) => {
    const day = history.firstDay + Math.floor((third * (history.lastDay - history.firstDay)) / 3)
    const date = isoDate(day * secondsADay)
    const member = new Int8Array(history.customers).fill(-1)
    const purchases = loadPurchases(db, date)
    if (purchases.customers.length === 0) return { day, member }
    const { places } = score(db, model, purchases, date)
    purchases.customers.forEach((id, row) => {
      const c = at.get(id)
      if (c !== undefined) member[c] = places[row] === place ? 1 : 0
    })
    return { day, member }
  })
}

/**
 * Share of lines that came back, by customer; by when the customer came for whether it lasts. Since when somebody takes the newsletter is in no
 * file, so that it is who takes it now.
 */
function givingBack({ history, customerIds }: AlertColumns, rows: ReturnType<typeof returnsByCustomer>): BeliefData {
  const { orders, day, firstDay, lastDay } = history
  const place = new Map(Array.from(customerIds, (id, i) => [id, i]))
  const measured = rows.flatMap(({ customer, newsletter, bought, back }) => {
    const c = place.get(customer)
    if (c === undefined || newsletter === null || bought === 0) return []
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    if (to === from) return []
    const first = day[from] as number
    return [
      {
        unit: c,
        value: back / bought,
        about: newsletter ? 1 : 0,
        stratum: alike(to - from, (day[to - 1] as number) - first),
        later: first > firstDay + (lastDay - firstDay) / 4 ? 1 : 0
      }
    ]
  })
  return {
    kind: 'means',
    unit: Int32Array.from(measured, ({ unit }) => unit),
    about: Uint8Array.from(measured, ({ about }) => about),
    stratum: Int32Array.from(measured, ({ stratum }) => stratum),
    value: Float64Array.from(measured, ({ value }) => value),
    later: Uint8Array.from(measured, ({ later }) => later),
    direction: -1
  }
}
