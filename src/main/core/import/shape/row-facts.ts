import { dateForms } from '../values/date.ts'
import { isMissingMark } from '../values/missing.ts'
import { numberForms } from '../values/number.ts'

/** Whether a cell holds a number or a date, as against a name or a word. */
export function isTyped(text: string): boolean {
  return numberForms(text) !== 0 || dateForms(text) !== 0
}

/** A row above or below this share of numbers and dates in a column tells that words in it are out of place. */
export const typical = 0.8

/** Cells with text. */
export function filledCount(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.trim() !== '') count++
  return count
}

/** Cells up to the last with text. */
export function trimmedLength(cells: readonly string[]): number {
  let end = cells.length
  while (end > 0 && cells[end - 1]?.trim() === '') end--
  return end
}

/** The columns in which nearly all rows hold a number or a date. */
export function typedColumns(rows: readonly (readonly string[])[]): Set<number> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const typed = new Set<number>()
  for (let column = 0; column < width; column++) {
    let filled = 0
    let count = 0
    for (const row of rows) {
      const text = (row[column] ?? '').trim()
      if (text === '' || isMissingMark(text)) continue
      filled++
      if (isTyped(text)) count++
    }
    if (filled > 0 && count >= typical * filled) typed.add(column)
  }
  return typed
}

/** Whether a row could name columns: different words, no numbers or dates but years. */
export function couldBeNames(cells: readonly string[]): boolean {
  const texts = cells.map((cell) => cell.trim()).filter((text) => text !== '')
  if (texts.length === 0) return false
  const words = texts.filter((text) => !isTyped(text) && !isMissingMark(text))
  const years = texts.filter((text) => /^(19|20)\d\d$/.test(text))
  return words.length > 0 && words.length + years.length === texts.length
}
