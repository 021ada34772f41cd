import { Link } from 'wouter'
import { useMethod } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import classes from './customers.module.css'

/** What to offer the customer next; nothing where nobody looked or nothing fits. */
export function CustomerOffers({ id }: { id: number }) {
  const currency = useMethod('workspace.current', {}).data?.currency ?? ''
  const { rows = [] } = useMethod('upsell.offers', { customer: id, limit: 5 }).data ?? {}
  if (rows.length === 0) return null
  return (
    <section aria-label={t('offering.ofCustomer')}>
      <h2 className={classes.heading}>
        <Link href="/upsell/offers" className={classes.link}>
          {t('offering.ofCustomer')}
        </Link>
      </h2>
      <dl className={classes.alerts}>
        {rows.map((offer) => (
          <div key={`${offer.kind} ${offer.offer}`}>
            <dt>
              {offer.offer} · {t('offering.ofCustomerLine', offer.from, offer.to, offer.value, currency)}
            </dt>
            <dd>{t('upsell.why', offer)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
