import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type Change, type ChangeStatements, changeStatements } from './changes.ts'
import { type Folded, fold, nothing, type Said, type Statement, sameSaid, statementText, tell, withStatement } from './fold.ts'
import { createKeyFilter, type KeyFilter } from './key-filter.ts'
import { type Canonical, type EntityRow, type EntityStatements, entityStatements, type Key, type NewRow } from './statements.ts'
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

/** About 40 MB of customers. */
const usualLimit = 120_000
/** Look-ups that find nothing cost six times as much as reading a key does; below some, nothing needs to be saved. */
const missesAKey = 1 / 6
const fewMisses = 10_000

interface Entry extends Known {
  said: Said
  /** What this import says of the thing; of a thing that is new in it, that is the row itself. */
  statement: Statement
  /** What others said before it; null: nobody did. */
  others: Others | null
  /** The row as it is to be. */
  row: Folded | null
  /** What of the row is to be written; of a new thing all of it. */
  unwritten: 'nothing' | 'moment' | 'row' | NewRow
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
 * soon as it is not alone. What is new is written when it is likely complete, many at a time: when the cache forgets it, or by
 * `save`. So no other statement may need them before, and references are not to be checked meanwhile.
 *
 * Memory: the cache, 100 bytes for each thing that a source changes, and up to 16 for each that is new.
 */
export function createEntityBook(
  db: Database,
  table: EntityTable,
  scope: ImportScope,
  { cacheLimit = usualLimit, own }: BookOptions
): EntityBook {
  const rows = entityStatements(db, table, scope.canonical)
  const changes = changeStatements(db)
  // Of two generations the older is forgotten when the younger is full: what is spoken of again and again stays.
  let young = new Map<string, Entry>()
  let old = new Map<string, Entry>()
  const generation = Math.max(1, Math.ceil(cacheLimit / 2))
  const unsaved = new Set<Entry>()
  /** Things that this source changed: how they were before, and how many rows changed them. */
  const touched = new Map<number, { before: string; rows: number }>()
  let last: { key: string; entry: Entry } | null = null
  let greatestId = rows.greatestId()
  /** Of the things in the table; null: not known yet. */
  let stored: KeyFilter | null = greatestId > 0 ? null : createKeyFilter()
  let misses = 0

  function look(key: Key): Entry | undefined {
    return lookFor(nameOf(key), key)
  }

  function lookFor(name: string, key: Key): Entry | undefined {
    if (last?.key === name) return last.entry
    const recent = young.get(name)
    if (recent !== undefined) {
      last = { key: name, entry: recent }
      return recent
    }
    if (stored !== null && !stored.mayHold(name)) return undefined
    const cached = old.get(name)
    if (cached !== undefined) {
      old.delete(name)
      return remember(name, cached)
    }
    const row = rows.find(key)
    if (row !== undefined) return remember(name, entryOf(row))
    misses++
    if (stored === null && misses >= fewMisses && misses >= greatestId * missesAKey) learnKeys()
    return undefined
  }

  /** From here on it is known of most new things that they are new. */
  function learnKeys(): void {
    save()
    stored = createKeyFilter()
    for (const key of rows.keys()) stored.add(key)
  }

  function remember(name: string, entry: Entry): Entry {
    if (young.size >= generation) {
      const forgotten: Entry[] = []
      for (const other of old.values()) if (unsaved.delete(other)) forgotten.push(other)
      writeAll(forgotten)
      old = young
      young = new Map()
    }
    const kept = own(name)
    young.set(kept, entry)
    last = { key: kept, entry }
    return entry
  }

  function entryOf(stored: EntityRow): Entry {
    const { id, sourceId, statement } = stored
    if (sourceId !== null && sourceId >= scope.firstSource) {
      return { id, said: statement.said, mine: undefined, statement, others: null, row: null, unwritten: 'nothing', spoken: true }
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
      unwritten: 'nothing',
      spoken: mine !== undefined
    }
  }

  function add(name: string, key: Key, moment: number, said: Said, sourceId: number): Entry {
    const statement = nothing()
    tell(table, statement, moment, said, own)
    stored?.add(name)
    const kept = key.map((part) => (typeof part === 'string' ? own(part) : part))
    const id = ++greatestId
    const entry: Entry = {
      id,
      said: statement.said,
      mine: undefined,
      statement,
      others: null,
      row: null,
      unwritten: { id, key: kept, statement, sourceId },
      spoken: true
    }
    remember(name, entry)
    unsaved.add(entry)
    return entry
  }

  function speak(entry: Entry, moment: number, said: Said, sourceId: number): Outcome {
    const { statement, others } = entry
    const momentBefore = statement.moment
    const news = tell(table, statement, moment, said, own)
    if (others === null) {
      if (news) changeRow(entry, 'row')
      else if (statement.moment !== momentBefore) changeRow(entry, 'moment')
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
    if (after.moment !== before.moment) changeRow(entry, 'moment')
    if (sameSaid(table, before.said, after.said)) return 'same'
    changeRow(entry, 'row')
    const seen = touched.get(entry.id)
    if (seen === undefined) touched.set(entry.id, { before: digest(before), rows: 1 })
    else seen.rows++
    return 'changed'
  }

  function changeRow(entry: Entry, what: 'moment' | 'row'): void {
    if (entry.unwritten === 'nothing') unsaved.add(entry)
    if (entry.unwritten === 'nothing' || entry.unwritten === 'moment') entry.unwritten = what
  }

  function digest({ said }: Folded): string {
    return digestOf(statementText(table, { moment: 0, said }))
  }

  function writeAll(entries: Iterable<Entry>): void {
    const made: NewRow[] = []
    for (const entry of entries) {
      if (typeof entry.unwritten !== 'object') continue
      made.push(entry.unwritten)
      entry.unwritten = 'nothing'
    }
    rows.insert(made)
    for (const entry of entries) write(table, entry, rows, changes, scope.importId)
  }

  function save(): void {
    writeAll(unsaved)
    unsaved.clear()
    last = null
  }

  return {
    columns: table.columns.map(([column]) => column),
    put(key, moment, said, sourceId) {
      const name = nameOf(key)
      const known = lookFor(name, key)
      if (known === undefined) return { id: add(name, key, moment, said, sourceId).id, outcome: 'new' }
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

/** A key as one text, equal where SQLite's texts are: half a surrogate pair is stored as the sign that replaces it. */
function nameOf(key: Key): string {
  return (key.length === 1 ? String(key[0]) : key.join(' ')).toWellFormed()
}

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
  const now = others === null || row === null ? statement : row
  if (entry.unwritten === 'row') rows.update(id, now)
  else if (entry.unwritten === 'moment') rows.see(id, now.moment)
  entry.unwritten = 'nothing'
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
