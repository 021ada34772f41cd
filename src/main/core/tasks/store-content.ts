import { hash } from 'node:crypto'
import type { OrderRow, Scaled } from '../import/types.ts'
import { word } from './hash-batch.ts'

/** 64 bits, as SQLite and as the typed arrays of `store-ordinals.ts` take them. */
export interface ContentHash {
  whole: bigint
  low: number
  high: number
}

const words = new Int32Array(2)
const whole = new BigInt64Array(words.buffer)

/**
 * What a line says, apart from which order it belongs to and from what belongs to the whole order: its own number, moment, article,
 * quantity, price and amount as written. Equal rows have equal hashes, however their numbers are written (`2.5` and `2.50`).
 * A product's name counts only where no code identifies it, since names are mended; extra columns do not count, since the
 * date of an export or a remark that changed must not make a second sale of the same line.
 *
 * The first 64 bits of SHA-256: no file can be made to collide on purpose at less than 2^32 tries, and the chance that two of
 * the n different lines of one order share a hash is n²/2^65: 3 · 10⁻¹⁴ for 1,000 lines.
 */
export function contentHash(row: OrderRow): ContentHash {
  return hashOf(content(row))
}

/** The same for any list of texts, numbers and gaps. */
export function identityOf(parts: readonly (string | number | null | undefined)[]): ContentHash {
  return hashOf(parts.map((part) => (typeof part === 'number' ? `#${part}` : counted(part ?? null))).join('|'))
}

export function hashOf(text: string): ContentHash {
  const digest = hash('sha256', text, 'binary')
  words[0] = word(digest, 0)
  words[1] = word(digest, 4)
  return { whole: whole[0] ?? 0n, low: words[0], high: words[1] }
}

/** Texts carry their length, so that no text can look like the end of one and the start of another. */
export function content(row: OrderRow): string {
  const { at, quantity, unitPrice, amount, product, productName, orderLine } = row
  const line = orderLine === null ? '' : `|l${counted(orderLine)}`
  return `${at}|${quantity}|${canonical(unitPrice)}|${canonical(amount)}|${articleContent(product, productName)}${line}`
}

/** The part of a line's content that says what was bought. */
export function articleContent(product: string | null, productName: string | null): string {
  return product === null ? `n${counted(productName)}` : `p${counted(product)}`
}

const counted = (text: string | null): string => (text === null ? '-' : `${text.length}:${text}`)
export const canonical = (amount: Scaled | null): string => {
  if (amount === null) return '-'
  const { units, decimals } = shortest(amount)
  return `${units}e${decimals}`
}

/** The same amount with as few decimals as it needs: 2.50 is 2.5, and 0 has none. */
export function shortest({ units, decimals }: Scaled): Scaled {
  let left = units
  let places = decimals
  while (places > 0 && left % 10 === 0) {
    left /= 10
    places--
  }
  return { units: left + 0, decimals: places }
}

/** The same amount in units of 10^-decimals; null if that is no longer exact. */
export function rescale(amount: Scaled, decimals: number): number | null {
  const units = amount.units * 10 ** (decimals - amount.decimals)
  return Number.isSafeInteger(units) ? units : null
}
