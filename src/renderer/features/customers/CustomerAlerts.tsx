import { Link } from 'wouter'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
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
        {rows.map(({ id, kind, evidence, state, value }) => (
          <div key={id}>
            <dt>
              {t(`alerts.kind.${kind}`)} · {t(`inbox.state.${state}`)} · {format.moneyAbout(value, currency)}
            </dt>
            <dd>{t(`alerts.why.${kind}`, evidence, currency)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
