import type { Database } from 'better-sqlite3'
import type { Mapping } from '../../../../shared/model/import.ts'
import type { EarlierSource } from '../../import/earlier.ts'
import type { RejectedOrigin } from '../../import/types.ts'

/** How the sources that exported rejected rows come from were read; those of which nothing is known are left out. */
export function earlierSources(db: Database, origins: readonly RejectedOrigin[]): EarlierSource[] {
  const found = 'SELECT id, header, mapping, reading FROM source WHERE reading IS NOT NULL AND'
  const byId = db.prepare<[number], Found>(`${found} id = ?`)
  const byFile = db.prepare<[string, string | null, string | null], Found>(
    `${found} file = ? AND (? IS NULL OR sheet = ?) ORDER BY id DESC LIMIT 1`
  )
  const rows = origins.flatMap(({ source, file, sheet = null }) => {
    const row = (source === undefined ? undefined : byId.get(source)) ?? byFile.get(file, sheet, sheet)
    return row === undefined ? [] : [row]
  })
  return [...new Map(rows.map((row) => [row.id, row])).values()].map(({ id, header, mapping, reading }) => ({
    id,
    header: JSON.parse(header) as string[],
    mapping: JSON.parse(mapping) as Mapping,
    rules: (JSON.parse(reading) as { rules: EarlierSource['rules'] }).rules
  }))
}

interface Found {
  id: number
  header: string
  mapping: string
  reading: string
}
