import { falseDiscovery } from './math/false-discovery.ts'
import { twoSided, z975 } from './math/normal.ts'

/** Changes whenever the same input could give other figures. */
export const PAIN_VERSION = 'pain/1'

/** Something that hurt somebody: which customer (row), and which kind of pain (0 .. kinds - 1). */
export interface PainEvents {
  rows: Int32Array
  kinds: Int32Array
}

/** One kind of pain in one group. */
export interface PainCell {
  group: number
  kind: number
  /** How often it happened to the group, and to how many of it. */
  events: number
  customers: number
  /** Events a unit of exposure (an order), in the group and among everyone else. */
  rate: number
  otherRate: number
  /** How many times as often as among everyone else, with its 95 % interval; null where too few suffered to say. */
  ratio: number | null
  low: number | null
  high: number | null
  /** Two-sided, and adjusted for all cells that were tested (Benjamini-Hochberg); null where not tested. */
  p: number | null
  q: number | null
}

/** Fewer sufferers than this on either side, and no ratio is told. */
export const FEWEST_SUFFERERS = 5

/**
 * Which groups meet with which kind of pain more often than everyone else, for what they ordered. The rate is events over
 * exposure (orders); its logarithm's variance is that of a ratio estimator over customers, so that one customer who complains
 * ten times does not count as ten who complain. Groups and their rest have no customer in common, so the variances add up.
 *
 * Every cell in which at least five customers on either side suffered is tested, and the p-values of all of them are
 * adjusted together: of what is called over-represented at q <= 0.05, about one in twenty is chance.
 *
 * Sources: W. Cochran (1977), Sampling techniques, 6 (variance of a ratio) · Y. Benjamini, Y. Hochberg (1995).
 *
 * @param exposure orders of each customer, positive
 * @param labels the group of each customer, 0 .. k-1
 * @returns every group and kind with at least one event, by group, then kind
 * @example compareRates({ rows, kinds }, 3, orders, labels, k).filter(({ q, ratio }) => q !== null && q <= 0.05 && ratio > 1)
 * O(events + n kinds + k kinds).
 */
export function compareRates(
  { rows, kinds }: PainEvents,
  kindCount: number,
  exposure: Float64Array,
  labels: Int32Array,
  k: number
): PainCell[] {
  const n = labels.length
  const cells: PainCell[] = []
  const counts = new Float64Array(n)
  for (let kind = 0; kind < kindCount; kind++) {
    counts.fill(0)
    for (let e = 0; e < rows.length; e++) if (kinds[e] === kind) counts[rows[e] as number] = (counts[rows[e] as number] as number) + 1
    const groups = Array.from({ length: k }, (_, group) => sumsOf(counts, exposure, (i) => labels[i] === group))
    const all = sumsOf(counts, exposure, () => true)
    groups.forEach((own, group) => {
      if (own.events > 0) cells.push(cellOf(group, kind, own, minus(all, own)))
    })
  }
  cells.sort((a, b) => a.group - b.group || a.kind - b.kind)
  const tested = cells.filter(({ p }) => p !== null)
  falseDiscovery(tested.map(({ p }) => p as number)).forEach((q, i) => {
    ;(tested[i] as PainCell).q = q
  })
  return cells
}

/** What a ratio and its variance need. */
interface Sums {
  customers: number
  sufferers: number
  events: number
  exposure: number
  /** Sums of squares and products. */
  ee: number
  eo: number
  oo: number
}

function sumsOf(counts: Float64Array, exposure: Float64Array, belongs: (row: number) => boolean): Sums {
  const sums: Sums = { customers: 0, sufferers: 0, events: 0, exposure: 0, ee: 0, eo: 0, oo: 0 }
  for (let i = 0; i < counts.length; i++) {
    if (!belongs(i)) continue
    const [e, o] = [counts[i] as number, exposure[i] as number]
    sums.customers++
    if (e > 0) sums.sufferers++
    sums.events += e
    sums.exposure += o
    sums.ee += e * e
    sums.eo += e * o
    sums.oo += o * o
  }
  return sums
}

function minus(all: Sums, own: Sums): Sums {
  return {
    customers: all.customers - own.customers,
    sufferers: all.sufferers - own.sufferers,
    events: all.events - own.events,
    exposure: all.exposure - own.exposure,
    ee: all.ee - own.ee,
    eo: all.eo - own.eo,
    oo: all.oo - own.oo
  }
}

function cellOf(group: number, kind: number, own: Sums, others: Sums): PainCell {
  const rate = own.events / own.exposure
  const otherRate = others.exposure === 0 ? 0 : others.events / others.exposure
  const cell: PainCell = {
    group,
    kind,
    events: own.events,
    customers: own.sufferers,
    rate,
    otherRate,
    ratio: null,
    low: null,
    high: null,
    p: null,
    q: null
  }
  if (own.sufferers < FEWEST_SUFFERERS || others.sufferers < FEWEST_SUFFERERS) return cell
  const error = Math.sqrt(logVariance(own) + logVariance(others))
  const log = Math.log(rate / otherRate)
  return {
    ...cell,
    ratio: Math.exp(log),
    low: Math.exp(log - z975 * error),
    high: Math.exp(log + z975 * error),
    p: error === 0 ? (log === 0 ? 1 : 0) : twoSided(log / error)
  }
}

/** Variance of the logarithm of events over exposure: the residuals e - r o of the customers, squared and summed, over events squared. */
function logVariance({ customers, events, exposure, ee, eo, oo }: Sums): number {
  const r = events / exposure
  const residuals = Math.max(0, ee - 2 * r * eo + r * r * oo)
  return (customers / Math.max(1, customers - 1)) * (residuals / (events * events))
}
