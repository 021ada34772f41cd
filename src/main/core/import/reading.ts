import { isDeepStrictEqual } from 'node:util'
import type { Transform } from '../../../shared/model/transforms.ts'
import { converterFor, convertTable } from './conversion/convert.ts'
import type { ConversionRules, PlannedGroup, PlannedTable, Table } from './types.ts'

/** How the cells of a table became rows. Plain data, kept with what was stored of it. */
interface Reading {
  encoding: string
  delimiter: string | null
  fileHeaders: string[]
  transforms: Transform[]
  rules: ConversionRules
}

/** As it is kept. Templates have no part in it: they lead to a mapping, and only what that is counts. */
export function readingOf(group: PlannedGroup, { table }: PlannedTable): string {
  return JSON.stringify(readingIn(group, table))
}

function readingIn({ fileHeaders, preview, rules }: PlannedGroup, { encoding, delimiter }: Table): Reading {
  if (rules === null) throw new Error('a group that is not understood has no reading')
  return { encoding, delimiter, fileHeaders, transforms: preview.mapping.transforms ?? [], rules }
}

/**
 * Whether the rows of a table are the same as with the reading that was kept of an earlier import of these bytes. Rules that differ
 * need not matter: a mark for “unknown” that another file of the drop has, say. So the table is then read both ways. O(rows).
 */
export async function readsAlike(group: PlannedGroup, { table }: PlannedTable, kept: string, signal: AbortSignal): Promise<boolean> {
  const now = readingIn(group, table)
  if (JSON.stringify(now) === kept) return true
  const before = JSON.parse(kept) as Reading
  const { rules, ...cells } = now
  const { rules: rulesBefore, ...cellsBefore } = before
  if (rules.kind !== rulesBefore.kind || !isDeepStrictEqual(cells, cellsBefore)) return false
  const others = convertTable(table, rulesBefore, converterFor(rulesBefore), signal)
  try {
    for await (const { rows, rejected } of convertTable(table, rules, converterFor(rules), signal)) {
      const { value } = await others.next()
      if (JSON.stringify([rows, rejected]) !== JSON.stringify([value?.rows, value?.rejected])) return false
    }
    return true
  } finally {
    await others.return(undefined)
  }
}
