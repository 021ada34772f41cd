import type { Database } from 'better-sqlite3'

/** A sum in units of 10^-decimals as the nearest number of major units. */
export function major(units: number, decimals: number): number {
  return units / 10 ** decimals
}

/** The same as exact decimal text, without needless zeros: 9747747934 with 3 decimals is `9747747.934`. */
export function exactText(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** Decimals of the sums in this currency; 0 for a currency that no line has. */
export function decimalsOf(db: Database, currency: string): number {
  return db.prepare<[string], number>('SELECT decimals FROM currency WHERE code = ?').pluck().get(currency) ?? 0
}

/** Currencies of all orders; '' where they name none. */
export function orderCurrencies(db: Database): string[] {
  return db.prepare<[], string>('SELECT code FROM currency ORDER BY code').pluck().all()
}
