/** What is said about one customer. Pure: tested without a page. */
import { about, money, moneyAbout } from '../../../shared/format.ts'
import { t } from '../../../shared/messages/index.ts'
import type { CustomerRow } from '../../../shared/model/customer.ts'
import { whoIs } from '../../app/customerWords.ts'

/** `Ann Brown spent £4,310 in 7 orders.` */
export function worth(customer: CustomerRow, currency: string): string {
  if (customer.orders === 0) return t('customers.sentence.noOrders', whoIs(customer))
  return t('customers.sentence.worth', whoIs(customer), moneyAbout(customer.net, currency), t('customers.count.orders', customer.orders))
}

/** `6 bought for £120.50`. */
export function bought(name: string, quantity: number, net: number, currency: string): string {
  return t('customers.products.sentence', name, about(quantity), money(net, currency))
}
