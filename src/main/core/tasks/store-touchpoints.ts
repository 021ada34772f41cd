import { createTouchpointWriter } from '../db/queries/touchpoints.ts'
import type { KindRow } from '../import/types.ts'
import { identityOf } from './store-content.ts'
import { amountText, type KindStore, type Shelf } from './store-kind.ts'
import { createRowOrdinals } from './store-row-ordinals.ts'
import { codeOf, customerOf } from './store-who.ts'

/**
 * Touchpoints have no number: one is (moment, content, ordinal among equal ones in its source), as an order line is, and
 * nothing of it is ever changed.
 */
export function createTouchpointStore(shelf: Shelf): KindStore<KindRow<'touchpoints'>> {
  const { db, scope, products } = shelf
  const writer = createTouchpointWriter(db, scope)
  const ordinals = createRowOrdinals(shelf.mending, 'touchpoint')
  let source = 0

  return {
    begin: ({ id }) => {
      source = id
      ordinals.begin()
    },
    row({ values, extra, line }) {
      const { at } = values
      if (at == null) throw new Error('a touchpoint without a moment is to be rejected')
      const customer = customerOf(shelf, values, at, source)
      const product = products.meet({ product: values.product ?? null, productName: null }, source)
      const value = amountText(values.value)
      const count = values.count ?? 1
      const { event = null, channel = null, campaign = null, page = null, device = null, visitor = null, session = null } = values
      const hash = identityOf([
        at,
        codeOf(values),
        visitor,
        session,
        event,
        channel,
        campaign,
        page,
        device,
        values.product ?? null,
        values.order ?? null,
        count,
        value,
        values.currency ?? null
      ])
      const outcome = writer.add({
        at,
        identity: hash.whole,
        ordinal: ordinals.next(at, hash, line),
        customerId: customer.id,
        visitor,
        session,
        event,
        channel,
        campaign,
        page,
        device,
        productId: product.id,
        order: values.order ?? null,
        count,
        value: values.value ?? null,
        currency: value === null ? null : (values.currency ?? null),
        extra,
        sourceId: source
      })
      if (outcome === 'stored') return outcome
      return customer.changed || product.changed ? 'updated' : 'duplicate'
    },
    end: () => ({}),
    save: () => {}
  }
}
