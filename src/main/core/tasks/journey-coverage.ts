import { noStage } from '../../../engines/journey/timeline.ts'
import type { Stage, StageRole } from '../../../shared/model/journey.ts'
import type { LoadedDoings, LoadedTouchpoints } from './journey-load.ts'

/** First and last moment at which somebody could have been seen. */
export interface Coverage {
  from: number
  to: number
}

/**
 * When somebody could be seen in each stage; null where nothing that was imported places anybody in it, so that how many were there is
 * not known, which is another thing than nobody. Touchpoints speak from the first to the last of them; what shops write down
 * themselves goes on until the as-of date. O(touchpoints + doings).
 *
 * @param nameStage stage of each way of calling touchpoints, or `noStage`
 */
export function stageCoverage(
  { length, customer, at, name }: LoadedTouchpoints,
  nameStage: Uint8Array,
  doings: LoadedDoings,
  stages: readonly Stage[],
  cutoff: number
): (Coverage | null)[] {
  const covered: (Coverage | null)[] = stages.map(() => null)
  const add = (s: number, { from, to }: Coverage) => {
    const before = covered[s]
    if (before !== undefined)
      covered[s] = before === null ? { from, to } : { from: Math.min(before.from, from), to: Math.max(before.to, to) }
  }
  const addRole = (role: StageRole, span: Coverage | null) => {
    if (span !== null)
      add(
        stages.findIndex((stage) => stage.role === role),
        span
      )
  }

  const mapped = new Set<number>()
  const touched: Coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  for (let i = 0; i < length; i++) {
    if (customer[i] === 0) continue
    const moment = at[i] as number
    if (moment < touched.from) touched.from = moment
    if (moment > touched.to) touched.to = moment
    mapped.add(nameStage[name[i] as number] as number)
  }
  mapped.delete(noStage)
  for (const s of mapped) add(s, touched)

  const first = { order: Number.POSITIVE_INFINITY, after: Number.POSITIVE_INFINITY, referral: Number.POSITIVE_INFINITY }
  doings.kind.forEach((kind, i) => {
    const source = kind === 'order' || kind === 'referral' ? kind : 'after'
    first[source] = Math.min(first[source], doings.at[i] as number)
  })
  const since = (moment: number) => (moment === Number.POSITIVE_INFINITY ? null : { from: moment, to: cutoff })
  addRole('purchase', since(first.order))
  addRole('loyalty', since(first.order))
  addRole('post-purchase', since(first.after))
  addRole('loyalty', since(first.referral))
  // Where touchpoints tell of purchases, they tell of further ones.
  const purchase = stages.findIndex(({ role }) => role === 'purchase')
  if (mapped.has(purchase)) addRole('loyalty', touched)
  return covered
}

/** Whether somebody could be seen between two moments. */
export function covers(coverage: Coverage | null | undefined, from: number, to: number): boolean {
  return coverage !== null && coverage !== undefined && coverage.from <= to && coverage.to >= from
}
