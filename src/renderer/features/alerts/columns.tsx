import { Checkbox } from '@mantine/core'
import type { InboxAlert } from '../../../shared/model/alerts.ts'
import { whom, whyOf } from '../../app/alertWords.ts'
import type { Column } from '../../components/DataTable.tsx'
import { format, t } from '../../i18n.ts'
import classes from './alerts.module.css'

interface ColumnsInput {
  currency: string
  marked: ReadonlyMap<number, InboxAlert>
  onMark: (alert: InboxAlert) => void
  /** The detail beside the list takes its room. */
  narrow: boolean
}

/** Columns of the inbox: whom, why, what is at stake, until when. */
export function columnsFor({ currency, marked, onMark, narrow }: ColumnsInput): Column<InboxAlert>[] {
  return [
    {
      id: 'mark',
      header: t('inbox.table.marks'),
      width: 64,
      cell: (alert) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: keeps the row from opening when its box is ticked.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the same; the box itself is reached and ticked by keyboard.
        <span className={classes.mark} onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            aria-label={t('inbox.table.mark', whom(alert))}
            tabIndex={-1}
            checked={marked.has(alert.id)}
            onChange={() => onMark(alert)}
          />
        </span>
      )
    },
    {
      id: 'who',
      header: t('inbox.table.who'),
      width: narrow ? 148 : 200,
      cell: (alert) => (
        <span className={classes.who} data-new={alert.state === 'new' || undefined}>
          <span className={classes.whoName}>{whom(alert)}</span>
          <span className={classes.whoKind}>
            {t(`alerts.kind.${alert.kind}`)}
            {alert.state === 'planned' && ` · ${t('inbox.state.planned')}`}
          </span>
        </span>
      )
    },
    { id: 'why', header: t('inbox.table.why'), wraps: true, cell: (alert) => whyOf(alert, currency) },
    {
      id: 'value',
      header: t('inbox.table.value', format.currencySign(currency)),
      width: narrow ? 96 : 112,
      align: 'end',
      cell: ({ value }) => format.moneyAbout(value, currency)
    },
    ...(narrow
      ? []
      : [{ id: 'due', header: t('inbox.table.due'), width: 112, align: 'end' as const, cell: ({ due }: InboxAlert) => format.date(due) }])
  ]
}
