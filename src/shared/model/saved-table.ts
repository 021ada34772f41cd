import { z } from 'zod'

/** What a table can be saved as. */
export const TableFormat = z.enum(['csv', 'xlsx'])
export type TableFormat = z.infer<typeof TableFormat>

/** A table that is to be saved: CSV as text, or a workbook as base64; and how many rows it has below its header. */
export const SavedTable = z.object({ content: z.string(), encoding: z.enum(['text', 'base64']), rows: z.int() })
export type SavedTable = z.infer<typeof SavedTable>
