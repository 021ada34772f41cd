import type { ResponseOf } from '../../../../shared/contract.ts'
import { count, date, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { CustomerSort } from '../../../../shared/model/customer.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { customersFrom } from '../customer-pages.ts'
import { table } from '../table.ts'

type Row = ResponseOf<'customers.list'>['rows'][number]

/** `customers`: those who match, in the asked order. */
export function run(args: Arguments): Promise<Outcome> {
  const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER) ?? 100
  const request = {
    search: args.text('search') ?? '',
    sort: args.oneOf('sort', CustomerSort.options) ?? 'net',
    descending: !args.has('ascending')
  }
  const offset = args.integer('offset', 0, Number.MAX_SAFE_INTEGER) ?? 0
  return withWorkspace(args, {}, async (core) => {
    const { total, rows } = await customersFrom(core, request, offset, limit)
    const text = () => [table(cli.customers.columns, rows.map(cells)), cli.customers.total(count(rows.length), count(total))].join('\n')
    return { json: { total, customers: rows }, text }
  })
}

const cells = (row: Row): (string | null)[] => [
  row.code,
  row.name,
  row.country,
  count(row.orders),
  decimal(row.net),
  decimal(row.meanOrderValue),
  date(row.firstAt),
  date(row.lastAt)
]
