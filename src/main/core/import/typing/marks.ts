import { type Field, fieldRule, type SourceKind } from '../../../../shared/model/kinds.ts'
import { isCertainMark } from '../values/missing.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { ColumnVerdict } from './decide.ts'

/** Whether a field tells customers, orders, articles or the like apart, so that a word for "unknown" cannot be its value. */
export function isKeyField(kind: SourceKind, field: Field | null): boolean {
  const type = field === null ? undefined : fieldRule(kind, field)?.type
  return type === 'id' || type === 'email'
}

/**
 * The texts of a column that may mean "unknown" in it: words such as `NA` only where they cannot be a name, and where they would be
 * somebody's or something's number.
 *
 * @param isKey whether the column's field tells customers, orders, articles or the like apart
 */
export function columnMarks(profile: ColumnProfile, { type }: ColumnVerdict, isKey: boolean): [mark: string, count: number][] {
  const named = isKey ? false : type === 'text' || type === 'boolean' || type === 'empty'
  return [...profile.marks].filter(([mark]) => !named || isCertainMark(mark))
}

/** The missing marks that count in a group: those of all its columns. `keys`: of the columns that tell things apart. */
export function decideMarks(profiles: readonly ColumnProfile[], verdicts: readonly ColumnVerdict[], keys: ReadonlySet<number>): string[] {
  const marks = new Set<string>()
  for (const [i, profile] of profiles.entries()) {
    const verdict = verdicts[i]
    for (const [mark] of verdict ? columnMarks(profile, verdict, keys.has(i)) : []) marks.add(mark)
  }
  return [...marks].sort()
}
