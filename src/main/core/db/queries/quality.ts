/** What is odd or missing in the stored rows, check by check. Each check is one condition on the rows of one table. */
import type { Database } from 'better-sqlite3'
import type { QualityCheck, QualityRow } from '../../../../shared/model/quality.ts'
import type { SourceKind } from '../../../../shared/model/source.ts'
import { speaksOf } from './kept-lines.ts'
import { analysedCurrency } from './settings.ts'

/** Values that a check compares with; the amounts and quantities are looked up by the task. */
export interface QualityLimits {
  /** Beyond it an amount of a line, in major units, stands far outside the rest; infinite: none does. */
  amount: number
  quantity: number
}

interface CheckRule {
  /** Tables, the one that is counted under the alias `x`. */
  from: string
  odd: string
  subject: string
  found: string
}

const day = 86_400
/** Earlier moments come from programs that write a default: 1900, 1904, 1970. */
const earliest = Date.UTC(1990, 0, 1) / 1_000
const moment = (column: string) => `strftime('%Y-%m-%d %H:%M', ${column}, 'unixepoch')`
const money = (units: string, decimals: string) => `printf('%.2f', ${units} / pow(10, ${decimals}))`
const imported = 'JOIN source s ON s.id = x.source_id JOIN import i ON i.id = s.import_id'
/** A clock elsewhere may be ahead by most of a day. */
const future = (column: string) => `${column} > i.imported_at + ${day}`
const lines = 'order_line x JOIN orders o ON o.id = x.order_id'
const noOrder = 'x.order_number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.number = x.order_number)'
/** Another customer has the same. */
const shared = (key: string) => `EXISTS (SELECT 1 FROM customer y WHERE y.${key} = x.${key} AND y.id <> x.id AND y.merged_into IS NULL)`
const hasOrders = 'EXISTS (SELECT 1 FROM orders)'

/** The newest import that speaks of the order holds it without this line, and is of the same book: apart from rows that were mended, and totals. */
const leftOver = `EXISTS (
    SELECT 1 FROM (SELECT MAX(import_id) AS newest FROM import_change WHERE entity = 'orders' AND entity_id = x.order_id) k
      JOIN source ls ON ls.id = x.source_id JOIN import li ON li.id = ls.import_id JOIN import ki ON ki.id = k.newest
    WHERE ls.import_id < k.newest AND li.book = ki.book AND ${speaksOf('x', 'k.newest')}
      AND NOT EXISTS (SELECT 1 FROM order_line_claim c WHERE c.order_id = x.order_id AND c.content_hash = x.content_hash
                      AND c.ordinal = x.ordinal AND c.import_id = k.newest)
      AND NOT EXISTS (SELECT 1 FROM order_line_replaced r JOIN order_line_claim c ON c.order_id = r.order_id AND c.content_hash = r.content_hash
                      AND c.ordinal = r.ordinal WHERE r.order_id = x.order_id AND c.import_id = k.newest)
      AND NOT EXISTS (SELECT 1 FROM mended_row m JOIN source s ON s.id = m.source_id
                      WHERE m.entity = 'order_line' AND m.parent = x.order_id
                        AND ((s.import_id = k.newest AND m.in_place = 0) OR (m.identity = x.content_hash AND m.ordinal = x.ordinal))))`

