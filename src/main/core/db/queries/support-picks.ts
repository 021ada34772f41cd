/** The customers, and the tickets, that something on the support screens stands for. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { journeyStages } from '../../../../shared/model/journey-stages.ts'
import { probableChance, type SupportResult } from '../../../../shared/model/support.ts'
import type { SupportPick, SupportTicket } from '../../../../shared/model/support-views.ts'
import type { AmongSql } from './customers-among.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { artifactOf } from './runs.ts'
import type { StoredTree, StoredVoices } from './support-run.ts'

const nobody: AmongSql = { sql: 'SELECT id FROM customer WHERE 0', parameters: {} }

/** Ids of customers; who was merged into another since is found, and counted, as that one. */
export function supportAmongSql(db: Database, pick: SupportPick): AmongSql {
  if (pick.by === 'next') {
    return {
      sql: `SELECT COALESCE(c.same_as, c.id) AS id, json_extract(named.value, '$[1]') AS chance, json_extract(named.value, '$[2]') AS soon
            FROM json_each(@named) named CROSS JOIN customer c ON c.code = json_extract(named.value, '$[0]')`,
      chance: true,
      parameters: {
        named: JSON.stringify(
          nextNamed(db, pick).map(({ customer, chance, cluster, because }) => [
            customer,
            chance,
            { cluster: cluster ?? null, because: because ?? null }
          ])
        )
      }
    }
  }
  if (pick.by !== 'issue' && pick.by !== 'theme' && pick.by !== 'customer') {
    const found = unitsOf(db, pick)
    if (found === null) return nobody
    if (found.unit === 'customers') {
      return {
        sql: 'SELECT COALESCE(c.same_as, c.id) AS id FROM json_each(@units) units CROSS JOIN customer c ON c.id = units.value',
        parameters: { units: JSON.stringify(found.ids) }
      }
    }
  }
  const { where, parameters } = ticketsSql(db, pick)
  return {
    sql: `SELECT COALESCE(c.same_as, c.id) AS id FROM ticket t JOIN customer c ON c.id = t.customer_id WHERE ${where}`,
    parameters
  }
}

/** Of a customer's tickets, what was known on a day: which had come, and which of them were solved. */
const untilDay = '(COALESCE(t.opened_at, t.first_response_at, t.resolved_at, t.closed_at, 0) < @pickUntil)'
const solvedLater = '(COALESCE(t.resolved_at, t.closed_at, 0) >= @pickUntil)'

/** A page of the tickets that are meant, the newest first, with how many they and their customers are. @param asOf the day that a customer's are looked at; null: whenever */
export function supportTickets(
  db: Database,
  pick: SupportPick,
  { offset, limit, asOf }: { offset: number; limit: number; asOf: IsoDate | null }
): { total: number; customers: number; rows: SupportTicket[] } {
  const of = ticketsSql(db, pick)
  const seenFrom = pick.by === 'customer' ? asOf : null
  const where = seenFrom === null ? of.where : `${of.where} AND ${untilDay}`
  const parameters = { ...of.parameters, ...(seenFrom !== null && { pickUntil: endOfDay(seenFrom) }) }
  const then = (column: string) => (seenFrom === null ? column : `CASE WHEN ${solvedLater} THEN NULL ELSE ${column} END`)
  const counts = db
    .prepare<[object], { total: number; customers: number }>(
      `SELECT COUNT(*) AS total, COUNT(DISTINCT COALESCE(c.same_as, c.id)) AS customers
       FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id WHERE ${where}`
    )
    .get(parameters)
  const rows = db
    .prepare<[object], SupportTicket>(
      `SELECT t.number, COALESCE(t.opened_at, t.first_response_at, t.resolved_at, t.closed_at) AS at, COALESCE(c.same_as, c.id) AS customer, c.code,
              c.name, COALESCE(p.name, p.sku) AS product, t.category, t.subject, t.message, ${then('t.status')} AS status,
              ${then('COALESCE(t.resolved_at, t.closed_at)')} AS solvedAt
       FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id LEFT JOIN product p ON p.id = t.product_id
       WHERE ${where} ORDER BY at DESC, t.number LIMIT @limit OFFSET @offset`
    )
    .all({ ...parameters, limit, offset })
  return { total: counts?.total ?? 0, customers: counts?.customers ?? 0, rows }
}

interface Where {
  where: string
  parameters: Record<string, string | number>
}

