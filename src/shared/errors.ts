/**
 * Coded errors. Every failure that a person can meet is a `SextantError`: a stable code, the facts it is about, and
 * (in `messages/en/errors.ts`) one sentence on what happened and one on what to do. Errors lose their fields over
 * Electron's invoke and over HTTP, so they cross every boundary as a `WireError`.
 */
import { type ErrorCode, type ErrorDetails, errorMessages } from './messages/en/errors.ts'

export type { ErrorCode, ErrorDetails }

/** The form of an error on the wire and on the command line: `{error: WireError}`. */
export interface WireError {
  code: ErrorCode
  /** What happened, to which file, row or value. */
  message: string
  /** What the person can do about it. */
  remedy: string
  details: ErrorDetails
}

/** Either side of a call that crosses a process. */
export type Wire<T> = { ok: true; value: T } | { ok: false; error: WireError }

export class SextantError extends Error {
  override readonly name = 'SextantError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(errorMessages[code](details).message, options)
    this.code = code
    this.details = details
  }
}

/** `reader`: where the remedy is read; what helps on a page may be a flag in a terminal. */
export function toWire(error: unknown, reader: 'page' | 'terminal' = 'page'): WireError {
  const known = error instanceof SextantError ? error : unexpected(error)
  const { message, remedy, onCommandLine = remedy } = errorMessages[known.code](known.details)
  return { code: known.code, message, remedy: reader === 'terminal' ? onCommandLine : remedy, details: known.details }
}

export function fromWire(wire: WireError): SextantError {
  return new SextantError(wire.code, wire.details)
}

export function isSextantError(error: unknown, code?: ErrorCode): error is SextantError {
  return error instanceof SextantError && (code === undefined || error.code === code)
}

function unexpected(error: unknown): SextantError {
  const reason = error instanceof Error ? error.message : String(error)
  return new SextantError('internal.unexpected', { reason }, { cause: error })
}
