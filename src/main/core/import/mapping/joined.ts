/** Columns that steps made of a date and its time: they are what the column of dates would be, which with the times is kept as it stands. */
import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Field } from '../../../../shared/model/kinds.ts'
import type { ProfiledGroup } from '../group.ts'
import type { ConversionRules } from '../types.ts'
import { type HeaderMeanings, matchHeader } from './header-match.ts'

/** Columns of a group, by their places. */
export interface JoinedMoment {
  date: number
  time: number
  made: number
}

/** The dates and times that were joined because the first rows of a group called for it. */
export function joinedMoments({ headers, transforms }: Pick<ProfiledGroup, 'headers' | 'transforms'>): JoinedMoment[] {
  return transforms.flatMap((step): JoinedMoment[] => {
    if (step.do !== 'join' || step.columns.length !== 2 || step.as !== step.columns.join(' ')) return []
    const [date, time] = step.columns.map((name) => headers.indexOf(name)) as [number, number]
    const made = headers.indexOf(step.as)
    return date < 0 || time < 0 || made < 0 ? [] : [{ date, time, made }]
  })
}

/** What the headers can mean. */
export function meaningsOf(headers: readonly string[], joined: readonly JoinedMoment[]): HeaderMeanings[] {
  const meanings: HeaderMeanings[] = headers.map(matchHeader)
  for (const { date, time, made } of joined) {
    meanings[made] = meanings[date] ?? new Map()
    meanings[date] = new Map()
    meanings[time] = new Map()
  }
  return meanings
}

/** Says of a joined column why it is what it is, where nobody chose it. */
export function toldJoined<P extends { field: Field | null; because: string }>(
  proposals: P[],
  joined: readonly JoinedMoment[],
  headers: readonly string[]
): P[] {
  const made = new Map(joined.map(({ date, time, made: at }) => [at, importing.because.joined(headers[date] ?? '', headers[time] ?? '')]))
  return proposals.map((proposal, i) =>
    proposal.field === null || proposal.because === importing.because.user
      ? proposal
      : { ...proposal, because: made.get(i) ?? proposal.because }
  )
}

/** What is part of the order numbers, if the columns that number and date the orders are those that all rows were looked at by. */
export function scopeOfNumbers(
  { numbers }: ProfiledGroup,
  fields: ConversionRules['fields'],
  joined: readonly JoinedMoment[]
): Pick<ConversionRules, 'numbersDaily' | 'tills'> {
  if (numbers === null || fields.order !== numbers.columns.order) return {}
  const { tills, isDaily } = numbers.scope
  const date = joined.find(({ made }) => made === fields.orderedAt)?.date ?? fields.orderedAt
  return {
    ...(isDaily && date === numbers.columns.date ? { numbersDaily: true } : {}),
    ...(tills.length > 0 ? { tills } : {})
  }
}
