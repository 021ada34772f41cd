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
  /** Other threads that can help. Left out: none. They change how long an engine takes, never its result. */
  threads?: Threads | undefined
}

/** Threads beside the caller's own, started and ended by the task layer. */
export interface Threads {
  /**
   * Lets them work on a memory until its owner lets them go (`kernels/crew.ts`). They join when they are ready: the caller
   * begins at once. One memory at a time: they come to a second one when they are let go by the first.
   */
  help(memory: WebAssembly.Memory): Help
}

export interface Help {
  /** Throws when a thread has gone down, perhaps with a block that it had taken. */
  check(): void
}
