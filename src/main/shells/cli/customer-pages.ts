import type { RequestOf, ResponseOf } from '../../../shared/contract.ts'
import type { Core } from './core.ts'

/** As many as the core hands out at once. */
const pageSize = 500

/** Up to `limit` customers from `offset` on, however many pages that takes. */
export async function customersFrom(
  core: Core,
  request: Omit<RequestOf<'customers.list'>, 'offset' | 'limit'>,
  offset: number,
  limit: number
): Promise<ResponseOf<'customers.list'>> {
  const rows: ResponseOf<'customers.list'>['rows'] = []
  for (;;) {
    const page = await core.call('customers.list', {
      ...request,
      offset: offset + rows.length,
      limit: Math.min(pageSize, limit - rows.length)
    })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= limit || offset + rows.length >= page.total) return { total: page.total, rows }
  }
}
