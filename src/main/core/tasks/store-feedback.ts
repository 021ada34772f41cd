import { createEntityBook, type Outcome } from '../db/entities/book.ts'
import { moments, type Said } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import { askedBy, bestOf, countsAs, toldApartAs } from '../import/conversion/asked.ts'
import type { KindRow } from '../import/types.ts'
import { identityOf } from './store-content.ts'
import { becameOf, fewEntries, type KindStore, type Shelf, takenBack } from './store-kind.ts'
import { createRowOrdinals } from './store-row-ordinals.ts'
import { own } from './store-text.ts'
import { codeOf, customerOf } from './store-who.ts'

/**
 * Feedback by its number; without one it is (customer, moment, type, content) and its ordinal among equal ones. A row of several
 * scores becomes as many answers.
 */
export function createFeedbackStore(shelf: Shelf): KindStore<KindRow<'feedback'>> {
  const { db, scope, products, cacheLimit = fewEntries } = shelf
  const book = createEntityBook(db, entities.feedback, scope, { cacheLimit: Math.min(cacheLimit, fewEntries), own })
  const ordinals = createRowOrdinals(shelf.mending, 'feedback')
  let source = 0
  let scales: Record<string, number> = {}

  return {
    begin: ({ id, draft }) => {
      source = id
      scales = draft.scales ?? {}
      ordinals.begin()
    },
    row({ values, extra, line }) {
      const { at = null, feedback = null, score = [] } = values
      const customer = customerOf(shelf, values, at, source)
      const product = products.meet({ product: values.product ?? null, productName: values.productName ?? null }, source)
      const filled = score.filter(({ value }) => value !== null)
      const answers = filled.length === 0 ? [{ header: '', value: null }] : filled
      const several = score.length > 1
      const outcomes: Outcome[] = []
      for (const [n, { header, value }] of answers.entries()) {
        const first = n === 0
        const asked = value === null && values.type == null ? null : askedBy(values, header)
        const question = several ? header : null
        const comment = first ? (values.comment ?? null) : null
        const title = first ? (values.title ?? null) : null
        const refers = [values.order ?? null, values.ticket ?? null, values.product ?? null, values.productName ?? null]
        const who = codeOf(values)
        const identity =
          feedback !== null
            ? identityOf(['number', feedback, question])
            : // What nobody is named for is told apart by everything that stands beside it.
              identityOf([
                'content',
                who,
                at,
                asked && toldApartAs(values, header),
                question,
                value,
                title,
                comment,
                ...refers,
                who === null ? JSON.stringify(extra) : null
              ])
        const said: Said = {
          code: feedback,
          first_of_row: Number(first),
          customer: customer.id,
          at,
          type: asked && countsAs(asked, scales),
          question,
          score: value,
          scale: value === null ? null : (values.scale ?? (asked && bestOf(asked, scales))),
          title,
          comment,
          order_number: values.order ?? null,
          ticket_number: values.ticket ?? null,
          product_id: product.id,
          channel: values.channel ?? null,
          extra: extra ?? {}
        }
        const ordinal = feedback !== null ? 1 : ordinals.next(0, identity, line)
        outcomes.push(book.put([identity.whole, ordinal], moments.list, said, source).outcome)
      }
      return becameOf(outcomes, customer.changed || product.changed)
    },
    end: () => takenBack(book.endSource()),
    save: book.save
  }
}
