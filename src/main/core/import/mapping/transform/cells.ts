/** What the steps do to single cells. Pure; all texts stay as they are but for what a step is for. */

const currencyDigits: Record<string, number> = {}
for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')) currencyDigits[code] = 0
for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) currencyDigits[code] = 3

/** Decimals of a currency (ISO 4217), or `otherwise` if it is none that differs from most. */
export function decimalsOf(currency: string, otherwise: number): number {
  return currencyDigits[currency.trim().toUpperCase()] ?? otherwise
}

/** `1250` with two decimals -> `12.50`; null if the cell is no whole number. A blank cell stays blank. */
export function fromMinorUnits(cell: string, decimals: number): string | null {
  const text = cell.trim()
  if (text === '') return cell
  const match = /^([-−+]?)(\d+)$/.exec(text)
  if (!match) return null
  const [, sign = '', digits = ''] = match
  if (decimals === 0) return text
  const padded = digits.padStart(decimals + 1, '0')
  // Three decimals look like thousands; a fourth says that they are none.
  const fraction = padded.slice(-decimals) + (decimals === 3 ? '0' : '')
  return `${sign}${padded.slice(0, -decimals)}.${fraction}`
}

/** The amount with a minus before it, unless it is negative, blank or zero already. */
export function negated(cell: string): string {
  const text = cell.trim()
  if (text === '' || !/[1-9]/.test(text) || /[-−–]|^\(.*\)$/.test(text)) return cell
  return `-${text.replace(/^\+/, '')}`
}

/** `'01067` -> `01067`. */
export function withoutTextMark(cell: string): string {
  return /^['’]\S/.test(cell) ? cell.slice(1) : cell
}

/** `10 - Extremely likely` -> `10`. */
export function scaleNumber(cell: string): string {
  return /^\s*(\d{1,3})\s*[-–—:=.)]\s*\p{L}/u.exec(cell)?.[1] ?? cell
}

const letters: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ' }

/** `Mug &amp; tray &#39;A&#39;` -> `Mug & tray 'A'`. What is no letter stays. */
export function htmlText(cell: string): string {
  if (!cell.includes('&')) return cell
  return cell.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return letters[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}
