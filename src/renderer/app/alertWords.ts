/** What several screens say of an alert. Pure: tested without a page. */
import { t } from '../../shared/messages/index.ts'
import type { Alert, InboxAlert } from '../../shared/model/alerts.ts'

/** Whom or what it is about. */
export function whom({ name, customer, evidence }: Pick<InboxAlert, 'name' | 'customer' | 'evidence'>): string {
  if (customer !== null) return name ?? customer
  return typeof evidence.subject === 'string' ? evidence.subject : t('inbox.table.many')
}

/** Why it is one, in the customer's own terms. */
export const whyOf = ({ kind, evidence }: Pick<Alert, 'kind' | 'evidence'>, currency: string): string =>
  t(`alerts.why.${kind}`, evidence, currency)

/** The share of those who get a voucher that it has to bring back to pay; null where none is proposed. */
export function breakEven({ evidence }: Pick<Alert, 'evidence'>): number | null {
  return typeof evidence.breakEven === 'number' && evidence.breakEven > 0 ? evidence.breakEven : null
}