function ticketsSql(db: Database, pick: SupportPick): Where {
  switch (pick.by) {
    case 'issue': {
      const products = pick.product === null ? null : productsNamed(db, pick.product)
      const categories = pick.category === null ? null : categoriesNamed(db, pick.category)
      const said = (column: string, list: string, known: unknown) =>
        known === null ? `(${column} IS NULL OR trim(${column}) = '')` : `${column} IN (SELECT value FROM json_each(@${list}))`
      return {
        where: `t.opened_at >= @pickFrom AND t.opened_at < @pickUntil AND ${said('t.product_id', 'products', products)}
                AND ${said('t.category', 'categories', categories)}`,
        parameters: {
          pickFrom: endOfDay(pick.from) - secondsADay,
          pickUntil: endOfDay(pick.until),
          ...(products === null ? {} : { products: JSON.stringify(products) }),
          ...(categories === null ? {} : { categories: JSON.stringify(categories) })
        }
      }
    }
    case 'theme': {
      const { within } = pick
      const voices = artifactOf<StoredVoices>(db, pick.run, 'voices')
      const stage = within === null ? null : journeyStages.indexOf(within.stage)
      const ids = Array.from(voices?.tickets ?? []).filter(
        (_, i) => voices?.theme[i] === pick.theme && (stage === null || voices.stage[i] === stage)
      )
      const members = `t.opened_at IS NOT NULL AND COALESCE((SELECT own.same_as FROM customer own WHERE own.id = t.customer_id), t.customer_id) IN (
          SELECT COALESCE(s.same_as, s.id) FROM segment_member m JOIN customer s ON s.id = m.customer_id WHERE m.segment_id = @pickSegment)`
      return {
        where: `t.id IN (SELECT value FROM json_each(@units)) AND ${within === null ? 'TRUE' : members}`,
        parameters: { units: JSON.stringify(ids), ...(within === null ? {} : { pickSegment: within.segment }) }
      }
    }
    case 'customer':
      return {
        where: `t.customer_id IN (SELECT own.id FROM customer own WHERE own.id = @pickCustomer OR own.same_as = @pickCustomer)`,
        parameters: { pickCustomer: pick.customer }
      }
    case 'next':
      return {
        where: `t.customer_id IN (SELECT c.id FROM json_each(@codes) codes CROSS JOIN customer c ON c.code = codes.value) AND ${untilRun}`,
        parameters: { codes: JSON.stringify(nextNamed(db, pick).map(({ customer }) => customer)), ...endOfRun(db) }
      }
    default: {
      const found = unitsOf(db, pick)
      const column = found?.unit === 'customers' ? 't.customer_id' : 't.id'
      return {
        where: `${column} IN (SELECT value FROM json_each(@units)) AND ${untilRun}`,
        parameters: { units: JSON.stringify(found?.ids ?? []), ...endOfRun(db) }
      }
    }
  }
}

/** What happened after the day that the run is as of was not known to it. */
const untilRun = '(COALESCE(t.opened_at, t.first_response_at, t.resolved_at, t.closed_at, 0) < @runUntil)'

function endOfRun(db: Database): { runUntil: number } {
  const asOf = db.prepare<[], string>("SELECT as_of FROM run WHERE kind = 'support' ORDER BY id DESC LIMIT 1").pluck().get()
  return { runUntil: asOf === undefined ? 0 : endOfDay(asOf) }
}

/** Code of the customer, or number of the ticket, with the part that it is in, the first part first. Empty where the tree is gone. O(units · parts). */
export function supportParts(db: Database, run: number, parts: readonly { from: number; to: number }[]): { unit: string; part: number }[] {
  const [table, code] = unitOf(db, run) === 'tickets' ? ['ticket', 'number'] : ['customer', 'code']
  const found = standing(db, run).flatMap(([id, at]) => {
    const part = parts.findIndex(({ from, to }) => at >= from && at < to)
    return part < 0 ? [] : [[id, part]]
  })
  return db
    .prepare<[string], { unit: string; part: number }>(
      `SELECT u.${code} AS unit, json_extract(own.value, '$[1]') AS part
       FROM json_each(?) own CROSS JOIN ${table} u ON u.id = json_extract(own.value, '$[0]') ORDER BY part, unit`
    )
    .all(JSON.stringify(found))
}

const unitOf = (db: Database, run: number) =>
  db.prepare<[number], 'customers' | 'tickets'>("SELECT json_extract(params, '$.unit') FROM run WHERE id = ?").pluck().get(run)

/** Each unit of a run with the place of its leaf in the tree; empty where that is gone. */
function standing(db: Database, run: number): [id: number, at: number][] {
  const tree = artifactOf<StoredTree>(db, run, 'tree')
  if (tree === null) return []
  const place = new Int32Array(tree.order.length)
  tree.order.forEach((leaf, at) => {
    place[leaf] = at
  })
  return Array.from(tree.leaf, (leaf, unit) => [tree.units[unit] as number, place[leaf] as number])
}

/** Units of a cluster, or of a branch of the newest tree; null where that is gone. O(units). */
function unitsOf(
  db: Database,
  pick: Extract<SupportPick, { by: 'cluster' | 'branch' }>
): { unit: 'customers' | 'tickets'; ids: number[] } | null {
  if (pick.by === 'cluster') {
    const rows = db
      .prepare<[number], { id: number; run: number }>('SELECT unit_id AS id, run_id AS run FROM support_member WHERE cluster_id = ?')
      .all(pick.cluster)
    const [first] = rows
    return first === undefined ? null : { unit: unitOf(db, first.run) ?? 'customers', ids: rows.map(({ id }) => id) }
  }
  const all = standing(db, pick.run)
  if (all.length === 0) return null
  const ids = all.filter(([, at]) => at >= pick.from && at < pick.to).map(([id]) => id)
  return { unit: unitOf(db, pick.run) ?? 'customers', ids }
}

function nextNamed(db: Database, { run, probable }: Extract<SupportPick, { by: 'next' }>): NonNullable<SupportResult['next']>['customers'] {
  const text = db.prepare<[number], string | null>("SELECT json_extract(result, '$.next') FROM run WHERE id = ?").pluck().get(run)
  const next = text ? (JSON.parse(text) as SupportResult['next']) : null
  return next?.customers.filter(({ chance }) => !probable || chance > probableChance) ?? []
}

/** Names are the same whatever their case and the space around them, as they were when the run read them. */
const isNamed = (name: string) => (other: string | null) => other !== null && other.trim().toLowerCase() === name.trim().toLowerCase()

function categoriesNamed(db: Database, name: string): string[] {
  return db.prepare<[], string | null>('SELECT DISTINCT category FROM ticket').pluck().all().filter(isNamed(name)) as string[]
}

function productsNamed(db: Database, name: string): number[] {
  return db
    .prepare<[], { id: number; name: string | null }>('SELECT id, COALESCE(name, sku) AS name FROM product')
    .all()
    .filter(({ name: own }) => isNamed(name)(own))
    .map(({ id }) => id)
}
