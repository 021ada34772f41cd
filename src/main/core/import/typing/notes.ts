import type { Warning } from '../../../../shared/model/common.ts'
import type { ColumnProfile } from './column-profile.ts'
import { type ColumnVerdict, isPointZero } from './decide.ts'
import { columnMarks } from './marks.ts'

/** As many rows of each sort tell that dates were swapped and not that the shop opened in the middle of the month. */
const enough = 5

/**
 * What is to be said of a column: marks that count as missing, what is taken off, and readings that rest on a convention.
 *
 * @param missing the marks that count
 * @param isKey whether its field tells things apart
 */
export function columnNotes(profile: ColumnProfile, verdict: ColumnVerdict, missing: readonly string[], isKey: boolean): Warning[] {
  const notes: Warning[] = columnMarks(profile, verdict, isKey)
    .filter(([mark]) => missing.includes(mark))
    .map(([mark, count]) => ({ code: 'import.missingMark', count, example: mark }))
  const note = (code: string, { count, example }: { count: number; example: string }): void => {
    if (count > 0) notes.push({ code: `import.${code}`, count, example })
  }
  const dated = verdict.type === 'date' || verdict.type === 'datetime'
  if (isPointZero(profile) && verdict.type === 'id') note('pointZero', profile.pointZero)
  if (verdict.type === 'id') note('shortened', profile.shortened)
  if (dated) {
    note('shortYear', profile.shortYears)
    note('monthOnly', profile.months)
    if (profile.zoneNames.size > 1) note('mixedZones', { count: profile.zones.count, example: [...profile.zoneNames.keys()].join(', ') })
    const { dateOrder } = verdict
    const counted = dateOrder.state === 'certain' && !/^[dmy]{3}$/.test(dateOrder.value) ? dateOrder.value : null
    if (counted !== null)
      note(counted === 'serial' ? 'serialDates' : 'countedDates', { count: profile.filled, example: profile.samples[0] ?? '' })
    if (looksSwapped(profile)) note('swappedDates', swappedExample(profile))
  }
  return notes
}

/**
 * Dates of which the program that saved the file understood only those whose day can be a month: these it turned into its own
 * dates, day and month swapped; the others stayed as they were. So all real dates have days up to the 12th, and all others beyond.
 */
function looksSwapped(profile: ColumnProfile): boolean {
  const real = profile.dates[7]?.count ?? 0
  const left = profile.dates.reduce((sum, { count }, orders) => (orders === 0 || orders === 7 ? sum : sum + count), 0)
  const oneWay = [1, 2, 4].reduce((sum, bit) => sum + (profile.dates[bit]?.count ?? 0), 0)
  return real >= enough && left >= enough && oneWay === left && profile.plainLate === 0
}

function swappedExample(profile: ColumnProfile): { count: number; example: string } {
  const { count, example } = profile.dates[7] ?? { count: 0, example: '' }
  return { count, example }
}
