/** What several screens say about a customer. Pure: tested without a page. */
import { count, days, decimal, plusMinus } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { CustomerDetail, CustomerRow } from '../../shared/model/customer.ts'

/** The name, else the number that the file knows the customer by. */
export function whoIs({ name, code }: Pick<CustomerRow, 'name' | 'code'>): string {
  return name ?? t('customers.page.numbered', code)
}

/** How regularly the customer orders and where in that rhythm the analysis date stands. */
export function rhythmSentence({ customer, rhythm, daysSinceLast }: Pick<CustomerDetail, 'customer' | 'rhythm' | 'daysSinceLast'>): string {
  if (customer.orders === 0 || daysSinceLast === null) return t('customers.sentence.none')
  const since = daysSinceLast === 0 ? t('customers.sentence.today') : t('customers.sentence.ago', days(daysSinceLast))
  if (rhythm === null) return t('customers.sentence.few', t('customers.count.orders', customer.orders), since)
  const usual = usualGap(rhythm)
  const isLate = daysSinceLast > rhythm.medianDays + rhythm.madDays
  return isLate ? t('customers.sentence.late', usual, count(daysSinceLast)) : t('customers.sentence.rhythm', usual, since)
}

/** Nobody keeps a rhythm to the hour: whole days, but for those who come every other day. */
function usualGap({ medianDays, madDays }: NonNullable<CustomerDetail['rhythm']>): string {
  return medianDays < 3 ? plusMinus(medianDays, madDays, (value) => decimal(value, 1)) : plusMinus(medianDays, madDays, count)
}
