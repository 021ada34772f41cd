/** Which keys are certainly not stored, told without asking the database. */
export interface KeyFilter {
  add(key: string): void
  /** False: the key was never added. True: it was, or, one time in a thousand at most, another one like it. */
  mayHold(key: string): boolean
}

/**
 * Keeps 32 bits of each key in an open-addressed table (linear probing), at most half full: eight to sixteen bytes a key. With n keys
 * another one is mistaken for one of them with a chance of n / 2^32.
 */
export function createKeyFilter(): KeyFilter {
  let slots = 1 << 12
  let used = 0
  /** 0 is an empty slot. */
  let table = new Int32Array(slots)

  /** The slot that holds this hash, or the empty one where it belongs. */
  function find(hash: number): number {
    const mask = slots - 1
    let slot = hash & mask
    while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }

  function grow(): void {
    const old = table
    slots *= 2
    table = new Int32Array(slots)
    for (let i = 0; i < old.length; i++) {
      const hash = old[i] as number
      if (hash !== 0) table[find(hash)] = hash
    }
  }

  return {
    add(key) {
      const hash = hashOf(key)
      const slot = find(hash)
      if (table[slot] !== 0) return
      table[slot] = hash
      used++
      if (used * 2 > slots) grow()
    },
    mayHold: (key) => table[find(hashOf(key))] !== 0
  }
}

/**
 * FNV-1a with the finish of MurmurHash3, never 0.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  return hash === 0 ? 1 : hash
}
