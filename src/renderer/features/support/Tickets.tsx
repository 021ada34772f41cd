import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { SupportPick, SupportTicket } from '../../../shared/model/support-views.ts'
import { type AmongFilter, useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Inspector } from '../../components/Inspector.tsx'
import { format, t } from '../../i18n.ts'
import classes from './support.module.css'

const pageSize = 30

interface TicketsPaneProps {
  title: string
  pick: SupportPick
  /** What the list of customers is narrowed to: exactly those whose tickets stand here. */
  filter: AmongFilter
  onClose: () => void
  /** Above the tickets. */
  children?: ReactNode
}

/** The tickets behind a group, a branch or a rising problem, in their own words, and the way to their customers. */
export function TicketsPane({ title, pick, filter, onClose, children }: TicketsPaneProps) {
  const [shown, setShown] = useState(pageSize)
  const { setAmong } = useFilters()
  const { data, error } = useMethod('support.tickets', { pick, limit: Math.min(500, shown) }, { keepPrevious: true })
  return (
    <Inspector
      title={title}
      onClose={onClose}
      {...(data !== undefined &&
        data.customers > 0 && {
          action: (
            <Button component={Link} href="/customers" fullWidth onClick={() => setAmong(filter)}>
              {t('supporting.pane.seeCustomers', data.customers)}
            </Button>
          )
        })}
    >
      {children}
      {error && <ErrorNotice error={error} />}
      {data && (
        <>
          <p className={classes.quiet}>{t('supporting.pane.ticketsOf', data.total, data.customers)}</p>
          <ol className={classes.tickets} aria-label={t('supporting.pane.tickets')}>
            {data.rows.map((ticket) => (
              <Ticket key={ticket.number} ticket={ticket} />
            ))}
          </ol>
          {data.rows.length < data.total && shown < 500 && (
            <Button variant="default" size="xs" onClick={() => setShown(shown + pageSize)}>
              {t('supporting.pane.more')}
            </Button>
          )}
        </>
      )}
    </Inspector>
  )
}

function Ticket({ ticket }: { ticket: SupportTicket }) {
  const { number, at, customer, code, name, product, category, subject, message } = ticket
  return (
    <li>
      <div className={classes.ticketHead}>
        {customer === null ? <span>{t('supporting.pane.nobody')}</span> : <Link href={`/customers/${customer}`}>{name ?? code}</Link>}
        <span>{format.date(at)}</span>
      </div>
      {subject !== null && <div className={classes.strong}>{subject}</div>}
      {message !== null && <p>{message}</p>}
      <div className={classes.quiet}>{[number, product, category].filter((part) => part !== null).join(' · ')}</div>
    </li>
  )
}
