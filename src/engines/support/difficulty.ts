import type { TicketColumns } from '../../shared/model/support-columns.ts'

/** Of fewer there are not five on both sides (`compareAlike`): what is rarer stays with all else that is rare. */
const ENOUGH_ALIKE = 10

/**
 * Which tickets are as hard as each other: of the same category and the same kind of customer, and, where ten and more of these share it, of the same priority, and of
 * the same subcategory. What comes of how a ticket is handled (reopened, given to another) is no difficulty.
 *
 * @param kind of customer, by ticket; null: not told apart
 * @returns the same number for tickets as hard as each other. O(tickets).
 */
export function difficultyOf(
  { n, category, priority, subcategory }: Pick<TicketColumns, 'n' | 'category' | 'priority' | 'subcategory'>,
  kind: Int32Array | null
): Int32Array {
  let parts = kind === null ? category : pairs(category, kind)
  for (const by of [priority, subcategory]) {
    const finer = pairs(parts, by)
    const sizes = new Int32Array(n)
    for (const part of finer) sizes[part] = (sizes[part] as number) + 1
    parts = pairs(
      parts,
      finer.map((part) => ((sizes[part] as number) >= ENOUGH_ALIKE ? part : -1))
    )
  }
  return parts
}

/** Pairs of numbers, numbered as they come. O(n). */
export function pairs(a: Int32Array, b: Int32Array): Int32Array {
  const numbers = new Map<string, number>()
  return a.map((value, i) => {
    const key = `${value} ${b[i]}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}
