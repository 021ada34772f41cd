import { numberForms } from '../values/number.ts'
import { beginsDated } from '../values/spelled-date.ts'
import { detached } from './column-profile.ts'

/** What a short look tells for certain of the two sorts of text that make most distinct values: codes and moments. */
export type QuickSort =
  /** Letters, perhaps a dash, digits: a code, and neither number nor date. */
  | 'code'
  /** `2024-03-09`, and the same with `T08:20:00` or a blank before the time, perhaps a Z: a date of one reading, if there is such a day. */
  | 'day'
  | 'moment'
  | null

const ZERO = 48
const NINE = 57
const DASH = 45
const COLON = 58
const UNDERSCORE = 95
const T = 84
const Z = 90

/** Longer words may be anything. */
const longestWord = 8
/** Leading words that were judged, most of them the one prefix of a column. */
const words = new Map<string, boolean>()
const mostWords = 1_000

export function quickSort(text: string): QuickSort {
  const first = text.charCodeAt(0)
  if (first >= ZERO && first <= NINE) return momentSort(text)
  return isCode(text) ? 'code' : null
}

function isCode(text: string): boolean {
  const n = text.length
  let i = 0
  while (i < n && isLetter(text.charCodeAt(i))) i++
  // Of none and of long words the general rules decide; a P may begin a length of time.
  if (i < 1 || i > longestWord || n > 40 || (text.charCodeAt(0) | 32) === 112) return false
  const letters = i
  const mark = text.charCodeAt(i)
  const marked = mark === DASH || mark === UNDERSCORE
  if (marked) i++
  const digits = i
  while (i < n && text.charCodeAt(i) >= ZERO && text.charCodeAt(i) <= NINE) i++
  return i === n && i > digits && isPlainWord(text.slice(0, digits), letters)
}

/** Whether by the general rules no number and no date begins with this word: no currency, no month, no day of the week. */
function isPlainWord(beginning: string, letters: number): boolean {
  const known = words.get(beginning)
  if (known !== undefined) return known
  if (words.size >= mostWords) words.clear()
  const plain = ['1', '123', '123456'].every((digits) => numberForms(beginning + digits) === 0) && !beginsDated(beginning.slice(0, letters))
  words.set(detached(beginning), plain)
  return plain
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

/** Only the usual length and marks are looked at: digits where digits have to be. */
function momentSort(text: string): QuickSort {
  const n = text.length
  if (n < 10 || n > 20 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || !digitsAt(text, 0, 4) || !digitsAt(text, 5, 7))
    return null
  if (!digitsAt(text, 8, 10)) return null
  if (n === 10) return 'day'
  const gap = text.charCodeAt(10)
  if (gap !== T && gap !== 32) return null
  if (n < 19 || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON || !digitsAt(text, 11, 13)) return null
  if (!digitsAt(text, 14, 16) || !digitsAt(text, 17, 19)) return null
  return n === 19 || text.charCodeAt(19) === Z ? 'moment' : null
}

function digitsAt(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code < ZERO || code > NINE) return false
  }
  return true
}
