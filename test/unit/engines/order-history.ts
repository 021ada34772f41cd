import type { AlertHistory } from '../../../src/shared/model/alert-columns.ts'

export type Order = [day: number, products: number[]]

/** A history of orders, customer by customer; an item costs what `prices` says of its product. */
export function historyOf(people: readonly (readonly Order[])[], category: number[], prices: number[], lastDay: number): AlertHistory {
  const [orders, day, value, items, product, amount] = [[0], [], [], [0], [], []] as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[]
  ]
  for (const list of people) {
    for (const [at, products] of list) {
      day.push(at)
      for (const code of products) {
        product.push(code)
        amount.push(prices[code] as number)
      }
      value.push(products.reduce((sum, code) => sum + (prices[code] as number), 0))
      items.push(product.length)
    }
    orders.push(day.length)
  }
  const none = new Int32Array(people.length + 1)
  return {
    customers: people.length,
    firstDay: Math.min(...day),
    lastDay,
    orders: Int32Array.from(orders),
    day: Int32Array.from(day),
    value: Float64Array.from(value),
    channel: new Int32Array(day.length),
    items: Int32Array.from(items),
    product: Int32Array.from(product),
    amount: Float64Array.from(amount),
    category: Int32Array.from(category),
    troubles: none,
    troubleDay: new Int32Array(),
    visits: none,
    visitDay: new Int32Array(),
    isGoods: new Uint8Array(category.length).fill(1),
    contacts: none,
    contactDay: new Int32Array(),
    contactChannel: new Int32Array(),
    contactAnswered: new Int8Array(),
    segment: new Int32Array(people.length),
    categories: Math.max(...category) + 1,
    channels: 1,
    segments: 0,
    contactChannels: 0
  }
}
