import { type UnitFormat, unitFormat } from './money-format.ts'

/** Whether a number format shows a number as a date. Workbooks store dates as numbers; only the format tells. */
export type DateFormat = 'none' | 'date' | 'time'

/** Formats that have an id but no code in the file (ECMA-376, 18.8.30), also those that differ by language. */
export function builtInFormat(id: number): DateFormat | UnitFormat {
  if (id === 9 || id === 10) return { unit: '%' }
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'date'
  if ((id >= 18 && id <= 22) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56) return 'time'
  return 'none'
}

/**
 * Reads a format code: letters for years, months, days, hours or seconds outside quotes, escapes and brackets. Elapsed
 * time (`[h]:mm`) is a duration and no date.
 */
export function customFormat(code: string): DateFormat {
  const [section = ''] = withoutLiterals(code).split(';')
  if (/\[(h+|m+|s+)\]/i.test(section)) return 'none'
  const bare = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/am\/pm|a\/p/gi, 'h')
    .toLowerCase()
  if (/general|standard/.test(bare) || !/[ymdhsge]/.test(bare) || /[0#?](?:\.[0#?]*)?e[+-]/.test(bare)) return 'none'
  if (/[hs]/.test(bare)) return 'time'
  return /[ymdg]|e{1,4}/.test(bare) ? 'date' : 'none'
}

/** A format that makes an id of a number: zeros to fill up, perhaps with marks between them, such as `00000` or `000-00`. */
export interface IdFormat {
  /** Marks as they are; null for a digit. */
  parts: (string | null)[]
  digits: number
}

export type NumberFormat = DateFormat | IdFormat | UnitFormat

/** The same format without a unit. */
export function bareFormat(format: NumberFormat): NumberFormat {
  return typeof format === 'object' && 'unit' in format ? 'none' : format
}

/** What a format code makes of a number, as far as more than its look depends on it. */
export function numberFormat(code: string): NumberFormat {
  const date = customFormat(code)
  return date === 'none' ? (idFormat(code) ?? unitFormat(code) ?? 'none') : date
}

const idToken = /"([^"]*)"|\\(.)|(0)|([-+() :])|\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]|_.|\*./gisy

/** Null unless the first section consists of two zeros or more and marks: no decimals, no thousands, no conditions. */
function idFormat(code: string): IdFormat | null {
  const parts: IdFormat['parts'] = []
  idToken.lastIndex = 0
  let at = 0
  while (at < code.length && code.charAt(at) !== ';') {
    const found = idToken.exec(code)
    if (!found) return null
    at = idToken.lastIndex
    const [, quoted, escaped, digit, mark] = found
    if (digit !== undefined) parts.push(null)
    else if (quoted ?? escaped ?? mark) parts.push(quoted ?? escaped ?? mark ?? '')
  }
  const digits = parts.filter((part) => part === null).length
  return digits >= 2 ? { parts, digits } : null
}

/** Drops quoted text, escaped characters, and the characters that `_` and `*` take with them. */
function withoutLiterals(code: string): string {
  return code.replace(/"[^"]*"?|[\\_*]./gs, '')
}
