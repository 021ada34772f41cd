/** Columns put into the order of time. */

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

/** Places 0 .. n − 1 in the order of their keys, equal keys as they stand. */
export function sortedPlaces(keys: Float64Array, n: number, isWanted: (place: number) => boolean = () => true): Int32Array {
  const places = new Int32Array(n)
  let wanted = 0
  let isSorted = true
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < n; i++) {
    if (!isWanted(i)) continue
    const key = keys[i] as number
    if (key < last) isSorted = false
    last = key
    places[wanted++] = i
  }
  const chosen = places.slice(0, wanted)
  if (isSorted || wanted === 0) return chosen
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < wanted; i++) {
    const key = keys[chosen[i] as number] as number
    if (key < least) least = key
    if (key > most) most = key
  }
  if (most - least >= 2 ** 32) return chosen.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b)
  // By the lower and then by the upper half of the seconds since the first: a radix sort, several times faster than comparing.
  const byLower = countingPass(chosen, (place) => ((keys[place] as number) - least) % 65_536)
  return countingPass(byLower, (place) => Math.floor(((keys[place] as number) - least) / 65_536))
}

/** Sorts places by a digit below 65,536, equal ones as they stand. O(n). */
function countingPass(places: Int32Array, digit: (place: number) => number): Int32Array {
  const starts = new Int32Array(65_537)
  const digits = new Uint16Array(places.length)
  for (let i = 0; i < places.length; i++) {
    const d = digit(places[i] as number)
    digits[i] = d
    starts[d + 1] = (starts[d + 1] as number) + 1
  }
  for (let d = 0; d < 65_536; d++) starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number)
  const sorted = new Int32Array(places.length)
  for (let i = 0; i < places.length; i++) {
    const d = digits[i] as number
    const at = starts[d] as number
    sorted[at] = places[i] as number
    starts[d] = at + 1
  }
  return sorted
}
