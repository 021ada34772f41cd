import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type Change, type ChangeStatements, changeStatements } from './changes.ts'
import { type Folded, fold, nothing, type Said, type Statement, sameSaid, statementText, tell, withStatement } from './fold.ts'
import { type Canonical, type EntityRow, type EntityStatements, entityStatements, type Key } from './statements.ts'
import type { EntityTable } from './tables.ts'

/** The import that is being stored. */
export interface ImportScope {
  importId: number
  /** Sources from this one on belong to it. */
  firstSource: number
  canonical: Canonical
}

export type Outcome = 'new' | 'changed' | 'same'

/** A thing that a book knows. Its texts are not to be changed; `tell` changes them. */
export interface Known {
  readonly id: number
  /** As it is now. */
  readonly said: Said
  /** What this import says of it; undefined: the thing is new in this import, and nobody else speaks of it. */
  readonly mine: Said | undefined
}

export interface EntityBook {
  /** What statements about these things speak of. */
  readonly columns: readonly string[]
  /** The thing of this key, with what a row says of it; made if it is new. */
  put(key: Key, moment: number, said: Said, sourceId: number): { id: number; outcome: Outcome }
  /** The thing of this key, if there is one; good until another thing is looked for. */
  find(key: Key): Known | undefined
  /** What a row says of a thing that was just found. */
  tell(known: Known, moment: number, said: Said, sourceId: number): Outcome
  /**
   * To be called after the last row of a source. Answers how many rows of it changed a thing that in the end is as it was
   * before the source: its rows contradict each other as they did when they were first read, and are nothing new.
   */
  endSource(): number
  /** Writes what was learned. To be called before the transaction ends. */
  save(): void
}

export interface BookOptions {
  /** How many things are remembered between rows; the result does not depend on it. */
  cacheLimit?: number | undefined
  /** Keeps a text alive without what it was cut out of. */
  own: (text: string) => string
}

const usualLimit = 50_000

interface Entry extends Known {
  said: Said
  /** What this import says of the thing; of a thing that is new in it, that is the row itself. */
  statement: Statement
  /** What others said before it; null: nobody did. */
  others: Others | null
  /** The row as it is to be. */
  row: Folded | null
  rowChanged: boolean
  spoken: boolean
}

interface Others {
  folded: Folded
  /** Text of the first import's statement; null: there is no import left, only the user. */
  base: { text: string; importId: number; sourceId: number } | null
  /** Whether it stands in `import_change`. */
  written: boolean
  /** The source of this import that speaks of the thing first. */
  sourceId: number
}

/**
 * Stores things that rows speak of: found by key, made, filled in and changed, with what each import said of them kept as
 * soon as it is not alone. Memory: the cache, and 100 bytes for each thing that a source changes.
 */
