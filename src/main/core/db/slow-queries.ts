import { performance } from 'node:perf_hooks'
import type Database from 'better-sqlite3'

/** A query that takes longer blocks a frame or more of whoever waits for it. */
export const slowQueryMs = 40

/**
 * Reports every `run`, `get` and `all` of this connection that takes longer than `slowQueryMs`. For developers: switched
 * on by the environment variable `SEXTANT_LOG`, see `openDatabase`.
 */
export function reportSlowQueries(db: Database.Database, report: (milliseconds: number, sql: string) => void): void {
  const prepare = db.prepare.bind(db)
  db.prepare = ((sql: string) => {
    const statement = prepare(sql)
    for (const method of ['run', 'get', 'all'] as const) {
      const original: (...params: unknown[]) => unknown = statement[method].bind(statement)
      const timed = (...params: unknown[]) => {
        const start = performance.now()
        try {
          return original(...params)
        } finally {
          const took = performance.now() - start
          if (took > slowQueryMs) report(took, sql)
        }
      }
      Object.defineProperty(statement, method, { value: timed })
    }
    return statement
  }) as typeof db.prepare
}
