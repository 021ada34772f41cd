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