const checks: Record<QualityCheck, CheckRule> = {
  'orders.anonymous': { from: lines, odd: 'o.customer_id IS NULL', subject: 'o.number', found: moment('x.at') },
  'orders.undated': { from: lines, odd: 'x.at IS NULL', subject: 'o.number', found: "''" },
  'orders.future': { from: `${lines} ${imported}`, odd: future('x.at'), subject: 'o.number', found: moment('x.at') },
  'orders.impossible': { from: lines, odd: `x.at < ${earliest}`, subject: 'o.number', found: moment('x.at') },
  'orders.negativePrice': { from: lines, odd: 'x.unit_price < 0', subject: 'o.number', found: money('x.unit_price', 'x.decimals') },
  'orders.takenBackTwice': {
    from: lines,
    odd: `x.amount < 0 AND EXISTS (SELECT 1 FROM order_line v WHERE v.order_id = x.order_id AND v.voided = 1 AND v.written_amount > 0)`,
    subject: 'o.number',
    found: money('x.amount', 'x.decimals')
  },
  'orders.free': {
    from: `${lines} LEFT JOIN product p ON p.id = x.product_id`,
    odd: "x.kind = 'sale' AND x.amount = 0",
    subject: 'o.number',
    found: "COALESCE(p.name, p.sku, '')"
  },
  'orders.repeated': {
    from: `${lines} LEFT JOIN product p ON p.id = x.product_id`,
    odd: 'x.ordinal > 1',
    subject: 'o.number',
    found: "COALESCE(p.name, p.sku, '')"
  },
  'orders.leftOver': { from: lines, odd: leftOver, subject: 'o.number', found: money('x.amount', 'x.decimals') },
  'orders.largeAmount': {
    from: lines,
    odd: 'ABS(x.amount) / pow(10, x.decimals) > @amount',
    subject: 'o.number',
    found: money('x.amount', 'x.decimals')
  },
  'orders.largeQuantity': { from: lines, odd: 'ABS(x.quantity) > @quantity', subject: 'o.number', found: 'CAST(x.quantity AS TEXT)' },
  'orders.noCurrency': { from: 'orders x', odd: "x.currency = '' AND @currency <> ''", subject: 'x.number', found: "''" },
  'orders.otherCurrency': {
    from: 'orders x',
    odd: "x.currency <> '' AND x.currency <> @currency",
    subject: 'x.number',
    found: 'x.currency'
  },
  'orders.noProduct': { from: lines, odd: 'x.product_id IS NULL', subject: 'o.number', found: money('x.amount', 'x.decimals') },
  'customers.twice': {
    from: 'customer x',
    odd: `x.merged_into IS NULL AND (${shared('email_key')} OR ${shared('phone_key')})`,
    subject: 'x.code',
    // What is shared, not whatever there is: the address of somebody whose telephone is shared explains nothing.
    found: `CASE WHEN ${shared('email_key')} THEN x.email ELSE x.phone END`
  },
  'customers.unknown': {
    from: 'customer x JOIN source s ON s.id = x.source_id',
    odd: `s.kind NOT IN ('customers', 'orders') AND EXISTS (SELECT 1 FROM source WHERE kind IN ('customers', 'orders'))
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = x.id)`,
    subject: 'x.code',
    found: 's.file'
  },
  'customers.future': {
    from: `customer x ${imported}`,
    odd: future('x.registered_at'),
    subject: 'x.code',
    found: moment('x.registered_at')
  },
  'customers.registeredLater': {
    from: 'customer x',
    odd: `x.registered_at > (SELECT MIN(o.ordered_at) FROM orders o WHERE o.customer_id = x.id) + ${day}`,
    subject: 'x.code',
    found: moment('x.registered_at')
  },
  'products.noCategory': { from: 'product x', odd: 'x.category IS NULL', subject: 'x.sku', found: "COALESCE(x.name, '')" },
  'products.unknown': {
    from: 'product x JOIN source s ON s.id = x.source_id',
    odd: "s.kind <> 'products' AND x.seen_at = 0 AND EXISTS (SELECT 1 FROM source WHERE kind = 'products')",
    subject: 'x.sku',
    found: "COALESCE(x.name, '')"
  },
  'tickets.resolvedBeforeOpened': {
    from: 'ticket x',
    odd: 'MIN(COALESCE(x.resolved_at, x.closed_at), COALESCE(x.closed_at, x.resolved_at)) < x.opened_at',
    subject: 'x.number',
    found: `${moment('x.opened_at')} || ' → ' || ${moment('COALESCE(x.resolved_at, x.closed_at)')}`
  },
  'tickets.answeredBeforeOpened': {
    from: 'ticket x',
    odd: 'x.first_response_at < x.opened_at',
    subject: 'x.number',
    found: `${moment('x.opened_at')} || ' → ' || ${moment('x.first_response_at')}`
  },
  'tickets.resolvedBeforeAnswer': {
    from: 'ticket x',
    odd: 'x.resolved_at < x.first_response_at',
    subject: 'x.number',
    found: `${moment('x.first_response_at')} || ' → ' || ${moment('x.resolved_at')}`
  },
  'tickets.undated': { from: 'ticket x', odd: 'x.opened_at IS NULL', subject: 'x.number', found: "COALESCE(x.status, '')" },
  'tickets.future': { from: `ticket x ${imported}`, odd: future('x.opened_at'), subject: 'x.number', found: moment('x.opened_at') },
  'tickets.noCustomer': { from: 'ticket x', odd: 'x.customer_id IS NULL', subject: 'x.number', found: "COALESCE(x.category, '')" },
  'tickets.unknownOrder': { from: 'ticket x', odd: `${hasOrders} AND ${noOrder}`, subject: 'x.number', found: 'x.order_number' },
  'touchpoints.noCustomer': {
    from: 'touchpoint x',
    odd: 'x.customer_id IS NULL',
    subject: "COALESCE(x.event, x.channel, x.page, x.campaign, x.session, '')",
    found: moment('x.at')
  },
  'touchpoints.future': {
    from: `touchpoint x ${imported}`,
    odd: future('x.at'),
    subject: "COALESCE(x.event, x.channel, x.page, x.campaign, x.session, '')",
    found: moment('x.at')
  },
  'touchpoints.unknownOrder': {
    from: 'touchpoint x',
    odd: `${hasOrders} AND ${noOrder}`,
    subject: "COALESCE(x.event, x.channel, '')",
    found: 'x.order_number'
  },
  'feedback.offScale': {
    from: 'feedback x',
    odd: 'x.score < 0 OR x.score > x.scale',
    subject: "COALESCE(x.code, x.question, x.type, '')",
    found: "x.score || ' / ' || x.scale"
  },
  'feedback.undated': {
    from: 'feedback x',
    odd: 'x.at IS NULL',
    subject: "COALESCE(x.code, x.question, x.type, '')",
    found: "COALESCE(CAST(x.score AS TEXT), '')"
  },
  'feedback.future': {
    from: `feedback x ${imported}`,
    odd: future('x.at'),
    subject: "COALESCE(x.code, x.question, x.type, '')",
    found: moment('x.at')
  },
  'feedback.noCustomer': {
    from: 'feedback x',
    odd: 'x.customer_id IS NULL',
    subject: "COALESCE(x.code, x.question, x.type, '')",
    found: "COALESCE(CAST(x.score AS TEXT), '')"
  },
  'offers.acceptedBeforeSent': {
    from: 'offer_response x LEFT JOIN customer c ON c.id = x.customer_id',
    odd: 'x.accepted_at < x.sent_at',
    subject: "COALESCE(c.code, '')",
    found: `x.offer || ': ' || ${moment('x.accepted_at')}`
  },
  'offers.noCustomer': { from: 'offer_response x', odd: 'x.customer_id IS NULL', subject: 'x.offer', found: "COALESCE(x.variant, '')" },
  'spend.negative': {
    from: 'marketing_spend x',
    odd: 'x.cost < 0',
    subject: "COALESCE(x.channel, x.campaign, '')",
    found: money('x.cost', 'x.cost_decimals')
  },
  'spend.endsBeforeStart': {
    from: 'marketing_spend x',
    odd: 'x.until < x.at',
    subject: "COALESCE(x.channel, x.campaign, '')",
    found: `${moment('x.at')} || ' → ' || ${moment('x.until')}`
  },
  'subscriptions.endsBeforeStart': {
    from: 'subscription x',
    odd: 'x.ended_at < x.started_at',
    subject: "COALESCE(x.code, x.plan, '')",
    found: `${moment('x.started_at')} || ' → ' || ${moment('x.ended_at')}`
  },
  'subscriptions.negativePrice': {
    from: 'subscription x',
    odd: 'x.price < 0',
    subject: "COALESCE(x.code, x.plan, '')",
    found: money('x.price', 'x.price_decimals')
  },
  'subscriptions.noCustomer': {
    from: 'subscription x',
    odd: 'x.customer_id IS NULL',
    subject: "COALESCE(x.code, x.plan, '')",
    found: "COALESCE(x.status, '')"
  }
}

