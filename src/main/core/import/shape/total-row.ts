import { dateForms } from '../values/date.ts'
import { numberForms } from '../values/number.ts'
import { filledCount, isTyped } from './row-facts.ts'
import type { RunningSums } from './running-sums.ts'

/** How totals are called, at the beginning of a cell that says nothing else. */
const words =
  'grand total|sub-?total|totals?|sum|summe|gesamt(?:summe|betrag|ergebnis)?|ergebnis|zwischensumme|endsumme|somme|total g[ée]n[ée]ral|totaux|sous-total|suma|total general|totale|somma|subtotale|soma|totaal|eindtotaal|subtotaal'
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

/** With what a cell begins or ends that names a total of something: `Subtotal January`, `Ann Total`. */
const loose = new RegExp(`^(?:${words})(?!\\p{L})|(?<!\\p{L})(?:${words})$`, 'iu')

/** Whether a cell names a total of something; short, as titles and sentences are not. */
const namesTotal = (text: string): boolean => text.length <= 40 && loose.test(text)

/**
 * Whether a row anywhere in a table adds up rows above it: a word for that, and a number that is the sum of them all or of those since the last
 * total. Of one row alone it is a sum only where a column is blank that this row fills.
 */
export function isSubtotal(cells: readonly string[], above: readonly string[], sums: RunningSums): boolean {
  const texts = cells.map((cell) => cell.trim())
  if (!texts.some(namesTotal) || !texts.every((text) => text === '' || isTyped(text) || namesTotal(text))) return false
  // Of a product whose name ends in that word the quantity may be such a sum; its number and its price are none.
  const { rows, right, wrong } = sums.match(texts)
  return right > 0 && right >= wrong && (rows > 1 || above.some((cell, i) => cell.trim() !== '' && (texts[i] ?? '') === ''))
}

/** Whether a row holds sums of all rows above it, and no word at all, where all others have words, nor a date: then it can only be the last. */
export function isNamelessTotal(cells: readonly string[], usuallyFilled: readonly boolean[], sums: RunningSums): boolean {
  const texts = cells.map((cell) => cell.trim())
  if (!usuallyFilled.some((usual, i) => usual && (texts[i] ?? '') === '') || texts.some((text) => text !== '' && !isTyped(text)))
    return false
  // Three answers numbered 1, 2 and 3 are no sum.
  if (texts.some((text) => dateForms(text) !== 0 && numberForms(text) === 0)) return false
  const { rows, right, wrong } = sums.match(texts)
  return rows > 1 && right > 0 && right >= wrong
}

/** Words by which totals are called, as they mostly stand in a cell. */
export const totalWords: readonly string[] = [
  ...'Total|Totals|Subtotal|Sub-total|Grand total|Grand Total|Sum|Summe|Gesamt|Gesamtsumme|Zwischensumme|Endsumme|Gesamtergebnis|Somme'.split(
    '|'
  ),
  ...'Total général|Sous-total|Suma|Total general|Totale|Somma|Subtotale|Soma|Totaal|Eindtotaal|Subtotaal'.split('|')
].flatMap((word) => [word, word.toUpperCase(), word.toLowerCase()])

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
