import type { Transform } from '../../../../../shared/model/transforms.ts'

type HeaderRow = Extract<Transform, { do: 'headerRow' }>

/** The step that says that the header has a second row, if there is one. */
export function headerRowOf(transforms: readonly Transform[]): HeaderRow | undefined {
  return transforms.find((one): one is HeaderRow => one.do === 'headerRow')
}

/** Whether a row below a header is more of it. Columns that name who answered have nothing below; a mended row begins with a number. */
export function isSecondHeader(row: readonly string[]): boolean {
  return (row[0] ?? '').trim() === ''
}

/**
 * Names of columns from a header of two rows: what stands below tells the columns of one question apart, whose name stands above the
 * first of them only. Texts that say nothing, and repeated names, leave the upper name alone.
 *
 * @param names those made of the upper row, one a column, each only once
 */
export function joinedNames(names: readonly string[], upper: readonly string[], lower: readonly string[], { ignore }: HeaderRow): string[] {
  const silent = new Set(ignore.map((text) => text.toLowerCase()))
  const used = new Set<string>()
  let above = ''
  return names.map((name, i) => {
    const own = (upper[i] ?? '').trim().replace(/\s+/g, ' ')
    const below = (lower[i] ?? '').trim().replace(/\s+/g, ' ')
    if (own !== '') above = own
    const says = below !== '' && !silent.has(below.toLowerCase())
    const joined = says && above !== '' ? `${above}: ${below}` : says ? below : name
    const free = used.has(joined) ? name : joined
    used.add(free)
    return free
  })
}
