import { firstAfter } from '../../../engines/alerts/seen.ts'
import type { EngineContext } from '../../../engines/context.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { type BeliefData, type Believed, testBelief } from '../../../engines/upsell/beliefs.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { Belief, BeliefStatement } from '../../../shared/model/belief.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import { withDatabase } from '../db/open.ts'
import { type AlertColumns, loadAlertColumns } from '../db/queries/alert-columns.ts'
import { returnsByCustomer, storeBelief } from '../db/queries/beliefs.ts'
import type { TaskContext } from '../jobs/types.ts'
import { nothingUntil } from './nothing-until.ts'

export interface BeliefInput {
  workspacePath: string
  statement: BeliefStatement
  asOf: IsoDate
}

const SEED = 1
/** Days that are waited for the next order; who has not come by then counts as having taken so long. */
const MOST_DAYS = 180
const MONTH = 30

/** Tests what somebody thinks, and keeps it with its verdict. @throws workspace.empty, belief.unknown */
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
        ? comingBack(columns, codeOf(columns.names.product, statement.product))
        : statement.template === 'pays-more'
          ? paying(columns, codeOf(columns.names.segment, statement.segment), codeOf(columns.names.category, statement.category))
          : givingBack(columns, returnsByCustomer(db, asOf))
    const { verdict, ...found } = await testBelief(data, engine)
    const result = known(found)
    ctx.committing?.()
    const id = storeBelief(db, statement, ctx.now(), { asOf, verdict, result })
    return { id, statement, asOf, verdict, result }
  })
}

/** What is not known is null on the wire. */
function known({ effect, low, high, theirs, others, ...rest }: Omit<Believed, 'verdict'>) {
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

interface Measured {
  value: number
  about: boolean
  stratum: number
  later: boolean
}

function dataOf(measured: readonly Measured[], direction: 1 | -1): BeliefData {
  return {
    value: Float64Array.from(measured, ({ value }) => value),
    about: Uint8Array.from(measured, ({ about }) => (about ? 1 : 0)),
    stratum: Int32Array.from(measured, ({ stratum }) => stratum),
    later: Uint8Array.from(measured, ({ later }) => (later ? 1 : 0)),
    direction
  }
}

/** Alike: how many orders, and for how many months known, both in steps that double; and of the same segment where there are segments. */
function stratumOf(orders: number, days: number, segment: number): number {
  return (segment + 1) * 1000 + Math.floor(Math.log2(Math.max(1, orders))) * 20 + Math.floor(Math.log2(1 + days / MONTH))
}

/**
 * Days from an order to the next one. Of those who bought the product their first order with it; of others an order of any number, so that each
 * is compared with orders that came as late in a customer's life.
 */
function comingBack({ history }: AlertColumns, code: number): BeliefData {
  const { customers, orders, day, items, product, firstDay, lastDay } = history
  const measured: Measured[] = []
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    if (to === from) continue
    let at = -1
    for (let o = from; o < to && at < 0; o++) if (product.subarray(items[o], items[o + 1]).includes(code)) at = o
    const about = at >= 0
    if (!about) at = from + ((Math.imul(c + 1, 2654435761) >>> 8) % (to - from))
    const moment = day[at] as number
    if (moment + MOST_DAYS > lastDay) continue
    const wait = at + 1 < to ? Math.min(MOST_DAYS, (day[at + 1] as number) - moment) : MOST_DAYS
    measured.push({
      value: wait,
      about,
      stratum: stratumOf(at - from + 1, moment - (day[from] as number), history.segment[c] as number),
      later: moment > (firstDay + lastDay) / 2
    })
  }
  return dataOf(measured, -1)
}

/** Mean amount of the items of a category, by customer. */
function paying({ history }: AlertColumns, segment: number, k: number): BeliefData {
  const { customers, orders, day, items, product, amount, category, firstDay, lastDay } = history
  const measured: Measured[] = []
  const middle = Math.floor((firstDay + lastDay) / 2)
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    const later = firstAfter(day, from, to, middle)
    for (const [begin, end, isLater] of [
      [from, later, false],
      [later, to, true]
    ] as const) {
      let [sum, count] = [0, 0]
      for (let i = items[begin] as number; i < (items[end] as number); i++) {
        if (category[product[i] as number] !== k) continue
        sum += amount[i] as number
        count++
      }
      if (count === 0) continue
      const tenure = (day[end - 1] as number) - (day[from] as number)
      measured.push({
        value: sum / count,
        about: history.segment[c] === segment,
        stratum: stratumOf(to - from, tenure, -1),
        later: isLater
      })
    }
  }
  return dataOf(measured, 1)
}

/** Share of lines that came back, by customer; by when the customer came for whether it lasts. */
function givingBack({ history, customerIds }: AlertColumns, rows: ReturnType<typeof returnsByCustomer>): BeliefData {
  const { orders, day, firstDay, lastDay } = history
  const place = new Map(Array.from(customerIds, (id, i) => [id, i]))
  const measured = rows.flatMap(({ customer, newsletter, bought, back }): Measured[] => {
    const c = place.get(customer)
    if (c === undefined || newsletter === null || bought === 0) return []
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    if (to === from) return []
    const first = day[from] as number
    return [
      {
        value: back / bought,
        about: newsletter,
        stratum: stratumOf(to - from, (day[to - 1] as number) - first, history.segment[c] as number),
        later: first > firstDay + (lastDay - firstDay) / 4
      }
    ]
  })
  return dataOf(measured, -1)
}
