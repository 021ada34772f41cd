import type { Database } from 'better-sqlite3'
import type { CustomerEdit } from '../../../../shared/model/customer.ts'
import { entities } from '../entities/tables.ts'
import { sayAsUser } from '../entities/withdraw.ts'
import { mergedInto } from './merges.ts'

/** Writes down what the user says of a customer; null takes back what the user said. False if there is no such customer. O(log n). */
export function editCustomer(db: Database, id: number, say: CustomerEdit): boolean {
  const changes = Object.fromEntries(Object.entries(say).filter(([, value]) => value !== undefined)) as Record<string, string | null>
  return db.transaction(() => sayAsUser(db, entities.customer, id, changes, mergedInto(db))).immediate()
}
