import { parseDecimal, toText } from '../values/number.ts'
import { numberText } from './cell-value.ts'
import type { IdFormat, NumberFormat } from './number-format.ts'
import { serialText } from './serial-date.ts'

/**
 * The text of a number under its format: a date for a day number, an id with its zeros, an amount with its currency, a share in
 * percent, else the number as it is. Decimals change the look of a number alone; it keeps all its digits.
 *
 * @param number as the workbook has it
 */
export function formattedNumber(number: string, format: NumberFormat, is1904: boolean): string {
  if (format === 'none') return numberText(number)
  if (typeof format === 'object' && 'unit' in format) return unitText(number, format.unit)
  if (typeof format === 'object') return idText(number, format) ?? numberText(number)
  const serial = Number(number)
  return (Number.isFinite(serial) && serialText(serial, format, is1904)) || numberText(number)
}

/** A number with what it counts, exactly: 0.07 in percent is `7%`. */
function unitText(number: string, unit: string): string {
  const plain = numberText(number)
  const exact = parseDecimal(plain, '.')
  if (exact === null) return plain
  if (unit !== '%') return `${plain} ${unit}`
  const { units, decimals } = exact
  return `${toText(decimals >= 2 ? { units, decimals: decimals - 2 } : { units: BigInt(units) * 10n ** BigInt(2 - decimals), decimals: 0 })}%`
}

/** Null for what is no whole number of digits. */
function idText(number: string, { parts, digits }: IdFormat): string | null {
  if (!/^\d+$/.test(number)) return null
  const filled = number.padStart(digits, '0')
  let next = filled.length - digits
  // More digits than places stand in the first place.
  let lead = filled.slice(0, next)
  return parts
    .map((part) => {
      if (part !== null) return part
      const text = lead + filled.charAt(next++)
      lead = ''
      return text
    })
    .join('')
}
