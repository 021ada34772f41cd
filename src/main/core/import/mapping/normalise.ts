/** Headers as words: without case, accents, camelCase, underscores and other dressing. */

/** Abbreviations that are one word, for all their capitals. */
const whole = /(?<!\p{L})(?:MwSt|USt)(?!\p{Ll})/gu
const separate = /([\p{Ll}\d])(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})/gu

/** `CustomerID` -> `customer id`, `N° de Client` -> `n de client`, `Stück_zahl` -> `stuck zahl`. */
export function words(header: string): string[] {
  return header
    .replace(whole, (word) => word.toLowerCase())
    .replace(separate, '$1$3 $2$4')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The words run together, so that `custid`, `Cust ID` and `cust_id` are one. */
export function squashed(text: string): string {
  return words(text).join('')
}
