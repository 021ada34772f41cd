import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const QINI_VERSION = 'qini/1'

export interface Qini {
  /** Area between the curve and the straight line of treating by lot, as a share of all rows. */
  qini: number
  /** 95 % interval by bootstrap. */
  low: number
  high: number
  /** Extra outcomes when so many shares of the rows are treated, the highest scores first: 0, 0.1 … 1. */
  curve: number[]
}

const DRAWS = 200

/**
 * How well a score ranks by what treating changes, given an experiment: extra outcomes among the treated with the highest scores, less those of
 * the untreated among them scaled to as many, summed over all depths and held against treating by lot.
 *
 * Source: N. Radcliffe (2007), Using control groups to target on predicted lift.
 *
 * @param treated 1: treated, 0: control; both must occur
 * @param outcome any number, 1 and 0 for something that happens or not
 * O(draws · n + n log n).
 */
export async function qiniOf(score: Float64Array, treated: Uint8Array, outcome: Float64Array, ctx: EngineContext): Promise<Qini> {
  const n = score.length
  const order = Int32Array.from(score.keys()).sort((a, b) => (score[b] as number) - (score[a] as number) || a - b)
  const once = new Uint8Array(n).fill(1)
  const curve = Array.from({ length: 11 }, () => 0)
  const qini = area(score, treated, outcome, order, once, curve)
  const draws = new Float64Array(DRAWS)
  const pace = pacer(ctx)
  const times = new Uint8Array(n)
  for (let draw = 0; draw < DRAWS; draw++) {
    times.fill(0)
    for (let i = 0; i < n; i++) {
      const at = Math.floor(ctx.rng() * n)
      times[at] = (times[at] as number) + 1
    }
    draws[draw] = area(score, treated, outcome, order, times, null)
    await pace(draw / DRAWS)
  }
  draws.sort()
  return { qini, low: draws[Math.floor(0.025 * DRAWS)] as number, high: draws[Math.ceil(0.975 * DRAWS) - 1] as number, curve }
}

function area(
  score: Float64Array,
  treated: Uint8Array,
  outcome: Float64Array,
  order: Int32Array,
  times: Uint8Array,
  curve: number[] | null
): number {
  let [rows, nt, nc, yt, yc] = [0, 0, 0, 0, 0]
  let [sum, before, beforeRows] = [0, 0, 0]
  const total = times.reduce((all, one) => all + one, 0)
  let next = 1
  for (let i = 0; i < order.length; ) {
    const value = score[order[i] as number]
    // Equal scores come together: between them nothing is ranked.
    for (; i < order.length && score[order[i] as number] === value; i++) {
      const row = order[i] as number
      const weight = times[row] as number
      rows += weight
      if (treated[row] === 1) {
        nt += weight
        yt += weight * (outcome[row] as number)
      } else {
        nc += weight
        yc += weight * (outcome[row] as number)
      }
    }
    const extra = nc > 0 ? yt - (yc * nt) / nc : yt
    sum += ((extra + before) / 2) * (rows - beforeRows)
    for (; curve && next <= 10 && rows >= (next * total) / 10; next++) {
      const back = rows === beforeRows ? 1 : ((next * total) / 10 - beforeRows) / (rows - beforeRows)
      curve[next] = before + (extra - before) * back
    }
    before = extra
    beforeRows = rows
  }
  return total > 0 ? (sum / total - before / 2) / total : Number.NaN
}
