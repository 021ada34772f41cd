import nodePath from 'node:path'
import { createEntityBook, type Outcome } from '../db/entities/book.ts'
import { moments, type Said } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import { isControl } from '../import/conversion/values.ts'
import type { KindRow, Occurrence, ValuesOf } from '../import/types.ts'
import { identityOf } from './store-content.ts'
import { amountText, becameOf, bit, fewEntries, type KindStore, type Shelf, takenBack } from './store-kind.ts'
import { createRowOrdinals } from './store-row-ordinals.ts'
import { own } from './store-text.ts'
import { codeOf, customerOf } from './store-who.ts'

/**
 * Answers to offers by customer, campaign, offer and moment of sending; without a customer they are told apart by all that
 * stands in their row and by their ordinal among equal ones. A row with several columns of answers becomes as many; what else
 * stands in it is then about the customer.
 */
export function createOfferStore(shelf: Shelf): KindStore<KindRow<'offers'>> {
  const { db, scope, customers, cacheLimit = fewEntries } = shelf
  const book = createEntityBook(db, entities.offer_response, scope, { cacheLimit: Math.min(cacheLimit, fewEntries), own })
  const ordinals = createRowOrdinals(shelf.mending, 'offer_response')
  let source = 0
  let file = ''

  return {
    begin: ({ id, draft }) => {
      source = id
      file = nodePath.basename(draft.file).replace(/(\.\w{1,5})+$/, '')
      ordinals.begin()
    },
    row({ values, extra, line }) {
      const { sentAt = null, campaign = null, accepted = [] } = values
      const customer = customerOf(shelf, values, sentAt, source)
      const wide = accepted.length > 1
      let changed = customer.changed
      if (wide && extra !== null && customer.id !== null) {
        changed = customers.list(codeOf(values) ?? '', { extra }, source).outcome === 'changed' || changed
      }
      const kept = wide && customer.id !== null ? {} : (extra ?? {})
      const outcomes: Outcome[] = []
      for (const [n, answer] of (accepted.length === 0 ? [{ header: '', value: null }] : accepted).entries()) {
        // Somebody who was not asked has no answer to one of several offers.
        if (wide && answer.value === null) continue
        const offer = values.offer ?? (wide ? answer.header : null) ?? campaign ?? file
        const who = codeOf(values)
        const said: Said = {
          first_of_row: Number(outcomes.length === 0),
          customer: customer.id,
          campaign,
          offer,
          ...saidOfAnswer(values, answer.value),
          extra: kept
        }
        const identity =
          who !== null
            ? identityOf(['customer', who, campaign, offer, sentAt])
            : identityOf(['content', n, ...book.columns.map((column) => textOf(said[column]))])
        const ordinal = who !== null ? 1 : ordinals.next(0, identity, line)
        outcomes.push(book.put([identity.whole, ordinal], moments.list, said, source).outcome)
      }
      return becameOf(outcomes, changed)
    },
    end: () => takenBack(book.endSource()),
    save: book.save
  }
}

function saidOfAnswer(values: ValuesOf<'offers'>, accepted: Occurrence | null): Said {
  const { opened = null, clicked = null, group = null, variant = null } = values
  const named = group ?? variant
  return {
    variant,
    control: named === null ? null : bit(isControl(named)),
    channel: values.channel ?? null,
    sent_at: values.sentAt ?? null,
    opened: bit(opened?.happened),
    opened_at: opened?.at ?? null,
    clicked: bit(clicked?.happened),
    clicked_at: clicked?.at ?? null,
    accepted: bit(accepted?.happened),
    accepted_at: accepted?.at ?? null,
    value: amountText(values.value),
    currency: values.value == null ? null : (values.currency ?? null),
    order_number: values.order ?? null
  }
}

function textOf(value: Said[string]): string | number | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null)
}
