import type { FirstKeys } from './first-keys.ts'

const digit = 1 << 16
/** Bytes of a text that are sorted as a number. */
const prefixBytes = 6

/**
 * The numbers of rows by ascending key, those of equal ones as they stand in `from`: radix sort by 16 bits a pass.
 * O(n) a pass, none where they are in order already.
 *
 * @param keys by row: whole numbers from 0 below 2^53
 * @param from the rows; all, in their order, if left out
 */
export function sortedBy(keys: Float64Array, from: Int32Array = counted(keys.length)): Int32Array {
  const n = from.length
  let greatest = 0
  let isSorted = true
  let before = 0
  for (let i = 0; i < n; i++) {
    const key = keys[from[i] as number] as number
    if (key < before) isSorted = false
    before = key
    if (key > greatest) greatest = key
  }
  if (isSorted) return from
  let rows = from.slice()
  let other = new Int32Array(n)
  const next = new Int32Array(digit + 1)
  for (let unit = 1; unit <= greatest; unit *= digit) {
    next.fill(0)
    for (let i = 0; i < n; i++) {
      const at = (Math.floor((keys[i] as number) / unit) % digit) + 1
      next[at] = (next[at] as number) + 1
    }
    for (let i = 0; i < digit; i++) next[i + 1] = (next[i + 1] as number) + (next[i] as number)
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number
      const at = Math.floor((keys[row] as number) / unit) % digit
      const place = next[at] as number
      other[place] = row
      next[at] = place + 1
    }
    const spare = rows
    rows = other
    other = spare
  }
  return rows
}

function counted(n: number): Int32Array {
  const rows = new Int32Array(n)
  for (let i = 0; i < n; i++) rows[i] = i
  return rows
}

/** Keys of moments: those of none first. */
export function momentKeys(moments: Float64Array, count: number): Float64Array {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++) if ((moments[i] as number) < least) least = moments[i] as number
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const moment = moments[i] as number
    keys[i] = Number.isNaN(moment) ? 0 : moment - least + 1
  }
  return keys
}

/** Things by the bytes of what they are known by, as SQLite sorts texts. Expected O(bytes). */
export function sortedByText(things: FirstKeys): Int32Array {
  const { count } = things
  const { bytes } = things.texts
  let common = count === 0 ? 0 : things.end(0) - things.start(0)
  for (let i = 1; i < count; i++) {
    const first = things.start(0)
    const start = things.start(i)
    const most = Math.min(common, things.end(i) - start)
    let same = 0
    while (same < most && bytes[first + same] === bytes[start + same]) same++
    common = same
  }
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const start = things.start(i) + common
    const end = things.end(i)
    let key = 0
    for (let at = start; at < start + prefixBytes; at++) key = key * 256 + (at < end ? (bytes[at] as number) : 0)
    keys[i] = key
  }
  const rows = sortedBy(keys)
  const compare = (a: number, b: number) => bytes.compare(bytes, things.start(b), things.end(b), things.start(a), things.end(a))
  for (let from = 0; from < count; ) {
    const key = keys[rows[from] as number]
    let to = from + 1
    while (to < count && keys[rows[to] as number] === key) to++
    if (to - from > 1) rows.subarray(from, to).sort(compare)
    from = to
  }
  return rows
}
