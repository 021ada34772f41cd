/** Columns put into the order of time. */
import { sortedBy } from '../../radix-sort.ts'

/** `Float64Array.from` would go through an iterator, several times slower. */
export function floats(places: Int32Array, of: (place: number) => number): Float64Array {
  const values = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) values[i] = of(places[i] as number)
  return values
}

export function bytes(places: Int32Array, of: (place: number) => number): Uint8Array {
  const values = new Uint8Array(places.length)
  for (let i = 0; i < places.length; i++) values[i] = of(places[i] as number)
  return values
}

/** Places 0 .. n − 1 in the order of their keys, whole seconds, equal ones as they stand. O(n). */
export function sortedPlaces(keys: Float64Array, n: number, isWanted: (place: number) => boolean = () => true): Int32Array {
  const places = new Int32Array(n)
  let wanted = 0
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < n; i++) {
    if (!isWanted(i)) continue
    places[wanted++] = i
    if ((keys[i] as number) < least) least = keys[i] as number
  }
  // From 0, which is the first; so is what has no key.
  const seconds = new Float64Array(n)
  for (let i = 0; i < wanted; i++) {
    const place = places[i] as number
    const second = (keys[place] as number) - least
    seconds[place] = Number.isNaN(second) ? 0 : second
  }
  return sortedBy(seconds, places.slice(0, wanted))
}
