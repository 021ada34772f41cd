/** Texts by which programs write "unknown". Some are also words: `NA` is Namibia, `None` may be a colour. */
const certain = ['?', '-', '--', 'N/A', 'n/a', '#N/A', '#NA', 'NULL', 'null', 'Null', '\\N', '(null)', 'NaN', 'nan', '#NULL!']
const words = ['NA', 'na', 'None', 'none', 'nil', 'n.a.', 'k.A.', 'unbekannt', 'unknown']

const ambiguousMarks = new Set(words)
const certainMarks = new Set(certain)
const allMarks = new Set([...certain, ...words])
const longest = Math.max(...[...allMarks].map((mark) => mark.length))

/** Whether a text may stand for "unknown". */
export function isMissingMark(text: string): boolean {
  return text.length <= longest && allMarks.has(text)
}

/** Whether it can stand for nothing else. */
export function isCertainMark(text: string): boolean {
  return certainMarks.has(text)
}

/** Whether it is also a word, so that it means "unknown" only where no words are expected. */
export function isAmbiguousMark(text: string): boolean {
  return ambiguousMarks.has(text)
}
