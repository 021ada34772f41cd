import { Link } from 'wouter'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
import { whyOf } from '../../app/alertWords.ts'
import { useMethod } from '../../app/query.ts'
import { format, t } from '../../i18n.ts'
import classes from './customers.module.css'

/** What the inbox says of the customer; nothing where no alert is open. */
export function CustomerAlerts({ detail }: { detail: CustomerDetail }) {
  const currency = useMethod('workspace.current', {}).data?.currency ?? ''
  const { rows = [] } = useMethod('alerts.inbox', { customer: detail.customer.code, limit: 20 }).data ?? {}
  if (rows.length === 0) return null
  return (
    <section aria-label={t('inbox.ofCustomer')}>
      <h2 className={classes.heading}>
        <Link href="/alerts" className={classes.link}>
          {t('inbox.ofCustomer')}
        </Link>
      </h2>
      <dl className={classes.alerts}>
        {rows.map((alert) => (
          <div key={alert.id}>
            <dt>
              {t(`alerts.kind.${alert.kind}`)} · {t(`inbox.state.${alert.state}`)} · {format.moneyAbout(alert.value, currency)}
            </dt>
            <dd>{whyOf(alert, currency)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
