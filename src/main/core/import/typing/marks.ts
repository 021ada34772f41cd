import { isCertainMark } from '../values/missing.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { ColumnVerdict } from './decide.ts'

/** The texts of a column that may mean "unknown" in it: words such as `NA` only where they cannot be a name. */
export function columnMarks(profile: ColumnProfile, { type }: ColumnVerdict): [mark: string, count: number][] {
  const named = type === 'text' || type === 'boolean' || type === 'empty'
  return [...profile.marks].filter(([mark]) => !named || isCertainMark(mark))
}

/** The missing marks that count in a group: those of all its columns. */
export function decideMarks(profiles: readonly ColumnProfile[], verdicts: readonly ColumnVerdict[]): string[] {
  const marks = new Set<string>()
  for (const [i, profile] of profiles.entries()) {
    const verdict = verdicts[i]
    for (const [mark] of verdict ? columnMarks(profile, verdict) : []) marks.add(mark)
  }
  return [...marks].sort()
}
