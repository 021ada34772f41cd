import { currencyOf, currencySign, parseDecimal } from '../values/number.ts'

/** A format that says what a number counts: shares in hundredths, or amounts of a currency (a code, or a sign that several share). */
export interface UnitFormat {
  unit: string
}

/** Signs that several currencies share, by the country that a format names beside them (the last two bytes of its LCID). */
const ofCountry: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  $: {
    1033: 'USD',
    4105: 'CAD',
    3084: 'CAD',
    3081: 'AUD',
    5129: 'NZD',
    3076: 'HKD',
    18441: 'SGD',
    1028: 'TWD',
    2058: 'MXN',
    11274: 'ARS',
    13322: 'CLP',
    9226: 'COP',
    14346: 'UYU'
  },
  '¥': { 1041: 'JPY', 2052: 'CNY' },
  '￥': { 1041: 'JPY', 2052: 'CNY' },
  kr: { 1053: 'SEK', 1044: 'NOK', 2068: 'NOK', 1030: 'DKK', 1039: 'ISK' },
  'kr.': { 1030: 'DKK', 1039: 'ISK' },
  'Fr.': { 2055: 'CHF', 4108: 'CHF', 2064: 'CHF' }
}

const token = /\[\$([^\]-]*)(?:-([0-9a-f]+))?[^\]]*\]|\[[^\]]*\]|"([^"]*)"|\\(.)|[_*].|([^"\\[\]_*])/gis

/**
 * What the first section of a number format says of the unit: `0.0%` is `%`, `[$USD] #,##0.00` and `#,##0.00 "USD"` are USD,
 * `[$€-407]` is EUR and `[$$-1009]` CAD; a `$` without a country stays a sign. Null if it says none. O(code).
 */
export function unitFormat(code: string): UnitFormat | null {
  const literals: string[] = []
  let literal = ''
  let isPercent = false
  const end = () => {
    literals.push(literal.trim())
    literal = ''
  }
  for (const [whole, named, country, quoted, escaped, bare] of code.matchAll(token)) {
    if (bare === ';') break
    if (named !== undefined && named.trim() !== '') {
      const sign = named.trim()
      const known = ofCountry[sign]?.[Number.parseInt(country ?? '', 16) & 0xffff]
      if (known !== undefined) return { unit: known }
      literals.push(sign)
    } else if (bare === '%') isPercent = true
    else if (quoted ?? escaped) literal += quoted ?? escaped
    else if (bare !== undefined && !/[0#?,./;()+:\s-]/.test(bare) && whole.length === 1) literal += bare
    else if (bare === undefined || bare !== ' ') end()
  }
  end()
  if (isPercent) return { unit: '%' }
  const unit = literals.find((text) => text !== '' && currencySign(text) !== '' && parseDecimal(`1 ${text}`, '.') !== null)
  return unit === undefined ? null : { unit: currencyOf(unit) || unit }
}
