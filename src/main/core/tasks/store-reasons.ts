import { message } from '../../../shared/messages/index.ts'

/** Why a row was rejected, as half a sentence. `code` is a key of the catalogue. */
export function rejectReason({ code, column, value }: { code: string; column: string | null; value: string | null }): string {
  return message(code, column, value) ?? code
}
