import { matchHeader } from '../../../../src/main/core/import/mapping/header-match.ts'
import { hintOf } from '../../../../src/main/core/import/mapping/hint.ts'
import type { TableContent } from '../../../../src/main/core/import/mapping/propose.ts'
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

/** What is known of a table that is given as CSV text, semicolons between the cells and no quotes. */
export function tableOf(text: string): TableContent {
  const [headers = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(';'))
  const meanings = headers.map(matchHeader)
  const columns = headers.map((_, i) =>
    columnOf(
      rows.map((row) => row[i] ?? ''),
      hintOf(meanings[i] ?? new Map())
    )
  )
  return { headers, columns, sample: rows, meanings }
}
