import type { Field, Mapping } from '../../../../../shared/model/import.ts'
import { fieldRule } from '../../../../../shared/model/kinds.ts'
import type { Template } from '../../../../../shared/model/template.ts'
import { columnFinder } from '../transform/columns.ts'

/**
 * The template's mapping in the names of a file's own columns. Columns that the file does not have are left out: exports differ
 * from one year and setting to the next. Of a field that only one column can hold, the first that is there counts.
 *
 * @param headers with the columns that the template's steps make
 */
export function resolveMapping({ mapping }: Template, headers: readonly string[]): Mapping {
  const find = columnFinder(headers)
  const columns: Mapping['columns'] = {}
  const used = new Set<Field>()
  for (const [name, field] of Object.entries(mapping.columns)) {
    const header = headers[find(name)]
    if (header === undefined || Object.hasOwn(columns, header) || (used.has(field) && fieldRule(mapping.kind, field)?.repeats !== true))
      continue
    columns[header] = field
    used.add(field)
  }
  return { ...mapping, columns }
}
