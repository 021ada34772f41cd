import { sortedBy } from '../radix-sort.ts'

/** Bytes of a text that are sorted as a number. */
const prefixBytes = 6

/** Keys of moments: those of none first. */
export function momentKeys(moments: Int32Array | Float64Array, count: number): Float64Array {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++) if ((moments[i] as number) < least) least = moments[i] as number
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const moment = moments[i] as number
    keys[i] = Number.isNaN(moment) ? 0 : moment - least + 1
  }
  return keys
}

/** Texts one behind the other, each with a code: where it begins, the one before ends. */
export interface TextsInBytes {
  bytes: Uint8Array
  starts: Uint32Array
  /** By thing: the text that it is known by. */
  codes: Int32Array
}

/** Things by the bytes of what they are known by, as SQLite sorts texts. Expected O(bytes). */
export function sortedByText({ bytes, starts, codes }: TextsInBytes, count: number): Int32Array {
  const startOf = (thing: number): number => starts[codes[thing] as number] as number
  const endOf = (thing: number): number => starts[(codes[thing] as number) + 1] as number
  let common = count === 0 ? 0 : endOf(0) - startOf(0)
  for (let i = 1; i < count; i++) {
    const first = startOf(0)
    const start = startOf(i)
    const most = Math.min(common, endOf(i) - start)
    let same = 0
    while (same < most && bytes[first + same] === bytes[start + same]) same++
    common = same
  }
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const start = startOf(i) + common
    const end = endOf(i)
    let key = 0
    for (let at = start; at < start + prefixBytes; at++) key = key * 256 + (at < end ? (bytes[at] as number) : 0)
    keys[i] = key
  }
  const rows = sortedBy(keys)
  const compare = (a: number, b: number) => Buffer.compare(bytes.subarray(startOf(a), endOf(a)), bytes.subarray(startOf(b), endOf(b)))
  for (let from = 0; from < count; ) {
    const key = keys[rows[from] as number]
    let to = from + 1
    while (to < count && keys[rows[to] as number] === key) to++
    if (to - from > 1) rows.subarray(from, to).sort(compare)
    from = to
  }
  return rows
}