export function createEntityBook(
  db: Database,
  table: EntityTable,
  scope: ImportScope,
  { cacheLimit = usualLimit, own }: BookOptions
): EntityBook {
  const rows = entityStatements(db, table, scope.canonical)
  const changes = changeStatements(db)
  const cache = new Map<string, Entry>()
  const unsaved = new Set<Entry>()
  /** Things that this source changed: how they were before, and how many rows changed them. */
  const touched = new Map<number, { before: string; rows: number }>()
  let last: { key: string; entry: Entry } | null = null

  function look(key: Key): Entry | undefined {
    const name = nameOf(key)
    if (last?.key === name) return last.entry
    const cached = cache.get(name)
    if (cached !== undefined) {
      last = { key: name, entry: cached }
      return cached
    }
    const row = rows.find(key)
    if (row === undefined) return undefined
    return remember(name, entryOf(row))
  }

  function remember(name: string, entry: Entry): Entry {
    if (cache.size >= cacheLimit) {
      save()
      cache.clear()
    }
    const kept = own(name)
    cache.set(kept, entry)
    last = { key: kept, entry }
    return entry
  }

  function entryOf(stored: EntityRow): Entry {
    const { id, sourceId, statement } = stored
    if (sourceId !== null && sourceId >= scope.firstSource) {
      return { id, said: statement.said, mine: undefined, statement, others: null, row: null, rowChanged: false, spoken: true }
    }
    const found = changes.of(table.name, id)
    const mine = found.find(({ importId }) => importId === scope.importId)
    const { others, statements, base } = othersOf(table, stored, found, changes, scope.importId)
    const told = mine === undefined ? nothing() : (mine.statement ?? structuredClone(base ?? nothing()))
    const folded = fold(table, statements)
    const row = withStatement(table, folded, told)
    return {
      id,
      said: row.said,
      mine: told.said,
      statement: told,
      others: { folded, base: others, written: found.some((change) => change.statement !== null), sourceId: mine?.sourceId ?? 0 },
      row,
      rowChanged: false,
      spoken: mine !== undefined
    }
  }

  function add(key: Key, moment: number, said: Said, sourceId: number): Entry {
    const statement = nothing()
    tell(table, statement, moment, said, own)
    const id = rows.insert(key, statement, sourceId)
    return remember(nameOf(key), {
      id,
      said: statement.said,
      mine: undefined,
      statement,
      others: null,
      row: null,
      rowChanged: false,
      spoken: true
    })
  }

  function speak(entry: Entry, moment: number, said: Said, sourceId: number): Outcome {
    const { statement, others } = entry
    const momentBefore = statement.moment
    const news = tell(table, statement, moment, said, own)
    if (others === null) {
      if (news || statement.moment !== momentBefore) unsaved.add(entry)
      entry.rowChanged ||= news || statement.moment !== momentBefore
      return news ? 'changed' : 'same'
    }
    if (entry.spoken && !news && statement.moment === momentBefore) return 'same'
    if (!entry.spoken) others.sourceId = sourceId
    entry.spoken = true
    unsaved.add(entry)
    const before = entry.row ?? others.folded
    const after = withStatement(table, others.folded, statement)
    entry.row = after
    entry.said = after.said
    if (after.moment !== before.moment) entry.rowChanged = true
    if (sameSaid(table, before.said, after.said)) return 'same'
    entry.rowChanged = true
    const seen = touched.get(entry.id)
    if (seen === undefined) touched.set(entry.id, { before: digest(before), rows: 1 })
    else seen.rows++
    return 'changed'
  }

  function digest({ said }: Folded): string {
    return digestOf(statementText(table, { moment: 0, said }))
  }

  function save(): void {
    for (const entry of unsaved) write(table, entry, rows, changes, scope.importId)
    unsaved.clear()
    last = null
  }

  return {
    columns: table.columns.map(([column]) => column),
    put(key, moment, said, sourceId) {
      const known = look(key)
      if (known === undefined) return { id: add(key, moment, said, sourceId).id, outcome: 'new' }
      return { id: known.id, outcome: speak(known, moment, said, sourceId) }
    },
    find: look,
    // Only `find` hands out what is known.
    tell: (known, moment, said, sourceId) => speak(known as Entry, moment, said, sourceId),
    endSource() {
      if (touched.size === 0) return 0
      save()
      let back = 0
      for (const [id, { before, rows: changed }] of touched) {
        const row = rows.get(id)
        if (row !== undefined && digestOf(statementText(table, { moment: 0, said: row.statement.said })) === before) back += changed
      }
      touched.clear()
      return back
    },
    save
  }
}

const nameOf = (key: Key): string => (key.length === 1 ? String(key[0]) : key.join(' '))

function digestOf(text: string): string {
  return hash('sha256', text, 'binary').slice(0, 8)
}

/** What others said of the thing, in order, and the first of them. */
export function othersOf(
  table: EntityTable,
  { sourceId, statement }: EntityRow,
  found: readonly Change[],
  changes: Pick<ChangeStatements, 'importOf'>,
  without: number
): { others: Others['base']; statements: Statement[]; base: Statement | null } {
  const owner = sourceId === null ? null : changes.importOf(sourceId)
  const written = found.find(({ importId }) => importId === owner)
  // Where nothing is written, everybody said the same, and that is the row.
  const base = owner === null ? null : (written?.statement ?? statement)
  const rest = found
    .filter(({ importId }) => importId !== without && importId !== owner)
    .map((change) => change.statement ?? base ?? nothing())
  const others =
    base === null || owner === null || sourceId === null ? null : { text: statementText(table, base), importId: owner, sourceId }
  return { others, statements: base === null ? rest : [base, ...rest], base }
}

function write(table: EntityTable, entry: Entry, rows: EntityStatements, changes: ChangeStatements, importId: number): void {
  const { id, statement, others, row } = entry
  if (entry.rowChanged) rows.update(id, others === null || row === null ? statement : { moment: row.moment, said: row.said })
  entry.rowChanged = false
  if (others === null) return
  const text = statementText(table, statement)
  const { base } = others
  if (base !== null && text === base.text) {
    changes.put(table.name, id, importId, others.sourceId, null)
    return
  }
  if (base !== null && !others.written) changes.add(table.name, id, base.importId, base.sourceId, base.text)
  others.written = true
  changes.put(table.name, id, importId, others.sourceId, text)
}
