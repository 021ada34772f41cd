import type { EngineContext } from '../context.ts'
import { tQuantile } from '../math/student-t.ts'
import { fitRhythm, type RhythmFit, type RhythmModelName } from '../rhythm.ts'
import type { Summary } from './event-log.ts'
import { logLikelihoodOf } from './likelihood.ts'
import { pick } from './pick.ts'

/** What customers began with: known from their first order on, so that nothing of it is learned from later days. */
export interface Beginning {
  by: 'category' | 'channel'
  /** Of each customer of the log: its group; −1 where it is not known. */
  of: Int32Array
}

/** The rhythm of each group that is large enough for one, by its number. */
export type OwnFits = ReadonlyMap<number, RhythmFit>

/** How much better a shop is foreseen where who began alike borrows from each other. */
export interface PoolingTrial {
  by: Beginning['by']
  /** Groups with a rhythm of their own. */
  groups: number
  /** Log-likelihood of the hold-out over that of one rhythm for all, and the end of its one-sided 97.5 % interval that is nearer to 0. */
  gain: number
  atLeast: number
}

/** Repeat buyers of a group that has a rhythm of its own; smaller ones keep everybody's. */
const FEWEST_REPEATING = 30
/** Parts of the customers by which it is judged whether a gain is more than chance. */
const PARTS = 20

/**
 * The model fitted to each group with enough repeat buyers. `kOf` gives a group's regularity where it is known; else it is chosen.
 * One fit a group: together about as long as one of all.
 */
export async function fitOwn(
  summary: Summary,
  { of }: Beginning,
  model: RhythmModelName,
  kOf: (group: number) => number | undefined,
  ctx: EngineContext
): Promise<OwnFits> {
  const fits = new Map<number, RhythmFit>()
  for (const [group, rows] of rowsByGroup(summary, of)) {
    const k = kOf(group)
    const part = pick(summary, rows)
    if (part.x.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0) < FEWEST_REPEATING) continue
    const fit = await fitRhythm(part, { model, ...(model === 'mbgcnbdk' && k !== undefined ? { k } : {}) }, ctx)
    if (fit.convergence.state !== 'unfinished') fits.set(group, fit)
  }
  return fits
}

/**
 * What own rhythms of groups add in a hold-out, over one for all. Customers are dealt into 20 parts; a gain counts where its mean over them is above 0
 * by more than chance (Student's t).
 */
export async function tryPooling(
  beginning: Beginning,
  own: OwnFits,
  fit: RhythmFit,
  before: Summary,
  whole: Summary,
  ctx: EngineContext
): Promise<PoolingTrial> {
  const gains = new Float64Array(PARTS)
  for (const [group, rows] of rowsByGroup(before, beginning.of)) {
    const mine = own.get(group)
    if (mine === undefined) continue
    for (let part = 0; part < PARTS; part++) {
      const some = rows.filter((_, i) => i % PARTS === part)
      if (some.length === 0) continue
      const [early, all] = [pick(before, some), pick(whole, some)]
      const heldOut = async (one: RhythmFit): Promise<number> =>
        (await logLikelihoodOf(one, all, ctx)) - (await logLikelihoodOf(one, early, ctx))
      gains[part] = (gains[part] as number) + (await heldOut(mine)) - (await heldOut(fit))
    }
  }
  const gain = gains.reduce((sum, one) => sum + one, 0)
  const variance = gains.reduce((sum, one) => sum + (one - gain / PARTS) ** 2, 0) / (PARTS - 1)
  return { by: beginning.by, groups: own.size, gain, atLeast: gain - tQuantile(0.05, PARTS - 1) * Math.sqrt(variance * PARTS) }
}

function rowsByGroup({ customer }: Summary, of: Int32Array): [number, Int32Array][] {
  const rows = new Map<number, number[]>()
  customer.forEach((one, i) => {
    const group = of[one] as number
    if (group < 0) return
    const known = rows.get(group)
    if (known) known.push(i)
    else rows.set(group, [i])
  })
  return [...rows].sort(([a], [b]) => a - b).map(([group, list]) => [group, Int32Array.from(list)])
}
