/** Sums of whole numbers, each with a place of its own, exact however large they grow. */
export interface ExactSums {
  /** Adds `units` times `factor`, both whole and safe. O(1). */
  add(place: number, units: number, factor: number): void
  at(place: number): number | bigint
}

export function createExactSums(): ExactSums {
  let sums = new Float64Array(1_024)
  /** What sums hold beyond the numbers that are exact. */
  const beyond = new Map<number, bigint>()
  return {
    add(place, units, factor) {
      if (place >= sums.length) {
        const larger = new Float64Array(Math.max(place + 1, 2 * sums.length))
        larger.set(sums)
        sums = larger
      }
      const known = sums[place] as number
      const more = units * factor
      const sum = known + more
      // Of two exact numbers the sum is exact, or seen to be too large.
      if (Number.isSafeInteger(more) && Number.isSafeInteger(sum)) {
        sums[place] = sum
        return
      }
      beyond.set(place, (beyond.get(place) ?? 0n) + BigInt(known) + BigInt(units) * BigInt(factor))
      sums[place] = 0
    },
    at(place) {
      const large = beyond.get(place)
      const small = sums[place] ?? 0
      return large === undefined ? small : large + BigInt(small)
    }
  }
}
