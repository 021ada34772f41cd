/** Lists of customers and of products: one row a thing, and the newest list counts. */
import type { Said } from '../db/entities/fold.ts'
import type { KindRow, ValuesOf } from '../import/types.ts'
import { amountText, becameOf, bit, type KindStore, type Shelf, takenBack } from './store-kind.ts'

export function createCustomerList({ customers }: Shelf): KindStore<KindRow<'customers'>> {
  let source = 0
  return {
    begin: ({ id }) => {
      source = id
    },
    row({ values, extra }) {
      // The conversion has made sure of one of them.
      const code = values.customer ?? values.customerEmail ?? ''
      const { outcome } = customers.list(code, { ...saidOfCustomer(values), extra: extra ?? {} }, source)
      return becameOf([outcome])
    },
    end: () => takenBack(customers.endSource()),
    save: () => {}
  }
}

function saidOfCustomer(values: ValuesOf<'customers'>): Said {
  const spelled = [values.firstName, values.lastName].filter((part) => part != null).join(' ')
  return {
    name: values.customerName ?? (spelled === '' ? null : spelled),
    email: values.customerEmail ?? null,
    phone: values.customerPhone ?? null,
    company: values.company ?? null,
    country: values.country ?? null,
    region: values.region ?? null,
    city: values.city ?? null,
    postcode: values.postcode ?? null,
    registered_at: values.registeredAt ?? null,
    channel: values.channel ?? null,
    newsletter: bit(values.newsletter),
    referred_by: values.referredBy ?? null
  }
}

export function createProductList({ products }: Shelf): KindStore<KindRow<'products'>> {
  let source = 0
  return {
    begin: ({ id }) => {
      source = id
    },
    row({ values, extra }) {
      const said: Said = {
        name: values.productName ?? null,
        category: values.category ?? null,
        brand: values.brand ?? null,
        price: amountText(values.price),
        cost: amountText(values.cost),
        currency: values.currency ?? null,
        extra: extra ?? {}
      }
      const { outcome } = products.list(values.product ?? values.productName ?? '', said, source)
      return becameOf([outcome])
    },
    end: () => takenBack(products.endSource()),
    save: () => {}
  }
}
