/** The texts of cells. */

/** `_x000D_` and its like stand for characters that XML cannot hold (ECMA-376, ST_Xstring). */
export function unescapeXstring(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/**
 * The shortest text that reads back as the same double, without an exponent. Spreadsheets write up to 17 digits:
 * `2.5499999999999998` is 2.55. Whole numbers stay digit for digit, however long: they may be ids. Text that is no number
 * stays too.
 */
export function numberText(text: string): string {
  if (isShort(text) || /^-?[1-9]\d*$/.test(text)) return text
  const value = Number(text)
  if (!Number.isFinite(value) || text.trim() === '') return text
  const plain = String(value)
  return plain.includes('e') ? withoutExponent(plain) : plain
}

/** At most 15 digits, no exponent, no zero to drop: already the shortest. */
function isShort(text: string): boolean {
  const n = text.length
  let i = text.charCodeAt(0) === 45 ? 1 : 0
  if (n - i > 15 || n === i) return false
  if (text.charCodeAt(i) === 48 && n > i + 1 && text.charCodeAt(i + 1) !== 46) return false
  let dot = -1
  for (; i < n; i++) {
    const code = text.charCodeAt(i)
    if (code === 46 && dot < 0) dot = i
    else if (code < 48 || code > 57) return false
  }
  return dot < 0 || (text.charCodeAt(n - 1) !== 48 && dot < n - 1 && dot > 0 && text.charCodeAt(dot - 1) !== 45)
}

function withoutExponent(plain: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(plain) ?? []
  const digits = whole + fraction
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

/** Zero-based column of a reference such as `AB12`, or -1. */
export function columnOf(reference: string): number {
  let column = 0
  let i = 0
  for (; i < reference.length; i++) {
    const letter = (reference.charCodeAt(i) | 32) - 96
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return i === 0 || i > 3 ? -1 : column - 1
}
