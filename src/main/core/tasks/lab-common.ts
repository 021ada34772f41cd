/** What the tasks of `lab` have in common: options, the frame of a result, the engine's context. */
import type { EngineContext, Threads } from '../../../engines/context.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { TaskContext } from '../jobs/types.ts'
import type { ColumnChoice, NumericTable } from './lab-table.ts'
import { withThreads } from './threads.ts'

export interface LabOptions extends ColumnChoice {
  seed: number
  /** When the loading of the table began, by the context's clock: adds `timing` to the result. */
  timedFrom?: number | undefined
}

export interface LabResult {
  algorithm: string
  params: Record<string, unknown>
  seed: number
  n: number
  p: number
  columns: string[]
  timing?: { loadMs: number; engineMs: number }
}

export function checkWhole(parameter: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) bad(parameter, value, `it must be a whole number from ${least}`)
}

export function bad(parameter: string, value: string | number, reason: string): never {
  throw new SextantError('engine.badParameter', { parameter, value, reason })
}

function engineContext(ctx: TaskContext, seed: number, threads: Threads): EngineContext {
  const onProgress = (share: number) => ctx.onProgress({ phase: 'lab.compute', done: share, total: 1, unit: 'steps' })
  return { signal: ctx.signal, now: ctx.now, rng: seededRng(seed), onProgress, threads }
}

/** Runs an engine with threads to help it. The clock stands around the engine alone. */
export async function timed<T>(
  ctx: TaskContext,
  seed: number,
  engine: (context: EngineContext) => Promise<T>
): Promise<{ found: T; begun: number; ended: number }> {
  return withThreads(async (threads) => {
    const begun = ctx.now()
    const found = await engine(engineContext(ctx, seed, threads))
    return { found, begun, ended: ctx.now() }
  })
}

export function about(algorithm: string, params: Record<string, unknown>, seed: number, { n, p, columns }: NumericTable): LabResult {
  return { algorithm, params, seed, n, p, columns }
}

export function timing({ timedFrom }: LabOptions, begun: number, ended: number): Pick<LabResult, 'timing'> {
  return timedFrom === undefined ? {} : { timing: { loadMs: begun - timedFrom, engineMs: ended - begun } }
}
