/** Enough for the customers, orders or products that a file speaks of at a time; about 10 MB each. */
const mostEntries = 50_000

export interface Cache<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/**
 * A map of bounded size: when full, it forgets everything and fills up anew from the database, which costs one look-up an
 * entry. `beforeForgetting` writes what has not been written yet.
 */
export function createCache<V>(beforeForgetting: () => void = () => {}, limit: number = mostEntries): Cache<V> {
  const known = new Map<string, V>()
  // Neighbouring rows mostly speak of the same: comparing is cheaper than hashing.
  let last: { key: string; value: V } | null = null
  return {
    get(key) {
      if (last?.key === key) return last.value
      const value = known.get(key)
      if (value !== undefined) last = { key, value }
      return value
    },
    set(key, value) {
      if (known.size >= limit) {
        beforeForgetting()
        known.clear()
        last = null
      }
      known.set(key, value)
    }
  }
}
