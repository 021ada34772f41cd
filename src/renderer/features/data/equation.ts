/** The rows of an import: each is stored, updated, duplicate, rejected or blank, and nothing is lost. Pure. */
import type { RowCounts } from '../../../shared/model/source.ts'

export const fates = ['stored', 'updated', 'duplicate', 'rejected', 'blank'] as const
export type Fate = (typeof fates)[number]

export function sumRows(all: readonly RowCounts[]): RowCounts {
  const sum: RowCounts = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
  for (const rows of all) {
    sum.read += rows.read
    for (const fate of fates) sum[fate] += rows[fate]
  }
  return sum
}

/** Whether every row that was read has its fate. */
export function holds(rows: RowCounts): boolean {
  return rows.read === fates.reduce((sum, fate) => sum + rows[fate], 0)
}
