/** Lines that are looked at, and the share of them that has to hold the mark. */
const judgedLines = 200
const inMost = 0.8

/** Marks that stand in few texts: some signs of the keyboard, and the separators that old systems and data lakes write. */
const signs = [...'#^~`¦§¬\u0001\u0002\u001c\u001d\u001e\u001f']
/** Marks of several characters. Doubled ones count only where they never stand alone: empty cells double any delimiter. */
const composed = ['|~|', '~|~', '^|^', '#|#', '@|@', '<>', '||', '::', ';;', '~~', '^^', '##', '@@', '$$', '&&']

/**
 * Delimiters that are seldom one and that this text could have, in the order in which they are to be tried: marks that
 * nearly every line holds, and colons where the first line has words between them.
 */
export function rareDelimiters(text: string): string[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, judgedLines)
  const [first] = lines
  if (first === undefined) return []
  const often = (mark: string): boolean =>
    first.includes(mark) && lines.filter((line) => line.includes(mark)).length >= inMost * lines.length
  const found = [...composed.filter((mark) => often(mark) && neverAlone(lines, mark)), ...signs.filter(often)]
  if (wordsBetween(first, ':') && often(':')) found.push(':')
  return found
}

function neverAlone(lines: readonly string[], mark: string): boolean {
  const [sign = ''] = mark
  return mark !== sign + sign || lines.filter((line) => line.replaceAll(mark, '').includes(sign)).length <= 0.02 * lines.length
}

function wordsBetween(line: string, mark: string): boolean {
  const cells = line.split(mark)
  return cells.length > 1 && cells.every((cell) => /\p{L}/u.test(cell))
}

/** Whether quotes have a blank or a line's end on their outer sides, nearly always and in most lines. */
export function blanksBesideQuotes(text: string): boolean {
  const quoted = text.match(/(?:^| )"(?:[^"\r\n]|"")*"(?= |$)/gm)?.length ?? 0
  const all = text.match(/"(?:[^"\r\n]|"")*"/g)?.length ?? 0
  const lines = text.match(/^[^"\r\n]*"/gm)?.length ?? 0
  return quoted >= 2 && quoted >= 0.9 * all && lines >= inMost * (text.match(/[^\r\n]+/g)?.length ?? 0)
}
