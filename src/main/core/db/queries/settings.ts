import type { Database } from 'better-sqlite3'
import type { AlertPlan, AlertView } from '../../../../shared/model/alerts.ts'
import type { GivenLadders } from '../../../../shared/model/upsell.ts'
import type { BusinessHours } from '../../business-hours.ts'

/** Settings of a workspace, and what they hold. */
interface Settings {
  /** Analysis date, `2011-12-09`; without it the newest date in the data. */
  asOf: string
  /** ISO 4217 code of the analysed currency; without it the one with most lines. */
  currency: string
  /** When somebody answers tickets; Monday to Friday, 9 to 17, if left out. */
  businessHours: BusinessHours
  /** Accepted share of false alarms, and how many alerts a week can be handled. */
  alertPlan: AlertPlan
  /** What the inbox was narrowed to, under names. */
  alertViews: AlertView[]
  /** How many customers can be contacted with an offer; all, if left out. */
  offerCapacity: number
  /** Steps up by the user's word: names of products or plans, the lowest first. */
  ladders: GivenLadders
  /** The first day of a change in support that figures before and after it are wanted of. */
  supportChange: string
  /** Made of the invented sample shop. */
  sample: boolean
  /** Customers who are different people by the user's word: pairs of codes, the newest last. Codes stay when ids come and go. */
  apart: [string, string][]
}

export function getSetting<K extends keyof Settings>(db: Database, key: K): Settings[K] | undefined {
  const value = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(key)
  return value === undefined ? undefined : (JSON.parse(value) as Settings[K])
}

/** Null puts the default back. */
export function setSetting<K extends keyof Settings>(db: Database, key: K, value: Settings[K] | null): void {
  if (value === null) db.prepare('DELETE FROM setting WHERE key = ?').run(key)
  else db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, JSON.stringify(value))
}

/** The chosen currency, else the one with most lines; empty without data, and for files that name none. */
export function analysedCurrency(db: Database): string {
  const chosen = getSetting(db, 'currency')
  return chosen ?? db.prepare<[], string>('SELECT code FROM currency ORDER BY lines DESC, code LIMIT 1').pluck().get() ?? ''
}
