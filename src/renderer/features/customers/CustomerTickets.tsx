import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SupportTicket } from '../../../shared/model/support-views.ts'
import { useMethod } from '../../app/query.ts'
import { format, t } from '../../i18n.ts'
import classes from './customers.module.css'

const first = 5
const most = 100

/** What the customer wrote to support, the newest first, and how it went; nothing of who never did. */
export function CustomerTickets({ id }: { id: number }) {
  const [shown, setShown] = useState(first)
  const { data } = useMethod('support.tickets', { pick: { by: 'customer', customer: id }, limit: shown }, { keepPrevious: true })
  if (data === undefined || data.total === 0) return null
  const left = Math.min(most, data.total) - data.rows.length
  return (
    <section aria-label={t('customers.tickets.title')}>
      <h2 className={classes.heading}>{t('customers.tickets.title')}</h2>
      <dl className={classes.alerts}>
        {data.rows.map((ticket) => (
          <div key={ticket.number}>
            <dt>{ticket.subject ?? ticket.message?.slice(0, 80) ?? ticket.category ?? ticket.number}</dt>
            <dd>
              {[format.date(ticket.at), ticket.category, ticket.product, stateOf(ticket)].filter((part) => part !== null).join(' · ')}
            </dd>
          </div>
        ))}
      </dl>
      {left > 0 && (
        <Button variant="default" size="xs" onClick={() => setShown(most)}>
          {t('customers.tickets.more', left)}
        </Button>
      )}
    </section>
  )
}

function stateOf({ status, solvedAt }: SupportTicket): string {
  if (solvedAt !== null) return t('customers.tickets.solved', format.date(solvedAt))
  return status ?? t('customers.tickets.open')
}
