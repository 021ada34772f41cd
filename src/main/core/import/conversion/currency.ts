import { commonest, currencyOf, mayMean } from '../values/number.ts'

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

/**
 * The currency of a row that names none by a code, where somebody chose one for such rows: the chosen one, unless the row's
 * own sign cannot mean it; then what that sign means most often.
 *
 * @param sign a sign that several currencies share, '' for none
 * @param chosen a code, '' for none
 */
export function chosenUnless(sign: string, chosen: string): string {
  return chosen === '' || sign === '' || mayMean(sign, chosen) ? chosen : (commonest(sign) ?? chosen)
}
