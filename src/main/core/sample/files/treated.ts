import { SextantError } from '../../../../shared/errors.ts'
import { at, isoDate, PERIOD } from '../calendar.ts'
import type { Treatment } from '../process/treatments.ts'
import { isTreatmentKind } from '../process/treatments.ts'
import { parseCsv } from './csv.ts'

/** A row that has no effect, and why; nothing is left out silently. */
export interface IgnoredRow {
  line: number
  customer: string
  reason: string
}

export interface Treated {
  byCustomer: Map<string, Treatment[]>
  ignored: IgnoredRow[]
}

const REQUIRED = ['customer_id', 'intervention', 'date'] as const

/**
 * Reads who was treated how and when. The same kind counts once for a customer.
 * @throws `sample.badTreated` when a column is missing
 */
export function readTreated(file: string, text: string, knows: (customer: string) => boolean): Treated {
  const [header, ...rows] = parseCsv(text)
  const names = (header?.cells ?? []).map((name) => name.toLowerCase())
  const missing = REQUIRED.filter((name) => !names.includes(name))
  if (missing.length > 0) throw new SextantError('sample.badTreated', { file, reason: `no column ${missing.join(', ')}` })
  const byCustomer = new Map<string, Treatment[]>()
  const ignored: IgnoredRow[] = []
  for (const { line, cells } of rows) {
    const value = (name: string) => cells[names.indexOf(name)] ?? ''
    const customer = value('customer_id')
    const kind = value('intervention')
    const day = value('date').slice(0, 10)
    const own = byCustomer.get(customer) ?? []
    const ignore = (reason: string) => ignored.push({ line, customer, reason })
    if (!knows(customer)) ignore('unknown customer')
    else if (!isTreatmentKind(kind)) ignore(`intervention ${kind} has no effect here`)
    else if (!isDay(day)) ignore(`${value('date')} is not a date like 2025-10-06`)
    else if (at(day) < PERIOD.end || at(day) >= PERIOD.horizon)
      ignore(`${day} is not between ${isoDate(PERIOD.end)} and ${isoDate(PERIOD.horizon - 1)}`)
    else if (own.some((t) => t.kind === kind)) ignore(`${kind} a second time`)
    else byCustomer.set(customer, [...own, { kind, at: at(day, 9), variant: value('variant') }])
  }
  return { byCustomer, ignored }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && isoDate(at(text)) === text
}
