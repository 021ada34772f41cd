import { type Change, scanForChange, type Trials } from './change-scan.ts'

/** One series to look for changes in. Trials ascend in time; parallel arrays. */
export interface Series extends Trials {
  /** What the caller knows it by. */
  key: number
}

export interface Found extends Change {
  key: number
  /** Positions of the trials within the series. */
  trials: Int32Array
}

/** Changes of one series are looked for one after the other, so many at most. */
const MOST = 3
/** Looking on after a change only if it was one. */
const LOOK_ON = 0.01

/**
 * All changes of a series: the strongest, then, with its trials taken out, the next, until none is left. Each look is
 * answered, those that found nothing too: they belong to the family that the claims are corrected for.
 */
export function changesOf(series: Series, rng: () => number): { looks: number[]; found: Found[] } {
  const looks: number[] = []
  const found: Found[] = []
  let left: Series | null = series
  // Where the trials that are left stood in the whole series; null: all are left.
  let places: Int32Array | null = null
  for (let round = 0; round < MOST && left !== null; round++) {
    const change = scanForChange(left, rng)
    if (change === null) break
    looks.push(change.p)
    const { first, last } = change
    const trials = places?.slice(first, last + 1) ?? Int32Array.from({ length: last + 1 - first }, (_, i) => first + i)
    found.push({ ...change, key: series.key, trials })
    if (change.p > LOOK_ON) break
    ;[left, places] = without(left, places, first, last)
  }
  return { looks, found }
}

/** The series without the trials first .. last, and where the others stood. */
function without(of: Series, places: Int32Array | null, first: number, last: number): [Series, Int32Array] {
  const n = of.at.length - (last - first + 1)
  const rest: Series = { key: of.key, at: new Float64Array(n), happened: new Uint8Array(n), row: new Int32Array(n) }
  const stood = new Int32Array(n)
  for (let i = 0, k = 0; i < of.at.length; i++) {
    if (i >= first && i <= last) continue
    rest.at[k] = of.at[i] as number
    rest.happened[k] = of.happened[i] as number
    rest.row[k] = of.row[i] as number
    stood[k++] = places === null ? i : (places[i] as number)
  }
  return [rest, stood]
}
