import { type Field, fieldRule, type SourceKind, type ValueType } from '../../../../shared/model/kinds.ts'
import { countedCells } from '../typing/date-reading.ts'
import type { ColumnContent } from './content.ts'
import { headerConfidence } from './header-match.ts'
import type { Proposal, TableContent } from './propose.ts'

/** From these shares of cells of the right type on, a header that names a field outright, or loosely, is believed. */
const least = { outright: 0.05, loose: 0.2 }
/** A column that is of a type by most of its cells is of that type; so many of the type that the header says speak against it. */
const most = 0.5
/** What a loose name loses by its wrong cells. */
const loosely = 0.9

/**
 * How far a header is believed against cells that are not what it says: broken cells are rejected rows, and do not make it
 * another column. 1 for a name that is meant outright, 0 where hardly a cell is of the type, or most are clearly of another.
 *
 * @param byHeader how surely the header alone names the field
 */
export function belief(kind: SourceKind, field: Field, content: ColumnContent, byHeader: number): number {
  const rule = fieldRule(kind, field)
  if (rule === undefined || content.profile.filled === 0) return 0
  const share = (right[rule.type]?.(content) ?? 0) / content.profile.filled
  const isLoose = byHeader <= headerConfidence.loose
  const { type } = content.verdict
  if (share < (type !== 'text' && type !== 'id' ? most : isLoose ? least.loose : least.outright)) return 0
  return isLoose ? loosely : 1
}

/** A column that is called like a field which no column holds, and whose cells are nothing of the kind. */
export interface Claim {
  column: number
  header: string
  /** One of its cells. */
  sample: string
  field: Field
  /** Whether the header says just that, and only that. */
  isExact: boolean
}

/**
 * Columns whose name and cells contradict each other so much that they became nothing. They are no reason to take the table for
 * another kind, nor to do without the field in silence.
 */
export function claimsOf(kind: SourceKind, { headers, meanings, columns }: TableContent, proposals: readonly Proposal[]): Claim[] {
  const held = new Set(proposals.map(({ field }) => field))
  const claims: Claim[] = []
  for (const [column, { field, isDiscount, isUnclear }] of proposals.entries()) {
    const { profile, verdict } = columns[column] ?? {}
    const { filled = 0, samples: [sample = ''] = [] } = profile ?? {}
    if (field !== null || isDiscount || isUnclear || filled === 0) continue
    // Numbers under a loose name such as `day` are numbers of something; words are broken dates.
    const isWords = verdict?.type === 'text' || verdict?.type === 'id'
    for (const [claimed, byHeader] of meanings[column]?.get(kind) ?? []) {
      const type = fieldRule(kind, claimed)?.type
      if ((byHeader > headerConfidence.loose || isWords) && !held.has(claimed) && type !== undefined && right[type] !== undefined)
        claims.push({ column, header: headers[column] ?? '', sample, field: claimed, isExact: byHeader > headerConfidence.dressed })
    }
  }
  return claims
}

/** Cells that are of the type, for the types of which a cell can be wrong. */
const right: Partial<Record<ValueType, (content: ColumnContent) => number>> = {
  datetime: dates,
  occurrence: (content) => Math.max(content.profile.booleans, dates(content)),
  money: numbers,
  number: numbers,
  count: (content) => Math.max(0, Math.min(content.profile.wholePoint, numbers(content)) - content.profile.negative),
  percent: (content) => (content.verdict.type === 'percent' ? content.profile.percents : numbers(content)),
  rating: (content) => numbers(content) - content.profile.beyondHundred,
  boolean: ({ profile }) => profile.booleans,
  email: ({ profile }) => profile.emails,
  duration: ({ profile }) => profile.durations + profile.clocks.count
}

/** Moments that are counted are told by their number alone. */
function dates({ profile, verdict }: ColumnContent): number {
  const { count } = countedCells(profile)
  return Math.max(verdict.dates * profile.filled, count >= most * profile.filled ? count : 0)
}

/** None where the column is clearly something else that digits can be, too. */
function numbers({ profile, verdict: { type, dates: dated } }: ColumnContent): number {
  const isOther = type === 'date' || type === 'datetime' || type === 'time' || type === 'duration' || type === 'percent' || dated > 0.5
  return isOther ? 0 : Math.max(profile.point, profile.comma)
}
