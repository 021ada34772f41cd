import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { reportSlowQueries, slowQueryMs } from '../../../src/main/core/db/slow-queries.ts'
import { translateSqliteError } from '../../../src/main/core/db/sqlite-errors.ts'

describe("SQLite's errors", () => {
  it.each([
    ['SQLITE_FULL', 'storage.full'],
    ['SQLITE_IOERR', 'storage.failed'],
    ['SQLITE_IOERR_WRITE', 'storage.failed'],
    ['SQLITE_CANTOPEN', 'storage.failed'],
    ['SQLITE_BUSY', 'storage.busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'storage.busy'],
    ['SQLITE_READONLY', 'workspace.readOnly'],
    ['SQLITE_READONLY_DIRECTORY', 'workspace.readOnly'],
    ['SQLITE_NOTADB', 'workspace.notAWorkspace'],
    ['SQLITE_CORRUPT', 'workspace.damaged'],
    ['SQLITE_CORRUPT_INDEX', 'workspace.damaged']
  ])('%s is %s', (code, coded) => {
    const error = new Database.SqliteError('what happened', code)
    expect(translateSqliteError(error, '/w.sextant')).toMatchObject({ code: coded, details: { path: '/w.sextant' }, cause: error })
  })

  it('leaves everything else as it is: a broken constraint is a defect, not an accident', () => {
    for (const error of [new Database.SqliteError('', 'SQLITE_CONSTRAINT_CHECK'), new TypeError('x'), 'text']) {
      expect(translateSqliteError(error, 'w')).toBe(error)
    }
  })

  it('is met in earnest', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE t (x)')
    db.pragma('max_page_count = 5')
    let met: unknown
    try {
      db.prepare('INSERT INTO t VALUES (zeroblob(100000))').run()
    } catch (error) {
      met = translateSqliteError(error, 'w')
    }
    expect(met).toMatchObject({ code: 'storage.full' })
    db.close()
  })
})

describe('slow queries', () => {
  it('are reported, fast ones and results are left alone', () => {
    const db = new Database(':memory:')
    const slow: string[] = []
    reportSlowQueries(db, (took, sql) => {
      expect(took).toBeGreaterThan(slowQueryMs)
      slow.push(sql)
    })
    db.function('wait', () => {
      const until = performance.now() + slowQueryMs + 5
      while (performance.now() < until);
      return 7
    })
    expect(db.prepare('SELECT 1 AS x').get()).toEqual({ x: 1 })
    expect(db.prepare('SELECT wait() AS x').pluck().get()).toBe(7)
    expect(db.prepare('SELECT wait() AS x').all()).toEqual([{ x: 7 }])
    expect(() => db.prepare('SELECT ?').get()).toThrow('Too few parameter values')
    expect(slow).toEqual(['SELECT wait() AS x', 'SELECT wait() AS x'])
    db.close()
  })
})
