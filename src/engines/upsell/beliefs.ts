/** Whether customers do what somebody thinks that they do. */
import type { EngineContext } from '../context.ts'
import { tQuantile } from '../math/student-t.ts'
import { pacer } from '../pace.ts'
import { compareMeans, type Measures } from './stratum-means.ts'
import { compareWaits, sortedWaits, type Waits } from './waits.ts'

/** Changes whenever the same input could give other bytes. */
export const BELIEFS_VERSION = 'beliefs/2'

/** What was measured of customers; who belongs to those whom the belief is about was known before it was measured. */
export type BeliefData = (({ kind: 'waits' } & Waits) | ({ kind: 'means' } & Measures)) & {
  /** 1: measured in the later part of the time. */
  later: Uint8Array
  /** Whether the belief says that theirs is more (1) or less (−1). */
  direction: 1 | -1
}

/** Those whom a belief is about beside others like them. */
export interface Compared {
  /** The difference in its own errors, and the degrees of freedom of that: customers of the smaller side, less one. */
  t: number
  freedom: number
  /** Theirs less that of the others, with its 95 % interval. */
  effect: number
  low: number
  high: number
  theirs: number
  others: number
  /** How large a difference of so many errors is. */
  shows: (errors: number) => number
  customers: number
  compared: number
}

export interface Believed {
  verdict: 'supported' | 'contradicted' | 'undecided'
  /** Mean of those whom it is about, less that of the others like them; with its 95 % interval. NaN: too few are alike. */
  effect: number
  low: number
  high: number
  /** Both means, over the same strata. */
  theirs: number
  others: number
  customers: number
  compared: number
  /** Share of the halvings in which what one half showed held in the other. */
  confirmed: number
  /** The same effect in the earlier and in the later part of the time; null where there are too few. */
  early: number | null
  late: number | null
  /** Customers whom it is about, and others in proportion, that would tell a difference of the size seen from none; null where more would not help. */
  needed: number | null
  /** The difference that would have shown four times of five with those there are; null where too few are alike. */
  shows: number | null
}

const HALVINGS = 40
const CONFIRMED = 0.8
/** For a chance of 80 % to see an effect that is there. */
const POWER = 0.8416212335729143
/** So many times as many customers are not waited for: the difference is then too small to speak of. */
const MOST_MORE = 10

/**
 * A belief about two kinds of customers, held against those who are alike in how often and how long they have bought: it is supported where the
 * difference is beyond chance in the stated direction, comes out again in the other half of random halvings of the customers, and does not turn
 * in later time.
 *
 * @throws ctx.signal.reason when cancelled
 * O(halvings · n + n log n).
 */
export async function testBelief(data: BeliefData, ctx: EngineContext): Promise<Believed> {
  const order = data.kind === 'waits' ? sortedWaits(data) : null
  const compare = (part: Uint8Array | null, which: number) =>
    data.kind === 'waits' ? compareWaits(data, order as Int32Array, part, which) : compareMeans(data, part, which)
  const all = compare(null, 0)
  if (all === null) return tooFew(data)
  const units = data.unit.reduce((most, u) => Math.max(most, u), -1) + 1
  const pace = pacer(ctx)
  let held = 0
  for (let halving = 0; halving < HALVINGS; halving++) {
    const side = Uint8Array.from({ length: units }, () => (ctx.rng() < 0.5 ? 1 : 0))
    const half = Uint8Array.from(data.unit, (u) => side[u] as number)
    const [one, other] = [compare(half, 0), compare(half, 1)]
    if (one && other && Math.sign(one.t) === Math.sign(all.t) && Math.sign(other.t) === Math.sign(all.t)) held++
    await pace(halving / HALVINGS)
  }
  const [early, late] = [compare(data.later, 0), compare(data.later, 1)]
  const { t, freedom, effect, low, high, theirs, others, customers, compared } = all
  const confirmed = held / HALVINGS
  const reach = tQuantile(0.05, freedom)
  const clear = Math.abs(t) > reach
  const lasting = !late || !early || Math.sign(late.t) === Math.sign(t) || Math.abs(late.t) < tQuantile(0.05, late.freedom)
  const decided = clear && confirmed >= CONFIRMED && lasting
  const more = clear ? Number.POSITIVE_INFINITY : ((reach + POWER) / Math.abs(t)) ** 2
  return {
    verdict: !decided ? 'undecided' : Math.sign(t) === data.direction ? 'supported' : 'contradicted',
    effect,
    low,
    high,
    theirs,
    others,
    customers,
    compared,
    confirmed,
    early: early?.effect ?? null,
    late: late?.effect ?? null,
    needed: more <= MOST_MORE ? Math.ceil(more * customers) : null,
    shows: all.shows(reach + POWER)
  }
}

function tooFew({ unit, about }: BeliefData): Believed {
  const [theirs, others] = [1, 0].map((side) => new Set(unit.filter((_, i) => about[i] === side)).size) as [number, number]
  const unknown = { effect: Number.NaN, low: Number.NaN, high: Number.NaN, theirs: Number.NaN, others: Number.NaN }
  const nothing = { confirmed: 0, early: null, late: null, needed: null, shows: null }
  return { verdict: 'undecided', ...unknown, customers: theirs, compared: others, ...nothing }
}
