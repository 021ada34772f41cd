import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { rhythmSentence } from '../../app/customerWords.ts'
import { useMethod } from '../../app/query.ts'
import { RhythmStrip } from '../../app/RhythmStrip.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Screen } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import { CustomerAlerts } from './CustomerAlerts.tsx'
import { CustomerFacts, Facts } from './CustomerFacts.tsx'
import { CustomerOffers } from './CustomerOffers.tsx'
import { CustomerTickets } from './CustomerTickets.tsx'
import classes from './customers.module.css'
import { EditCustomer } from './EditCustomer.tsx'
import { MergedHere } from './MergedHere.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import { TopProducts } from './TopProducts.tsx'
import { worth } from './words.ts'

/** One customer: who, worth what, in which rhythm, and every order. */
export function CustomerScreen({ id }: { id: number }) {
  const { data: detail, error } = useMethod('customers.get', { id })
  const currency = useMethod('workspace.current', {}).data?.currency ?? ''
  const [editing, setEditing] = useState(false)
  const back = (
    <Button component={Link} href="/customers" variant="default">
      {t('customers.page.back')}
    </Button>
  )
  if (!detail) {
    return (
      <Screen title={t('customers.page.title')} finding={error ? t('customers.page.failed') : t('customers.finding.reading')} action={back}>
        {error && <ErrorNotice error={error} />}
      </Screen>
    )
  }
  const extra = Object.entries(detail.extra).map(([name, value]) => ({ name, value }))
  return (
    <Screen
      title={t('customers.page.title')}
      finding={worth(detail.customer, currency)}
      note={detail.orders.length > 0 ? rhythmSentence(detail) : undefined}
      action={
        <Group gap={8}>
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('merging.edit.button')}
          </Button>
          {back}
        </Group>
      }
    >
      {editing && <EditCustomer detail={detail} onClose={() => setEditing(false)} />}
      <CustomerFacts detail={detail} wide />
      {detail.orders.length > 0 && <RhythmStrip detail={detail} height={132} caption />}
      <div className={classes.halves}>
        <section aria-label={t('customers.orders.title')}>
          <h2 className={classes.heading}>{t('customers.orders.title')}</h2>
          {detail.orders.length > 0 ? <OrdersTable detail={detail} /> : <p className={classes.quiet}>{t('customers.sentence.none')}</p>}
        </section>
        <div className={classes.side}>
          <CustomerAlerts detail={detail} />
          <CustomerTickets id={id} />
          <CustomerOffers id={id} />
          {detail.topProducts.length > 0 && <TopProducts detail={detail} most={8} />}
          {detail.merged.length > 0 && <MergedHere detail={detail} />}
          {extra.length > 0 && (
            <section aria-label={t('customers.page.more')}>
              <h2 className={classes.heading}>{t('customers.page.more')}</h2>
              <Facts facts={extra} wide={false} />
            </section>
          )}
        </div>
      </div>
    </Screen>
  )
}
