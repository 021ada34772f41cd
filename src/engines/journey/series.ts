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
  let left = Int32Array.from(series.at.keys())
  for (let round = 0; round < MOST; round++) {
    const at = Float64Array.from(left, (i) => series.at[i] as number)
    const happened = Uint8Array.from(left, (i) => series.happened[i] as number)
    const change = scanForChange({ at, happened, row: left.map((i) => series.row[i] as number) }, rng)
    if (change === null) break
    looks.push(change.p)
    found.push({ ...change, key: series.key, trials: left.slice(change.first, change.last + 1) })
    if (change.p > LOOK_ON) break
    left = left.filter((_, i) => i < change.first || i > change.last)
  }
  return { looks, found }
}
