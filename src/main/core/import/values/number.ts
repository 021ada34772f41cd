/**
 * Numbers as people and programs write them, read exactly. A number is never rounded here and never passes through a
 * binary fraction: `2.55` is 255 · 10^-2.
 */

/** An exact decimal: `units` · 10^-`decimals`. `units` is a number whenever it is a safe integer. */
export interface Exact {
  units: number | bigint
  decimals: number
}

export type DecimalSign = '.' | ','

/** What a text can be as a number; flags of `numberForms`. */
export const form = {
  /** A number if the decimal sign is a point, or a comma. */
  point: 1,
  comma: 2,
  /** Both, with different values: `1,234`. */
  differ: 4,
  /** A whole number under that sign. */
  wholePoint: 8,
  wholeComma: 16,
  /** More than one digit, the first 0: a number would lose it. */
  leadingZero: 32,
  /** 15 digits or more: a double, and with it a spreadsheet, may not hold them. */
  long: 64,
  negative: 128,
  /** Nothing but digits, perhaps a sign. */
  digits: 256,
  /** Digits and `.0`. */
  pointZero: 512,
  /** Digits, E, digits: `1E5` is a number to a spreadsheet and an article to a shop. */
  powered: 1024,
  /** A plus sign before digits alone, as before a country's dialling code. */
  plus: 2048,
  /** A currency stands beside it. */
  money: 4096,
  /** As a spreadsheet shortens long numbers: `1.23457E+11`. Digits of an id are lost then. */
  shortened: 8192
} as const

const ZERO = 48
const NINE = 57
const PLUS = 43
const safeDigits = 15
/** No longer text is taken for a number; the general pattern would take long to refuse some. */
const longestNumber = 60

/** ISO 4217, but for codes that are words of product names (`ALL`, `TOP`, `CUP`). */
const codes =
  'AED|AMD|ARS|AUD|AZN|BDT|BGN|BHD|BOB|BRL|BYN|CAD|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|DZD|EGP|EUR|GBP|GEL|GHS|GTQ|HKD|HNL|HRK|HUF|IDR|ILS|INR|IQD|ISK|JMD|JOD|JPY|KES|KRW|KWD|KZT|LBP|LKR|MAD|MDL|MKD|MUR|MXN|MYR|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VES|VND|XAF|XOF|ZAR|ZMW'
const currency = `(?:US|R|CA?|AU?|NZ|HK|NT|S|MX)\\$|\\p{Sc}|${codes}|[Ee]uros?|SFr\\.?|Fr\\.|Rs\\.?|Rp\\.?|RM|TL|kr\\.?|zł|Kč|Ft|lei|лв\\.?|руб\\.?|S/|[元円]`
const blanks = ' \\u00a0\\u202f\\u2009\\u2007'
const gap = `[${blanks}]\\d{3}|['’]\\d{3}`
const exponent = '(?:[eE][+-]?\\d{1,2})?'
/** What stands behind the decimal sign of a round price: `12,-`, `12.–`. It is no minus. */
const round = '--?|[–—]'
const body = {
  '.': `(?:\\d+|[1-9]\\d{0,2}(?:(?:,\\d{3})+|(?:${gap})+)|[1-9]\\d?(?:,\\d{2})+,\\d{3})?(?:\\.(?:${round}|\\d*))?${exponent}`,
  ',': `(?:\\d+|[1-9]\\d{0,2}(?:(?:\\.\\d{3})+|(?:${gap})+))?(?:,(?:${round}|\\d*))?${exponent}`
}
/** Signs, brackets and a currency in any order, the digits, and such again. */
const decorated = (sign: DecimalSign): RegExp =>
  new RegExp(`^((?:[-−–+(\\s]|${currency}){0,6})(?=[.,]?\\d)(${body[sign]})((?:[-−)\\s]|${currency}){0,6})$`, 'u')
const patterns = { '.': decorated('.'), ',': decorated(',') }
const currencies = new RegExp(currency, 'gu')
const beside = new RegExp(currency, 'u')

/**
 * Reads a number whose decimal sign is known. Accepted beside plain digits: thousands separators (the other sign, blanks
 * or apostrophes, three digits apart), a currency before or behind, a sign before or behind, brackets for negative
 * amounts, and with a decimal point an exponent. Null if the text is no such number. O(n).
 */
