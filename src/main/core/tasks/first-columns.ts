import { letGo, own } from '../let-go.ts'

type Typed = Int32Array | Float64Array | Uint8Array
type Made<T> = new (length: number) => T
type Kinds = Record<string, Made<Typed>>
type Values<K extends Kinds> = { [N in keyof K]: InstanceType<K[N]> }

/** Numbers of which mostly each fits into 32 bits: they take 64 once one does not (`fit`). */
export const Mostly32: Made<Int32Array | Float64Array> = Int32Array

/** Columns of one length that grow together. */
export function createColumns<K extends Kinds>(kinds: K, expected = 1 << 10) {
  const names = Object.keys(kinds)
  let length = Math.max(1, expected)
  const at = Object.fromEntries(names.map((name) => [name, new (kinds[name] as Made<Typed>)(length)])) as Values<K>
  let count = 0
  /** By one of another length or kind. */
  function replace(name: keyof K, to: number, kind: Made<Typed>): void {
    const kept: Typed = at[name]
    const other = new kind(to)
    if (to > 0 && to >= kept.length) other.set(kept)
    ;(at as Record<keyof K, Typed>)[name] = other
    letGo(kept)
  }
  return {
    /** The columns; to be taken anew after `grow` and `fit`. */
    at,
    get count() {
      return count
    },
    /** Lets go of columns that are not needed any more. */
    drop(...unneeded: (keyof K)[]): void {
      for (const name of unneeded) replace(name, 0, kinds[name] as Made<Typed>)
    },
    /** Hands over a column, which is empty from then on. */
    take<N extends keyof K>(name: N): InstanceType<K[N]> {
      const kept: Typed = at[name]
      const taken = own(kept)
      replace(name, 0, kept.constructor as Made<Typed>)
      return taken as InstanceType<K[N]>
    },
    /** Makes sure that a column of `Mostly32` can hold the number. */
    fit(name: { [N in keyof K]: Float64Array extends InstanceType<K[N]> ? N : never }[keyof K], value: number): void {
      if (value !== (value | 0) && at[name] instanceof Int32Array) replace(name, length, Float64Array)
    },
    /** Adds a row of zeros; answers its number. */
    grow(): number {
      if (count === length) {
        length *= 2
        for (const name of names) replace(name, length, at[name]?.constructor as Made<Typed>)
      }
      return count++
    }
  }
}