/** The table of each kind, and its columns whose gaps are worth knowing, by the name of the field. */
const covered: Record<SourceKind, { table: string; fields: Readonly<Record<string, string>> }> = {
  orders: { table: 'orders', fields: { customer: 'customer_id', country: 'country', channel: 'channel', status: 'status' } },
  customers: {
    table: 'customer',
    fields: {
      customerName: 'name',
      customerEmail: 'email',
      customerPhone: 'phone',
      country: 'country',
      city: 'city',
      registeredAt: 'registered_at',
      channel: 'channel'
    }
  },
  products: { table: 'product', fields: { productName: 'name', category: 'category', brand: 'brand', price: 'price', cost: 'cost' } },
  tickets: {
    table: 'ticket',
    fields: {
      customer: 'customer_id',
      order: 'order_number',
      product: 'product_id',
      openedAt: 'opened_at',
      firstResponseAt: 'first_response_at',
      resolvedAt: 'resolved_at',
      category: 'category',
      channel: 'channel',
      agent: 'agent',
      message: 'message',
      rating: 'rating'
    }
  },
  touchpoints: {
    table: 'touchpoint',
    fields: { customer: 'customer_id', session: 'session', event: 'event', channel: 'channel', campaign: 'campaign', device: 'device' }
  },
  feedback: {
    table: 'feedback',
    fields: { customer: 'customer_id', at: 'at', score: 'score', comment: 'comment', order: 'order_number', product: 'product_id' }
  },
  offers: {
    table: 'offer_response',
    fields: { customer: 'customer_id', variant: 'variant', channel: 'channel', sentAt: 'sent_at', accepted: 'accepted' }
  },
  spend: { table: 'marketing_spend', fields: { channel: 'channel', campaign: 'campaign', clicks: 'clicks' } },
  subscriptions: {
    table: 'subscription',
    fields: { customer: 'customer_id', plan: 'plan', startedAt: 'started_at', endedAt: 'ended_at', price: 'price', usage: 'usage' }
  }
}