export function parseDecimal(text: string, sign: DecimalSign): Exact | null {
  const n = text.length
  const mark = sign.charCodeAt(0)
  const first = text.charCodeAt(0)
  const negative = first === 45
  let i = negative || first === 43 ? 1 : 0
  let units = 0
  let digits = 0
  let decimals = -1
  for (; i < n; i++) {
    const code = text.charCodeAt(i)
    if (code >= ZERO && code <= NINE) {
      units = units * 10 + (code - ZERO)
      digits++
      if (decimals >= 0) decimals++
    } else if (code === mark && decimals < 0) decimals = 0
    else return parseDecorated(text, sign)
  }
  if (digits === 0 || digits > safeDigits) return digits === 0 ? null : parseDecorated(text, sign)
  return shortest(negative ? 0 - units : units, Math.max(decimals, 0))
}

function parseDecorated(text: string, sign: DecimalSign): Exact | null {
  if (text.length > longestNumber) return null
  const match = patterns[sign].exec(text)
  if (!match) return null
  const [, before = '', digits = '', behind = ''] = match
  const negative = isNegative(before, behind)
  if (negative === null) return null
  const plain = sign === '.' ? digits.replace(/[^\d.eE+-]/g, '') : digits.replace(/[^\d,eE+-]/g, '').replace(',', '.')
  const [mantissa = '', exponent = '0'] = plain.replace(/\.-+/, '.').split(/[eE]/)
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = fraction.length - Number(exponent)
  const units = BigInt(whole + fraction) * (shift < 0 ? 10n ** BigInt(-shift) : 1n)
  return shortest(negative ? -units : units, Math.max(shift, 0))
}

/** Whether what stands around the digits makes them negative; null if it makes no sense: two signs, two currencies, half a bracket. */
function isNegative(before: string, behind: string): boolean | null {
  if (before === '' && behind === '') return false
  const named = [...(before.match(currencies) ?? []), ...(behind.match(currencies) ?? [])]
  if (named.length > 1 && !sayTheSame(named)) return null
  const marks = (before.replace(currencies, '') + behind.replace(currencies, '')).replace(/\s/g, '')
  if (marks === '' || marks === '+') return false
  return /^[-−–]$/.test(marks) || marks === '()' ? true : null
}

/** Codes of the currencies that share a sign. */
const sharing: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU DOP JMD TTD',
  '¥': 'JPY CNY',
  '￥': 'JPY CNY',
  kr: 'SEK NOK DKK ISK',
  'kr.': 'SEK NOK DKK ISK',
  Rs: 'INR PKR LKR NPR MUR',
  'Rs.': 'INR PKR LKR NPR MUR'
}

/** Whether two names beside one number, a sign and a code in whatever order, are of the same currency: `$6.50 USD`. */
function sayTheSame([a = '', b = '', ...more]: readonly string[]): boolean {
  if (more.length > 0) return false
  const isCode = (text: string): boolean => /^[A-Z]{3}$/.test(text)
  const [sign, code] = isCode(a) ? [b, a] : [a, b]
  if (isCode(sign) || !isCode(code)) return false
  return currencyOf(sign) === code || (sharing[sign] ?? '').split(' ').includes(code)
}

/** The code of the currency that stands beside a number, else its sign where several share it; '' if none does. */
export function currencySign(text: string): string {
  return currencyOf(text) || (beside.exec(text)?.[0] ?? '')
}

/** Whether the sign or code may mean the currency of this code: `$` may be dollars of many countries. */
export function mayMean(sign: string, code: string): boolean {
  return sign === code || (sharing[sign] ?? '').split(' ').includes(code)
}

/** What a sign that several currencies share means most often; undefined for anything else. */
export function commonest(sign: string): string | undefined {
  return sharing[sign]?.split(' ')[0]
}

/** The same value without trailing zeros behind the decimal sign, as a plain number where that is exact. */
export function shortest(units: number | bigint, decimals: number): Exact {
  let rest = units
  let left = decimals
  if (typeof rest === 'bigint') {
    while (left > 0 && rest % 10n === 0n) {
      rest /= 10n
      left--
    }
    const small = Number(rest)
    return { units: Number.isSafeInteger(small) ? small : rest, decimals: left }
  }
  while (left > 0 && rest % 10 === 0) {
    rest /= 10
    left--
  }
  return { units: rest === 0 ? 0 : rest, decimals: left }
}

/** The nearest double. */
export function toNumber({ units, decimals }: Exact): number {
  return typeof units === 'number' && decimals <= 22 ? units / 10 ** decimals : Number(`${units}e-${decimals}`)
}

/** As plain text, with a point. */
export function toText({ units, decimals }: Exact): string {
  const negative = units < 0
  const digits = String(negative ? -units : units).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  return `${negative ? '-' : ''}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ''}`
}

