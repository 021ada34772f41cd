/** A column of whole numbers whose length is not known before: plain lists of millions cost several times as much. */
export interface Column<Values extends Int32Array | Float64Array = Int32Array> {
  push: (value: number) => void
  length: () => number
  /** What was pushed so far; not a copy. */
  values: () => Values
}

export const createColumn = (): Column => growing(Int32Array)

/** For numbers that 32 bits do not hold. */
export const createWideColumn = (): Column<Float64Array> => growing(Float64Array)

function growing<Values extends Int32Array | Float64Array>(Type: new (length: number) => Values): Column<Values> {
  let kept = new Type(1_024)
  let n = 0
  return {
    push(value) {
      if (n === kept.length) {
        const larger = new Type(2 * n)
        larger.set(kept)
        kept = larger
      }
      kept[n++] = value
    },
    length: () => n,
    values: () => kept.subarray(0, n) as Values
  }
}
