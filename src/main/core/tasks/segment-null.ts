import { LIKE_EVERYBODY } from '../../../engines/features/trade.ts'
import { treat } from '../../../engines/features/treatment.ts'
import { median } from '../../../engines/math/median.ts'
import { nearest } from '../../../engines/null/one-mode.ts'
import { type SingleMode, singleMode } from '../../../engines/null/single-mode.ts'
import { type FeatureTable, inOriginalUnits, scaledLattices } from './segment-features.ts'

/** As `steadyShares` does it, and back. */
const steady = (share: number, orders: number, everybody: number) =>
  (orders * share + LIKE_EVERYBODY * everybody) / (orders + LIKE_EVERYBODY)
const unsteady = (steadied: number, orders: number, everybody: number) =>
  (steadied * (orders + LIKE_EVERYBODY) - LIKE_EVERYBODY * everybody) / orders

const isShareOfOrders = (feature: string) => ['discountShare', 'weekendShare'].includes(feature) || feature.startsWith('channel:')

/**
 * The single-mode null of a table of customers, in which what follows from the number of orders follows from it still. Features are not
 * free of one another: who ordered once has the first order as the last one and no gap, which is filled in; money is orders times their mean;
 * the gaps of a customer fill the time between first and last order; a share of three orders is a third or two. A copula that knows only of
 * correlation breaks all this, and customers without any groups look grouped beside its draws.
 *
 * Drawn are therefore, by the copula, what is free: recency, orders, their mean value, the part that the first to last order takes of the time
 * since the shop's first customer, how uneven the gaps are, and every feature that is tied to none. The rest follows:
 * tenure, the mean and the spread of gaps, money; shares of orders go to the nearest that so many orders allow. What is unknown together, and what
 * part of an amount did not go back, is that of a customer of the data with as many orders.
 *
 * O(n p^2), and O(p) a drawn row.
 */
