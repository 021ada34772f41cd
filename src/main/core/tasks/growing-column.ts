/** A column of whole numbers whose length is not known before: plain lists of millions cost several times as much. */
export interface Column {
  push: (value: number) => void
  length: () => number
  /** What was pushed so far; not a copy. */
  values: () => Int32Array
}

export function createColumn(): Column {
  let kept = new Int32Array(1_024)
  let n = 0
  return {
    push(value) {
      if (n === kept.length) {
        const larger = new Int32Array(2 * n)
        larger.set(kept)
        kept = larger
      }
      kept[n++] = value
    },
    length: () => n,
    values: () => kept.subarray(0, n)
  }
}
