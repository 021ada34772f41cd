import { type ContentHash, identityOf } from './store-content.ts'
import { createOrdinals } from './store-ordinals.ts'

export interface LineNumbers {
  /** Whether another row of the source, of other content, has given its line of this order the same number. */
  isTaken(orderId: number, number: string, content: ContentHash): boolean
}

/** Watches whether the numbers that one source gives the lines of its orders are of one line each. Expected O(1), 32 bytes a line. */
export function createLineNumbers(): LineNumbers {
  const contents = createOrdinals()
  const numbers = createOrdinals()
  return {
    isTaken(orderId, number, content) {
      if (contents.next(orderId, content.low, content.high) > 1) return false
      const { low, high } = identityOf([number])
      return numbers.next(orderId, low, high) > 1
    }
  }
}
