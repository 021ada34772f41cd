import { isSextantError, SextantError } from '../../../shared/errors.ts'

/**
 * What a task's throw means, the same on every host: its own coded error; `job.cancelled` once it was told to stop,
 * whatever it threw on its way out; else `internal.unexpected` with the reason.
 */
export function failureOf(error: unknown, signal: AbortSignal): SextantError {
  if (signal.aborted) return new SextantError('job.cancelled', {}, { cause: error })
  if (isSextantError(error)) return error
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
  return new SextantError('internal.unexpected', { reason }, { cause: error })
}