export const kindOf = (check: QualityCheck): SourceKind => check.slice(0, check.indexOf('.')) as SourceKind

/** Which rows are looked at: those that one import brought first, or all. */
export interface QualityScope {
  importId: number | null
}

const inScope = '(@importId IS NULL OR x.source_id IN (SELECT id FROM source WHERE import_id = @importId))'

type Given = QualityLimits & QualityScope & { currency: string }
const given = (db: Database, scope: QualityScope, limits: QualityLimits): Given => ({
  ...scope,
  amount: Math.min(limits.amount, Number.MAX_VALUE),
  quantity: Math.min(limits.quantity, Number.MAX_VALUE),
  currency: analysedCurrency(db)
})

/** How many rows of its kind were looked at. */
export function countLookedAt(db: Database, check: QualityCheck, scope: QualityScope): number {
  const { from } = checks[check]
  return db.prepare<[QualityScope], number>(`SELECT COUNT(*) FROM ${from} WHERE ${inScope}`).pluck().get(scope) ?? 0
}

export function countFound(db: Database, check: QualityCheck, scope: QualityScope, limits: QualityLimits): number {
  const { from, odd } = checks[check]
  return (
    db
      .prepare<[Given], number>(`SELECT COUNT(*) FROM ${from} WHERE ${inScope} AND (${odd})`)
      .pluck()
      .get(given(db, scope, limits)) ?? 0
  )
}

/** The rows that a check found, in the order in which they are stored. */
export function rowsFound(db: Database, check: QualityCheck, scope: QualityScope, limits: QualityLimits, limit: number): QualityRow[] {
  const { from, odd, subject, found } = checks[check]
  return db
    .prepare<[Given & { limit: number }], QualityRow>(
      `SELECT ${subject} AS subject, COALESCE(${found}, '') AS found FROM ${from} WHERE ${inScope} AND (${odd}) LIMIT @limit`
    )
    .all({ ...given(db, scope, limits), limit })
}

/** How often each field is known, of kinds that have rows. One pass over each table. */
export function coverOf(db: Database, kind: SourceKind, scope: QualityScope): { field: string; filled: number; of: number }[] {
  const { table, fields } = covered[kind]
  const names = Object.keys(fields)
  const sums = Object.values(fields).map((column) => `COUNT(x.${column})`)
  const row = db
    .prepare<[QualityScope], number[]>(`SELECT COUNT(*), ${sums.join(', ')} FROM ${table} x WHERE ${inScope}`)
    .raw()
    .get(scope)
  const [of = 0, ...filled] = row ?? []
  return of === 0 ? [] : names.map((field, i) => ({ field, filled: filled[i] ?? 0, of }))
}

/** Amounts and quantities of all sales, in major units: what the rest of the lines looks like. */
export function saleSizes(db: Database): { amounts: Float64Array; quantities: Float64Array } {
  const rows = db
    .prepare<[], [number, number]>(
      "SELECT amount / pow(10, decimals), quantity FROM order_line WHERE kind = 'sale' AND amount > 0 AND quantity > 0"
    )
    .raw()
  const amounts: number[] = []
  const quantities: number[] = []
  for (const [amount, quantity] of rows.iterate()) {
    amounts.push(amount)
    quantities.push(quantity)
  }
  return { amounts: Float64Array.from(amounts), quantities: Float64Array.from(quantities) }
}
