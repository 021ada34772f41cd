import { benjaminiHochberg } from './math/benjamini-hochberg.ts'
import { twoSided, z975 } from './math/tail.ts'

/** Changes whenever the same input could give other figures. */
export const PAIN_VERSION = 'pain/2'

/** Something that hurt somebody: which customer (row), and which kind of pain (0 .. kinds - 1). */
export interface PainEvents {
  rows: Int32Array
  kinds: Int32Array
}

/** A ratio with its 95 % interval. */
export interface Ratio {
  ratio: number
  low: number
  high: number
}

/** One kind of pain in one group. */
export interface PainCell {
  group: number
  kind: number
  /** How often it happened to the group, and to how many of it. */
  events: number
  customers: number
  /** Share of customers that it happened to, in the group and among everyone else. */
  share: number
  otherShare: number
  /** Events an occasion, in the group and among everyone else. */
  rate: number
  otherRate: number
  /** How many times as many customers, and how many times as often an occasion; null where too few suffered to say. */
  byCustomer: Ratio | null
  byOrder: Ratio | null
  /** Two-sided, the larger of both, and adjusted for all cells that were tested (Benjamini-Hochberg); null where not tested. */
  p: number | null
  q: number | null
}

/** Fewer sufferers than this on either side, and no ratio is told. */
export const FEWEST_SUFFERERS = 5

/**
 * Which groups meet with which kind of pain more often than everyone else. Two measures have to agree before anything is
 * said. By customer: what share of the group it happened to. By order: events over exposure, the occasions on which it could
 * have happened (orders, visits, answers), so that a group is not called unhappy for ordering a lot, nor for ordering little
 * while it writes as often as anybody. A cell's p-value is the larger of
 * both (an intersection-union test needs no correction for being two), and 1 where they point in opposite directions.
 *
 * By customer the interval is Katz's, on the logarithm of the ratio of two shares. By order the variance is that of a ratio
 * estimator over customers, so that one customer who complains ten times does not count as ten who complain. A group and
 * its rest have no customer in common, so variances add up.
 *
 * Every cell in which at least five customers on either side suffered is tested, and the p-values of all of them are
 * adjusted together: of what is called over-represented at q <= 0.05, about one in twenty is chance.
 *
 * Sources: D. Katz and others (1978), Obtaining confidence intervals for the risk ratio, Biometrics 34 · W. Cochran (1977),
 * Sampling techniques, 6 (variance of a ratio) · R. Berger (1982), Multiparameter hypothesis testing, Technometrics 24 ·
 * Y. Benjamini, Y. Hochberg (1995).
 *
 * @param exposures of each kind: occasions of each customer, 0 or more
 * @param labels the group of each customer, 0 .. k-1
 * @returns every group and kind with at least one event, by group, then kind
 * @example compareRates({ rows, kinds }, [orders, visits], labels, k).filter(({ q }) => q !== null && q <= 0.05)
 * O(n kinds + events kinds).
 */
export function compareRates({ rows, kinds }: PainEvents, exposures: readonly Float64Array[], labels: Int32Array, k: number): PainCell[] {
  const n = labels.length
  const cells: PainCell[] = []
  const counts = new Float64Array(n)
  exposures.forEach((exposure, kind) => {
    counts.fill(0)
    for (let e = 0; e < rows.length; e++) if (kinds[e] === kind) counts[rows[e] as number] = (counts[rows[e] as number] as number) + 1
    const groups = Array.from({ length: k }, (_, group) => sumsOf(counts, exposure, (i) => labels[i] === group))
    const all = sumsOf(counts, exposure, () => true)
    groups.forEach((own, group) => {
      if (own.events > 0) cells.push(cellOf(group, kind, own, minus(all, own)))
    })
  })
  cells.sort((a, b) => a.group - b.group || a.kind - b.kind)
  const tested = cells.filter(({ p }) => p !== null)
  benjaminiHochberg(tested.map(({ p }) => p as number)).forEach((q, i) => {
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
  const per = (a: number, b: number) => (b === 0 ? 0 : a / b)
  const cell: PainCell = {
    group,
    kind,
    events: own.events,
    customers: own.sufferers,
    share: per(own.sufferers, own.customers),
    otherShare: per(others.sufferers, others.customers),
    rate: per(own.events, own.exposure),
    otherRate: per(others.events, others.exposure),
    byCustomer: null,
    byOrder: null,
    p: null,
    q: null
  }
  if (own.sufferers < FEWEST_SUFFERERS || others.sufferers < FEWEST_SUFFERERS || own.exposure === 0 || others.exposure === 0) return cell
  const byCustomer = compared(cell.share / cell.otherShare, shareVariance(own) + shareVariance(others))
  const byOrder = compared(cell.rate / cell.otherRate, rateVariance(own) + rateVariance(others))
  const agree = byCustomer.ratio > 1 === byOrder.ratio > 1
  return { ...cell, byCustomer: plain(byCustomer), byOrder: plain(byOrder), p: agree ? Math.max(byCustomer.p, byOrder.p) : 1 }
}

/** A ratio, the interval of its logarithm, and how unlikely it is by chance. */
function compared(ratio: number, logVariance: number): Ratio & { p: number } {
  const error = Math.sqrt(logVariance)
  const log = Math.log(ratio)
  return {
    ratio,
    low: Math.exp(log - z975 * error),
    high: Math.exp(log + z975 * error),
    p: error === 0 ? (log === 0 ? 1 : 0) : twoSided(log / error)
  }
}

const plain = ({ ratio, low, high }: Ratio): Ratio => ({ ratio, low, high })

/** Of the logarithm of a share. */
function shareVariance({ sufferers, customers }: Sums): number {
  return Math.max(0, 1 / sufferers - 1 / customers)
}

/** Of the logarithm of events over exposure: the residuals e - r o of the customers, squared and summed, over events squared. */
function rateVariance({ customers, events, exposure, ee, eo, oo }: Sums): number {
  const r = events / exposure
  const residuals = Math.max(0, ee - 2 * r * eo + r * r * oo)
  return (customers / Math.max(1, customers - 1)) * (residuals / (events * events))
}
