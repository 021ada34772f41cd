import type { Database } from 'better-sqlite3'

/** What is known of a customer apart from its orders. */
export interface CustomerRecord {
  id: number
  name: string | null
  email: string | null
  country: string | null
  /** Moment of the newest order that these were taken from. */
  seenAt: number
}

export interface ProductRecord {
  id: number
  name: string | null
  category: string | null
}

export interface OrderRecord {
  id: number
  customerId: number | null
  /** The customer's code. */
  customer: string | null
  orderedAt: number
  currency: string
  country: string | null
  channel: string | null
  status: string | null
  /** Its status says cancelled or refunded. */
  voided: 0 | 1
}

/** Prepared statements over customers. Each O(log n). */
export function customerStatements(db: Database) {
  const find = db.prepare<[string], CustomerRecord>('SELECT id, name, email, country, seen_at AS seenAt FROM customer WHERE code = ?')
  const insert = db.prepare<[string, string | null, string | null, string | null, number, number]>(
    'INSERT INTO customer (code, name, email, country, seen_at, source_id) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const update = db.prepare<[string | null, string | null, string | null, number]>(
    'UPDATE customer SET name = ?, email = ?, country = ? WHERE id = ?'
  )
  const see = db.prepare<[number, number]>('UPDATE customer SET seen_at = ? WHERE id = ?')
  return {
    find: (code: string) => find.get(code),
    insert: (code: string, c: Omit<CustomerRecord, 'id'>, sourceId: number): number =>
      Number(insert.run(code, c.name, c.email, c.country, c.seenAt, sourceId).lastInsertRowid),
    update: (c: CustomerRecord): void => void update.run(c.name, c.email, c.country, c.id),
    /** The date alone, which touches no index. */
    see: (c: CustomerRecord): void => void see.run(c.seenAt, c.id)
  }
}

/** Prepared statements over products. Each O(log n). */
export function productStatements(db: Database) {
  const find = db.prepare<[string], ProductRecord>('SELECT id, name, category FROM product WHERE sku = ?')
  const insert = db.prepare<[string, string | null, string | null, number]>(
    'INSERT INTO product (sku, name, category, source_id) VALUES (?, ?, ?, ?)'
  )
  const update = db.prepare<[string | null, string | null, number]>('UPDATE product SET name = ?, category = ? WHERE id = ?')
  return {
    find: (sku: string) => find.get(sku),
    insert: (sku: string, p: Omit<ProductRecord, 'id'>, sourceId: number): number =>
      Number(insert.run(sku, p.name, p.category, sourceId).lastInsertRowid),
    update: (p: ProductRecord): void => void update.run(p.name, p.category, p.id)
  }
}

/** Prepared statements over orders. Each O(log n). */
export function orderStatements(db: Database) {
  // Most numbers that are looked up are new, and this says so in a third of the time.
  const exists = db.prepare<[string], number>('SELECT id FROM orders WHERE number = ?').pluck()
  const find = db.prepare<[number], OrderRecord>(
    `SELECT o.id, o.customer_id AS customerId, c.code AS customer, o.ordered_at AS orderedAt, o.currency, o.country, o.channel, o.status, o.voided
     FROM orders o LEFT JOIN customer c ON c.id = o.customer_id WHERE o.id = ?`
  )
  const insert = db.prepare(
    `INSERT INTO orders (number, customer_id, ordered_at, currency, country, channel, status, voided, source_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const update = db.prepare(
    'UPDATE orders SET customer_id = ?, ordered_at = ?, currency = ?, country = ?, channel = ?, status = ?, voided = ? WHERE id = ?'
  )
  const values = (o: Omit<OrderRecord, 'id'>) => [o.customerId, o.orderedAt, o.currency, o.country, o.channel, o.status, o.voided]
  return {
    find: (number: string): OrderRecord | undefined => {
      const id = exists.get(number)
      return id === undefined ? undefined : find.get(id)
    },
    insert: (number: string, o: Omit<OrderRecord, 'id'>, sourceId: number): number =>
      Number(insert.run(number, ...values(o), sourceId).lastInsertRowid),
    update: (o: OrderRecord): void => void update.run(...values(o), o.id)
  }
}
