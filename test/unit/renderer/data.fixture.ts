import type { Preview, PreviewGroup, PreviewQuestion } from '../../../src/shared/model/import.ts'

export const dateQuestion: PreviewQuestion = {
  id: 'date-order',
  column: 'Date',
  sample: '03/04/2024',
  choices: [
    { value: 'dmy', reads: '2024-04-03' },
    { value: 'mdy', reads: '2024-03-04 (12 rows would not fit)' }
  ]
}

export const blocker: PreviewGroup['blockers'][number] = {
  code: 'import.noCustomer',
  message: 'No column of orders.csv names a customer.',
  remedy: 'Say which column identifies the customer.',
  details: { file: 'orders.csv' }
}

/** Ten rows: eight good, one rejected, one blank. */
export function group(changes: Partial<PreviewGroup> = {}): PreviewGroup {
  return {
    id: 'g',
    kinds: [],
    template: null,
    header: [],
    kind: 'orders',
    files: [{ file: 'orders.csv', sheet: null, rows: 10, bytes: 400 }],
    rows: 10,
    encoding: 'utf-8',
    delimiter: ',',
    columns: [],
    mapping: { kind: 'orders', columns: { Client: 'customer', Date: 'orderedAt', Price: 'unitPrice' } },
    questions: [],
    sample: [],
    expected: { read: 10, good: 8, rejected: 1, blank: 1 },
    warnings: [],
    blockers: [],
    ...changes
  }
}

export function preview(groups: PreviewGroup[], failures: Preview['failures'] = []): Preview {
  return { label: 'orders.csv', groups, failures }
}
