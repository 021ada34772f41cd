import Database from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'

/**
 * Turns what SQLite throws into the coded error that a person understands; anything else comes back as it is.
 * Use it as `throw translateSqliteError(error, path)` wherever SQL runs.
 *
 * @param path the workspace that was read or written
 * @see https://sqlite.org/rescode.html
 */
export function translateSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const coded = (code: 'damaged' | 'readOnly' | 'notAWorkspace') =>
    new SextantError(`workspace.${code}`, { path, reason: error.message }, { cause: error })
  switch (primaryCode(error.code)) {
    case 'SQLITE_FULL':
      return new SextantError('storage.full', { path }, { cause: error })
    case 'SQLITE_IOERR':
    case 'SQLITE_CANTOPEN':
      return new SextantError('storage.failed', { path, reason: `${error.message} (${error.code})` }, { cause: error })
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new SextantError('storage.busy', { path }, { cause: error })
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return coded('readOnly')
    case 'SQLITE_NOTADB':
      return coded('notAWorkspace')
    case 'SQLITE_CORRUPT':
      return coded('damaged')
    default:
      return error
  }
}

/** `SQLITE_IOERR_WRITE` -> `SQLITE_IOERR`: an extended code is its primary code and one suffix. */
function primaryCode(code: string): string {
  return code.split('_').slice(0, 2).join('_')
}
