/** What is said about one customer. Pure: tested without a page. */
import { about, money, moneyAbout } from '../../../shared/format.ts'
import { t } from '../../../shared/messages/index.ts'
import type { CustomerRow } from '../../../shared/model/customer.ts'
import type { SupportCluster } from '../../../shared/model/support.ts'
import { whoIs } from '../../app/customerWords.ts'
import type { AmongFilter } from '../../app/filters.tsx'

/** `Ann Brown spent £4,310 in 7 orders.` */
export function worth(customer: CustomerRow, currency: string): string {
  if (customer.orders === 0) return t('customers.sentence.noOrders', whoIs(customer))
  return t('customers.sentence.worth', whoIs(customer), moneyAbout(customer.net, currency), t('customers.count.orders', customer.orders))
}

/** `6 bought for £120.50`. */
export function bought(name: string, quantity: number, net: number, currency: string): string {
  return t('customers.products.sentence', name, about(quantity), money(net, currency))
}

/**
 * Who is in the list: `176 champions in “Best customers”.`
 *
 * @param group what it is narrowed to; null: nothing
 * @param of what the count stood for that opened it, `next` those who may write soon; null: a whole group
 */
export function listed(total: number, group: string | null, search: string, of: AmongFilter['among']['of'] | 'next' | null): string {
  const whom = of === 'champions' || of === 'risk' ? t(`customers.count.${of}`, total) : t('customers.count.customers', total)
  const who = total === 0 ? t('customers.finding.noOne') : whom
  if (group !== null && of !== null && ['journey', 'kpi', 'alert', 'upsell', 'next'].includes(of))
    return t('journey.filter.finding', who, group)
  if (group === null) return search === '' ? t('customers.finding.all', who) : t('customers.finding.search', who, search)
  return search === '' ? t('customers.finding.segment', who, group) : t('customers.finding.both', who, group, search)
}

type Need = Pick<SupportCluster, 'id' | 'play' | 'categories'>

/** What to write to somebody who may write soon: the message of what is to be done for the customer's group, about what it writes about most. */
export function messageTo(chosen: CustomerRow | null, needs: readonly Need[]): { lead: string; text?: string } {
  if (chosen === null) return { lead: t('supporting.soon.select') }
  const lead = t('supporting.soon.messageTo', whoIs(chosen))
  const need = needs.find(({ id }) => id === chosen.soon?.cluster)
  const [play, about] = [need?.play?.play, need?.categories[0]?.name]
  switch (play) {
    case 'self-service':
    case 'proactive':
    case 'specialist':
    case 'priority':
    case 'goodwill':
      return about === undefined ? { lead } : { lead, text: t(`support.message.play.${play}`, about) }
    default:
      return { lead }
  }
}
