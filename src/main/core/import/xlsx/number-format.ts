/** Whether a number format shows a number as a date. Workbooks store dates as numbers; only the format tells. */
export type DateFormat = 'none' | 'date' | 'time'

/** Formats that have an id but no code in the file (ECMA-376, 18.8.30), also those that differ by language. */
export function builtInFormat(id: number): DateFormat {
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

/** Drops quoted text, escaped characters, and the characters that `_` and `*` take with them. */
function withoutLiterals(code: string): string {
  return code.replace(/"[^"]*"?|[\\_*]./gs, '')
}
