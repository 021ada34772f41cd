import { SextantError } from '../../../shared/errors.ts'
import { numberFrom } from '../db/entities/order-number.ts'
import { entityStatements } from '../db/entities/statements.ts'
import { entities } from '../db/entities/tables.ts'
import { type Begin, hasNoOrders } from '../db/queries/fresh-rows.ts'
import type { KnownSums } from '../db/queries/summaries.ts'
import type { Tally } from '../import/conversion/tally.ts'
import type { OrderRow, RejectedDraft } from '../import/types.ts'
import { HelperGone, toldLater } from '../jobs/helper-thread.ts'
import { CodedOrders } from './coded-orders.ts'
import { FirstOrders, type FirstTexts } from './first-orders.ts'
import type { ImportWorks } from './import-work.ts'
import { lineKinds } from './line-kinds.ts'
import { arraysOf, writeOrders } from './order-pages.ts'
import { content } from './store-content.ts'
import { headerOf, type KindStore, type Shelf, type SourceDraft } from './store-kind.ts'
import { conflicting, createOrderStore, moneyOf, tooLarge } from './store-order-lines.ts'
import { memoryOf, writeSummaries } from './summary-pages.ts'

const none = -1
/** Fewer are not worth the start of a thread. */
const manyOrders = 5_000

/**
 * Stores order lines as `createOrderStore` does, and in the same words. But the first source with orders of a workspace that has none,
 * if it is large, is held in columns and written in one go: nothing has to be looked up, compared or kept of what others said, and
 * that is where the time goes. Throws `TooMuchText` when it turns out to hold too much text for that.
 */
export function createFirstOrderStore(shelf: Shelf): KindStore<OrderRow> {
  let general: KindStore<OrderRow> | null = null
  let first: { orders: FirstOrders; source: { id: number; draft: SourceDraft; noticed: Tally } } | null = null
  let coded: CodedOrders | null = null
  let known: KnownSums | null = null
  const others = (): KindStore<OrderRow> => {
    general ??= createOrderStore(shelf)
    return general
  }

  return {
    begin(source) {
      if (general !== null || shelf.first === null || !isFirst(shelf) || namesLines(source.draft)) {
        known = null
        others().begin(source)
        return
      }
      const { db, scope } = shelf
      const next = (name: 'orders' | 'customer' | 'product') => entityStatements(db, entities[name], scope.canonical).greatestId() + 1
      const ids = { order: next('orders'), customer: next('customer'), product: next('product') }
      const { rows, mostText, helper } = shelf.first
      first = { orders: new FirstOrders(ids, source.draft.currency ?? '', rows, helper, textsOf(source.draft), mostText), source }
    },
    row(row) {
      if (first === null) return others().row(row)
      return take(first.orders, row, first.source.draft) ?? 'stored'
    },
    end() {
      if (first === null) return others().end()
      const { count, example } = first.orders.restarts
      if (count > 0) first.source.noticed.add('import.numbersRestart', () => example, count)
      return {}
    },
    async fill(pause) {
      if (first === null || shelf.first === null) return
      const { orders, source } = first
      const { helper, fill } = shelf.first
      first = null
      await orders.lines.hashes.all()
      const { orders: columns, ...content } = orders.content(source.id, (row) => coded?.extraOf(row) ?? '')
      /** By the thread, or at the end by this one. */
      const handing = async <K extends 'orders' | 'summaries'>(
        kind: K,
        asked: ImportWorks[K]['asked'],
        memory: readonly (Uint8Array | Uint32Array | Int32Array | Float64Array)[]
      ): Promise<ImportWorks[K]['answered']> => {
        try {
          return await helper.ask(
            kind,
            asked,
            memory.map(({ buffer }) => buffer as ArrayBuffer)
          )
        } catch (error) {
          // With it went the memory that it was handed.
          throw error instanceof HelperGone ? new SextantError('job.crashed', { reason: 'thread' }) : error
        }
      }
      const isLarge = columns.count >= manyOrders
      const beginOrders: Begin = (file) => {
        if (!isLarge || !helper.start()) return () => writeOrders(file, columns, pause)
        const written = toldLater(handing('orders', { file, orders: columns }, arraysOf(columns)))
        return () => written
      }
      let sums: KnownSums | null = null
      const beginSummaries: Begin = (file) => {
        const lines = orders.lineColumns()
        const told = isLarge && helper.start() ? toldLater(handing('summaries', { file, lines }, memoryOf(lines))) : null
        return async () => {
          sums = await (told ?? writeSummaries(file, lines, pause))
        }
      }
      await fill({ ...content, orders: { count: columns.count, begin: beginOrders }, summaries: { begin: beginSummaries } }, pause)
      coded = null
      known = sums
    },
    sums: () => known,
    coded({ rules, table }) {
      const to = first
      if (to === null) return null
      const converter = new CodedOrders(rules, table, to.orders, (row) => take(to.orders, row, to.source.draft))
      coded = converter
      return converter
    },
    save: () => general?.save(),
    finish: async (pause) => (await others().finish?.(pause)) ?? []
  }
}

function isFirst({ db, customers, products, mending }: Shelf): boolean {
  return mending.isIdle && customers.isUntouched && products.isUntouched && hasNoOrders(db)
}

/** Columns that say what each line is called are looked at row by row. */
const namesLines = ({ mapping }: SourceDraft): boolean => headerOf(mapping, 'orderLine') !== null || Boolean(mapping.constants?.orderLine)

/** Of a table that is kept, what its things are known by. */
function textsOf({ coded }: SourceDraft): FirstTexts {
  const of = (field: 'order' | 'customer' | 'product') => coded?.table.columns[coded.rules.fields[field] ?? -1]?.texts
  return { order: of('order'), customer: of('customer'), product: of('product') }
}

/** Takes the row in; answers why it cannot, if it cannot. */
function take(to: FirstOrders, row: OrderRow, draft: SourceDraft): RejectedDraft | null {
  const money = moneyOf(row)
  if (money === null) return tooLarge(row, draft)
  const text = (value: string | null): number => (value === null || value === '' ? none : to.texts.addText(value))
  const order = to.orders.makeOf(row.order ?? numberFrom(row.at, row.customer, row.currency))
  const currency = text(row.currency)
  const conflict = to.conflict(order, row.customer === null ? none : to.customers.find(row.customer), currency, row.customer !== null)
  if (conflict === 'orderCustomerConflict') {
    return conflicting(row, { code: 'import.reject.orderCustomerConflict', field: 'customer', value: row.customer ?? '' }, draft)
  }
  if (conflict !== null)
    return conflicting(row, { code: 'import.reject.orderCurrencyConflict', field: 'currency', value: row.currency }, draft)
  const sku = row.product ?? row.productName
  to.lines.hashes.add(null, content(row))
  to.add(
    {
      order,
      customer: row.customer === null ? none : to.customers.makeOf(row.customer),
      product: sku === null ? none : to.products.makeOf(sku),
      customerName: text(row.customerName),
      customerEmail: text(row.customerEmail),
      productName: text(row.productName),
      category: text(row.category),
      currency,
      country: text(row.country),
      channel: text(row.channel),
      status: text(row.status),
      at: row.at ?? Number.NaN,
      voided: row.voided,
      kind: lineKinds.indexOf(row.kind),
      quantity: row.quantity,
      unitPrice: money.unitPrice ?? Number.NaN,
      amount: money.amount,
      decimals: money.decimals,
      extra: row.extra === null ? none : to.texts.addText(JSON.stringify(row.extra))
    },
    row.line
  )
  return null
}
