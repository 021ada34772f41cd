type Typed = Int32Array | Float64Array | Uint8Array
type Kinds = Record<string, new (length: number) => Typed>
type Values<K extends Kinds> = { [N in keyof K]: InstanceType<K[N]> }

/** Columns of one length that grow together. */
export function createColumns<K extends Kinds>(kinds: K, expected = 1 << 10) {
  const names = Object.keys(kinds)
  let length = Math.max(1, expected)
  const at = Object.fromEntries(names.map((name) => [name, new (kinds[name] as Kinds[string])(length)])) as Values<K>
  let count = 0
  return {
    /** The columns; to be taken anew after `grow`. */
    at,
    get count() {
      return count
    },
    /** Lets go of columns that are not needed any more. */
    drop(...unneeded: (keyof K)[]): void {
      for (const name of unneeded) (at as Record<keyof K, Typed>)[name] = new (kinds[name] as Kinds[string])(0)
    },
    /** Adds a row of zeros; answers its number. */
    grow(): number {
      if (count === length) {
        length *= 2
        for (const name of names) {
          const larger = new (kinds[name] as Kinds[string])(length)
          larger.set(at[name] as Typed)
          ;(at as Record<string, Typed>)[name] = larger
        }
      }
      return count++
    }
  }
}
