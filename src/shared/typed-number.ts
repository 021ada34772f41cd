/**
 * Numbers as people type or paste them into a field. What can be read in one way only is read so, wherever the writer comes from;
 * of `35,000` and `35.000` one is written as this computer writes thousands, and the other could be either: that is asked, never guessed.
 */
import { separators } from './format.ts'

export type TypedNumber = { value: number } | { unread: 'empty' | 'noNumber' } | { unread: 'ambiguous'; grouped: number; decimal: number }

/** Three digits behind each sign, so that it can stand between thousands. */
const grouped = /^([1-9]\d{0,2})((?:([.,'’ ])\d{3})(?:\3\d{3})*)$/
const whole = /^(\d+)$/
const withDecimals = /^(\d*|[1-9]\d{0,2}(?:([.,'’ ])\d{3})(?:\2\d{3})*)([.,])(\d+)$/

/** Reads a number with a unit or currency beside it or without. O(n). */
export function readTypedNumber(text: string): TypedNumber {
  const plain = text
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/\p{Sc}|%|(?<=\d) ?h$/gu, '')
    .trim()
  if (plain === '') return { unread: text.trim() === '' ? 'empty' : 'noNumber' }
  const negative = /^[-−]/.test(plain)
  const digits = plain.replace(/^[-−+]\s*/, '')
  const signed = (value: string): number => (negative ? 0 - Number(value) : Number(value))
  const onlyDigits = (value: string): string => value.replace(/\D/g, '')

  if (whole.test(digits)) return { value: signed(digits) }
  const thousands = grouped.exec(digits)
  if (thousands) {
    const [, , groups = '', sign = ''] = thousands
    const once = groups.length === 4
    if (once && /[.,]/.test(sign) && sign !== separators().group) {
      return { unread: 'ambiguous', grouped: signed(onlyDigits(digits)), decimal: signed(digits.replace(sign, '.')) }
    }
    return { value: signed(onlyDigits(digits)) }
  }
  const [, before = '', groupSign, decimalSign, decimals] = withDecimals.exec(digits) ?? []
  if (decimals === undefined || groupSign === decimalSign) return { unread: 'noNumber' }
  return { value: signed(`${onlyDigits(before) || '0'}.${decimals}`) }
}

/** A number as it is put into a field: reading it gives the same number. */
export function writeTypedNumber(value: number): string {
  const [before = '', decimals] = String(value).split('.')
  if (decimals === undefined) return before
  // Exactly three decimals could be thousands.
  return `${before}${separators().decimal}${decimals.length === 3 ? `${decimals}0` : decimals}`
}
