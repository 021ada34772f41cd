/** Whether customers do what somebody thinks that they do. */
import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const BELIEFS_VERSION = 'beliefs/1'

export interface BeliefData {
  /** Of each customer: what was measured. */
  value: Float64Array
  /** 1: belongs to those whom the belief is about. */
  about: Uint8Array
  /** Customers are compared within the same number only: how often and for how long they have bought. */
  stratum: Int32Array
  /** 1: measured in the later part of the time. */
  later: Uint8Array
  /** Whether the belief says that theirs is more (1) or less (−1). */
  direction: 1 | -1
}

export interface Believed {
  verdict: 'supported' | 'contradicted' | 'undecided'
  /** Mean of those whom it is about, less that of the others like them; with its 95 % interval. */
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
  /** Customers of the smaller side that would decide it, at this effect; null where it is decided. */
  needed: number | null
}

const HALVINGS = 40
const CONFIRMED = 0.8
const FEWEST = 10
const z = 1.959963984540054
/** For a chance of 80 % to see an effect that is there. */
const POWER = 0.8416212335729143

/**
 * A belief about two kinds of customers, held against those who are alike in how often and how long they have bought: it is supported where the
 * difference is beyond chance in the stated direction, comes out again in the other half of random halvings, and does not turn in later time.
 *
 * @throws ctx.signal.reason when cancelled
 * O(halvings · n).
 */
export async function testBelief(data: BeliefData, ctx: EngineContext): Promise<Believed> {
  const n = data.value.length
  const everybody = Int32Array.from({ length: n }, (_, i) => i)
  const all = compare(data, everybody)
  const pace = pacer(ctx)
  let [held, tried] = [0, 0]
  for (let halving = 0; halving < HALVINGS && all !== null; halving++) {
    const side = Uint8Array.from({ length: n }, () => (ctx.rng() < 0.5 ? 1 : 0))
    const [one, other] = [0, 1].map((part) =>
      compare(
        data,
        everybody.filter((i) => side[i] === part)
      )
    )
    tried++
    if (one && other && Math.sign(one.effect) === Math.sign(other.effect) && Math.sign(one.effect) === Math.sign(all.effect)) held++
    await pace(halving / HALVINGS)
  }
  const sides = [0, 1].map((part) =>
    compare(
      data,
      everybody.filter((i) => data.later[i] === part)
    )
  )
  const [early, late] = sides
  if (all === null) {
    const about = data.about.reduce((sum, one) => sum + one, 0)
    const nothing = { effect: Number.NaN, low: Number.NaN, high: Number.NaN, theirs: Number.NaN, others: Number.NaN }
    return {
      verdict: 'undecided',
      ...nothing,
      customers: about,
      compared: n - about,
      confirmed: 0,
      early: null,
      late: null,
      needed: FEWEST
    }
  }
  const { effect, error, theirs, others, customers, compared } = all
  const [low, high] = [effect - z * error, effect + z * error]
  const confirmed = tried > 0 ? held / tried : 0
  const clear = low > 0 || high < 0
  const lasting = !late || !early || Math.sign(late.effect) === Math.sign(effect) || Math.abs(late.effect) < z * late.error
  const decided = clear && confirmed >= CONFIRMED && lasting
  const verdict = !decided ? 'undecided' : Math.sign(effect) === data.direction ? 'supported' : 'contradicted'
  const ratio = effect === 0 ? Number.POSITIVE_INFINITY : ((z + POWER) * error) / Math.abs(effect)
  const needed = Math.ceil(Math.max(1.2, ratio * ratio) * Math.min(customers, compared))
  return {
    verdict,
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
    needed: verdict === 'undecided' && Number.isFinite(needed) ? needed : null
  }
}

interface Comparison {
  effect: number
  error: number
  theirs: number
  others: number
  customers: number
  compared: number
}

/** Differences within strata, weighted by how much each can tell; null where too few can be compared. */
function compare({ value, about, stratum }: BeliefData, rows: Int32Array): Comparison | null {
  const strata = new Map<number, { n: [number, number]; sum: [number, number]; squares: [number, number] }>()
  for (const i of rows) {
    const s = stratum[i] as number
    const one = strata.get(s) ?? { n: [0, 0], sum: [0, 0], squares: [0, 0] }
    strata.set(s, one)
    const side = about[i] === 1 ? 1 : 0
    one.n[side]++
    one.sum[side] += value[i] as number
    one.squares[side] += (value[i] as number) ** 2
  }
  let [weight, effect, variance, theirs, others, customers, compared] = [0, 0, 0, 0, 0, 0, 0]
  for (const { n, sum, squares } of strata.values()) {
    if (n[0] < 2 || n[1] < 2) continue
    const w = (n[0] * n[1]) / (n[0] + n[1])
    const mean = [sum[0] / n[0], sum[1] / n[1]] as const
    const spread = [0, 1].map(
      (side) => Math.max(0, (squares[side] as number) - (n[side] as number) * (mean[side] as number) ** 2) / ((n[side] as number) - 1)
    )
    weight += w
    effect += w * (mean[1] - mean[0])
    variance += w * w * ((spread[0] as number) / n[0] + (spread[1] as number) / n[1])
    theirs += w * mean[1]
    others += w * mean[0]
    customers += n[1]
    compared += n[0]
  }
  if (customers < FEWEST || compared < FEWEST) return null
  return {
    effect: effect / weight,
    error: Math.sqrt(variance) / weight,
    theirs: theirs / weight,
    others: others / weight,
    customers,
    compared
  }
}
