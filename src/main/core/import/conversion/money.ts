import type { Scaled } from '../types.ts'
import { type Exact, shortest } from '../values/number.ts'

/** As many decimals as the database keeps. */
const mostDecimals = 12
/** What a spreadsheet's binary numbers hold for sure; digits beyond are made up by the conversion to decimal. */
const trueDigits = 15
/** Decimals that rounding must leave. */
const leastKept = 4

export type Money = { value: Scaled; rounded: boolean } | 'tooLarge' | 'tooFine'

/** The exact product. */
export function times(a: Exact, b: Exact): Exact {
  const decimals = a.decimals + b.decimals
  if (typeof a.units === 'number' && typeof b.units === 'number') {
    const units = a.units * b.units
    if (Number.isSafeInteger(units)) return shortest(units, decimals)
  }
  return shortest(BigInt(a.units) * BigInt(b.units), decimals)
}

/** The exact difference. */
export function minus(a: Exact, b: Exact): Exact {
  const decimals = Math.max(a.decimals, b.decimals)
  const units = BigInt(a.units) * 10n ** BigInt(decimals - a.decimals) - BigInt(b.units) * 10n ** BigInt(decimals - b.decimals)
  return shortest(units, decimals)
}

/**
 * An amount as it is stored: with as many decimals as it has, at least 2, and units below 2^53. A fraction with more
 * than 15 significant digits comes from binary arithmetic (0.1 + 0.2) and is rounded to 15, half away from zero, as long
 * as that changes less than a hundredth of a cent.
 */
export function toMoney(exact: Exact): Money {
  const kept = exact.decimals - digitsOf(exact.units) + trueDigits
  const rounded = kept < exact.decimals && kept >= leastKept
  const { units, decimals } = rounded ? roundTo(exact, kept) : exact
  if (decimals > mostDecimals) return 'tooFine'
  const scale = Math.max(2, decimals)
  const scaled = typeof units === 'number' ? units * 10 ** (scale - decimals) : Number.NaN
  return Number.isSafeInteger(scaled) ? { value: { units: scaled, decimals: scale }, rounded } : 'tooLarge'
}

/** Significant digits, at least `trueDigits`: fewer need not be told apart, and most amounts have fewer. */
function digitsOf(units: number | bigint): number {
  if (typeof units === 'number' && Math.abs(units) < 10 ** trueDigits) return trueDigits
  return String(units).replace('-', '').length
}

function roundTo({ units, decimals }: Exact, kept: number): Exact {
  const step = 10n ** BigInt(decimals - kept)
  const big = BigInt(units)
  const half = big < 0n ? -step / 2n : step / 2n
  return shortest((big + half) / step, kept)
}

/** As plain text, with a point. */
export function moneyText({ units, decimals }: Scaled): string {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
