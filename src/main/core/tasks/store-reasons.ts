import { message } from '../../../shared/messages/index.ts'

/** Why a row was rejected, as half a sentence. */
export function rejectReason({ code, column, value }: { code: string; column: string | null; value: string | null }): string {
  return message(`import.reject.${code}`, column, value) ?? code
}
