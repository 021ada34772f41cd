import type { CustomerDetail, CustomerOrder } from '../../../shared/model/customer.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { rowsOf } from '../../components/rows.ts'
import { format, t } from '../../i18n.ts'
import classes from './customers.module.css'

const rowHeight = 34
const mostRows = 12

/** The customer's orders, newest first; returns and cancellations are orders of their own kind. */
export function OrdersTable({ detail }: { detail: CustomerDetail }) {
  const rows = Math.min(detail.orders.length, mostRows)
  return (
    <div className={classes.orders} style={{ height: (rows + 1) * rowHeight + 4 }}>
      <DataTable
        main
        label={t('customers.orders.title')}
        columns={columns}
        rows={rowsOf(detail.orders)}
        rowKey={({ id }) => id}
        empty={t('customers.sentence.none')}
      />
    </div>
  )
}

const columns: Column<CustomerOrder>[] = [
  { id: 'at', header: t('customers.orders.date'), width: 112, cell: ({ at }) => format.date(at) },
  { id: 'number', header: t('customers.orders.number'), width: 96, cell: ({ number }) => number },
  {
    id: 'products',
    header: t('customers.orders.products'),
    cell: ({ kind, products, back, currency }) => (
      <span title={products.join('\n')}>
        {kind !== 'sale' && <span className={classes.kind}>{t(`customers.kind.${kind}`)}</span>}
        {back !== null && <span className={classes.kind}>{t('customers.orders.back', format.money(back.amount, currency))}</span>}
        {products.join(' · ')}
      </span>
    )
  },
  { id: 'lines', header: t('customers.orders.lines'), width: 68, align: 'end', cell: ({ lines }) => format.count(lines) },
  { id: 'net', header: t('customers.orders.amount'), width: 112, align: 'end', cell: ({ net, currency }) => format.money(net, currency) }
]
