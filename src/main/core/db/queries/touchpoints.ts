import type { Database } from 'better-sqlite3'
import type { ImportScope } from '../entities/book.ts'
import { changeStatements } from '../entities/changes.ts'
import { moments, statementText } from '../entities/fold.ts'
import { entities } from '../entities/tables.ts'

export interface NewTouchpoint {
  at: number
  /** 64 bits, signed. */
  identity: bigint
  ordinal: number
  /** Whom the file names. */
  customerId: number | null
  visitor: string | null
  session: string | null
  event: string | null
  channel: string | null
  campaign: string | null
  page: string | null
  device: string | null
  productId: number | null
  order: string | null
  count: number
  value: { units: number; decimals: number } | null
  currency: string | null
  extra: Record<string, string> | null
  sourceId: number
}

export interface TouchpointWriter {
  /** Stores the touchpoint unless it is stored already. */
  add(touchpoint: NewTouchpoint): 'stored' | 'known'
}

/** O(log n) a touchpoint. */
export function createTouchpointWriter(db: Database, { importId, firstSource, canonical }: ImportScope): TouchpointWriter {
  const insert = db.prepare(
    `INSERT INTO touchpoint (at, identity, ordinal, customer_id, named_id, visitor, session, event, channel, campaign, page, device,
                             product_id, order_number, count, value, value_decimals, currency, extra, source_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (at, identity, ordinal) DO NOTHING`
  )
  const find = db.prepare<[number, bigint, number], { id: number; sourceId: number; extra: string }>(
    'SELECT id, source_id AS sourceId, extra FROM touchpoint WHERE at = ? AND identity = ? AND ordinal = ?'
  )
  const changes = changeStatements(db)

  function hold(known: { id: number; sourceId: number; extra: string }, { extra, sourceId }: NewTouchpoint): void {
    const textOf = (object: Record<string, string>) => statementText(entities.touchpoint, { moment: moments.list, said: { extra: object } })
    const [first, mine] = [textOf(JSON.parse(known.extra)), textOf(extra ?? {})]
    if (first !== mine) changes.add('touchpoint', known.id, changes.importOf(known.sourceId), known.sourceId, first)
    changes.add('touchpoint', known.id, importId, sourceId, first === mine ? null : mine)
  }

  return {
    add(t) {
      const customer = t.customerId === null ? null : canonical(t.customerId)
      const named = customer === t.customerId ? null : t.customerId
      const { changes: added } = insert.run(
        t.at,
        t.identity,
        t.ordinal,
        customer,
        named,
        t.visitor,
        t.session,
        t.event,
        t.channel,
        t.campaign,
        t.page,
        t.device,
        t.productId,
        t.order,
        t.count,
        t.value?.units ?? null,
        t.value?.decimals ?? null,
        t.currency,
        JSON.stringify(t.extra ?? {}),
        t.sourceId
      )
      if (added === 1) return 'stored'
      const known = find.get(t.at, t.identity, t.ordinal)
      // That this import holds it too is kept, so that it outlives the undoing of the other.
      if (known !== undefined && known.sourceId < firstSource) hold(known, t)
      return 'known'
    }
  }
}
