import type { Database } from 'better-sqlite3'
import { othersOf } from './book.ts'
import { changeStatements, userImport } from './changes.ts'
import { fold, type Statement, sameSaid, statementText } from './fold.ts'
import { type Canonical, entityStatements } from './statements.ts'
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
    const found = changes.of(table.name, id)
    const { others: owner, base } = othersOf(table, row, found, changes, importId)
    const first = owner === null || base === null ? [] : [{ ...owner, statement: base }]
    const spoken: { importId: number; sourceId: number | null; statement: Statement }[] = [
      ...first,
      ...found.flatMap(({ statement, ...change }) => {
        const said = statement ?? base
        return change.importId === owner?.importId || said === null ? [] : [{ ...change, statement: said }]
      })
    ]
    const left = spoken.filter((one) => one.importId !== importId)
    for (const { importId: other } of found) changes.remove(table.name, id, other)
    if (left.length === 0) {
      rows.remove(id)
      return { became: 'removed' }
    }
    const folded = fold(
      table,
      left.map(({ statement }) => statement)
    )
    const changed = !sameSaid(table, folded.said, row.statement.said)
    if (changed || folded.moment !== row.statement.moment) rows.update(id, { moment: folded.moment, said: folded.said })
    const [heir] = left
    const sourceId = heir === undefined || heir.importId === userImport ? null : heir.sourceId
    if (sourceId !== row.sourceId) rows.setSource(id, sourceId)
    keep(id, left)
    return { became: 'kept', changed, heir: sourceId === row.sourceId ? undefined : sourceId }
  }

  /** Writes down again who says what, in as few words as it takes. */
  function keep(id: number, left: readonly { importId: number; sourceId: number | null; statement: Statement }[]): void {
    const texts = left.map(({ statement }) => statementText(table, statement))
    const [base] = texts
    const byUserAlone = left[0]?.importId === userImport
    const alike = !byUserAlone && texts.every((text) => text === base)
    for (const [i, { importId: other, sourceId }] of left.entries()) {
      if (i === 0 && alike) continue
      changes.put(table.name, id, other, sourceId, i > 0 && texts[i] === base ? null : (texts[i] ?? null))
    }
  }
}
