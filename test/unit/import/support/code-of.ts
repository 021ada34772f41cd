import { type ErrorCode, isSextantError } from '../../../../src/shared/errors.ts'

/** The code of the error that something fails with; anything else is rethrown, so that a crash does not pass for an error. */
export async function codeOf(work: () => unknown): Promise<ErrorCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (isSextantError(error)) return error.code
    throw error
  }
}
