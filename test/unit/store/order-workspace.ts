import { afterEach, beforeEach, expect } from 'vitest'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { draft } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importGroups, value } from './workspace.ts'

export const none = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
export const file = (name: string, ...rows: OrderRow[]) => draft(rows, { file: name })

/** An empty workspace for each test of a file, of which the order lines are counted when the test ends. */
export function orderWorkspace() {
  const workspace = {
    db: undefined as unknown as Db,
    /** What was said of the newest drop. */
    async drop(...drafts: ReturnType<typeof file>[]) {
      const result = await importGroups(workspace.db, [drafts])
      return result.flatMap(({ warnings }) => warnings.map(({ code, count }) => `${code} ${count}`))
    }
  }
  beforeEach(() => {
    workspace.db = emptyWorkspace()
  })
  afterEach(() => {
    const { db } = workspace
    expect(all(db, 'PRAGMA foreign_key_check')).toEqual([])
    expect(value(db, 'SELECT COALESCE(SUM(rows_stored), 0) FROM source')).toBe(value(db, 'SELECT COUNT(*) FROM order_line'))
    db.close()
  })
  return workspace
}
