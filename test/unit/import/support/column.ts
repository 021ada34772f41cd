import { ColumnProfile } from '../../../../src/main/core/import/typing/column-profile.ts'
import { type ColumnHint, decideColumn } from '../../../../src/main/core/import/typing/decide.ts'

/** The profile of a column that holds these cells. */
export function profileOf(values: readonly string[], batch = 1000): ColumnProfile {
  const profile = new ColumnProfile()
  for (let i = 0; i < values.length; i += batch) {
    profile.addColumn(
      values.slice(i, i + batch).map((value) => [value]),
      0,
      new Set()
    )
  }
  profile.finish()
  return profile
}

/** Profile and verdict of a column. */
export function columnOf(values: readonly string[], hint: ColumnHint = null, sheet = false) {
  const profile = profileOf(values)
  return { profile, verdict: decideColumn(profile, sheet, hint) }
}
