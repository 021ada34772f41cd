import { type DecimalSign, type Exact, parseDecimal, shortest } from './number.ts'

const longest = 60
const behind = /\s*(?:%|٪|pct\.?|percent|per cent|prozent|v\.\s?H\.|pour cent|por ciento|per cento|por cento|procent)$/iu
const before = /^([-−(]?)\s*%\s*/u

/** The number beside a percent sign, as text, or null if there is no such sign. O(n). */
export function beforePercent(text: string): string | null {
  if (text.length > longest || !couldBe(text) || !/\d/.test(text)) return null
  const inner = text.endsWith(')') && text.startsWith('(') ? text.slice(1, -1) : text
  const bare = inner.replace(behind, '').replace(before, '$1')
  if (bare === inner) return null
  return inner === text ? bare : `(${bare})`
}

/** A sign in front, or something else than a digit at the end. */
function couldBe(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last < 48 || last > 57 || text.includes('%')
}

/**
 * A share, exactly: `12.5 %` is 0.125, and so is `0.125`. Null if the text is no number.
 *
 * @param sign the decimal sign of the column
 */
export function parsePercent(text: string, sign: DecimalSign): Exact | null {
  const hundredths = beforePercent(text)
  if (hundredths === null) return parseDecimal(text, sign)
  const exact = parseDecimal(hundredths, sign)
  return exact === null ? null : shortest(exact.units, exact.decimals + 2)
}
