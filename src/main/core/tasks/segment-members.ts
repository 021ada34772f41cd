import { csvText } from '../../../shared/csv.ts'
import { explaining } from '../../../shared/messages/en/explaining.ts'
import { withDatabase } from '../db/open.ts'
import { type MemberRow, memberRows } from '../db/queries/segment-views.ts'
import type { TaskContext } from '../jobs/types.ts'

export interface MembersInput {
  workspacePath: string
  /** One segment of the newest run; null: all of them. */
  segment: number | null
  format: 'csv' | 'xlsx'
}

/** A file that is to be saved: text, or bytes as base64. */
export interface FileContent {
  content: string
  encoding: 'text' | 'base64'
  rows: number
}

/** More rows than this no sheet can hold. */
const MOST_ROWS = 1_048_575

/**
 * The members of the segments as a table for other programs. Texts come from files: in CSV one that a spreadsheet would run as
 * a formula is led by an apostrophe; in a workbook every text is a text cell, which no program takes for a formula.
 */
export function segmentMembers({ workspacePath, segment, format }: MembersInput, ctx: TaskContext): Promise<FileContent> {
  return withDatabase(workspacePath, 'read', async (db) => {
    ctx.onProgress({ phase: 'segments.members', done: 0, total: null, unit: 'rows' })
    const rows = memberRows(db, segment)
    const table: (string | number | null)[][] = [Object.values(explaining.memberColumns), ...rows.map(cells)]
    if (format === 'csv') return { content: csvText(table), encoding: 'text', rows: rows.length }
    return { content: await workbook(table.slice(0, MOST_ROWS + 1)), encoding: 'base64', rows: rows.length }
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

async function workbook(table: (string | number | null)[][]): Promise<string> {
  const { utils, write } = await import('@e965/xlsx')
  const sheet = utils.aoa_to_sheet([])
  table.forEach((row, r) => {
    row.forEach((value, c) => {
      if (value !== null) sheet[utils.encode_cell({ r, c })] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value }
    })
  })
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: table.length - 1, c: (table[0]?.length ?? 1) - 1 } })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, explaining.memberSheet)
  return write(book, { type: 'base64', bookType: 'xlsx', compression: true })
}
