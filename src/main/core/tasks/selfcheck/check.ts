import type { EngineContext } from '../../../../engines/context.ts'

/** What a case computes with. */
export interface Bench {
  /** A context of its own, seeded by `seed`. */
  context: (seed: number) => EngineContext
  /** Columns of a published table (1, 2, …: copies differ in their names), row-major; null when it is not in the folder that was named. */
  table: (file: string, columns: number[]) => Promise<{ data: Float64Array; n: number; p: number } | null>
}

/** One published figure, or a few that belong together, and how Sextant comes to them. */
export interface Check {
  /** Stable; its text is in the catalogue under `selfcheck.cases`. */
  id: string
  source: string
  published: number[]
  /** Largest difference that is none: half of the last printed digit, or what the source states. */
  tolerance: number
  /** Our figures; null when the data is not there. */
  compute: (bench: Bench) => Promise<number[] | null>
}