export function tiedNull(table: FeatureTable, rng: () => number): SingleMode {
  const { n, p, columns, original, scaled, absent } = table
  const at = (feature: string) => columns.findIndex((column) => column.feature === feature)
  const [recency, frequency, monetary, mean, tenure, gap, spread] = [
    'recency',
    'frequency',
    'monetary',
    'meanOrderValue',
    'tenure',
    'gapMean',
    'gapSpread'
  ].map(at) as [number, number, number, number, number, number, number]
  const value = (i: number, j: number) => original[i * p + j] as number
  const unit = (j: number, drawn: number) => inOriginalUnits(columns[j] as (typeof columns)[number], drawn)
  const hasSpan = tenure >= 0 && recency >= 0
  const hasGap = hasSpan && frequency >= 0 && gap >= 0
  const hasMoney = monetary >= 0 && mean >= 0 && frequency >= 0
  const hasSpread = spread >= 0 && gap >= 0
  const lattices = scaledLattices(table)
  /** Shares of orders, and what all customers together have of each. */
  const ofOrders = columns.flatMap(({ feature, steadied }, j) =>
    steadied && frequency >= 0 && isShareOfOrders(feature) ? [{ j, everybody: everybodyOf(j) }] : []
  )

  const longest = hasSpan ? original.reduce((most, days, cell) => (cell % p === tenure && days > most ? days : most), 0) : 0
  const span = (i: number) => value(i, tenure) - value(i, recency)
  const isAbsent = (i: number, j: number) => absent[i * p + j] === 1 || (hasSpan && j === tenure && !(span(i) > 0))
  const free = scaled.slice()
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) if (isAbsent(i, j)) free[i * p + j] = Number.NaN
    if (hasSpan && span(i) > 0) free[i * p + tenure] = span(i) / (longest - value(i, recency))
    if (hasGap) free[i * p + gap] = 0
    if (hasMoney) free[i * p + monetary] = 0
    if (hasSpread && !isAbsent(i, spread)) free[i * p + spread] = value(i, spread) / value(i, gap)
  }
  const freeLattices = lattices.map((lattice, j) =>
    (hasSpan && j === tenure) || (hasGap && j === gap) || (hasMoney && j === monetary) || (hasSpread && j === spread) ? null : lattice
  )

  // Customers by the number of their orders, as it is clustered.
  const byOrders = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    const orders = frequency < 0 ? 0 : (scaled[i * p + frequency] as number)
    const alike = byOrders.get(orders)
    if (alike === undefined) byOrders.set(orders, [i])
    else alike.push(i)
  }
  const known = Float64Array.from(byOrders.keys()).sort()
  const donor = (rows: Float64Array, row: number, random: () => number): number => {
    const orders = frequency < 0 ? 0 : (known[nearest(known, rows[row + frequency] as number)] as number)
    const alike = byOrders.get(orders) as number[]
    return alike[Math.floor(random() * alike.length)] as number
  }
  const hideLike = (rows: Float64Array, row: number, i: number) => {
    for (let j = 0; j < p; j++) if (isAbsent(i, j)) rows[row + j] = Number.NaN
  }
  const base = singleMode(free, n, p, freeLattices, rng, (rows, row, random) => hideLike(rows, row, donor(rows, row, random)))

  const put = (rows: Float64Array, row: number, j: number, amount: number) => {
    rows[row + j] = treat((columns[j] as (typeof columns)[number]).treatment, amount)
  }
  return {
    bandwidths: base.bandwidths,
    draw(into, random) {
      base.draw(into, random)
      for (let row = 0; row < into.length; row += p) {
        const like = donor(into, row, random)
        hideLike(into, row, like)
        const orders = frequency < 0 ? 1 : unit(frequency, into[row + frequency] as number)
        let between = 0
        if (hasSpan) {
          const since = unit(recency, into[row + recency] as number)
          const part = into[row + tenure] as number
          // Whole days, as dates are.
          between = Number.isNaN(part) ? 0 : Math.round(part * Math.max(0, longest - since))
          put(into, row, tenure, since + between)
        }
        const ownGap = hasGap ? (between * evenness(like)) / Math.max(1, orders - 1) : gap >= 0 ? unit(gap, into[row + gap] as number) : 0
        if (hasSpread && !Number.isNaN(into[row + spread] as number)) put(into, row, spread, (into[row + spread] as number) * ownGap)
        if (hasGap && !Number.isNaN(into[row + gap] as number)) put(into, row, gap, ownGap)
        if (hasMoney) put(into, row, monetary, orders * unit(mean, into[row + mean] as number) * kept(like))
        for (const { j, everybody } of ofOrders) {
          if (Number.isNaN(into[row + j] as number)) continue
          const n = Math.max(1, Math.round(orders))
          const own = unsteady(unit(j, into[row + j] as number), n, everybody)
          put(into, row, j, steady(Math.min(1, Math.max(0, Math.round(own * n) / n)), n, everybody))
        }
        for (let j = 0; j < p; j++) if (Number.isNaN(into[row + j] as number)) put(into, row, j, Number.NaN)
      }
    }
  }

  /** What few orders are drawn towards: the same for all customers, so that any tells it. */
  function everybodyOf(j: number): number {
    const told = Float64Array.from({ length: n }, (_, i) => {
      const orders = value(i, frequency)
      return (unit(j, scaled[i * p + j] as number) * (orders + LIKE_EVERYBODY) - orders * value(i, j)) / LIKE_EVERYBODY
    })
    return median(told)
  }

  /** How much longer gaps are than if each order had a day of its own. */
  function evenness(i: number): number {
    return span(i) > 0 ? (value(i, gap) * (value(i, frequency) - 1)) / span(i) : 1
  }

  /** Of what was bought, the part that did not go back. */
  function kept(i: number): number {
    const bought = value(i, frequency) * value(i, mean)
    return bought > 0 ? value(i, monetary) / bought : 1
  }
}
