import type { DecimalSign } from '../values/number.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { Decision } from './decision.ts'

/** This share of wrong cells is a slip of the hand; more is another way of writing. */
const stray = 0.01

/**
 * The decimal sign of a column's numbers: certain if one reads all of them and no number differently from the other, or
 * if the cells come from a spreadsheet's own numbers, which always have a point.
 */
export function decideDecimal(profile: ColumnProfile, sheet: boolean): Decision<DecimalSign> {
  const { pointOnly, commaOnly, signDiffers } = profile
  const certain = (value: DecimalSign): Decision<DecimalSign> => ({ state: 'certain', value })
  if (pointOnly.count > 0 && commaOnly.count > 0) {
    const point = { value: '.' as const, unread: commaOnly.count }
    const comma = { value: ',' as const, unread: pointOnly.count }
    const choices = point.unread <= comma.unread ? [point, comma] : [comma, point]
    // A stray cell among thousands is a wrong cell; but it leaves doubt about cells that both signs can read.
    const slip = (choices[0]?.unread ?? 0) <= stray * (choices[1]?.unread ?? 0) && signDiffers.count === 0
    if (slip) return certain(choices[0]?.value ?? '.')
    return { state: 'mixed', choices, sample: (choices[0]?.value === '.' ? commaOnly : pointOnly).example }
  }
  if (pointOnly.count > 0) return certain('.')
  if (commaOnly.count > 0) return certain(',')
  if (signDiffers.count === 0 || (sheet && profile.differsAsText === 0)) return certain('.')
  return {
    state: 'open',
    choices: [
      { value: '.', unread: 0 },
      { value: ',', unread: 0 }
    ],
    sample: signDiffers.example
  }
}
