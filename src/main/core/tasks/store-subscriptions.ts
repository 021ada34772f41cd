import { createEntityBook } from '../db/entities/book.ts'
import { moments, type Said } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import type { KindRow } from '../import/types.ts'
import { identityOf } from './store-content.ts'
import { amountText, becameOf, type KindStore, type Shelf, takenBack } from './store-kind.ts'
import { own } from './store-text.ts'
import { codeOf, customerOf } from './store-who.ts'

/** Subscriptions by number, else by customer, plan and beginning; usage of a period beside them by the period. */
export function createSubscriptionStore(shelf: Shelf): KindStore<KindRow<'subscriptions'>> {
  const { db, scope, products, cacheLimit } = shelf
  const book = createEntityBook(db, entities.subscription, scope, { cacheLimit, own })
  let source = 0
  return {
    begin: ({ id }) => {
      source = id
    },
    row({ values, extra }) {
      const { subscription = null, plan = null, startedAt = null, period = null } = values
      const customer = customerOf(shelf, values, startedAt ?? period, source)
      const product = products.meet({ product: values.product ?? null, productName: null }, source)
      const identity =
        subscription !== null
          ? identityOf(['number', subscription, period])
          : identityOf(['customer', codeOf(values), plan, values.product ?? null, startedAt, period])
      const said: Said = {
        code: subscription,
        customer: customer.id,
        plan,
        product_id: product.id,
        status: values.status ?? null,
        started_at: startedAt,
        // A column of ends that is blank in the newest list says that the subscription goes on.
        ended_at: values.endedAt,
        period,
        price: amountText(values.price),
        currency: values.price == null ? null : (values.currency ?? null),
        interval: values.interval ?? null,
        quantity: values.quantity ?? null,
        usage: values.usage ?? null,
        usage_limit: values.limit ?? null,
        extra: extra ?? {}
      }
      const { outcome } = book.put([identity.whole, 1], moments.list, said, source)
      return becameOf([outcome], customer.changed || product.changed)
    },
    end: () => takenBack(book.endSource()),
    save: book.save
  }
}
