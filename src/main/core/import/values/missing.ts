/** Texts by which programs write "unknown". Some are also words: `NA` is Namibia, `None` may be a colour. */
const certain = `? ?? - -- --- – — . .. ... … N/A n/a N.A. N/D n/d S/D s/d #N/A #NA #NV #NULL! <NA> <NULL> <null> NULL null Null \\N (null) (NULL) NaN nan NAN
  NaT #NaN 0000-00-00 0000-00-00T00:00:00 00/00/0000 00.00.0000`
const phrases = ['0000-00-00 00:00:00', '(not set)', '(not provided)', '(blank)', '(empty)', '(leer)', '(vide)', '(unknown)', 'N / A']
const words = `NA na None none NONE nil Nil NIL n.a. n.v.t. k.A. k.a. n.d. ND unbekannt Unbekannt unknown Unknown UNKNOWN undefined inconnu Inconnu desconocido
  Desconocido sconosciuto Sconosciuto desconhecido Desconhecido onbekend Onbekend missing Missing`
const wordPhrases = ['k. A.', 'keine Angabe', 'not available', 'Not available', 'sin datos', 'non disponible', 'non disponibile']

const certainMarks = new Set([...certain.split(/\s+/), ...phrases])
const ambiguousMarks = new Set([...words.split(/\s+/), ...wordPhrases])
const longest = Math.max(...[...certainMarks, ...ambiguousMarks].map((mark) => mark.length))

/** Whether a text may stand for "unknown". */
export function isMissingMark(text: string): boolean {
  return text.length <= longest && (certainMarks.has(text) || ambiguousMarks.has(text))
}

/** Whether it can stand for nothing else. */
export function isCertainMark(text: string): boolean {
  return certainMarks.has(text)
}

/** Whether it is also a word, so that it means "unknown" only where no words are expected. */
export function isAmbiguousMark(text: string): boolean {
  return ambiguousMarks.has(text)
}