/** Everything that a text could be as a number, as flags of `form`; 0 if it is none. */
export function numberForms(text: string): number {
  const n = text.length
  if (n === 0 || n > longestNumber) return 0
  const first = text.charCodeAt(0)
  const signed = first === 45 || first === 43 ? 1 : 0
  let i = signed
  let code = 0
  while (i < n) {
    code = text.charCodeAt(i)
    if (code < ZERO || code > NINE) break
    i++
  }
  const negative = first === 45 ? form.negative : 0
  if (i === n) return i === signed ? 0 : negative | plainDigits(text, signed)
  return negative | separated(text, signed, i)
}

function plainDigits(text: string, signed: number): number {
  const digits = text.length - signed
  const leadingZero = digits > 1 && text.charCodeAt(signed) === ZERO ? form.leadingZero : 0
  const plus = signed === 1 && text.charCodeAt(0) === PLUS ? form.plus : 0
  return (
    form.point | form.comma | form.wholePoint | form.wholeComma | form.digits | leadingZero | plus | (digits >= safeDigits ? form.long : 0)
  )
}

function separated(text: string, signed: number, whole: number): number {
  const simple = oneSeparator(text, signed, whole)
  if (simple !== 0) return simple
  if (!/\d/.test(text)) return 0
  const point = parseDecimal(text, '.')
  const comma = parseDecimal(text, ',')
  let flags = 0
  if (point) flags |= form.point | (point.decimals === 0 ? form.wholePoint : 0) | (point.units < 0 ? form.negative : 0)
  if (comma) flags |= form.comma | (comma.decimals === 0 ? form.wholeComma : 0) | (comma.units < 0 ? form.negative : 0)
  if (point && comma && (point.units !== comma.units || point.decimals !== comma.decimals)) flags |= form.differ
  if (flags === 0) return 0
  if (/^\d+[eE]\d+$/.test(text)) flags |= form.powered
  if (/^\d[.,]?\d*E\+\d\d$/.test(text)) flags |= form.shortened
  if (beside.test(text)) flags |= form.money
  return flags
}

/** The usual `12.50` or `12,50`, without the general pattern: flags, or 0 if the text is of another form. */
function oneSeparator(text: string, signed: number, at: number): number {
  const sign = text[at]
  const n = text.length
  if ((sign !== '.' && sign !== ',') || at + 1 === n) return 0
  let zeros = true
  for (let i = at + 1; i < n; i++) {
    const code = text.charCodeAt(i)
    if (code < ZERO || code > NINE) return 0
    if (code !== ZERO) zeros = false
  }
  const whole = at - signed
  const leading = text.charCodeAt(signed) === ZERO
  const [own, ownWhole, other, otherWhole] =
    sign === '.' ? [form.point, form.wholePoint, form.comma, form.wholeComma] : [form.comma, form.wholeComma, form.point, form.wholePoint]
  let flags: number = own | (zeros ? ownWhole : 0)
  if (n - at === 4 && whole >= 1 && whole <= 3 && !leading) flags |= other | otherWhole | form.differ
  if (sign === '.' && zeros && n - at === 2 && whole > 0) flags |= form.pointZero | (leading && whole > 1 ? form.leadingZero : 0)
  return flags
}

export function isNumberLike(text: string): boolean {
  return numberForms(text.trim()) !== 0
}

const named: [RegExp, string][] = [
  [/€|[Ee]uros?\b/, 'EUR'],
  [/£/, 'GBP'],
  [/₹/, 'INR'],
  [/₽|руб/, 'RUB'],
  [/₺/, 'TRY'],
  [/₴/, 'UAH'],
  [/₪/, 'ILS'],
  [/₩/, 'KRW'],
  [/₫/, 'VND'],
  [/₱/, 'PHP'],
  [/฿/, 'THB'],
  [/円/, 'JPY'],
  [/元/, 'CNY'],
  [/US\$/, 'USD'],
  [/R\$/, 'BRL'],
  [/CA?\$/, 'CAD'],
  [/AU?\$/, 'AUD'],
  [/NZ\$/, 'NZD'],
  [/HK\$/, 'HKD'],
  [/NT\$/, 'TWD'],
  [/MX\$/, 'MXN'],
  [/S\$/, 'SGD'],
  [/zł/, 'PLN'],
  [/Kč/, 'CZK'],
  [/Ft/, 'HUF'],
  [/лв/, 'BGN'],
  [/SFr/, 'CHF']
]
/** Says more than a sign beside it, which several currencies may have. */
const codeAlone = new RegExp(`(?<![A-Za-z])(${codes})(?![A-Za-z])`)

/** The currency that stands beside a number, or '' if none does or its sign is that of several, such as $, ¥ and kr. */
export function currencyOf(text: string): string {
  const found = codeAlone.exec(text)
  if (found) return found[1] ?? ''
  return named.find(([pattern]) => pattern.test(text))?.[1] ?? ''
}
