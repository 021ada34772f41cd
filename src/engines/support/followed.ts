import { quantile } from '../math/quantile.ts'

/** Of what ends within the longest time that is looked at, so much is nearly all. */
const NEARLY_ALL = 0.95
/** All of it, where waiting for it costs no more of the longest time than this. */
const CHEAP = 0.2
/** Fewer tell nothing of how long things take. */
const FEWEST = 5

/**
 * Within how many hours nearly all end, or all of it where that is soon. What was begun shortly before a period's end is known to have ended only where it ended soon, and logs of what has
 * ended alone do not even hold the rest: so times of what was begun at different distances from an end are not alike. What was begun at least as long
 * as this before it, and ended within this time, is: whether it is known does not depend on how long it took (right truncation; J. Lawless (2003), Statistical
 * Models and Methods for Lifetime Data, 2.4.3). Where parts are given, the time is that of the slowest.
 *
 * O(n log n).
 *
 * @param hours how long it took; NaN: not ended, or not known
 * @param room hours from its beginning to the end of what is known of it
 * @param longest hours that are looked at: only what has as much room tells how long things take
 * @param parts of each, its part 0 … ; all are one part without
 * @returns hours, at most `longest`; `longest` where too few tell it
 */
export function nearlyAllWithin(hours: Float64Array, room: Float64Array, longest: number, parts?: Uint8Array): number {
  const ended = new Map<number, number[]>()
  hours.forEach((value, i) => {
    if (!(value <= longest) || !((room[i] as number) >= longest)) return
    const part = parts?.[i] ?? 0
    const so = ended.get(part)
    if (so) so.push(value)
    else ended.set(part, [value])
  })
  const nearly = [...ended.values()]
    .filter(({ length }) => length >= FEWEST)
    .map((of) => quantile(Float64Array.from(of).sort(), NEARLY_ALL))
  if (nearly.length === 0) return longest
  const last = hours.reduce((most, value) => (value > most ? value : most), 0)
  return Math.max(...nearly, Math.min(last, CHEAP * longest))
}

/**
 * Whether a log holds only what has ended: of what was begun shortly before its last moment hardly anything is open, though by how long things take much would be.
 * Each that has ended within its room stands for as many that have not (odds of ending later). O(n log n).
 *
 * @param hours how long it took; NaN: open at the last moment
 * @param room hours from its beginning to the log's last moment
 * @param longest as above
 */
export function holdsEndedAlone(hours: Float64Array, room: Float64Array, longest: number): boolean {
  const took = hours.filter((value, i) => value <= longest && (room[i] as number) >= longest).sort()
  if (took.length < FEWEST) return false
  let [open, expected] = [0, 0]
  hours.forEach((value, i) => {
    const left = room[i] as number
    if (left >= longest) return
    if (Number.isNaN(value)) {
      open++
      return
    }
    const sooner = countUpTo(took, left) / took.length
    if (sooner > 0) expected += (1 - sooner) / sooner
  })
  return expected >= FEWEST && open < expected * HARDLY
}

/** A few that were left open are in logs of what has ended, too. */
const HARDLY = 0.1

/** How many of what is sorted are not above a value. O(log n). */
function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}
