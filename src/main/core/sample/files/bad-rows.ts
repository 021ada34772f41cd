import type { Table } from './tables.ts'

/** One row that cannot be right, and why. `line` counts from 1 with the header, as an editor or a sheet does. */
export interface BadRow {
  file: string
  line: number
  column: string
  value: string
  reason: string
}

interface Fault {
  /** Copied from the row this far down the table (0..1), then stands behind it. */
  place: number
  column: string
  value: string
  reason: string
  /** Changes that keep the row from being a duplicate of the one it was copied from. */
  also?: Record<string, string>
}

const NOBODY = '099999'

/** Every bad row of the sample shop. All other rows are clean. */
const FAULTS: Record<string, Fault[]> = {
  'orders.xlsx': [
    { place: 0.21, column: 'Order date', value: '2024-02-30 10:15', reason: 'no such date', also: { 'Order number': 'KC-19001' } },
    { place: 0.38, column: 'Quantity', value: 'two', reason: 'not a number', also: { 'Order number': 'KC-19002' } },
    { place: 0.57, column: 'Line total', value: 'see invoice', reason: 'not an amount', also: { 'Order number': 'KC-19003' } },
    { place: 0.74, column: 'Order date', value: '', reason: 'no date', also: { 'Order number': 'KC-19004' } },
    { place: 0.9, column: 'Order date', value: 'yesterday', reason: 'not a date', also: { 'Order number': 'KC-19005' } }
  ],
  'customers.csv': [
    { place: 0.3, column: 'customer_id', value: '', reason: 'no id', also: { email: 'nobody@example.com' } },
    {
      place: 0.8,
      column: 'registered_on',
      value: '2024-13-05',
      reason: 'no such date',
      also: { customer_id: '090001', email: 'month13@example.com' }
    }
  ],
  'products.csv': [
    { place: 0.5, column: 'price', value: 'ask', reason: 'not an amount', also: { sku: 'TST-0001', name: 'Test article, do not sell' } }
  ],
  'tickets.csv': [
    { place: 0.25, column: 'customer_id', value: NOBODY, reason: 'unknown customer', also: { ticket_id: 'T-2901' } },
    {
      place: 0.5,
      column: 'resolved_at',
      value: '2023-09-01 08:00',
      reason: 'resolved before it was opened',
      also: { ticket_id: 'T-2902', status: 'closed' }
    },
    { place: 0.75, column: 'opened_at', value: '31.02.2025', reason: 'no such date', also: { ticket_id: 'T-2903' } }
  ],
  'touchpoints.csv': [
    { place: 0.33, column: 'time', value: '', reason: 'no time' },
    { place: 0.66, column: 'customer_id', value: NOBODY, reason: 'unknown customer' }
  ],
  'feedback.csv': [
    { place: 0.4, column: 'score', value: 'good', reason: 'not a number', also: { feedback_id: 'F-4901' } },
    { place: 0.7, column: 'score', value: '55', reason: 'outside the scale', also: { feedback_id: 'F-4902' } }
  ],
  'offers.csv': [{ place: 0.5, column: 'sent_at', value: '0000-00-00 00:00', reason: 'no such date' }],
  'spend.csv': [{ place: 0.5, column: 'amount', value: 'tbc', reason: 'not an amount' }]
}

/** The table with its bad rows put in, and where they stand. */
export function withBadRows<C>(table: Table<C | string>): { table: Table<C | string>; bad: BadRow[] } {
  const faults = FAULTS[table.file] ?? []
  const bad: BadRow[] = []
  const rows = [...table.rows]
  for (const [n, fault] of faults.entries()) {
    const at = Math.floor(fault.place * table.rows.length)
    const copy = [...(table.rows[at] ?? [])]
    for (const [column, value] of Object.entries({ ...fault.also, [fault.column]: fault.value })) copy[table.header.indexOf(column)] = value
    // Each bad row before this one pushed the rest down by one; and the header is line 1.
    rows.splice(at + n + 1, 0, copy)
    bad.push({ file: table.file, line: at + n + 3, column: fault.column, value: fault.value, reason: fault.reason })
  }
  return { table: { ...table, rows }, bad }
}
