import { currencyOf } from '../values/number.ts'

const spelled = new Map([
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
  ['POUND STERLING', 'GBP'],
  ['POUNDS STERLING', 'GBP'],
  ['US DOLLAR', 'USD'],
  ['US DOLLARS', 'USD'],
  ['SWISS FRANC', 'CHF'],
  ['CHF.', 'CHF']
])

/** The ISO 4217 code that a currency column's cell means; '' if it names no single currency. */
export function currencyCode(text: string): string {
  const upper = text.toUpperCase()
  return /^[A-Z]{3}$/.test(upper) ? upper : (spelled.get(upper) ?? currencyOf(text))
}
