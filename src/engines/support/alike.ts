import type { TicketColumns } from '../../shared/model/support-columns.ts'
import { calendarOf, withoutTime } from './calendar.ts'
import { pairs } from './difficulty.ts'

/** How one who answers differs from the others in a category, over tickets as hard as each other. */
export interface Alike {
  who: number
  category: number
  /** Tickets of this one's, and of the others', that stand beside each other. */
  own: number
  others: number
  /** Difference of the means, own less others'; its squared error, and the degrees of freedom of that. */
  mean: number
  error: number
  freedom: number
}

/** Tickets as hard on one side that are too few to stand beside the others. */
const FEWEST = 5
/** From one customer alone nobody learns how much customers differ. */
const FEWEST_CUSTOMERS = 2

/** One who answers beside the others, among tickets as hard as each other. */
interface Part {
  own: number
  others: number
  mean: number
  /** Squared errors of the two means, and of how many customers they are known. */
  ownError: number
  othersError: number
  ownCustomers: number
  othersCustomers: number
}

/** One's tickets and the others', as they are gone through. Values are what they are more than the usual one. */
interface Side {
  own: number
  others: number
  mine: number
  theirs: number
  /** Of one's own sums by customer, what they differ from the mean; what the others' squares are more without one's own tickets. */
  squares: number
  change: number
  /** Customers of one's own, and those whom nobody else answered. */
  customers: number
  alone: number
}

/**
 * Compares everybody who answers with all others, category by category. Among tickets as hard as each other the means are subtracted; the differences
 * are put together by weights n m / (n + m), which are least uncertain where the spread is the same. Both means have their error. A customer's tickets are
 * alike, so errors are of sums by customer (a customer on both sides counts as two, which errs on the safe side), and the degrees of freedom Satterthwaite's.
 * A few tickets that happen to be quick happen to be alike too: one's own are taken to vary at least as much as
 * the others' do. Values are held beside each other less what the time of opening adds (`withoutTime`), and the less certain the fewer of the others' tickets are of the same
 * time as one's own. Where one side has fewer than five tickets as hard, or one customer alone, these are left out. Tickets of nobody known stand for themselves.
 *
 * Source: K. Liang, S. Zeger (1986), Longitudinal data analysis using generalized linear models, Biometrika 73; F. Satterthwaite (1946), An approximate
 * distribution of estimates of variance components, Biometrics Bulletin 2.
 * O(tickets log tickets).
 *
 * @param difficulty the same number for tickets as hard as each other; within a category
 * @param known what is compared; NaN: not known, and left out
 */
export function compareAlike(
  { n, category, customer, opened }: Pick<TicketColumns, 'n' | 'category' | 'customer' | 'opened'>,
  who: Int32Array,
  difficulty: Int32Array,
  known: (ticket: number) => number
): Alike[] {
  const raw = Float64Array.from({ length: n }, (_, i) => known(i))
  const person = Float64Array.from({ length: n }, (_, i) => ((customer[i] as number) >= 0 ? (customer[i] as number) : -1 - i))
  const order = Array.from(raw.keys())
    .filter((i) => !Number.isNaN(raw[i] as number) && (who[i] as number) >= 0 && (category[i] as number) >= 0)
    .sort(
      (a, b) =>
        (category[a] as number) - (category[b] as number) ||
        (difficulty[a] as number) - (difficulty[b] as number) ||
        (person[a] as number) - (person[b] as number) ||
        (who[a] as number) - (who[b] as number) ||
        a - b
    )
  const calendar = calendarOf({ opened, category }, order)
  const desk = pairs(who, category)
  const values = withoutTime(raw, order, calendar, [difficulty, desk])
  const together = sameTime(order, desk, pairs(calendar.period, calendar.weekend))
  const sums = new Map<string, Alike & { weight: number; desk: number }>()
  for (const tickets of runs(order, (a, b) => category[a] === category[b] && difficulty[a] === difficulty[b])) {
    const of = category[tickets[0] as number] as number
    const deskOf = new Map(tickets.map((i) => [who[i] as number, desk[i] as number]))
    for (const [one, part] of compareAsHard(tickets, values, person, who)) {
      const key = `${one} ${of}`
      const sum = sums.get(key) ?? {
        who: one,
        category: of,
        own: 0,
        others: 0,
        mean: 0,
        error: 0,
        freedom: 0,
        weight: 0,
        desk: deskOf.get(one) as number
      }
      sums.set(key, sum)
      const weight = (part.own * part.others) / (part.own + part.others)
      sum.own += part.own
      sum.others += part.others
      sum.weight += weight
      sum.mean += weight * part.mean
      sum.error += weight ** 2 * (part.ownError + part.othersError)
      sum.freedom += weight ** 4 * (part.ownError ** 2 / (part.ownCustomers - 1) + part.othersError ** 2 / (part.othersCustomers - 1))
    }
  }
  return Array.from(sums.values()).flatMap(({ weight, mean, error, freedom, desk: at, ...of }) => {
    // Who never answers when others do is beside nobody.
    const beside = together[at] as number
    if (beside === 0) return []
    return {
      ...of,
      mean: mean / weight,
      error: (error / weight ** 2) * Math.max(1, weight / beside),
      freedom: freedom > 0 ? error ** 2 / freedom : Number.POSITIVE_INFINITY
    }
  })
}

