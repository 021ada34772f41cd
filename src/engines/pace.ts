import type { EngineContext } from './context.ts'

/** How long an engine may hold its thread, in milliseconds: well below what a person notices and the 50 ms aim for ticks. */
const SLICE_MS = 20

/**
 * Pacing of a long loop. Call the returned function after each chunk of about a millisecond of work with the share done:
 * it reports progress and, when the slice is used up, lets the thread do other things (progress and cancel arrive then).
 *
 * @throws `ctx.signal.reason` once the job was cancelled
 */
export function pacer(ctx: EngineContext): (share: number) => Promise<void> {
  let sliceStart = ctx.now()
  return async (share) => {
    if (ctx.now() - sliceStart < SLICE_MS) return
    ctx.onProgress(share)
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    ctx.signal.throwIfAborted()
    sliceStart = ctx.now()
  }
}

/** The context for a part of the work: its progress 0..1 counts as `from`..`to` of the whole. */
export function partOf(ctx: EngineContext, from: number, to: number): EngineContext {
  return { ...ctx, onProgress: (share) => ctx.onProgress(from + (to - from) * share) }
}
