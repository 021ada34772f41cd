import type { Database } from 'better-sqlite3'
import { type Cell, createGroupInsert, groupRows } from '../queries/group-insert.ts'
import type { Extra, Said, Statement } from './fold.ts'
import { moments } from './fold.ts'
import { phoneKey } from './phone.ts'
import type { EntityTable } from './tables.ts'

/** A row of an entity's table. */
export interface EntityRow {
  id: number
  /** Of the first import that spoke of it; null: only the user still does. */
  sourceId: number | null
  statement: Statement
}

export type Key = readonly (string | number | bigint)[]

/** A row that is to be. */
export interface NewRow {
  id: number
  key: Key
  statement: Statement
  sourceId: number
}

/** Whom a customer was merged into, and so on to the end; the customer itself if it was not merged. */
export type Canonical = (customer: number) => number

export interface EntityStatements {
  find(key: Key): EntityRow | undefined
  get(id: number): EntityRow | undefined
  /** The greatest number that a row has, or had before an import was undone; 0: there never was one. */
  greatestId(): number
  /** Keys of all rows, their parts joined by a blank. */
  keys(): Iterable<string>
  insert(rows: readonly NewRow[]): void
  update(id: number, statement: Statement): void
  /** The moment alone, which touches no index. */
  see(id: number, moment: number): void
  setSource(id: number, sourceId: number | null): void
  remove(id: number): void
}

