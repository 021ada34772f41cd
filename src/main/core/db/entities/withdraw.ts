import type { Database } from 'better-sqlite3'
import { othersOf } from './book.ts'
import { type ChangeStatements, changeStatements, userImport } from './changes.ts'
import { fold, moments, type Statement, sameSaid, statementText } from './fold.ts'
import { type Canonical, type EntityRow, type EntityStatements, entityStatements } from './statements.ts'
import type { EntityTable } from './tables.ts'

/** What became of a thing when an import's word on it was taken back. */
export type Withdrawn =
  | { became: 'removed' }
  /** `heir`: the source that is now the first to speak of it, if that changed; null: only the user still does. */
  | { became: 'kept'; changed: boolean; heir: number | null | undefined }

/**
 * Takes back what an import said of things that others speak of too. The row becomes what the others make it; a thing that
 * nobody speaks of any more is removed. O(statements) each.
 */
export function createWithdrawal(db: Database, table: EntityTable, importId: number, canonical: Canonical): (id: number) => Withdrawn {
  const rows = entityStatements(db, table, canonical)
  const changes = changeStatements(db)

  return (id) => {
    const row = rows.get(id)
    if (row === undefined) throw new RangeError(`no ${table.name} ${id}`)
    const left = spokenOf(table, row, changes).filter((one) => one.importId !== importId)
    return settle(table, row, left, rows, changes)
  }
}

/**
 * What the user says of a thing, column by column; null takes back what the user said. False if there is no such thing, or nobody
 * would speak of it any more.
 */
export function sayAsUser(
  db: Database,
  table: EntityTable,
  id: number,
  says: Readonly<Record<string, string | number | null>>,
  canonical: Canonical
): boolean {
  const rows = entityStatements(db, table, canonical)
  const changes = changeStatements(db)
  const row = rows.get(id)
  if (row === undefined) return false
  const spoken = spokenOf(table, row, changes)
  const before = spoken.find(({ importId }) => importId === userImport)?.statement.said ?? {}
  const said = Object.fromEntries(Object.entries({ ...before, ...says }).filter(([, value]) => value !== null))
  const others = spoken.filter(({ importId }) => importId !== userImport)
  const mine = Object.keys(said).length === 0 ? [] : [{ importId: userImport, sourceId: null, statement: { moment: moments.user, said } }]
  if (others.length + mine.length === 0) return false
  settle(table, row, [...others, ...mine], rows, changes)
  return true
}

interface Spoken {
  importId: number
  sourceId: number | null
  statement: Statement
}

/** Who says what of a thing, in the order in which it counts. */
function spokenOf(table: EntityTable, row: EntityRow, changes: ChangeStatements): Spoken[] {
  const found = changes.of(table.name, row.id)
  const { others: owner, base } = othersOf(table, row, found, changes, Number.NaN)
  const first = owner === null || base === null ? [] : [{ importId: owner.importId, sourceId: owner.sourceId, statement: base }]
  const rest = found.flatMap(({ statement, ...change }) => {
    const said = statement ?? base
    return change.importId === owner?.importId || said === null ? [] : [{ ...change, statement: said }]
  })
  return [...first, ...rest]
}

/** Makes the row what is said of it, and writes down who says what in as few words as it takes. */
function settle(table: EntityTable, row: EntityRow, left: readonly Spoken[], rows: EntityStatements, changes: ChangeStatements): Withdrawn {
  const { id } = row
  for (const { importId } of changes.of(table.name, id)) changes.remove(table.name, id, importId)
  const [heir] = left
  if (heir === undefined) {
    rows.remove(id)
    return { became: 'removed' }
  }
  const folded = fold(
    table,
    left.map(({ statement }) => statement)
  )
  const changed = !sameSaid(table, folded.said, row.statement.said)
  if (changed || folded.moment !== row.statement.moment) rows.update(id, { moment: folded.moment, said: folded.said })
  const sourceId = heir.importId === userImport ? null : heir.sourceId
  if (sourceId !== row.sourceId) rows.setSource(id, sourceId)

  const texts = left.map(({ statement }) => statementText(table, statement))
  const [base] = texts
  const alike = heir.importId !== userImport && texts.every((text) => text === base)
  for (const [i, { importId, sourceId: source }] of left.entries()) {
    // Where all say the same, the row itself is what the first says.
    if (i === 0 && alike) continue
    changes.put(table.name, id, importId, source, i > 0 && texts[i] === base ? null : (texts[i] ?? null))
  }
  return { became: 'kept', changed, heir: sourceId === row.sourceId ? undefined : sourceId }
}
