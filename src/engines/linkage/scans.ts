import type { Numbers } from './kept.ts'

/** The slot that is nearest; of equals the one where the chain came from, else the first. -1: none is at a finite distance. */
export function nearest(line: Numbers, span: number, before: number): number {
  let place = before
  let least = before >= 0 ? (line[before] as number) : Number.POSITIVE_INFINITY
  for (let i = 0; i < span; i++) {
    const value = line[i] as number
    if (value < least) {
      least = value
      place = i
    }
  }
  return place
}

export function average(row: Numbers, x: Numbers, y: Numbers, ofX: number, ofY: number): void {
  for (let i = 0; i < row.length; i++) row[i] = ofX * (x[i] as number) + ofY * (y[i] as number)
}

/**
 * The greater of each two. Which one it is cannot be foreseen, and a processor that guesses wrong waits longer than all else takes. Distances are
 * not negative, so that their bits in single precision are whole numbers in the same order, of which the greater is found without a branch.
 */
export function complete(row: Numbers, x: Numbers, y: Numbers): void {
  if (row instanceof Float32Array) {
    greater(bitsOf(row), bitsOf(x), bitsOf(y))
    return
  }
  for (let i = 0; i < row.length; i++) {
    const a = x[i] as number
    const b = y[i] as number
    row[i] = a > b ? a : b
  }
}

function greater(row: Int32Array, x: Int32Array, y: Int32Array): void {
  for (let i = 0; i < row.length; i++) {
    const a = x[i] as number
    const less = a - (y[i] as number)
    row[i] = a - (less & (less >> 31))
  }
}

const bitsOf = (of: Numbers): Int32Array => new Int32Array(of.buffer, of.byteOffset, of.length)
