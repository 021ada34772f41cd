import { csvText } from '../../../shared/csv.ts'
import { explaining } from '../../../shared/messages/en/explaining.ts'
import type { SavedTable, TableFormat } from '../../../shared/model/saved-table.ts'
import { withDatabase } from '../db/open.ts'
import { type MemberRow, memberRows } from '../db/queries/segment-views.ts'
import type { TaskContext } from '../jobs/types.ts'
import { workbook } from '../workbook.ts'

export interface MembersInput {
  workspacePath: string
  /** One segment of the newest run; null: all of them. */
  segment: number | null
  format: TableFormat
}

/**
 * The members of the segments as a table for other programs. Texts come from files: in CSV one that a spreadsheet would run as
 * a formula is led by an apostrophe; in a workbook every text is a text cell, which no program takes for a formula.
 */
export function segmentMembers({ workspacePath, segment, format }: MembersInput, ctx: TaskContext): Promise<SavedTable> {
  return withDatabase(workspacePath, 'read', async (db) => {
    ctx.onProgress({ phase: 'segments.members', done: 0, total: null, unit: 'rows' })
    const rows = memberRows(db, segment)
    const table: (string | number | null)[][] = [Object.values(explaining.memberColumns), ...rows.map(cells)]
    if (format === 'csv') return { content: csvText(table), encoding: 'text', rows: rows.length }
    return { content: await workbook(explaining.memberSheet, table), encoding: 'base64', rows: rows.length }
  })
}

function cells(row: MemberRow): (string | number | null)[] {
  return [
    row.code,
    row.name,
    row.country,
    row.segment,
    row.segmentName,
    row.orders,
    row.net,
    row.currency,
    isoDay(row.firstAt),
    isoDay(row.lastAt),
    row.email,
    row.rfm,
    row.champion,
    row.risk === null ? 0 : 1
  ]
}

const isoDay = (epoch: number | null): string | null => (epoch === null ? null : new Date(epoch * 1000).toISOString().slice(0, 10))
