import { filledCount, isTyped } from './row-facts.ts'

/** How totals are called, at the beginning of a cell that says nothing else. */
const words =
  'grand total|sub-?total|totals?|sum|summe|gesamt(?:summe|betrag)?|zwischensumme|endsumme|somme|total g[ée]n[ée]ral|sous-total|suma|total general|totale|somma|subtotale|soma|totaal|eindtotaal|subtotaal'
const label = new RegExp(`^(?:${words})(?:\\s*(?:\\(.*\\)|[:=]|\\p{Sc}|[A-Z]{3}))?$`, 'iu')

/**
 * Whether a row at the end of a table adds up the rows above: a word for that, numbers, nothing else, and a column left
 * blank that the rows above fill. The latter keeps a product by the name of "Total" a product.
 *
 * @param usuallyFilled for each column whether nearly all rows fill it
 */
export function isTotalRow(cells: readonly string[], usuallyFilled: readonly boolean[]): boolean {
  const texts = cells.map((cell) => cell.trim())
  const at = texts.findIndex((text) => label.test(text))
  if (at < 0 || filledCount(cells) < 2) return false
  if (!texts.every((text, i) => i === at || text === '' || isTyped(text))) return false
  return usuallyFilled.some((usual, i) => usual && (texts[i] ?? '') === '')
}

/**
 * Whether a row at the end of a table is a note and no row of it: a few words, nothing of the numbers and dates that the
 * rows above have.
 *
 * @param typed columns with numbers or dates that nearly all rows fill
 */
export function isNote(cells: readonly string[], typed: ReadonlySet<number>, usualCells: number): boolean {
  const texts = cells.map((cell) => cell.trim()).filter((text) => text !== '')
  return typed.size >= 2 && texts.length <= Math.max(1, 0.4 * usualCells) && texts.every((text) => /\p{L}/u.test(text) && !isTyped(text))
}
