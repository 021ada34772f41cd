import type { Progress } from '../../../shared/model/job.ts'

/** What a task gets besides its input. */
export interface TaskContext {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
  /** Milliseconds since the epoch. */
  now: () => number
  /**
   * To be called right before COMMIT: from here on the job is no longer killed for being cancelled, so that it cannot be
   * called cancelled and have stored its result. Throws if it was cancelled before. Absent where nothing is killed.
   */
  committing?: () => void
}

/** Load, call an engine or reader, save. Runs in whatever process its host gives it; input and output are structured-clonable. */
export type Task<Input, Output> = (input: Input, ctx: TaskContext) => Promise<Output>

/** biome-ignore lint/suspicious/noExplicitAny: the registry's variance; callers see `Input` and `Output` of the named task. */
export type TaskTable = Record<string, Task<any, any>>
export type InputOf<T extends TaskTable, N extends keyof T> = Parameters<T[N]>[0]
export type OutputOf<T extends TaskTable, N extends keyof T> = Awaited<ReturnType<T[N]>>

export interface RunOptions {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/**
 * Runs one task somewhere: in this process (`inline`), in a child process, in Electron's utility process. All hosts
 * pass one contract suite (test/integration/job-hosts.test.ts).
 */
export interface JobHost<T extends TaskTable> {
  /**
   * Rejects with `job.cancelled` once the task has stopped after `signal` was aborted (processes are killed after a
   * grace period), with `job.crashed` if the process ended by itself, else with the task's own coded error.
   */
  run<N extends keyof T & string>(task: N, input: InputOf<T, N>, options: RunOptions): Promise<OutputOf<T, N>>
  /** Ends whatever still runs. */
  dispose(): Promise<void>
}
