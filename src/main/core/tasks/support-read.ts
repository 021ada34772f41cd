/** What a run of support is found in: tickets or, without any, what else is known of customers. */
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportParams, SupportResult } from '../../../shared/model/support.ts'
import { segmentGroups } from '../db/queries/journey-segments.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { loadBehaviour } from '../db/queries/support-behaviour.ts'
import { loadSupport, type SupportData } from '../db/queries/support-data.ts'
import { aboutColumns } from './support-about.ts'

export interface SupportRead {
  data: SupportData
  from: SupportResult['from']
  /** The segment of each customer, to be compared with. */
  segments: ReadonlyMap<number, number>
  basis: string
}

/** Reads it all at one moment. O(rows). */
export function readSupport(db: Database, params: SupportParams, asOf: IsoDate): SupportRead {
  return db.transaction(() => ({ ...readData(db, params, asOf), basis: dataBasis(db), segments: segmentGroups(db)?.slotOf ?? new Map() }))()
}

/** Tickets; where there are none, what else tells customers apart. */
function readData(db: Database, { unit, about: chosen }: SupportParams, asOf: IsoDate): { data: SupportData; from: SupportResult['from'] } {
  const tickets = loadSupport(db, asOf)
  if (unit === 'tickets') return { data: tickets, from: 'tickets' }
  const from = tickets.columns.tickets.n > 0 ? 'tickets' : 'behaviour'
  const data = from === 'tickets' ? tickets : loadBehaviour(db, asOf)
  const { about, notes } = aboutColumns(db, data.customerIds, asOf, chosen)
  return { data: { ...data, columns: { ...data.columns, about }, notes: [...data.notes, ...notes] }, from }
}

/** SHA-256, hex, of all that the clusters are found in. O(rows). */
export function fingerprint({ data: { columns, names, customerIds, numbers, texts, notes }, from, segments }: SupportRead): string {
  const hash = createHash('sha256')
  const { tickets, about, ...others } = columns
  hash.update(JSON.stringify([from, names, notes, numbers, texts, [...segments], about.map(({ name, level }) => [name, level])]))
  for (const column of [customerIds, ...Object.values(others), ...Object.values(tickets), ...about.map(({ values }) => values)]) {
    if (typeof column === 'number') hash.update(`${column} `)
    else hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