/** Prepared statements over one of the tables. Each O(log n). */
export function entityStatements(db: Database, table: EntityTable, canonical: Canonical): EntityStatements {
  const codec = rowCodec(table, canonical)
  const values = codec.columns
  const read = `SELECT id, source_id, ${codec.reads.join(', ')} FROM ${table.name}`
  // Most things that are looked up are new, and this says so in a third of the time.
  const idOf = db
    .prepare<unknown[], number>(`SELECT id FROM ${table.name} WHERE ${table.keys.map((key) => `${key} = ?`).join(' AND ')}`)
    .pluck()
  const get = db.prepare<[number], Cell[]>(`${read} WHERE id = ?`).raw()
  const insert = createGroupInsert(db, table.name, ['id', ...table.keys, ...values, 'source_id'])
  const see = table.moment === null ? null : db.prepare(`UPDATE ${table.name} SET ${table.moment} = ? WHERE id = ?`)
  const greatest = db
    .prepare<[string], number>(
      `SELECT MAX(COALESCE((SELECT MAX(id) FROM ${table.name}), 0), COALESCE((SELECT last FROM given_number WHERE entity = ?), 0))`
    )
    .pluck()
  const keys = db.prepare<[], string>(`SELECT ${table.keys.join(" || ' ' || ")} || '' FROM ${table.name}`).pluck()
  const update = db.prepare(`UPDATE ${table.name} SET ${values.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)
  const setSource = db.prepare(`UPDATE ${table.name} SET source_id = ? WHERE id = ?`)
  const remove = db.prepare(`DELETE FROM ${table.name} WHERE id = ?`)
  const rowOf = (cells: Cell[] | undefined): EntityRow | undefined => {
    if (cells === undefined) return undefined
    const [id, sourceId, ...rest] = cells
    return { id: Number(id), sourceId: sourceId as number | null, statement: codec.decode(rest) }
  }
  return {
    find(key) {
      const id = idOf.get(...key)
      return id === undefined ? undefined : rowOf(get.get(id))
    },
    get: (id) => rowOf(get.get(id)),
    greatestId: () => greatest.get(table.name) ?? 0,
    keys: () => keys.iterate(),
    insert(rows) {
      const whole = rows.length - (rows.length % groupRows)
      for (let from = 0; from < rows.length; from += from < whole ? groupRows : 1) {
        const cells: Cell[] = []
        for (let i = from; i < (from < whole ? from + groupRows : from + 1); i++) {
          const { id, key, statement, sourceId } = rows[i] as NewRow
          cells.push(id, ...key)
          codec.encode(statement, cells)
          cells.push(sourceId)
        }
        if (from < whole) insert.group(cells)
        else insert.one(cells)
      }
    },
    update: (id, statement) => void update.run(...codec.encode(statement, []), id),
    see: (id, moment) => void see?.run(moment, id),
    setSource: (id, sourceId) => void setSource.run(sourceId, id),
    remove: (id) => void remove.run(id)
  }
}

interface RowCodec {
  /** Columns of the table that hold the statement, in the order of `encode`. */
  columns: string[]
  /** What is read of them, in the order of `decode`. */
  reads: string[]
  /** Adds the cells to `cells`. */
  encode(statement: Statement, cells: Cell[]): Cell[]
  decode(cells: readonly Cell[]): Statement
}

function rowCodec(table: EntityTable, canonical: Canonical): RowCodec {
  const states = table.columns.filter(([, policy]) => policy === 'state').map(([name]) => name)
  const money = new Set<string>(table.money)
  const written: {
    columns: string[]
    reads: string[]
    put: (statement: Statement, cells: Cell[]) => void
    take: (cells: Cell[], said: Said) => void
  }[] = []
  for (const [name] of table.columns) {
    if (name === 'customer') {
      written.push({
        columns: ['customer_id', 'named_id'],
        reads: ['COALESCE(named_id, customer_id)'],
        put: ({ said }, cells) => {
          const named = (said[name] ?? null) as number | null
          const effective = named === null ? null : canonical(named)
          cells.push(effective, effective === named ? null : named)
        },
        take: ([id], said) => void put(said, name, id)
      })
    } else if (name === 'extra') {
      written.push({
        columns: [name],
        reads: [name],
        put: ({ said }, cells) => void cells.push(JSON.stringify(said[name] ?? {})),
        take: ([text], said) => {
          const value = JSON.parse(String(text)) as Extra
          if (Object.keys(value).length > 0) said[name] = value
        }
      })
    } else if (money.has(name)) {
      written.push({
        columns: [name, `${name}_decimals`],
        reads: [name, `${name}_decimals`],
        put: ({ said }, cells) => void cells.push(...moneyCells((said[name] ?? null) as string | null)),
        take: ([units, decimals], said) => void put(said, name, moneyOf(units, decimals))
      })
    } else if (name === 'phone') {
      written.push({
        columns: [name, 'phone_key'],
        reads: [name],
        put: ({ said }, cells) => {
          const phone = (said[name] ?? null) as string | null
          cells.push(phone, phone === null ? null : phoneKey(phone))
        },
        take: ([value], said) => void put(said, name, value)
      })
    } else {
      const blank = blankValues[table.name]?.[name]
      written.push({
        columns: [name],
        reads: [name],
        put: ({ said }, cells) => void cells.push((said[name] ?? blank ?? null) as Cell),
        take: ([value], said) => void put(said, name, value === '' ? null : value)
      })
    }
  }
  if (table.blanks) {
    written.push({
      columns: ['blanks'],
      reads: ['blanks'],
      put: ({ said }, cells) => void cells.push(states.reduce((bits, name, i) => bits | (said[name] === null ? 1 << i : 0), 0)),
      take: ([bits], said) => {
        for (const [i, name] of states.entries()) if (Number(bits) & (1 << i)) said[name] = null
      }
    })
  }
  const { moment } = table
  return {
    columns: [...written.flatMap(({ columns }) => columns), ...(moment === null ? [] : [moment])],
    reads: [...written.flatMap(({ reads }) => reads), ...(moment === null ? [] : [moment])],
    encode(statement, cells) {
      for (const { put } of written) put(statement, cells)
      if (moment !== null) cells.push(statement.moment)
      return cells
    },
    decode(cells) {
      const said: Said = {}
      let from = 0
      for (const { reads, take } of written) {
        take(cells.slice(from, from + reads.length), said)
        from += reads.length
      }
      // Whether an order is void is said with its status.
      if (table.name === 'orders' && said.status === undefined) delete said.voided
      return { moment: moment === null ? moments.list : Number(cells[from]), said }
    }
  }
}

/** What stands in columns that cannot be null where nothing was said. */
const blankValues: Partial<Record<EntityTable['name'], Record<string, string | number>>> = {
  orders: { currency: '', voided: 0 },
  marketing_spend: { currency: '' }
}

function put(said: Said, name: string, value: Cell | undefined): void {
  if (value !== null && value !== undefined) said[name] = value as string | number
}

/** An amount travels as decimal text, so that amounts of different decimals can stand side by side. */
function moneyCells(text: string | null): [number | null, number | null] {
  if (text === null) return [null, null]
  const [whole = '', fraction = ''] = text.split('.')
  return [Number(whole + fraction), fraction.length]
}

function moneyOf(units: Cell | undefined, decimals: Cell | undefined): string | null {
  if (units === null || units === undefined) return null
  const places = Number(decimals)
  const digits = String(Math.abs(Number(units))).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = Number(units) < 0 ? '-' : ''
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - places)}`
}
