/** Everything that a workspace holds, without the numbers that the database gives: two workspaces with equal dumps are the same. */
import type { Db } from './workspace.ts'
import { all } from './workspace.ts'

const source = "(SELECT i.label || '/' || s.file FROM source s JOIN import i ON i.id = s.import_id WHERE s.id = t.source_id) AS source"
const customer = '(SELECT code FROM customer WHERE id = t.customer_id) AS customer'
const named = '(SELECT code FROM customer WHERE id = t.named_id) AS named'
const product = '(SELECT sku FROM product WHERE id = t.product_id) AS product'

const queries: Record<string, string> = {
  customers: `SELECT code, name, email, country, phone, company, region, city, postcode, registered_at, channel, newsletter, referred_by,
                phone_key, email_key, extra, (SELECT code FROM customer m WHERE m.id = t.same_as) AS same, ${source} FROM customer t ORDER BY code`,
  products: `SELECT sku, name, category, brand, price, price_decimals, cost, cost_decimals, currency, extra, ${source} FROM product t ORDER BY sku`,
  orders: `SELECT number, ${customer}, ${named}, ordered_at, currency, country, channel, status, voided, ${source} FROM orders t ORDER BY number`,
  lines: `SELECT o.number, content_hash, ordinal, t.code, ${product}, at, quantity, unit_price, amount, decimals, kind, t.voided, extra, ${source}
          FROM order_line t JOIN orders o ON o.id = t.order_id ORDER BY 1, 2, 3`,
  replaced: `SELECT o.number, content_hash, ordinal, t.code, ${product}, at, quantity, unit_price, written_amount, decimals, written_kind, t.voided, extra,
               ${source} FROM order_line_replaced t JOIN orders o ON o.id = t.order_id ORDER BY 1, 2, 3`,
  tickets: `SELECT number, ${customer}, ${named}, order_number, ${product}, opened_at, first_response_at, resolved_at, closed_at, status, states,
              reopens, reassignments, replies, channel, category, subcategory, priority, agent, team, subject, message, rating, sla_met,
              state_at, extra, ${source} FROM ticket t ORDER BY number`,
  touchpoints: `SELECT at, identity, ordinal, ${customer}, ${named}, visitor, session, event, channel, campaign, page, device, ${product},
                  order_number, count, value, value_decimals, currency, extra, ${source} FROM touchpoint t ORDER BY 1, 2, 3`,
  feedback: `SELECT identity, ordinal, code, first_of_row, ${customer}, ${named}, at, type, question, score, scale, title, comment, order_number,
               ticket_number, ${product}, channel, extra, ${source} FROM feedback t ORDER BY 1, 2`,
  offers: `SELECT identity, ordinal, first_of_row, ${customer}, ${named}, campaign, offer, variant, control, channel, sent_at, opened, opened_at,
             clicked, clicked_at, accepted, accepted_at, value, value_decimals, currency, order_number, extra, ${source}
           FROM offer_response t ORDER BY 1, 2`,
  spend: `SELECT identity, ordinal, at, until, channel, campaign, ad_set, cost, cost_decimals, revenue, revenue_decimals, currency, impressions,
            clicks, conversions, extra, ${source} FROM marketing_spend t ORDER BY 1, 2`,
  subscriptions: `SELECT identity, ordinal, code, ${customer}, ${named}, plan, ${product}, status, started_at, ended_at, period, price,
                    price_decimals, currency, interval, quantity, usage, usage_limit, extra, ${source} FROM subscription t ORDER BY 1, 2`,
  rejected: `SELECT line, column_name, value, code, raw, settled, ${source} FROM rejected_row t ORDER BY source, t.id`,
  // How many known rows changed something is history; how many are new, is not.
  sources: `SELECT i.label, i.new_customers, t.file, t.kind, rows_read, rows_stored, rows_updated + rows_duplicate AS known, rows_rejected, rows_blank
            FROM source t JOIN import i ON i.id = t.import_id ORDER BY t.id`,
  workspace: 'SELECT * FROM workspace_summary',
  currencies: 'SELECT * FROM currency ORDER BY code',
  customerSummaries: `SELECT c.code, s.currency, s.orders, s.net, s.gross, s.first_at, s.last_at FROM customer_summary s
                      JOIN customer c ON c.id = s.customer_id ORDER BY 1, 2`,
  months: 'SELECT * FROM month_summary ORDER BY currency, month'
}

export function dump(db: Db): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(queries).map(([name, sql]) => [name, all(db, sql).map(withSortedExtra)]))
}

/** Equal attributes may have come in another order. */
function withSortedExtra(row: Record<string, unknown>): Record<string, unknown> {
  if (typeof row.extra !== 'string') return row
  const extra = JSON.parse(row.extra) as Record<string, string>
  return { ...row, extra: JSON.stringify(Object.fromEntries(Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1)))) }
}
