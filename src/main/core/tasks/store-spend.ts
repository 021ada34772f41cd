import { createEntityBook } from '../db/entities/book.ts'
import { moments } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import type { KindRow } from '../import/types.ts'
import { identityOf } from './store-content.ts'
import { amountText, becameOf, type KindStore, type Shelf, takenBack } from './store-kind.ts'
import { createRowOrdinals } from './store-row-ordinals.ts'
import { own } from './store-text.ts'

/**
 * Marketing spend by period, channel, campaign, ad set and currency. Where a file has several rows for the same, they are
 * several, told apart by their order; a later file changes the first by its first, and so on.
 */
export function createSpendStore({ db, scope, mending, cacheLimit }: Shelf): KindStore<KindRow<'spend'>> {
  const book = createEntityBook(db, entities.marketing_spend, scope, { cacheLimit, own })
  const ordinals = createRowOrdinals(mending, 'marketing_spend')
  let source = 0
  return {
    begin: ({ id }) => {
      source = id
      ordinals.begin()
    },
    row({ values, extra, line }) {
      const { date = null, until = null, channel = null, campaign = null, adSet = null, currency = null } = values
      const identity = identityOf([date, until, channel, campaign, adSet, currency])
      const said = {
        at: date,
        until,
        channel,
        campaign,
        ad_set: adSet,
        cost: amountText(values.cost),
        revenue: amountText(values.revenue),
        currency,
        impressions: values.impressions ?? null,
        clicks: values.clicks ?? null,
        conversions: values.conversions ?? null,
        extra: extra ?? {}
      }
      const { outcome } = book.put([identity.whole, ordinals.next(0, identity, line)], moments.list, said, source)
      return becameOf([outcome])
    },
    end: () => takenBack(book.endSource()),
    save: book.save
  }
}
