import type { Database } from 'better-sqlite3'
import { featureName } from '../../../shared/feature-words.ts'
import type { IsoDate, Warning } from '../../../shared/model/common.ts'
import type { Feature } from '../../../shared/model/features.ts'
import type { AboutColumn } from '../../../shared/model/support-columns.ts'
import { customerIds } from '../db/queries/about-customers.ts'
import { endOfDay } from '../db/queries/dates.ts'

import { loadAbout } from './feature-sources.ts'

/** Of what so few know, too much would be made up. */
const KNOWN = 0.2

/**
 * What was chosen of what is known of customers, as columns: numbers as they are, of a category whether each value is theirs. What fewer than one in
 * five know, what is the same of all or different of each, and what is not there, is left out and told.
 *
 * @param customers ids, ascending
 */
export function aboutColumns(
  db: Database,
  customers: Float64Array,
  asOf: IsoDate,
  chosen: readonly Feature[]
): { about: AboutColumn[]; notes: Warning[] } {
  if (chosen.length === 0) return { about: [], notes: [] }
  const { numbers, categories } = loadAbout(db, customers, endOfDay(asOf))
  const isKnown = (values: Float64Array) => values.filter((value) => !Number.isNaN(value)).length >= KNOWN * values.length
  const found = [...new Set(chosen)].sort().map((feature): { feature: Feature; columns: AboutColumn[] } => {
    const name = featureName(feature)
    const number = numbers.find((one) => one.feature === feature)
    const category = categories.find((one) => one.feature === feature)
    const columns = [
      ...(number ? [{ name, level: null, levels: 1, values: number.values }] : []),
      ...(category?.levels.map((level, code) => ({
        name,
        level,
        levels: category.levels.length,
        values: Float64Array.from(category.codes, (own) => (own < 0 ? Number.NaN : own === code ? 1 : 0))
      })) ?? [])
    ]
    return { feature, columns: columns.filter(({ values }) => isKnown(values) && varies(values)) }
  })
  return {
    about: found.flatMap(({ columns }) => columns),
    notes: found
      .filter(({ columns }) => columns.length === 0)
      .map(({ feature }) => ({ code: 'support.note.aboutLeftOut', count: 1, example: featureName(feature) }))
  }
}

function varies(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value))
  return values.some((value) => !Number.isNaN(value) && value !== first)
}

/** What of customers can be chosen, by its id, with what it is called; nothing where no list of customers says any. O(customers × columns). */
export function aboutChoices(db: Database, asOf: IsoDate): { feature: Feature; name: string }[] {
  const customers = Float64Array.from(customerIds(db))
  const { numbers, categories } = loadAbout(db, customers, endOfDay(asOf))
  return [...numbers, ...categories].map(({ feature }) => ({ feature, name: featureName(feature) }))
}
