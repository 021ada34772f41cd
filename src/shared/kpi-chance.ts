/** Whether two periods differ by more than chance. */
interface Estimate {
  value: number
  low: number | null
  high: number | null
}

/** What is counted comes by chance too: the 95 % interval of a Poisson count, by its square root. */
export function countWithChance(value: number): Estimate {
  const half = 1.96 * Math.sqrt(Math.max(0, value))
  return { value, low: value - half, high: value + half }
}

/**
 * Whether the 95 % interval of the difference leaves out zero, from the two intervals alone (Newcombe 1998, method 10; Zou and Donner 2008).
 * Null where one of them was counted rather than estimated, or is too small for an interval. O(1).
 *
 * @example differsBeyondChance({ value: 1, low: 0.51, high: 1 }, { value: 0.5, low: 0.15, high: 0.85 }) // false
 */
export function differsBeyondChance(now: Estimate, then: Estimate): boolean | null {
  if (now.low === null || now.high === null || then.low === null || then.high === null) return null
  const difference = now.value - then.value
  if (difference > 0) return difference > Math.hypot(now.value - now.low, then.high - then.value)
  return -difference > Math.hypot(now.high - now.value, then.value - then.low)
}
