import { Link } from 'wouter'
import { useMethod } from '../../app/query.ts'
import { Panel } from '../../components/Panel.tsx'
import { format, t } from '../../i18n.ts'
import classes from './Home.module.css'

const shown = 6

/** Who spent most so far. */
export function TopCustomers({ currency }: { currency: string }) {
  const { data } = useMethod('customers.list', { sort: 'net', descending: true, limit: shown })
  const rows = data?.rows.filter(({ net }) => net > 0) ?? []
  if (data !== undefined && rows.length === 0) return null
  return (
    <Panel>
      <div className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{t('home.best')}</h2>
        <Link href="/customers">{t('home.allCustomers')}</Link>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('customers.table.code')}</th>
            <th scope="col" data-align="end">
              {t('customers.table.orders')}
            </th>
            <th scope="col" data-align="end" title={t('customers.meaning.spent')}>
              {t('customers.table.net', format.currencySign(currency))}
            </th>
            <th scope="col" data-align="end">
              {t('customers.table.lastAt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, code, orders, net, lastAt }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/customers/${id}`} className={classes.rowLink}>
                  {name ?? code}
                </Link>
              </th>
              <td data-align="end">{format.count(orders)}</td>
              <td data-align="end">{format.decimal(net)}</td>
              <td data-align="end">{format.date(lastAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
