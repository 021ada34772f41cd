/** What every engine gets as its last argument. Engines have no other way to the outside. */
export interface EngineContext {
  /** Checked in long loops; an engine that sees it aborted throws `signal.reason`. */
  signal: AbortSignal
  /** Share of the work done, 0..1, monotone. */
  onProgress: (share: number) => void
  /** The only source of randomness: uniform in [0, 1), seeded by the task. */
  rng: () => number
  /** Milliseconds; the only clock. Used for pacing (when to yield), never for results. */
  now: () => number
}
