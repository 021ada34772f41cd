/** How figures of single tickets, orders or customers become one of a group: the same on every page that tells it. */

/** Hours: whether it took one minute or six is no difference. */
const SHORTEST = 0.1
/** Logarithm of a time in hours. */
export const logHours = (hours: number): number => Math.log(Math.max(SHORTEST, hours))

interface Scale {
  to(value: number): number
  from(value: number): number
}

const asIs: Scale = { to: (value) => value, from: (value) => value }
const hours: Scale = { to: logHours, from: Math.exp }
/** Days, which may be none. */
const days: Scale = { to: Math.log1p, from: Math.expm1 }
const scales: Record<string, Scale> = { response: hours, resolution: hours, delay: days, gap: days, since: days }

/**
 * The figure of a group by a feature of support, from those of its parts, each with what it counts for (tickets, orders): of times and waits the
 * geometric mean, where the longest does not speak for all, of all else the mean. Parts may be groups themselves. Null where nothing counts. O(parts).
 */
export function pooled(feature: string, parts: Iterable<readonly [value: number, weight: number]>): number | null {
  const { to, from } = scales[feature] ?? asIs
  let [sum, weights] = [0, 0]
  for (const [value, weight] of parts) {
    if (weight === 0) continue
    sum += weight * to(value)
    weights += weight
  }
  return weights === 0 ? null : from(sum / weights)
}
