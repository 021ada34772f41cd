import { isCertainMark } from '../values/missing.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { ColumnVerdict } from './decide.ts'

/**
 * The missing marks that count in a group: unmistakable ones wherever they stand; words such as `NA` only if they stand
 * in a column of numbers, dates or ids, where they cannot be a name.
 */
export function decideMarks(profiles: readonly ColumnProfile[], verdicts: readonly ColumnVerdict[]): string[] {
  const marks = new Set<string>()
  for (const [i, profile] of profiles.entries()) {
    const type = verdicts[i]?.type
    for (const mark of profile.marks.keys()) {
      if (isCertainMark(mark) || (type !== 'text' && type !== 'boolean' && type !== 'empty')) marks.add(mark)
    }
  }
  return [...marks].sort()
}
