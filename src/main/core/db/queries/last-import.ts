import type { Database } from 'better-sqlite3'
import type { HomeSummary } from '../../../../shared/model/home.ts'

/** What the newest import brought; null before the first. */
export function lastImport(db: Database): HomeSummary['lastImport'] {
  return (
    db
      .prepare<[], NonNullable<HomeSummary['lastImport']>>(
        `SELECT i.id, i.label, i.imported_at AS importedAt, i.new_customers AS newCustomers,
                SUM(s.rows_stored) AS stored, SUM(s.rows_updated) AS updated, SUM(s.rows_rejected) AS rejected
         FROM import i JOIN source s ON s.import_id = i.id WHERE i.id = (SELECT MAX(id) FROM import) GROUP BY i.id`
      )
      .get() ?? null
  )
}