/** How much one's own tickets and the others' of the same time and category tell of each other: n m / (n + m), added up over times; by desk. */
function sameTime(order: readonly number[], desk: Int32Array, time: Int32Array): Float64Array {
  const tells = new Float64Array(desk.reduce((most, code) => Math.max(most, code), -1) + 1)
  for (const tickets of Map.groupBy(order, (i) => time[i] as number).values()) {
    for (const [code, { length }] of Map.groupBy(tickets, (i) => desk[i] as number)) {
      tells[code] = (tells[code] as number) + (length * (tickets.length - length)) / tickets.length
    }
  }
  return tells
}

/** Who has enough, beside the others, in tickets as hard as each other that stand by customer, and in those by who answered. O(tickets). */
function compareAsHard(tickets: readonly number[], values: Float64Array, person: Float64Array, who: Int32Array): Map<number, Part> {
  const usual = sumOf(tickets, values, 0) / tickets.length
  const all = sumOf(tickets, values, usual)
  const sides = new Map<number, Side>()
  for (const [one, own] of Map.groupBy(tickets, (i) => who[i] as number)) {
    const others = tickets.length - own.length
    if (own.length < FEWEST || others < FEWEST) continue
    const sum = sumOf(own, values, usual)
    sides.set(one, {
      own: own.length,
      others,
      mine: sum / own.length,
      theirs: (all - sum) / others,
      squares: 0,
      change: 0,
      customers: 0,
      alone: 0
    })
  }
  // What the squares of the others' sums by customer are made of, whatever the others' mean is.
  let [customers, sumSquares, products, countSquares] = [0, 0, 0, 0]
  for (const ofOne of runs(tickets, (a, b) => person[a] === person[b])) {
    const [count, sum] = [ofOne.length, sumOf(ofOne, values, usual)]
    customers++
    sumSquares += sum ** 2
    products += sum * count
    countSquares += count ** 2
    for (const own of runs(ofOne, (a, b) => who[a] === who[b])) {
      const side = sides.get(who[own[0] as number] as number)
      if (side === undefined) continue
      const mine = sumOf(own, values, usual)
      side.customers++
      side.squares += (mine - own.length * side.mine) ** 2
      side.change += (sum - mine - (count - own.length) * side.theirs) ** 2 - (sum - count * side.theirs) ** 2
      if (own.length === count) side.alone++
    }
  }
  const parts = new Map<number, Part>()
  for (const [one, { own, others, mine, theirs, squares, change, customers: ownCustomers, alone }] of sides) {
    const othersCustomers = customers - alone
    if (ownCustomers < FEWEST_CUSTOMERS || othersCustomers < FEWEST_CUSTOMERS) continue
    const othersSquares = Math.max(0, sumSquares - 2 * theirs * products + theirs ** 2 * countSquares + change)
    const othersError = ((othersSquares / others ** 2) * othersCustomers) / (othersCustomers - 1)
    const ownError = ((squares / own ** 2) * ownCustomers) / (ownCustomers - 1)
    parts.set(one, {
      own,
      others,
      mean: mine - theirs,
      ownError: Math.max(ownError, (othersError * others) / own),
      othersError,
      ownCustomers,
      othersCustomers
    })
  }
  return parts
}

/** Sum of what values are more than the usual one. */
function sumOf(tickets: readonly number[], values: Float64Array, usual: number): number {
  let sum = 0
  for (const i of tickets) sum += (values[i] as number) - usual
  return sum
}

/** Neighbours that belong together. */
function* runs(of: readonly number[], together: (a: number, b: number) => boolean): Generator<number[]> {
  let from = 0
  for (let to = 1; to <= of.length; to++) {
    if (to < of.length && together(of[from] as number, of[to] as number)) continue
    yield of.slice(from, to)
    from = to
  }
}
