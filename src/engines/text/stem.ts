/**
 * The singular of an English word, roughly: what `parcels` and `parcel` have in common. Words of other languages lose an ending s at most.
 *
 * Source: after D. Harman (1991), How effective is suffixing?, JASIS 42(1) (the S stemmer), with `boxes` and `addresses` told from `invoices`.
 *
 * @example stemOf('deliveries') // 'delivery'
 * O(letters).
 */
export function stemOf(word: string): string {
  if (word.length > 4 && /[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:ss|x|zz|ch|sh)es$/.test(word)) return word.slice(0, -2)
  if (word.length > 3 && /[^us]s$/.test(word)) return word.slice(0, -1)
  return word
}
