const digit = 1 << 16
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
      const at = (Math.floor((keys[rows[i] as number] as number) / unit) % digit) + 1
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

/** As `sortedBy`, for any numbers but NaN; −0 is 0. Memory: 16 bytes a row more. */
export function sortedByReal(keys: Float64Array, from?: Int32Array): Int32Array {
  // The bits of a number in their order, if those of negative ones are turned round.
  const bits = new DataView(new ArrayBuffer(8))
  const [low, high] = [new Float64Array(keys.length), new Float64Array(keys.length)]
  for (let i = 0; i < keys.length; i++) {
    bits.setFloat64(0, (keys[i] as number) + 0)
    const turn = bits.getInt8(0) < 0 ? 0xffff_ffff : 0
    high[i] = (bits.getUint32(0) ^ (turn === 0 ? 0x8000_0000 : turn)) >>> 0
    low[i] = (bits.getUint32(4) ^ turn) >>> 0
  }
  return sortedBy(high, sortedBy(low, from))
}

function counted(n: number): Int32Array {
  const rows = new Int32Array(n)
  for (let i = 0; i < n; i++) rows[i] = i
  return rows
}
