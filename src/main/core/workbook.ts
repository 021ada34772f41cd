import { SextantError } from '../../shared/errors.ts'

/** So many rows a sheet holds, the header among them, and so many characters a cell. */
const mostRows = 1_048_576
const longestCell = 32_767

type Value = string | number | null

/**
 * A workbook of one sheet as base64. Every text is a text cell: no program takes it for a formula, a number or a date, so that leading
 * zeros stay. A text that is led by an apostrophe before such a sign is led by one more, as in CSV, so that the text can be had back. O(cells).
 *
 * @throws SextantError `export.tooLarge` if rows or a cell do not fit
 */
export async function workbook(name: string, rows: readonly (readonly Value[])[]): Promise<string> {
  if (rows.length > mostRows) throw new SextantError('export.tooLarge', { rows: rows.length, most: mostRows })
  const { utils, write } = await import('@e965/xlsx')
  const sheet = utils.aoa_to_sheet([])
  let width = 1
  for (const [r, row] of rows.entries()) {
    width = Math.max(width, row.length)
    for (const [c, value] of row.entries()) {
      if (value === null || value === '') continue
      if (typeof value === 'string' && value.length > longestCell)
        throw new SextantError('export.longCell', { row: r + 1, most: longestCell })
      sheet[utils.encode_cell({ r, c })] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: unmistakable(value), z: '@' }
    }
  }
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(rows.length - 1, 0), c: width - 1 } })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name)
  return write(book, { type: 'base64', bookType: 'xlsx', compression: true })
}

const unmistakable = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text)
