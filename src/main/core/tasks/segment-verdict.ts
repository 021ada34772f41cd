import { type Chance as Drawn, shareAsClear } from '../../../engines/chance.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import type { Verdict, VerdictLevel } from '../../../shared/model/common.ts'
import type { Chance, Proposal } from '../../../shared/model/segments.ts'
import { UNSTABLE } from './segment-proposals.ts'

/** Below this many customers chance gives nearly anything: nothing can be said. */
export const ENOUGH_CUSTOMERS = 30
/** Of tables without groups, so many look as clear as the data at most, where groups are said to be there. */
const ALPHA = 0.01
/** Of the room between what chance hardly reaches and perfect separation, the data has to take so much. */
const STRONG = { excess: 0.1, stability: 0.85 }
const USABLE = { excess: 0.03, stability: UNSTABLE }

const USEFUL = { fewest: 3, most: 8 }

/** What can be said without drawing anything: too little to go by. Null: it has to be compared with chance. */
export function withoutComparing(customers: number, k: number, askedFor: number): Verdict | null {
  const text = segmenting.verdict
  if (customers < ENOUGH_CUSTOMERS) return { level: 'insufficient-data', reason: text.fewCustomers(customers, ENOUGH_CUSTOMERS) }
  if (k < askedFor) return { level: 'insufficient-data', reason: text.fewDistinct(askedFor, k) }
  return null
}

/** Until the draws are done. */
export const pending: Verdict = { level: 'insufficient-data', reason: segmenting.verdict.pending }

/**
 * The verdict about a number of segments: how often tables without groups are cut as clearly, when the number of segments is chosen anew for each
 * as it was for the data. The statistic is the highest silhouette over the numbers that there were to choose from.
 *
 * @param kind how the number was chosen: over all, among 3 .. 8, or asked for
 * @param leastStable Jaccard coefficient of the least stable segment
 */
export function judge(
  drawn: Drawn,
  kind: Proposal['kind'] | 'request',
  k: number,
  leastStable: number | null
): { verdict: Verdict; chance: number } {
  const within = drawn.ks.filter((one, i) => isAmong(one, kind, k) && !Number.isNaN(drawn.observed[i] as number))
  const observed = Math.max(...within.map((one) => drawn.observed[drawn.ks.indexOf(one)] as number))
  const chance = shareAsClear(drawn, observed, within)
  const level = chance > ALPHA ? 'none' : levelOf((observed - hardly(drawn, within)) / (1 - hardly(drawn, within)), leastStable ?? 1)
  const reason = level === 'none' ? segmenting.verdict.none(chance) : segmenting.verdict[level]
  return { verdict: { level, reason }, chance }
}

/** The figures behind it, as they are stored and drawn. */
export function summariseChance({ ks, observed, drawn, rows, bandwidths }: Drawn): Chance {
  const draws = drawn.length / ks.length
  const orNull = (value: number) => (Number.isNaN(value) ? null : value)
  return {
    draws,
    rows,
    bandwidths,
    k: ks.map((k, i) => {
      const sorted = Float64Array.from({ length: draws }, (_, draw) => drawn[draw * ks.length + i] as number)
        .filter((value) => !Number.isNaN(value))
        .sort()
      const at = (q: number) => (sorted.length === 0 ? null : quantile(sorted, q))
      return { k, observed: orNull(observed[i] as number), median: at(0.5), high: at(1 - ALPHA) }
    })
  }
}

function isAmong(one: number, kind: Proposal['kind'] | 'request', k: number): boolean {
  if (kind === 'request') return one === k
  return kind === 'evidence' || (one >= USEFUL.fewest && one <= USEFUL.most)
}

function levelOf(excess: number, leastStable: number): Exclude<VerdictLevel, 'insufficient-data' | 'none'> {
  if (excess >= STRONG.excess && leastStable >= STRONG.stability) return 'strong'
  return excess >= USABLE.excess && leastStable >= USABLE.stability ? 'usable' : 'weak'
}

/** What one table without groups in a hundred reaches. */
function hardly({ ks, drawn }: Drawn, within: readonly number[]): number {
  const best = Float64Array.from({ length: drawn.length / ks.length }, (_, draw) =>
    within.reduce((most, k) => {
      const value = drawn[draw * ks.length + ks.indexOf(k)] as number
      return value > most ? value : most
    }, Number.NEGATIVE_INFINITY)
  )
  return quantile(best.sort(), 1 - ALPHA)
}
