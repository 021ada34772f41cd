import { useLocation } from 'wouter'
import type { CustomerRow } from '../../../shared/model/customer.ts'
import type { Segment } from '../../../shared/model/segments.ts'
import { useMethod } from '../../app/query.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { rowsOf } from '../../components/rows.ts'
import { format, t } from '../../i18n.ts'
import classes from './segments.module.css'

const shown = 10
const rowHeight = 34

/** Those of the segment who spent most. */
export function BestCustomers({ segment, currency }: { segment: Segment; currency: string }) {
  const [, navigate] = useLocation()
  const { data, error } = useMethod('customers.list', { segment: segment.id, sort: 'net', descending: true, limit: shown })
  // Whoever sent back as much as was bought is nobody's best customer.
  const rows = data?.rows.filter(({ net }) => net > 0)
  if (rows?.length === 0) return <p className={classes.verdict}>{t('segments.detail.noBest')}</p>
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <div className={classes.table} style={{ height: ((rows?.length ?? Math.min(segment.size, shown)) + 1) * rowHeight + 4 }}>
        <DataTable
          main
          label={t('segments.detail.bestLabel', segment.name)}
          columns={columnsOf(currency)}
          rows={rows ? rowsOf(rows) : { total: null, rowAt: () => undefined }}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(`/customers/${id}`)}
        />
      </div>
    </>
  )
}

function columnsOf(currency: string): Column<CustomerRow>[] {
  const sign = format.currencySign(currency)
  return [
    { id: 'code', header: t('customers.table.code'), cell: ({ code, name }) => (name === null ? code : `${code}  ${name}`) },
    { id: 'country', header: t('customers.table.country'), cell: ({ country }) => country ?? format.unknown },
    { id: 'orders', header: t('customers.table.orders'), width: 100, align: 'end', cell: ({ orders }) => format.count(orders) },
    {
      id: 'net',
      header: t('customers.table.net', sign),
      hint: t('customers.meaning.spent'),
      width: 140,
      align: 'end',
      cell: ({ net }) => format.decimal(net)
    },
    {
      id: 'mean',
      header: t('customers.table.meanOrderValue', sign),
      hint: t('customers.meaning.meanOrderValue'),
      width: 160,
      align: 'end',
      cell: ({ meanOrderValue }) => format.decimal(meanOrderValue)
    },
    { id: 'lastAt', header: t('customers.table.lastAt'), width: 140, align: 'end', cell: ({ lastAt }) => format.date(lastAt) }
  ]
}
