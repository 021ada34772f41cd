import { letGo } from '../let-go.ts'

type Typed = Int32Array | Float64Array | Uint8Array
type Kinds = Record<string, new (length: number) => Typed>
type Values<K extends Kinds> = { [N in keyof K]: InstanceType<K[N]> }

/** Columns of one length that grow together. */
export function createColumns<K extends Kinds>(kinds: K, expected = 1 << 10) {
  const names = Object.keys(kinds)
  let length = Math.max(1, expected)
  const at = Object.fromEntries(names.map((name) => [name, new (kinds[name] as Kinds[string])(length)])) as Values<K>
  let count = 0
  /** By one of another length. */
  function replace(name: keyof K, to: number): void {
    const kept: Typed = at[name]
    const other = new (kinds[name] as Kinds[string])(to)
    if (to > kept.length) other.set(kept)
    ;(at as Record<keyof K, Typed>)[name] = other
    letGo(kept)
  }
  return {
    /** The columns; to be taken anew after `grow`. */
    at,
    get count() {
      return count
    },
    /** Lets go of columns that are not needed any more. */
    drop(...unneeded: (keyof K)[]): void {
      for (const name of unneeded) replace(name, 0)
    },
    /** Adds a row of zeros; answers its number. */
    grow(): number {
      if (count === length) {
        length *= 2
        for (const name of names) replace(name, length)
      }
      return count++
    }
  }
}
