import type { DateReading } from '../values/date.ts'
import type { ColumnProfile } from './column-profile.ts'
import { provesOrder } from './date-reading.ts'
import type { Choice, Decision } from './decision.ts'

/** A column of dates, as its own rows tell it. */
export interface DateColumn {
  header: string
  profile: ColumnProfile
  decision: Decision<DateReading>
}

/** How a column is read, with the column that told it if its own rows did not; or what is to be asked. */
export type SettledDates =
  | { reading: DateReading; told: string | null }
  | { reading: null; state: 'open' | 'mixed'; choices: Choice<DateReading>[]; sample: string }

/**
 * Settles each column of dates of one file. What its own rows tell holds; where they leave the order open, another column may
 * tell it, but only if one program wrote all of them (the same sign between the numbers, as many digits in the year), some
 * cells there prove the order, and no column of the file proves another or contradicts itself. O(columns²).
 */
export function settleDates(columns: readonly DateColumn[]): SettledDates[] {
  return columns.map((column) => {
    const { decision } = column
    if (decision.state === 'certain') return { reading: decision.value, told: null }
    const told = decision.state === 'open' ? toldByOthers(column, columns) : null
    if (told !== null && decision.choices.some(({ value }) => value === told.reading)) return told
    return { reading: null, state: decision.state, choices: decision.choices, sample: decision.sample }
  })
}

function toldByOthers(column: DateColumn, columns: readonly DateColumn[]): { reading: DateReading; told: string } | null {
  const [shape, ...moreShapes] = column.profile.dateShapes
  if (shape === undefined || moreShapes.length > 0) return null
  const numbered = columns.filter((other) => other !== column && other.profile.dateShapes.size > 0)
  if (numbered.some(({ profile, decision }) => decision.state === 'mixed' || [...profile.dateShapes].some((one) => one !== shape)))
    return null
  const proofs = numbered.flatMap(({ header, profile, decision }) =>
    decision.state === 'certain' && provesOrder(profile, decision.value) ? [{ header, reading: decision.value }] : []
  )
  const [proof] = proofs
  if (proof === undefined || proofs.some(({ reading }) => reading !== proof.reading)) return null
  return { reading: proof.reading, told: proof.header }
}
