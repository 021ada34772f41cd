import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { csvText } from '../../../shared/csv.ts'
import { SextantError } from '../../../shared/errors.ts'
import { importing } from '../../../shared/messages/en/importing.ts'
import { importMappings } from '../db/queries/import-mappings.ts'
import { countRejected, type RejectedFilter, type RejectedRecord, rejectedHeaders, rejectedPage } from '../db/queries/rejected.ts'
import { importTotals, listImports, sourceExists, storedUndo } from '../db/queries/sources.ts'
import { groupId } from '../import/group.ts'
import { rejectReason } from '../tasks/store-reasons.ts'
import { workbook } from '../workbook.ts'
import type { Context, Handlers } from './context.ts'

/** Rows that are read in one turn of the event loop. */
const turnRows = 2_000

export const sourcesHandlers = {
  'sources.list': ({ session }) => listImports(session.current().db),
  'sources.totals': ({ session }) => importTotals(session.current().db),

  async 'sources.undoPlan'({ session, jobs }, { importId }) {
    const { path: workspacePath, db } = session.current()
    const label = labelOf(db, importId)
    return jobs.submit({ kind: 'undoPlan', label, task: 'undoPlan', input: { workspacePath, importId } }).result
  },

  'sources.mappings'({ session }, { importId }) {
    const { db } = session.current()
    labelOf(db, importId)
    return Object.fromEntries(
      importMappings(db, importId).flatMap(({ header, mapping }) => [true, false].map((named) => [groupId(named, header), mapping]))
    )
  },

  async 'sources.undo'({ session, jobs, emit }, { importId }) {
    const { path: workspacePath, db } = session.current()
    const label = labelOf(db, importId)
    const stored = () => (db.open ? storedUndo(db, importId) : undefined)
    const report = await jobs.submit({ kind: 'undo', label, task: 'undo', input: { workspacePath, importId }, stored }).result
    emit('workspace.changed', { reason: 'undone' })
    return report
  },

  'sources.rejected'(context, { offset, limit, ...filter }) {
    const db = databaseWith(context, filter)
    const rows = rejectedPage(db, filter, offset, limit).map((row) => ({ ...row, reason: rejectReason(row) }))
    return { total: countRejected(db, filter), rows }
  },

  async 'sources.rejectedTable'(context, { format, ...filter }) {
    const db = databaseWith(context, filter)
    const headers = rejectedHeaders(db, filter)
    const rows: RejectedRecord[] = []
    let read = 0
    for (let page = rejectedPage(db, filter, 0, turnRows); page.length > 0; page = rejectedPage(db, filter, read, turnRows)) {
      read += page.length
      // What is mended is not to be mended again.
      rows.push(...page.filter(({ settled }) => settled !== 'mended'))
      await nextTurn()
    }
    const table = rejectedTable(rows, headers)
    return format === 'csv'
      ? { content: csvText(table), encoding: 'text', rows: rows.length }
      : { content: await workbook(t.sheetName, table), encoding: 'base64', rows: rows.length }
  }
} satisfies Partial<Handlers>

const t = importing.rejectedTable

function labelOf(db: Database, importId: number): string {
  const label = listImports(db).find(({ id }) => id === importId)?.label
  if (label === undefined) throw new SextantError('import.notFound', { id: importId })
  return label
}

function databaseWith({ session }: Context, filter: RejectedFilter) {
  const { db } = session.current()
  const id = filter.sourceId ?? filter.importId
  if (id !== undefined && !sourceExists(db, filter)) throw new SextantError('source.notFound', { id })
  return db
}

/** Where and why, then the cells as they stand in the file, under their own names if all sources have the same. */
function rejectedTable(rows: readonly RejectedRecord[], headers: readonly string[][]): (string | number | null)[][] {
  const { file, line, column, value, reason, sheet, source, cell } = t
  const known = headers.length === 1 ? (headers[0] ?? []) : []
  const width = rows.reduce((most, { raw }) => Math.max(most, raw.length), known.length)
  const names = Array.from({ length: width }, (_, i) => known[i] ?? cell(i + 1))
  return [
    [file, line, column, value, reason, sheet, source, ...names],
    ...rows.map((row) => [row.file, row.line, row.column, row.value, rejectReason(row), row.sheet, row.sourceId, ...row.raw])
  ]
}
